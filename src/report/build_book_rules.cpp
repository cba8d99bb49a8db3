#include <algorithm>

#include "base/odds.hpp"
#include "report/book_builder.hpp"

namespace credence::report {

using check::BoundKind;
using check::Clauses;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using explain::Outline;
using explain::Prose;
using explain::sentence;

namespace {

constexpr std::size_t short_enough = 170;  // letters of two conditions in one sentence

/// One clause, or two short ones, which a sentence holds; else a list is easier to read.
bool fits_a_sentence(const Outline& outline, std::size_t letters) {
    if (outline.below.empty()) return true;
    if (outline.below.size() > 2 || outline.join.empty()) return false;
    std::size_t sum = 0;
    for (const auto& one : outline.below) {
        if (!one.below.empty()) return false;
        sum += one.text.size();
    }
    return sum <= letters;
}

}  // namespace

std::string BookBuilder::in_a_sentence(const Outline& outline) const {
    if (outline.below.empty()) return outline.text;
    return say(outline.join, {{"first", outline.below[0].text}, {"last", outline.below[1].text}});
}

/// "the candidate's preferred approach leans to coercion"
std::string BookBuilder::conclusion(DeclarationRef ref, Prose& prose) {
    switch (ref.kind) {
        case DeclarationKind::rule: {
            const auto& rule = rulebase_.rules[ref.index];
            std::string out;
            if (rule.relation.valid()) {
                out = prose.tuple(rule.relation, rule.arguments);
            } else {
                const auto& head = rulebase_.attributes[rule.attribute.index()].head;
                const auto whose = prose.whose(explain::label_or_name(head), {rule.arguments[0]});
                out = say("book_is", {{"left", whose}, {"right", prose.noun(rule.arguments[1])}});
            }
            if (!rule.certainty) return out;
            return say("book_with_certainty", {{"what", out}, {"number", std::to_string(*rule.certainty / 100)}});
        }
        case DeclarationKind::proposition: {
            const auto& proposition = rulebase_.propositions[ref.index];
            const auto& question = rulebase_.questions[proposition.question.index()];
            const auto what = prose.whose(explain::label_or_name(question.head), {proposition.subject});
            if (proposition.effect == check::Effect::affects) return say("book_is_affected", {{"what", what}});
            const auto out =
                say("book_leans", {{"what", what}, {"pole", proposition.upper ? question.upper.label : question.lower.label}});
            return proposition.implied_only ? say("book_by_implication", {{"what", out}}) : out;
        }
        case DeclarationKind::boundary: {
            const auto& boundary = rulebase_.boundaries[ref.index];
            const auto& range = rulebase_.ranges[boundary.range.index()];
            const auto what = prose.whose(explain::label_or_name(range.head), {boundary.subject});
            constexpr std::string_view keys[] = {"book_bound_at_most", "book_bound_at_least", "book_bound_exactly",
                                                 "book_bound_within"};
            return say(keys[static_cast<std::size_t>(boundary.bound)], {{"what", what}, {"value", prose.noun(boundary.value)}});
        }
        case DeclarationKind::advice: {
            const auto& advice = rulebase_.advice[ref.index];
            const auto words = say("quote", {{"quote", prose.text(advice.words)}});
            switch (advice.kind) {
                case check::AdviceKind::recommend: return say("book_recommends", {{"words", words}});
                case check::AdviceKind::warn: return say("book_warns", {{"words", words}});
                case check::AdviceKind::note: return say("book_notes", {{"words", words}});
                case check::AdviceKind::ask:
                    if (advice.whom.empty()) return say("book_asks", {{"words", words}});
                    return say("book_asks_of", {{"words", words}, {"whom", explain::spaced(advice.whom)}});
            }
            return words;
        }
        default: return {};
    }
}

/// "If …, then …, unless …", with lists where there is much to meet.
void BookBuilder::statement(DeclarationRef ref, Prose& prose, BookEntry& entry) {
    const auto& clauses = *explain::clauses_of(rulebase_, ref);
    prose.look_at(clauses.body);
    const bool always = clauses.when.kind == ConditionKind::always;
    const auto when = always ? Outline{} : prose.outline(clauses.when);
    std::optional<Outline> unless;
    if (clauses.unless) unless = prose.outline(*clauses.unless);
    const bool short_unless = !unless || unless->below.empty();
    const bool quotes = ref.kind == DeclarationKind::advice;  // its text ends the sentence
    const bool in_one = always || fits_a_sentence(when, short_enough);
    auto then = conclusion(ref, prose);
    if (unless && short_unless) {
        then = quotes ? say("book_two_sentences",
                            {{"first", sentence(then)}, {"next", say("book_not_so_if", {{"what", unless->text}})}})
                      : say("book_unless", {{"what", then}, {"unless", unless->text}});
    }
    if (in_one) {
        entry.parts.push_back(
            book_paragraph(sentence(!always              ? say("book_if_then", {{"when", in_a_sentence(when)}, {"then", then}})
                                    : clauses.bound == 0 ? then
                                                         : say("book_for_each", {{"each", prose.each()}, {"then", then}}))));
    } else {
        entry.parts.push_back(book_paragraph(say("book_if", {{"what", when.text}})));
        BookPart list;
        list.bullets = bullets(when.below);
        entry.parts.push_back(std::move(list));
        entry.parts.push_back(book_paragraph(sentence(say("book_then", {{"then", then}}))));
    }
    if (short_unless) return;
    entry.parts.push_back(book_paragraph(say("book_but_not_if", {{"what", unless->text}})));
    BookPart list;
    list.bullets = bullets(unless->below);
    entry.parts.push_back(std::move(list));
}

void BookBuilder::weight_facts(const check::Proposition& proposition, Prose& prose, std::vector<BookBullet>& facts) {
    if (proposition.weight.valid()) {
        const auto& weight = rulebase_.weights[proposition.weight.index()];
        const auto& strength = rulebase_.strengths[weight.strength.index()];
        auto text = say("book_weighs", {{"strength", explain::label_or_name(strength.head)},
                                        {"odds", strength.odds},
                                        {"decibans", words_.number(decibans(strength.weight))}});
        if (!weight.because.empty()) text = say("label_and_value", {{"label", text}, {"value", prose.text(weight.because)}});
        facts.push_back(fact("book_weight", text));
    }
    if (proposition.correlation.valid()) {
        std::vector<std::string> others;
        for (const auto one : rulebase_.correlations[proposition.correlation.index()].propositions)
            if (&rulebase_.propositions[one.index()] != &proposition)
                others.push_back(rulebase_.propositions[one.index()].head.name);
        facts.push_back(fact("book_correlated", say("book_correlated_with", {{"rules", words_.list(others)}})));
    }
}

void BookBuilder::clause_facts(const BookDeclared& declared, const Clauses& clauses, Prose& prose,
                               std::vector<BookBullet>& facts) {
    if (!clauses.because.empty()) facts.push_back(fact("book_because", say("quote", {{"quote", prose.text(clauses.because)}})));
    if (!clauses.wording.empty()) facts.push_back(fact("book_wording", say("quote", {{"quote", clauses.wording}})));
    if (!clauses.said_of.empty() || !clauses.applied_to.empty()) {
        facts.push_back(fact("book_scope", say("scope", {{"said_of", clauses.said_of}, {"applied_to", clauses.applied_to}})));
    }
    if (clauses.only_if) {
        const bool in_force = phrases_.model().in_force(clauses);
        facts.push_back(fact("book_only_if", say(in_force ? "book_in_force" : "book_switched_off",
                                                 {{"condition", prose.clause(*clauses.only_if)}})));
    }
    if (const auto ref = declared.refs.front(); ref.kind == DeclarationKind::proposition)
        weight_facts(rulebase_.propositions[ref.index], prose, facts);
    for (const auto& by : clauses.silenced_by)
        facts.push_back(fact("book_silenced", say("book_silenced_by", {{"rule", rulebase_.head_of(by.target).name}})));
    if (!clauses.author.empty()) facts.push_back(fact("book_author", clauses.author));
    if (clauses.review_by) {
        const bool past = as_of_ && clauses.review_by->code() < as_of_->code();
        facts.push_back(
            fact("book_review", say(past ? "book_review_past" : "book_review_by", {{"date", clauses.review_by->text()}})));
    }
    const auto place = static_cast<std::size_t>(&declared - all_.data());
    const auto names = [&](const std::set<std::size_t>& examples) {
        std::vector<std::string> out;
        for (const auto one : examples) {
            const auto& example = all_[one];
            out.push_back(explain::is_number(example.name) || !example.head->labelled
                              ? example.name
                              : say("quote", {{"quote", example.head->label}}));
        }
        return words_.list(out);
    };
    const auto met = shown_in_.find(place);
    const auto refuted = refuted_in_.find(place);
    if (met != shown_in_.end()) facts.push_back(fact("book_shown", names(met->second)));
    if (refuted != refuted_in_.end()) facts.push_back(fact("book_refuted", names(refuted->second)));
}

void BookBuilder::rule_entry(const BookDeclared& declared, BookEntry& entry) {
    const auto ref = declared.refs.front();
    const auto& clauses = *explain::clauses_of(rulebase_, ref);
    auto words = prose(clauses.variables, clauses.bound);
    open(declared, explain::raised(say(kind_key(declared.kind))), entry);
    statement(ref, words, entry);
    std::vector<BookBullet> facts;
    clause_facts(declared, clauses, words, facts);
    close(declared, std::move(facts), entry);
}

/// Each row is a rule: what must be met, and what follows.
void BookBuilder::table(const BookDeclared& declared, BookEntry& entry) {
    const auto& first = *explain::clauses_of(rulebase_, declared.refs.front());
    auto words = prose(first.variables, first.bound);
    words.look_at(first.body);
    open(declared, explain::raised(say(kind_key(declared.kind))), entry);
    BookPart part;
    part.table = BookTable{{say("book_head_if"), say("book_head_then")}, {}};
    for (const auto ref : declared.refs) {
        const auto& clauses = *explain::clauses_of(rulebase_, ref);
        auto row = prose(clauses.variables, clauses.bound);
        row.look_at(clauses.body);
        const auto when = row.clause(clauses.when);
        auto then = conclusion(ref, row);
        if (clauses.unless) then = say("book_unless", {{"what", then}, {"unless", row.clause(*clauses.unless)}});
        part.table->rows.push_back({{book_cell(explain::raised(when)), book_cell(then)}});
    }
    entry.parts.push_back(std::move(part));
    std::vector<BookBullet> facts;
    clause_facts(declared, first, words, facts);
    close(declared, std::move(facts), entry);
}

void BookBuilder::define(const BookDeclared& declared, BookEntry& entry) {
    const auto& define = rulebase_.defines[declared.refs.front().index];
    auto words = prose(define.variables, define.bound);
    if (define.condition) words.look_at(*define.condition);
    for (const auto& one : define.cases) {
        words.look_at(one.value);
        if (one.when) words.look_at(*one.when);
    }
    const auto of = define.bound == 0 ? std::string{} : words.each();
    open(declared, explain::raised(say(define.condition ? "book_kind_condition" : "book_kind_define")), entry);
    if (define.condition) {
        const auto outline = words.outline(*define.condition);
        if (fits_a_sentence(outline, short_enough)) {
            const auto when = in_a_sentence(outline);
            entry.parts.push_back(book_paragraph(sentence(
                of.empty() ? say("book_holds_if", {{"when", when}}) : say("book_holds_for_if", {{"of", of}, {"when", when}}))));
        } else {
            entry.parts.push_back(book_paragraph(of.empty()
                                                     ? say("book_holds_if_list", {{"what", outline.text}})
                                                     : say("book_holds_for_if_list", {{"of", of}, {"what", outline.text}})));
            BookPart list;
            list.bullets = bullets(outline.below);
            entry.parts.push_back(std::move(list));
        }
    } else if (define.cases.size() == 1 && !define.cases[0].when) {
        entry.parts.push_back(book_paragraph(
            sentence(of.empty() ? say("book_amounts_to", {{"what", words.noun(define.cases[0].value)}})
                                : say("book_amounts_to_for", {{"of", of}, {"what", words.noun(define.cases[0].value)}}))));
    } else if (define.cases.front().row != 0) {
        entry.parts.push_back(book_paragraph(of.empty() ? say("book_first_row") : say("book_first_row_for", {{"of", of}})));
        BookPart part;
        part.table = BookTable{{say("book_head_if"), say("book_head_value")}, {}};
        for (const auto& one : define.cases) {
            const auto when = one.when ? words.clause(*one.when) : say("book_otherwise");
            part.table->rows.push_back({{book_cell(explain::raised(when)), book_cell(words.noun(one.value))}});
        }
        entry.parts.push_back(std::move(part));
    } else {
        entry.parts.push_back(book_paragraph(of.empty() ? say("book_first_case") : say("book_first_case_for", {{"of", of}})));
        BookPart part;
        for (const auto& one : define.cases) {
            auto& step = part.steps.emplace_back();
            step.number = part.steps.size();
            step.lead = words.noun(one.value);
            if (!one.when) {
                step.text =
                    say(one.otherwise ? (one.if_unknown ? "book_otherwise_or_unknown" : "book_otherwise") : "book_if_unknown");
                continue;
            }
            const auto outline = words.outline(*one.when);
            if (fits_a_sentence(outline, short_enough)) {
                step.text = say("book_case_if", {{"when", in_a_sentence(outline)}});
            } else {
                step.text = say("book_case_if_list", {{"what", outline.text}});
                for (const auto& below : outline.below) step.below.push_back(book_cell(flat(below)));
            }
        }
        entry.parts.push_back(std::move(part));
    }
    std::vector<BookBullet> facts;
    if (!define.reads.empty())
        facts.push_back(fact("book_reads_as", say("quote", {{"quote", words.text(define.reads, define.bound)}})));
    close(declared, std::move(facts), entry);
}

}  // namespace credence::report
