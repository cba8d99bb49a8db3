// What speaks against: the other pole, the answers that would come first, the source's scope, warnings.
#include <algorithm>

#include "explain/words.hpp"
#include "report/build_reasons.hpp"

namespace credence::report {
namespace {

using check::ExpressionKind;
using explain::raised;
using explain::sentence;
using explain::State;

Block other_pole(const Matter& matter, const Use& use, Cell subject, bool upper) {
    const auto& words = matter.words();
    const auto& pole = explain::pole(matter.rulebase(), use.index, upper);
    Block block;
    block.title = words.say("towards", {{"pole", pole}});
    Table table;
    table.head = {words.say("head_rule"), words.say("head_would_apply"), words.say("head_on_record"), words.say("head_facts")};
    for (const auto& pointer : explain::ledger(matter.phrases(), check::QuestionId{use.index}, subject)) {
        const auto& proposition = matter.rulebase().propositions[pointer.proposition.index()];
        if (pointer.upper != upper) continue;
        const DeclarationRef ref{DeclarationKind::proposition, pointer.proposition.value};
        if (pointer.standing == explain::Standing::met) {
            auto reason = reason_of(matter, ref, pointer.binding);
            reason.text += (reason.text.empty() ? "" : " ") + quotes_text(reason.quotes);
            if (proposition.implied_only)
                reason.lead += " " + words.say(proposition.weight.valid() ? "implied_only" : "implied_not_counted");
            block.notes.push_back(reason);
        } else if (pointer.standing == explain::Standing::not_met) {
            explain::Prover prover(matter.phrases());
            const auto proved = prover.condition(proposition.clauses.body, pointer.binding);
            Support facts;
            facts.facts = explain::support_of(proved).facts;
            Row row;
            row.cells = {cell(words.say("id_and_label", {{"id", proposition.head.name}, {"label", proposition.head.label}})),
                         cell(raised(explain::in_words(matter.phrases(), proposition.clauses.body, pointer.binding))),
                         cell(matter.phrases().list_of_clauses(on_record(matter, proposition.clauses.body, pointer.binding))),
                         ids_cell(matter.claim("", facts))};
            table.rows.push_back(std::move(row));
        }
    }
    if (block.notes.empty()) block.text.push_back(cell(words.say("no_rule_points", {{"pole", pole}})));
    if (!table.rows.empty()) block.table = std::move(table);
    return block;
}

/// The answers whose cases come before the one that was taken.
Block earlier_answers(const Matter& matter) {
    const auto& words = matter.words();
    Block block;
    block.title = words.say("other_answers");
    const auto taken = taken_case(matter, matter.item(0));
    Table table;
    table.head = {words.say("head_other_answer"), words.say("head_would_hold"), words.say("head_here"),
                  words.say("head_facts")};
    if (taken) {
        const auto end = taken->result.taken ? *taken->result.taken : taken->define->cases.size();
        for (std::size_t i = 0; i < end; ++i) {
            const auto& one = taken->define->cases[i];
            if (!one.when) continue;
            const auto state = matter.model().state(matter.model().truth(*one.when, taken->binding));
            if (state != State::not_met) continue;  // what is open stands with what could not be decided
            auto prover = matter.prover(0);
            Support facts;
            facts.facts = explain::support_of(prover.condition(*one.when, taken->binding)).facts;
            Row row;
            row.cells = {cell(matter.phrases().outcome(one.value, taken->binding, Form::shorter)),
                         cell(raised(explain::in_words(matter.phrases(), *one.when, taken->binding))),
                         cell(matter.phrases().list_of_clauses(on_record(matter, *one.when, taken->binding))),
                         ids_cell(matter.claim("", facts))};
            table.rows.push_back(std::move(row));
        }
    }
    if (table.rows.empty()) {
        block.text.push_back(cell(words.say("no_other_answer")));
    } else {
        block.table = std::move(table);
    }
    return block;
}

/// The source's scope against the editors', of the rules that the chain rests on; equal texts once.
std::vector<Claim> scope_drift(const Matter& matter) {
    std::map<std::uint32_t, Support> by_number;
    for (const auto ref : matter.support_of_chain().rules) {
        const auto* clauses = explain::clauses_of(matter.rulebase(), ref);
        if (clauses == nullptr || clauses->said_of == clauses->applied_to) continue;
        for (const auto number : matter.assumptions().of(ref)) {
            if (matter.assumptions().all()[number - 1].text == nullptr) by_number[number].rules.insert(ref);
        }
    }
    std::vector<Claim> out;
    for (const auto& [number, support] : by_number) {
        auto claim = matter.claim(matter.assumptions().text(matter.phrases(), number), support);
        claim.assumptions = {explain::Assumptions::id(number)};
        out.push_back(std::move(claim));
    }
    return out;
}

}  // namespace

std::optional<ReasonsAgainst> reasons_against_part(const Matter& matter) {
    ReasonsAgainst out;
    for (const auto index : matter.roles().chain) {
        const auto& item = matter.item(index);
        for (const auto& use : item.questions) {
            const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
            if (!subject) continue;
            const auto side = pole_of(matter, item, check::QuestionId{use.index});
            for (const bool upper : {false, true}) {
                if (side && *side == upper) continue;
                auto block = other_pole(matter, use, *subject, upper);
                if (!side) block.notes.clear();  // they stand among the reasons for
                if (!side && block.text.empty() && !block.table) continue;
                out.blocks.push_back(std::move(block));
            }
        }
    }
    out.blocks.push_back(earlier_answers(matter));
    for (auto& claim : scope_drift(matter)) out.notes.push_back(std::move(claim));
    for (const auto& advised : matter.advised()) {
        const auto& advice = matter.rulebase().advice[advised.advice.index()];
        if (advised.undecided || advice.kind != check::AdviceKind::warn) continue;
        auto claim = matter.advice_claim(advised);
        claim.lead = matter.words().say("warning");
        for (const auto& citation : advice.head.citations)
            claim.text += " " + matter.quote(citation, advice.clauses.wording).text;
        out.notes.push_back(std::move(claim));
    }
    return out;
}

}  // namespace credence::report
