#include "explain/why.hpp"

#include <algorithm>

#include "explain/conditions.hpp"
#include "explain/ledger.hpp"
#include "explain/weighed.hpp"

namespace credence::explain {
namespace {

class WhyBuilder {
public:
    WhyBuilder(const Narrator& narrator, Explanation& explanation)
        : narrator_(narrator),
          phrases_(narrator.phrases()),
          rulebase_(phrases_.rulebase()),
          explanation_(explanation) {}

    void add(const std::vector<Target>& targets) {
        auto proof = section("proof", "");
        auto cases = section("cases", say("why_none_before"));
        cases.detail = Detail::words;
        std::vector<Claim> claims;
        for (const auto& target : targets) {
            Prover prover(phrases_);
            prover.tell_earlier_cases();
            claims.push_back(target.expression != nullptr ? prover.value(*target.expression, target.binding)
                                                          : prover.condition(*target.condition, target.binding));
            proof.trees.push_back(narrator_.tell(claims.back()));
            take_cases(proof.trees.back(), cases);
            if (target.assessment) add_qualifiers(target, prover, proof);
            for (const auto& instance : prover.entered()) entered_.insert(instance);
        }
        explanation_.sections.push_back(std::move(proof));
        explanation_.sections.push_back(std::move(cases));
        for (const auto& instance : entered_) {
            if (instance.declaration.kind == DeclarationKind::question) add_question(instance);
        }
        for (const auto& instance : entered_) {
            if (instance.declaration.kind == DeclarationKind::range) add_range(instance);
        }
        add_open(claims);
    }

private:
    [[nodiscard]] ExplanationSection section(std::string name, std::string title) const {
        ExplanationSection out;
        out.name = std::move(name);
        out.title = std::move(title);
        return out;
    }
    [[nodiscard]] std::string say(std::string_view key, Words::Holes holes = {}) const { return narrator_.say(key, holes); }

    /// What `group by` says beside the answer, each with its reasons.
    void add_qualifiers(const Target& target, Prover& prover, ExplanationSection& proof) {
        const auto& assessment = rulebase_.assessments[target.assessment->index()];
        for (const auto& expression : assessment.group_by) {
            const auto text = phrases_.outcome(expression, target.binding, Form::longer);
            const auto instance = instance_of(phrases_, expression, target.binding);
            if (text.empty() || (instance && prover.entered().contains(*instance))) continue;
            auto told = narrator_.tell(prover.value(expression, target.binding));
            told.text = sentence(say("qualified", {{"what", text}}));
            proof.trees.push_back(std::move(told));
        }
    }

    /// Why none of the cases before the one taken: of what is asked about a section of its own.
    void take_cases(Statement& root, ExplanationSection& cases) const {
        for (auto& child : root.children) {
            if (child.kind != StatementKind::one_case) continue;
            cases.trees.push_back(std::move(child));
            cases.trees.back().detail = Detail::steps;  // as the section
        }
        std::erase_if(root.children, [](const Statement& child) { return child.kind == StatementKind::one_case; });
    }

    [[nodiscard]] std::string name_of(check::EntityId entity, Cell cell) const { return phrases_.name(entity, cell); }

    // --- Questions -----------------------------------------------------------------------------------------------------------

    void add_question(const Instance& instance) {
        const auto& question = rulebase_.questions[instance.declaration.index];
        const Cell subject = instance.arguments.front();
        auto out =
            section("question",
                    say("question_of", {{"question", raised(label(question.head))}, {"who", name_of(question.of, subject)}}));
        const auto pointers = ledger(phrases_, check::QuestionId{instance.declaration.index}, subject);
        for (const bool upper : {true, false}) {
            const auto& pole = upper ? question.upper.label : question.lower.label;
            auto side = statement(sentence(say("towards", {{"pole", pole}})), StatementKind::note);
            std::vector<std::string> not_met;
            bool points = false;
            for (const auto& pointer : pointers) {
                if (pointer.upper != upper) continue;
                const auto& proposition = rulebase_.propositions[pointer.proposition.index()];
                if (pointer.standing == Standing::not_met) {
                    not_met.push_back(proposition.head.name);
                    continue;
                }
                points = points || (pointer.standing == Standing::met && !proposition.implied_only);
                side.children.push_back(pointer_statement(pointer));
            }
            if (!points) side.children.insert(side.children.begin(), statement(say("no_rule_points", {{"pole", pole}})));
            add_not_met(not_met, side);
            out.trees.push_back(std::move(side));
        }
        add_affecting(pointers, out);
        if (is_weighed(rulebase_, check::QuestionId{instance.declaration.index}))
            add_weights(weighed_ledger(phrases_, check::QuestionId{instance.declaration.index}, subject), out);
        explanation_.sections.push_back(std::move(out));
    }

