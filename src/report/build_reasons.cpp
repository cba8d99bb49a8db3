// The chain step by step, with what holds each step up: the case that was met, the rules that point, the boundaries that bind.
#include "report/build_reasons.hpp"

#include <algorithm>

#include "check/dependencies.hpp"
#include "explain/terms.hpp"
#include "explain/words.hpp"
#include "report/build_figures.hpp"

namespace credence::report {
namespace {

using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using explain::Pointer;
using explain::raised;
using explain::sentence;
using explain::State;

/// Whether the condition looks at a question, itself or through a rule on it.
bool asks_question(const Condition& condition) {
    bool found = false;
    check::visit(
        condition,
        [&](const Condition& c) {
            found = found || (c.kind == ConditionKind::applies && c.target.kind == DeclarationKind::proposition);
        },
        [&](const Expression& e) {
            found = found || e.kind == ExpressionKind::pointers || e.kind == ExpressionKind::implied_pointers ||
                    e.kind == ExpressionKind::band;
        });
    return found;
}

/// A condition that names the value there is, where it is met.
bool says_value(const Condition& condition) {
    return (condition.kind == ConditionKind::compare && condition.comparison == check::Comparison::equal) ||
           condition.kind == ConditionKind::truth;
}

std::string with_record(const Matter& matter, const Condition& condition, const Binding& binding, bool negated) {
    const auto said = raised(explain::in_words(matter.phrases(), condition, binding, negated));
    const auto record = on_record(matter, condition, binding);
    const bool said_already = record.size() == 1 && !negated && says_value(condition) && said.ends_with(record.front());
    if (record.empty() || said_already) return sentence(said);
    return sentence(said) + " " + sentence(matter.words().say("here", {{"what", matter.phrases().list_of_clauses(record)}}));
}

/// A value that was handed in, compared with a fixed one: what handed it in has said so.
bool is_argument(const Condition& condition) {
    if (condition.kind == ConditionKind::conjunction)
        return std::any_of(condition.operands.begin(), condition.operands.end(), is_argument);
    return condition.kind == ConditionKind::compare && condition.expressions[0].kind == ExpressionKind::variable &&
           explain::is_plain(condition.expressions[1]);
}

/// The conditions of the case that was taken, a bullet each; of `otherwise` what each earlier one would have needed.
std::vector<Reason> case_reasons(const Matter& matter, std::size_t index, const Taken& taken) {
    std::vector<Reason> out;
    auto prover = matter.prover(index);
    const auto add = [&](const Condition& condition, std::string text) {
        if (is_argument(condition)) return;
        Reason reason;
        const auto proved = prover.condition(condition, taken.binding);
        static_cast<Claim&>(reason) = matter.claim(std::move(text), explain::support_of(proved));
        reason.state = proved.state;
        out.push_back(std::move(reason));
    };
    const auto* one = taken.one();
    if (one == nullptr) return out;
    if (one->when) {
        if (one->when->kind == ConditionKind::conjunction) {
            for (const auto& operand : one->when->operands) add(operand, with_record(matter, operand, taken.binding, false));
        } else if (one->when->kind != ConditionKind::always) {
            add(*one->when, with_record(matter, *one->when, taken.binding, false));
        }
    } else if (one->otherwise) {
        for (std::size_t i = 0; i < *taken.result.taken; ++i) {
            const auto& earlier = taken.define->cases[i];
            if (!earlier.when) continue;
            const auto value = matter.phrases().outcome(earlier.value, taken.binding);
            if (value.empty() || is_argument(*earlier.when)) continue;  // a value without words is none to speak of
            auto text = sentence(matter.words().say(
                "would_need",
                {{"value", value}, {"condition", explain::in_words(matter.phrases(), *earlier.when, taken.binding)}}));
            const auto record = on_record(matter, *earlier.when, taken.binding);
            if (!record.empty())
                text += " " + sentence(matter.words().say("here", {{"what", matter.phrases().list_of_clauses(record)}}));
            add(*earlier.when, std::move(text));
        }
    }
    for (const auto ref : prover.took_part()) matter.took_part(ref);
    return out;
}

/// Where a range was moved to: how many steps, or that it was not.
std::optional<Claim> clip_note(const Matter& matter, const Taken& taken) {
    const auto* one = taken.one();
    if (one == nullptr || one->value.kind != ExpressionKind::clip) return {};
    const auto from = matter.model().value(one->value.operands[0], taken.binding);
    const auto& to = taken.result.outcome;
    if (from.state != engine::Known::known || to.state != engine::Known::known) return {};
    if (from.cell == check::empty_range || to.cell == check::empty_range) return {};
    const auto low = std::abs(check::lowest_of(from.cell) - check::lowest_of(to.cell));
    const auto high = std::abs(check::highest_of(from.cell) - check::highest_of(to.cell));
    const auto& words = matter.words();
    const auto what = explain::noun(matter.phrases(), one->value.operands[0], taken.binding);
    if (low == 0 && high == 0) return cell(sentence(words.say("not_moved", {{"what", raised(what)}})));
    return cell(
        sentence(words.say("moved_from", {{"what", raised(what)},
                                          {"value", matter.phrases().value(one->value.operands[0].type, from.cell)},
                                          {"steps", words.count("steps", static_cast<std::size_t>(std::max(low, high)))}})));
}

/// The pointers of a step's questions: those of the pole that the step's case names, else of both; implied ones after.
void add_pointers(const Matter& matter, const Item& item, Step& step) {
    const auto taken = taken_case(matter, item);
    std::set<std::uint32_t> named;
    if (taken && taken->one() != nullptr && taken->one()->when) {
        check::visit(
            *taken->one()->when,
            [&](const Condition& c) {
                if (c.kind == ConditionKind::applies && c.target.kind == DeclarationKind::proposition)
                    named.insert(c.target.index);
            },
            [](const Expression&) {});
    }
    for (const auto& use : item.questions) {
        const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
        if (!subject) continue;
        const check::QuestionId question{use.index};
        const auto side = pole_of(matter, item, question);
        const auto pointers = explain::ledger(matter.phrases(), question, *subject);
        std::vector<std::string> affecting;
        Support affecting_support;
        for (int pass = 0; pass < 3; ++pass) {  // named by the case, stated, implied
            for (const auto& pointer : pointers) {
                const auto& proposition = matter.rulebase().propositions[pointer.proposition.index()];
                if (pointer.standing != explain::Standing::met) continue;
                const DeclarationRef ref{DeclarationKind::proposition, pointer.proposition.value};
                if (proposition.effect == check::Effect::affects) {
                    if (pass != 0) continue;
                    affecting.push_back(proposition.head.label);
                    affecting_support.rules.insert(ref);
                    matter.took_part(ref);
                    continue;
                }
                const int order = proposition.implied_only ? 2 : named.contains(pointer.proposition.value) ? 0 : 1;
                if (order != pass || !pointer.upper || (side && *pointer.upper != *side)) continue;
                auto reason = reason_of(matter, ref, pointer.binding);
                reason.pole = explain::pole(matter.rulebase(), use.index, *pointer.upper);
                reason.standing = proposition.implied_only ? Standing::implied : Standing::counted;
                if (proposition.implied_only)
                    reason.lead +=
                        " " + matter.words().say(proposition.weight.valid() ? "implied_only" : "implied_not_counted");
                if (!side) reason.lead += " " + sentence(matter.words().say("points_to", {{"pole", reason.pole}}));
                step.reasons.push_back(std::move(reason));
            }
        }
        if (step.reasons.empty()) step.notes.push_back(cell(matter.words().say("no_pointers")));
        if (!affecting.empty()) {
            auto claim = matter.claim(sentence(matter.words().say("affecting", {{"what", matter.words().list(affecting)}})),
                                      affecting_support);
            claim.assumptions.clear();
            step.notes.push_back(std::move(claim));
        }
    }
}

void add_boundaries(const Matter& matter, const Item& item, Step& step) {
    const auto arguments = matter.arguments(item);
    if (!arguments) return;
    const auto bounds = explain::bounds_of(matter.phrases(), check::RangeId{item.expression->index}, arguments->front());
    for (const auto& bound : bounds.bounds) {
        if (!bound.binds_low && !bound.binds_high) continue;
        step.reasons.push_back(reason_of(matter, {DeclarationKind::boundary, bound.boundary.value}, bound.binding));
    }
    if (step.reasons.empty()) step.notes.push_back(cell(matter.words().say("no_boundary_binds")));
}

std::vector<Claim> qualifier_notes(const Matter& matter) {
    std::vector<Claim> out;
    for (const auto index : matter.roles().of(ItemRole::qualifier)) {
        const auto& item = matter.item(index);
        const auto text = matter.outcome(item, Form::longer);
        if (text.empty()) continue;
        const auto taken = taken_case(matter, item);
        std::string why;
        if (taken) {
            for (const auto& reason : case_reasons(matter, index, *taken)) why += (why.empty() ? "" : " ") + reason.text;
        }
        auto claim = matter.claim(why, matter.support(index), Matter::Cite::declarations);
        claim.assumptions.clear();
        claim.lead = sentence(matter.words().say("qualified", {{"what", text}}));
        out.push_back(std::move(claim));
    }
    return out;
}

void add_left_open(const Matter& matter, const Taken& taken, Step& step) {
    if (!taken.result.open || !taken.result.taken) return;
    explain::Prover prover(matter.phrases());
    for (const auto& earlier : prover.earlier_cases(taken.id, taken.arguments)) {
        if (earlier.state != State::unknown && earlier.state != State::disputed) continue;
        std::vector<std::string> why;
        for (const auto* blocker : explain::blockers(earlier)) why.push_back(blocker->text);
        step.notes.push_back(matter.claim(
            sentence(matter.words().say(
                "earlier_open", {{"value", earlier.text}, {"blockers", raised(matter.phrases().list_of_clauses(why))}})),
            explain::support_of(earlier), Matter::Cite::declarations));
        step.notes.back().assumptions.clear();
    }
}

Step step_of(const Matter& matter, std::size_t index, int number) {
    const auto& item = matter.item(index);
    const auto& words = matter.words();
    Step step;
    step.number = number;
    step.claim = matter.claim(words.say("step", {{"n", std::to_string(number)}, {"clause", matter.clause(item)}}),
                              matter.support(index));
    if (item.expression->kind == ExpressionKind::define)
        step.claim.rules.insert(step.claim.rules.begin(), matter.rulebase().defines[item.expression->index].head.name);
    step.short_claim = step.claim;
    step.short_claim.text = matter.phrases().clause(*item.expression, matter.binding(), Form::shorter);
    step.claim.state = matter.state(item);
    step.claim.assumptions.clear();
    std::vector<DeclarationRef> own;
    if (item.expression->kind == ExpressionKind::define) own.push_back({DeclarationKind::define, item.expression->index});
    if (item.expression->kind == ExpressionKind::range) own.push_back({DeclarationKind::range, item.expression->index});
    for (const auto ref : own) {
        for (const auto assumption : matter.assumptions().of(ref))
            step.claim.assumptions.push_back(explain::Assumptions::id(assumption));
    }
    step.short_claim.assumptions = step.claim.assumptions;

    if (!item.questions.empty()) add_pointers(matter, item, step);
    if (item.expression->kind == ExpressionKind::range) add_boundaries(matter, item, step);
    if (const auto taken = taken_case(matter, item)) {
        const auto* one = taken->one();
        const bool by_question = one != nullptr && one->when && asks_question(*one->when);
        if (by_question) {
            step.notes.insert(
                step.notes.begin(),
                cell(sentence(
                    words.say("case_met", {{"condition", explain::in_words(matter.phrases(), *one->when, taken->binding)}}))));
        } else if (item.questions.empty()) {
            for (auto& reason : case_reasons(matter, index, *taken)) step.reasons.push_back(std::move(reason));
        }
        if (auto note = clip_note(matter, *taken)) step.notes.push_back(std::move(*note));
        std::vector<Quote> quotes;
        for (const auto& citation : taken->define->head.citations) quotes.push_back(matter.quote(citation, ""));
        if (!quotes.empty()) step.notes.push_back(cell(quotes_text(quotes)));
        add_left_open(matter, *taken, step);
    }
    return step;
}

}  // namespace

std::optional<Taken> taken_case(const Matter& matter, const Item& item) {
    if (item.expression == nullptr || item.expression->kind != ExpressionKind::define) return {};
    auto arguments = matter.arguments(item);
    if (!arguments) return {};
    Taken out;
    out.id = check::DefineId{item.expression->index};
    out.define = &matter.rulebase().defines[out.id.index()];
    out.binding = *arguments;
    out.binding.resize(std::max(out.define->variables.size(), arguments->size()), check::no_cell);
    out.result = matter.model().define(out.id, *arguments);
    out.arguments = std::move(*arguments);
    return out;
}

std::string quotes_text(const std::vector<Quote>& quotes) {
    std::string out;
    for (const auto& quote : quotes) out += (out.empty() ? "" : " ") + quote.text;
    return out;
}

Reason reason_of(const Matter& matter, DeclarationRef ref, const Binding& binding) {
    explain::Prover prover(matter.phrases());
    const auto proved = prover.rule(ref, binding);
    for (const auto one : prover.took_part()) matter.took_part(one);
    const auto& head = matter.rulebase().head_of(ref);
    const auto& clauses = *explain::clauses_of(matter.rulebase(), ref);
    Reason out;
    static_cast<Claim&>(out) = matter.claim("", explain::support_of(proved));
    out.id = head.name;
    out.label = head.label;
    out.lead = matter.words().say(
        "headed",
        {{"label",
          head.label.empty() ? head.name : matter.words().say("id_and_label", {{"id", head.name}, {"label", head.label}})}});
    if (!clauses.because.empty()) out.text = proved.text;
    for (const auto& citation : head.citations) out.quotes.push_back(matter.quote(citation, clauses.wording));
    out.said_of = clauses.said_of;
    out.applied_to = clauses.applied_to;
    if (clauses.said_of != clauses.applied_to) {
        out.scope = matter.words().say("scope", {{"said_of", clauses.said_of}, {"applied_to", clauses.applied_to}});
    }
    for (const auto& child : proved.children) {
        if (child.kind != explain::Claim::Kind::condition) continue;
        auto premise = sentence(child.text);
        std::vector<std::string> record;
        for (const auto& below : child.children) {
            if (below.kind == explain::Claim::Kind::value) {  // of one the condition has said what it is
                record.push_back(child.children.size() == 1 && !below.alone.empty() ? below.alone : below.text);
            }
            for (const auto& observation : below.children) {
                if (observation.kind == explain::Claim::Kind::observation) record.push_back(observation.text);
            }
        }
        if (!record.empty())
            premise += " " + sentence(matter.words().say("on_record_is", {{"what", matter.phrases().list_of_clauses(record)}}));
        out.premises.push_back(matter.claim(std::move(premise), explain::support_of(child)));
        out.premises.back().state = child.state;
    }
    out.state = proved.state;
    return out;
}

std::optional<bool> pole_of(const Matter& matter, const Item& item, check::QuestionId question) {
    const auto taken = taken_case(matter, item);
    if (!taken || taken->one() == nullptr || !taken->one()->when) return {};
    std::set<bool> poles;
    check::visit(
        *taken->one()->when,
        [&](const Condition& c) {
            if (c.kind != ConditionKind::applies || c.target.kind != DeclarationKind::proposition) return;
            const auto& proposition = matter.rulebase().propositions[c.target.index];
            if (proposition.question == question && proposition.effect == check::Effect::leans) poles.insert(proposition.upper);
        },
        [&](const Expression& e) {
            const bool counts = e.kind == ExpressionKind::pointers || e.kind == ExpressionKind::implied_pointers;
            if (counts && e.index == question.value) poles.insert(e.upper);
        });
    return poles.size() == 1 ? std::optional(*poles.begin()) : std::nullopt;
}

std::vector<std::string> on_record(const Matter& matter, const Condition& condition, const Binding& binding) {
    std::vector<std::pair<std::string, std::string>> looked_at;
    const auto add = [&](std::string what, std::string value) {
        const auto pair = std::pair(std::move(what), std::move(value));
        if (std::find(looked_at.begin(), looked_at.end(), pair) == looked_at.end()) looked_at.push_back(pair);
    };
    const std::function<void(const Condition&)> walk = [&](const Condition& c) {
        switch (c.kind) {
            case ConditionKind::compare:
            case ConditionKind::in:
            case ConditionKind::between:
            case ConditionKind::truth:
            case ConditionKind::known:
            case ConditionKind::unknown:
            case ConditionKind::disputed:
            case ConditionKind::conflict:
            case ConditionKind::settled:
                for (const auto& expression : c.expressions) {
                    if (explain::is_plain(expression)) continue;
                    if (&expression != &c.expressions[0]) continue;  // said in the condition
                    auto value = matter.phrases().outcome(expression, binding);
                    if (expression.kind == ExpressionKind::attribute && value == matter.words().say("unknown")) {
                        value = matter.words().say("not_observed_cell");
                    }
                    if (expression.kind == ExpressionKind::attribute &&
                        matter.model().value(expression, binding).state == engine::Known::disputed) {
                        value = matter.words().say("label_and_value",
                                                   {{"label", matter.words().say("disputed")}, {"value", value}});
                    }
                    if (value.empty()) value = matter.words().say("none");
                    add(explain::noun(matter.phrases(), expression, binding), std::move(value));
                }
                break;
            case ConditionKind::named: {
                const auto state = matter.model().state(matter.model().truth(c, binding));
                const auto key = state == State::met        ? "yes"
                                 : state == State::not_met  ? "no"
                                 : state == State::disputed ? "disputed"
                                                            : "unknown";
                add(explain::in_words(matter.phrases(), c, binding), matter.words().say(key));
                break;
            }
            case ConditionKind::applies: {
                const auto state = matter.model().state(matter.model().truth(c, binding));
                const auto key = state == State::met       ? "it_applies"
                                 : state == State::not_met ? "it_applies_not"
                                                           : "not_decided";
                add(matter.rulebase().head_of(c.target).name, matter.words().say(key));
                break;
            }
            case ConditionKind::relation:
            case ConditionKind::observed: {
                const auto state = matter.model().state(matter.model().truth(c, binding));
                add("", matter.words().say(state == State::not_met ? "none_recorded" : "on_record"));
                break;
            }
            case ConditionKind::exists: {
                const auto state = matter.model().state(matter.model().truth(c, binding));
                add("", matter.words().say(state == State::not_met ? "none_recorded" : "on_record"));
                break;
            }
            default:
                for (const auto& operand : c.operands) walk(operand);
                break;
        }
    };
    if (explain::is_bound(condition, binding)) walk(condition);
    std::vector<std::string> out;
    for (const auto& [what, value] : looked_at) {
        const bool alone = looked_at.size() == 1 || what.empty();
        out.push_back(alone ? value : matter.words().say("label_and_value", {{"label", what}, {"value", value}}));
    }
    return out;
}

ReasonsFor reasons_for_part(const Matter& matter) {
    ReasonsFor out;
    std::map<std::size_t, std::size_t> place;  // of an item among the steps
    std::size_t ledgers = 0, figures = 0;
    for (const auto index : matter.roles().chain) {
        const auto& item = matter.item(index);
        if (item.frame && item.expression->kind == ExpressionKind::attribute) continue;  // declared: a section of its own
        auto step = step_of(matter, index, static_cast<int>(out.steps.size()) + 1);
        for (const auto read : item.reads) {
            if (const auto found = place.find(read); found != place.end()) step.reads.push_back(found->second);
        }
        step.figures = sides_figures(matter, item, figures);
        figures += step.figures.size();
        step.ledgers = ledgers_of(matter, item, ledgers);
        ledgers += step.ledgers.size();
        place[index] = out.steps.size();
        out.steps.push_back(std::move(step));
    }
    for (auto& note : qualifier_notes(matter)) out.steps.back().notes.push_back(std::move(note));
    return out;
}

}  // namespace credence::report
