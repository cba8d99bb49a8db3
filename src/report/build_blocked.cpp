// What could not be decided: by what, what would make each rule apply, and what the answer would be then.
#include <algorithm>
#include <deque>

#include "explain/why_not.hpp"
#include "explain/words.hpp"
#include "report/build_reasons.hpp"

namespace credence::report {
namespace {

using check::ExpressionKind;
using explain::raised;
using explain::State;

constexpr explain::WaysOptions tried{1, false, 60, 12};  // a change at a time: what a reader can hold

/// That the rule applies for this binding of its `for`.
check::Condition applying(const check::Rulebase& rulebase, DeclarationRef ref, const Binding& binding) {
    const auto& clauses = rulebase.clauses_of(ref);
    check::Condition out;
    out.kind = check::ConditionKind::applies;
    out.target = ref;
    for (std::uint32_t v = 0; v < clauses.bound; ++v) {
        check::Expression bound;
        bound.type = clauses.variables[v].type;
        bound.cell = binding[v];
        out.expressions.push_back(std::move(bound));
    }
    return out;
}

class BlockedBuilder {
public:
    explicit BlockedBuilder(const Matter& matter)
        : matter_(matter),
          words_(matter.words()),
          answer_{matter.item(0).expression, nullptr, matter.binding(), {}} {}

    std::optional<Blocked> build() {
        add_values();
        add_propositions();
        add_boundaries();
        add_advice();
        if (table_.rows.empty()) return {};
        table_.head = {words_.say("head_what"), words_.say("head_blocked_by"), words_.say("head_would_apply"),
                       words_.say("head_answer_then")};
        for (const std::size_t column : {3U, 2U}) drop_empty_column(table_, column);
        Blocked out;
        out.table = std::move(table_);
        return out;
    }

private:
    void add_values() {
        for (std::size_t i = 0; i < matter_.roles().items.size(); ++i) {
            const auto& item = matter_.item(i);
            if (item.role == ItemRole::list) continue;
            const auto state = matter_.state(item);
            if (state != State::unknown && state != State::disputed) continue;
            add(raised(matter_.label(item)), matter_.blockers(i), {});
        }
    }

    void add_propositions() {
        for (const auto index : matter_.roles().chain) {
            for (const auto& use : matter_.item(index).questions) {
                const auto subject = explain::individual_of(matter_.phrases(), use.subject, matter_.binding());
                if (!subject) continue;
                for (const auto& pointer : explain::ledger(matter_.phrases(), check::QuestionId{use.index}, *subject)) {
                    const DeclarationRef ref{DeclarationKind::proposition, pointer.proposition.value};
                    if (pointer.standing == explain::Standing::undecided) add_rule(ref, pointer.binding);
                    if (pointer.standing == explain::Standing::switched_off) add_switched_off(ref, pointer.binding);
                }
            }
        }
    }

    void add_boundaries() {
        for (const auto index : matter_.roles().chain) {
            const auto& item = matter_.item(index);
            if (item.expression->kind != ExpressionKind::range) continue;
            const auto arguments = matter_.arguments(item);
            if (!arguments) continue;
            for (const auto& bound :
                 explain::bounds_of(matter_.phrases(), check::RangeId{item.expression->index}, arguments->front()).bounds) {
                if (bound.standing == explain::Standing::undecided)
                    add_rule({DeclarationKind::boundary, bound.boundary.value}, bound.binding);
            }
        }
    }

    void add_advice() {
        for (const auto& advised : matter_.advised()) {
            if (!advised.undecided) continue;
            std::vector<Claim> blockers;
            for (const auto* blocker : explain::blockers(advised.proof))
                blockers.push_back(matter_.claim(blocker->text, explain::support_of(*blocker)));
            const auto& head = matter_.rulebase().advice[advised.advice.index()].head;
            add(words_.say("advice_undecided", {{"what", label_of(head)}}), blockers, {head.name});
        }
    }