    void add_weights(const WeighedLedger& ledger, ExplanationSection& out) const {
        StatementTable table;
        for (const auto* head : {"head_rule", "head_points_to", "head_odds", "head_lowest", "head_evidence", "head_highest"})
            table.head.push_back(say(head));
        for (const auto& one : ledger.rows) {
            std::vector<Statement> row{statement(one.rule.empty() ? one.label : one.rule), statement(one.pole),
                                       statement(one.strength)};
            for (auto& cell : evidence_cells(phrases_.words(), one)) row.push_back(statement(std::move(cell)));
            table.rows.push_back(std::move(row));
        }
        out.table = std::move(table);
        for (const auto& note : ledger.notes) out.notes.push_back(statement(note));
    }

    [[nodiscard]] Statement pointer_statement(const Pointer& pointer) const {
        const auto& proposition = rulebase_.propositions[pointer.proposition.index()];
        const DeclarationRef ref{DeclarationKind::proposition, pointer.proposition.value};
        if (pointer.standing == Standing::switched_off) {
            auto off =
                statement(sentence(say("switched_off",
                                       {{"condition", in_words(phrases_, *proposition.clauses.only_if, pointer.binding)}})),
                          StatementKind::rule, Detail::words);
            off.lead = narrator_.headed(ref);
            return off;
        }
        Prover prover(phrases_);
        const auto claim = prover.rule(ref, pointer.binding);
        auto out = narrator_.brief(claim);
        out.lead += (out.lead.empty() ? "" : " ") + narrator_.headed(ref);
        if (proposition.clauses.because.empty()) out.text.clear();
        if (pointer.standing == Standing::met && proposition.implied_only)
            out.text = say(proposition.weight.valid() ? "implied_only" : "implied_not_counted") +
                       (out.text.empty() ? "" : " " + out.text);
        if (pointer.standing == Standing::undecided) out.text = blockers_text(claim);
        return out;
    }

    void add_not_met(std::vector<std::string>& names, Statement& side) const {
        if (names.empty()) return;
        sort_ids(names);
        auto out = statement(say("rules_not_met"), StatementKind::note);
        out.rules = std::move(names);
        side.children.push_back(std::move(out));
    }

    void add_affecting(const std::vector<Pointer>& pointers, ExplanationSection& out) const {
        auto affecting = statement(say("rules_affecting"), StatementKind::note, Detail::words);
        for (const auto& pointer : pointers) {
            if (pointer.standing == Standing::met && !pointer.upper)
                affecting.rules.push_back(rulebase_.propositions[pointer.proposition.index()].head.name);
        }
        if (affecting.rules.empty()) return;
        sort_ids(affecting.rules);
        out.notes.push_back(std::move(affecting));
    }

    // --- Ranges --------------------------------------------------------------------------------------------------------------

    void add_range(const Instance& instance) {
        const auto& range = rulebase_.ranges[instance.declaration.index];
        const Cell subject = instance.arguments.front();
        auto out = section("range",
                           say("question_of", {{"question", raised(label(range.head))}, {"who", name_of(range.of, subject)}}));
        const auto bounds = bounds_of(phrases_, check::RangeId{instance.declaration.index}, subject);
        for (const bool high : {true, false}) {
            const auto set = high ? bounds.high_is_set() : bounds.low_is_set();
            const auto end = phrases_.value({check::TypeKind::scale, range.on.value}, high ? bounds.ceiling : bounds.floor);
            auto side = statement(set ? sentence(say(high ? "upper_end" : "lower_end", {{"value", end}}))
                                      : say(high ? "nothing_sets_high" : "nothing_sets_low"),
                                  StatementKind::note);
            for (const auto& bound : bounds.bounds) {
                if (high ? bound.binds_high : bound.binds_low) side.children.push_back(bound_statement(range, bound));
            }
            out.trees.push_back(std::move(side));
        }
        add_other_bounds(range, bounds, out);
        explanation_.sections.push_back(std::move(out));
    }

    [[nodiscard]] std::string ends(const check::Range& range, const Bound& bound) const {
        const check::Type type{check::TypeKind::scale, range.on.value};
        if (bound.low && bound.high) {
            return say("bound_within", {{"value", phrases_.value({check::TypeKind::range, range.on.value},
                                                                 check::pack_range(*bound.low, *bound.high))}});
        }
        if (bound.high) return say("bound_at_most", {{"value", phrases_.value(type, *bound.high)}});
        if (bound.low) return say("bound_at_least", {{"value", phrases_.value(type, *bound.low)}});
        return say("bound_nothing");
    }

    [[nodiscard]] Statement bound_statement(const check::Range& range, const Bound& bound) const {
        const DeclarationRef ref{DeclarationKind::boundary, bound.boundary.value};
        Prover prover(phrases_);
        const auto claim = prover.rule(ref, bound.binding);
        auto out = narrator_.brief(claim);
        out.lead += (out.lead.empty() ? "" : " ") + sentence(raised(ends(range, bound)));
        out.text = narrator_.headed(ref) +
                   (rulebase_.boundaries[bound.boundary.index()].clauses.because.empty() ? "" : " " + claim.text);
        if (bound.standing == Standing::undecided) out.text = narrator_.headed(ref) + " " + blockers_text(claim);
        return out;
    }

    void add_other_bounds(const check::Range& range, const Bounds& bounds, ExplanationSection& out) const {
        auto idle = statement(say("bounds_without_effect"), StatementKind::note, Detail::words);
        auto open = statement(say("bounds_undecided"), StatementKind::note);
        auto not_met = statement(say("rules_not_met"), StatementKind::note, Detail::words);
        auto off = statement(say("rules_switched_off"), StatementKind::note, Detail::words);
        for (const auto& bound : bounds.bounds) {
            const auto& name = rulebase_.boundaries[bound.boundary.index()].head.name;
            if (bound.standing == Standing::undecided) open.children.push_back(bound_statement(range, bound));
            if (bound.standing == Standing::not_met) not_met.rules.push_back(name);
            if (bound.standing == Standing::switched_off) off.rules.push_back(name);
            if (bound.standing == Standing::met && !bound.binds_low && !bound.binds_high)
                idle.children.push_back(bound_statement(range, bound));
        }
        for (auto* one : {&idle, &open}) {
            if (!one->children.empty()) out.trees.push_back(std::move(*one));
        }
        for (auto* one : {&not_met, &off}) {
            sort_ids(one->rules);
            if (!one->rules.empty()) out.notes.push_back(std::move(*one));
        }
    }

    // --- What is open --------------------------------------------------------------------------------------------------------

    [[nodiscard]] std::string blockers_text(const Claim& claim) const {
        std::vector<std::string> texts;
        for (const auto* one : blockers(claim)) texts.push_back(one->text);
        return sentence(raised(phrases_.list_of_clauses(texts)));
    }

    void add_open(const std::vector<Claim>& claims) {
        auto out = section("undecided", say("blocked"));
        for (const auto& claim : claims) {
            if (!engine::is_undecided(claim.state)) continue;
            for (const auto* one : blockers(claim)) {
                auto told = narrator_.brief(*one);
                told.lead.clear();
                told.text = sentence(raised(told.text));
                out.trees.push_back(std::move(told));
            }
        }
        explanation_.sections.push_back(std::move(out));
    }

    [[nodiscard]] static const std::string& label(const check::Head& head) {
        return head.label.empty() ? head.name : head.label;
    }

    const Narrator& narrator_;
    const Phrases& phrases_;
    const check::Rulebase& rulebase_;
    Explanation& explanation_;
    std::set<Instance> entered_;
};

}  // namespace

void explain_why(const Narrator& narrator, const std::vector<Target>& targets, Explanation& explanation) {
    explanation.topic = Topic::why;
    WhyBuilder(narrator, explanation).add(targets);
    std::erase_if(explanation.sections, [](const ExplanationSection& section) {
        return section.text.empty() && !section.table && section.trees.empty() && section.notes.empty();
    });
}

Statement in_short(const Narrator& narrator, const Target& target) {
    const auto& phrases = narrator.phrases();
    Statement out;
    if (target.expression != nullptr) {
        out.kind = StatementKind::value;
        out.text = phrases.clause(*target.expression, target.binding);
        return out;
    }
    out.kind = StatementKind::condition;
    const auto state = phrases.model().state(phrases.model().truth(*target.condition, target.binding));
    out.state = state;
    out.lead = state == State::met ? narrator.say("lead_met") : narrator.state_lead(state);
    out.text = sentence(raised(in_words(phrases, *target.condition, target.binding)));
    return out;
}

}  // namespace credence::explain