    [[nodiscard]] std::string headed(DeclarationRef ref) const {
        const auto& head = matter_.rulebase().head_of(ref);
        return head.label.empty() ? head.name : words_.say("id_and_label", {{"id", head.name}, {"label", head.label}});
    }

    void add_rule(DeclarationRef ref, const Binding& binding) {
        explain::Prover prover(matter_.phrases());
        const auto proved = prover.rule(ref, binding);
        std::vector<Claim> blockers;
        for (const auto* blocker : explain::blockers(proved))
            blockers.push_back(matter_.claim(blocker->text, explain::support_of(*blocker)));
        add(headed(ref), blockers, {});
        add_ways(ref, binding);
    }

    void add_switched_off(DeclarationRef ref, const Binding& binding) {
        const auto& clauses = matter_.rulebase().clauses_of(ref);
        add(headed(ref),
            {cell(
                words_.say("switched_off", {{"condition", explain::in_words(matter_.phrases(), *clauses.only_if, binding)}}))},
            {});
        add_ways(ref, binding);
    }

    void add(std::string what, const std::vector<Claim>& blockers, std::vector<std::string> rules) {
        std::vector<std::string> texts;
        Claim why;
        why.rules = std::move(rules);
        for (const auto& blocker : blockers) {
            texts.push_back(blocker.text);
            why.facts.insert(why.facts.end(), blocker.facts.begin(), blocker.facts.end());
        }
        explain::sort_ids(why.facts);
        why.text = raised(matter_.phrases().list_of_clauses(texts));
        Row row;
        row.cells = {cell(std::move(what)), std::move(why), cell(""), cell("")};
        table_.rows.push_back(std::move(row));
    }

    /// Into the last row: each single change that makes the rule apply, and the answer that it leads to.
    void add_ways(DeclarationRef ref, const Binding& binding) {
        const auto& bound = matter_.rulebase().clauses_of(ref).bound;
        if (std::any_of(binding.begin(), binding.begin() + bound, [](Cell c) { return c == check::no_cell; })) return;
        auto& model = matter_.model();
        const auto& condition = conditions_.emplace_back(applying(matter_.rulebase(), ref, binding));
        const auto& facts = matter_.phrases().facts();
        const auto found = explain::find_ways(matter_.rulebase(), facts, model.settings(), condition, {}, tried);
        const explain::Candidates candidates(matter_.rulebase(), facts, model.settings(),
                                             explain::Target{nullptr, &condition, {}, {}}, true);
        const auto now = explain::reach(model, answer_);
        std::vector<std::string> ways, answers;
        for (const auto& group : explain::grouped(found.ways, candidates)) {
            ways.push_back(
                explain::change_in_words(matter_.phrases(), group.changes.front(), group.values.front(), candidates));
            if (!supposed_) supposed_.emplace(matter_.rulebase(), facts, model.settings());
            const auto then = explain::reach(supposed_->with(group.changes), answer_);
            answers.push_back(then == now ? words_.say("answer_stays") : answer_in_words(then));
        }
        auto& cells = table_.rows.back().cells;
        cells[2].text = matter_.phrases().list_of_clauses(ways);
        const bool same = std::adjacent_find(answers.begin(), answers.end(), std::not_equal_to<>()) == answers.end();
        if (same && !answers.empty()) answers.resize(1);
        cells[3].text = raised(matter_.phrases().list_of_clauses(answers));
    }

    [[nodiscard]] std::string answer_in_words(const explain::Reached& answer) const {
        if (answer.state == State::met && answer.cell != check::no_cell)
            return matter_.phrases().value(answer_.expression->type, answer.cell, Form::longer);
        return words_.say(answer.state == State::disputed ? "disputed" : "unknown");
    }

    const Matter& matter_;
    const Words& words_;
    explain::Target answer_;
    Table table_;
    std::deque<check::Condition> conditions_;
    std::optional<explain::Supposed> supposed_;
};

}  // namespace

std::optional<Blocked> blocked_part(const Matter& matter) { return BlockedBuilder(matter).build(); }

}  // namespace credence::report
