// The conditions of a proof: which part of each decides it, and what that part rests on.
#include <algorithm>
#include <utility>

#include "check/dependencies.hpp"
#include "engine/table.hpp"
#include "explain/conditions.hpp"
#include "explain/proof.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;

constexpr std::size_t most_witnesses = 200;

/// Of alternatives the first that is met stands for all; what fails or is open is said of each.
bool one_is_enough(ConditionKind kind, State state) { return kind == ConditionKind::disjunction && state == State::met; }

}  // namespace

void Prover::rest_on_parameters(const Condition& condition) {
    check::visit(
        condition, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind == ExpressionKind::parameter) took_part_.insert({DeclarationKind::parameter, e.index});
        });
}

Claim Prover::condition(const Condition& condition, const Binding& binding) {
    Claim claim;
    claim.kind = Claim::Kind::condition;
    if (too_deep()) {
        claim = {Claim::Kind::note, phrases_.words().say("not_followed_further"), State::met, {}, {}, {}};
        return claim;
    }
    claim.text = in_words(phrases_, condition, binding);
    if (!is_bound(condition, binding)) {  // said of no one in particular: it holds for none
        claim.state = State::not_met;
        return claim;
    }
    claim.state = phrases_.model().state(phrases_.model().truth(condition, binding));
    switch (condition.kind) {
        case ConditionKind::always:
        case ConditionKind::instance: return claim;
        case ConditionKind::relation:
        case ConditionKind::observed: return atom(condition, binding, std::move(claim));
        case ConditionKind::compare:
        case ConditionKind::in:
        case ConditionKind::between:
        case ConditionKind::truth:
            for (const auto& expression : condition.expressions) {
                rest_on(expression, binding, engine::is_undecided(claim.state), claim.children);
            }
            return claim;
        case ConditionKind::named: {
            std::vector<Cell> arguments;
            for (const auto& argument : condition.expressions) {
                const auto value = phrases_.model().value(argument, binding);
                if (value.state != engine::Known::known) return claim;
                arguments.push_back(value.cell);
            }
            Claim inner = define(check::DefineId{condition.index}, arguments);
            claim.rule = inner.rule;
            claim.children = std::move(inner.children);
            for (const auto& argument : condition.expressions) rest_on(argument, binding, false, claim.children);
            return claim;
        }
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed:
        case ConditionKind::conflict: return knowledge(condition, binding, std::move(claim));
        case ConditionKind::applies: {
            const auto& clauses = phrases_.rulebase().clauses_of(condition.target);
            Binding arguments(clauses.variables.size(), check::no_cell);
            for (std::size_t i = 0; i < condition.expressions.size() && i < arguments.size(); ++i) {
                const auto value = phrases_.model().value(condition.expressions[i], binding);
                if (value.state != engine::Known::known) return claim;
                arguments[i] = value.cell;
            }
            if (!phrases_.model().in_force(clauses)) return claim;
            claim.children.push_back(rule(condition.target, arguments));
            for (const auto& argument : condition.expressions) rest_on(argument, binding, false, claim.children);
            return claim;
        }
        case ConditionKind::conjunction:
        case ConditionKind::disjunction:
        case ConditionKind::exists: return several(condition, binding, std::move(claim));
        case ConditionKind::surely:
        case ConditionKind::possibly: claim.children.push_back(this->condition(condition.operands[0], binding)); return claim;
        case ConditionKind::settled:
            rest_on(condition.expressions[0], binding, engine::is_undecided(claim.state), claim.children);
            return claim;
        case ConditionKind::negation: {
            Claim inner = this->condition(condition.operands[0], binding);
            claim.rule = inner.rule;
            claim.fact = inner.fact;
            claim.children = std::move(inner.children);
            return claim;
        }
    }
    return claim;
}

Claim Prover::several(const Condition& condition, const Binding& binding, Claim claim) {
    if (condition.kind == ConditionKind::exists) {
        if (claim.state == State::not_met) near_misses(condition, binding, claim);
        for (const auto& witness : phrases_.model().witnesses(condition, binding)) {
            if (phrases_.model().state(witness.truth) != claim.state || claim.state == State::not_met) continue;
            Claim found = this->condition(condition.operands[0], witness.binding);
            if (claim.state == State::met) return found;
            claim.children.push_back(std::move(found));
            if (claim.children.size() >= most_witnesses) break;
        }
        return claim;
    }
    for (const auto& operand : condition.operands) {
        const auto state = phrases_.model().state(phrases_.model().truth(operand, binding));
        const bool decides = claim.state == State::met       ? state == State::met
                             : claim.state == State::not_met ? state == State::not_met
                                                             : engine::is_undecided(state);
        if (!decides || (claim.state == State::met && says_nothing(operand))) continue;
        Claim child = this->condition(operand, binding);
        if (one_is_enough(condition.kind, claim.state)) return child;
        const bool nested = child.kind == Claim::Kind::condition && operand.kind == condition.kind && !child.rule;
        if (nested) {
            for (auto& one : child.children) claim.children.push_back(std::move(one));
        } else {
            claim.children.push_back(std::move(child));
        }
    }
    if (claim.children.size() == 1) return std::move(claim.children.front());
    return claim;
}

/// Nobody meets it: of those on record whom it could have been about, what fails.
void Prover::near_misses(const Condition& exists, const Binding& binding, Claim& claim) {
    const auto& inner = exists.operands[0];
    if (inner.kind != ConditionKind::conjunction) return;
    const auto atom = std::find_if(inner.operands.begin(), inner.operands.end(),
                                   [](const Condition& operand) { return operand.kind == ConditionKind::relation; });
    if (atom == inner.operands.end()) return;
    constexpr std::size_t most = 12;
    for (const auto& witness : phrases_.model().witnesses(*atom, binding)) {
        if (phrases_.model().state(witness.truth) != State::met || !is_bound(inner, witness.binding)) continue;
        Claim found = this->condition(inner, witness.binding);
        found.children.insert(found.children.begin(), this->condition(*atom, witness.binding));
        claim.children.push_back(std::move(found));
        if (claim.children.size() >= most || too_deep()) return;
    }
}

Claim Prover::knowledge(const Condition& condition, const Binding& binding, Claim claim) {
    if (condition.expressions.empty()) {
        claim.children.push_back(this->condition(condition.operands[0], binding));
        return claim;
    }
    const auto& expression = condition.expressions[0];
    if (expression.kind == ExpressionKind::attribute) {
        const auto subject = phrases_.model().value(expression.operands[0], binding);
        if (subject.state != engine::Known::known) return claim;
        Claim inner = attribute(check::AttributeId{expression.index}, subject.cell);
        claim.children = std::move(inner.children);
        if (claim.children.empty()) claim.text = inner.text;
        return claim;
    }
    Claim inner = value(expression, binding);
    claim.children.push_back(std::move(inner));
    if (!engine::is_undecided(claim.state)) {  // that something is unknown is itself known
        const auto missing = blockers(claim.children.front());
        std::vector<Claim> notes;
        for (const auto* one : missing) notes.push_back({Claim::Kind::note, one->text, State::met, one->rule, one->fact, {}});
        if (!notes.empty()) claim.children = std::move(notes);
    }
    return claim;
}

Claim Prover::every_tuple(const Condition& condition, const Binding& binding, Claim claim) {
    const auto view = phrases_.model().relation(check::RelationId{condition.index});
    if (view.columns == nullptr) return claim;
    std::vector<std::pair<std::size_t, Cell>> wanted;
    for (std::size_t i = 0; i < condition.arguments.size(); ++i) {
        const auto& argument = condition.arguments[i];
        if (!argument) continue;
        const bool open = argument->kind == ExpressionKind::variable && (argument->variable.index() >= binding.size() ||
                                                                         binding[argument->variable.index()] == check::no_cell);
        if (open) continue;
        const auto value = phrases_.model().value(*argument, binding);
        if (value.state != engine::Known::known) return claim;
        wanted.emplace_back(i, value.cell);
    }
    for (std::uint32_t row = 0; row < view.rows && claim.children.size() < most_witnesses; ++row) {
        if (view.superseded != nullptr && !view.superseded->empty() && (*view.superseded)[row] != 0) continue;
        const bool fits =
            std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) { return (*view.columns)[w.first][row] == w.second; });
        if (fits) claim.children.push_back(record(check::RelationId{condition.index}, row));
    }
    return claim;
}

Claim Prover::atom(const Condition& condition, const Binding& binding, Claim claim) {
    if (claim.state == State::not_met) return claim;
    if (counting_ && condition.kind == ConditionKind::relation) return every_tuple(condition, binding, std::move(claim));
    for (const auto& witness : phrases_.model().witnesses(condition, binding)) {
        if (phrases_.model().state(witness.truth) != claim.state) continue;
        for (const auto& matched : witness.atoms) {
            if (matched.row == engine::no_row) continue;
            if (matched.attribute) {
                Claim found = observation({FactRef::Kind::observation, matched.attribute->value, matched.row});
                took_part_.insert({DeclarationKind::attribute, matched.attribute->value});
                claim.children.push_back(std::move(found));
            } else {
                return record(check::RelationId{condition.index}, matched.row);
            }
        }
        return claim;
    }
    return claim;
}

void Prover::rest_on(const Expression& expression, const Binding& binding, bool undecided, std::vector<Claim>& out) {
    switch (expression.kind) {
        case ExpressionKind::parameter: took_part_.insert({DeclarationKind::parameter, expression.index}); return;
        case ExpressionKind::attribute: {
            const auto subject = phrases_.model().value(expression.operands[0], binding);
            if (subject.state != engine::Known::known) {
                rest_on(expression.operands[0], binding, true, out);
                return;
            }
            Claim claim = attribute(check::AttributeId{expression.index}, subject.cell);
            if (undecided && claim.state == State::met &&
                phrases_.observed_values(check::AttributeId{expression.index}, subject.cell).size() > 1) {
                claim.text = phrases_.words().say("values_leave_it_open", {{"what", claim.text}});
                claim.state = State::unknown;
            }
            out.push_back(std::move(claim));
            rest_on(expression.operands[0], binding, undecided, out);
            return;
        }
        case ExpressionKind::define:
        case ExpressionKind::range: out.push_back(value(expression, binding)); return;
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers:
        case ExpressionKind::band: pointers(expression, binding, out); return;
        case ExpressionKind::aggregate: aggregate(expression, binding, out); return;
        default:
            for (const auto& operand : expression.operands) rest_on(operand, binding, undecided, out);
            return;
    }
}

void Prover::pointers(const Expression& expression, const Binding& binding, std::vector<Claim>& out) {
    const auto subject = phrases_.model().value(expression.operands[0], binding);
    if (subject.state != engine::Known::known) return;
    took_part_.insert({DeclarationKind::question, expression.index});
    entered_.insert({{DeclarationKind::question, expression.index}, {subject.cell}});
    const bool all = expression.kind == ExpressionKind::band;
    const bool implied = expression.kind == ExpressionKind::implied_pointers;
    for (const auto& pointer : ledger(phrases_, check::QuestionId{expression.index}, subject.cell)) {
        const auto& proposition = phrases_.rulebase().propositions[pointer.proposition.index()];
        if (pointer.standing != Standing::met || !pointer.upper) continue;
        if (!all && (proposition.implied_only != implied || *pointer.upper != expression.upper)) continue;
        out.push_back(rule({DeclarationKind::proposition, pointer.proposition.value}, pointer.binding));
        if (proposition.attribute) rest_on(*proposition.attribute, pointer.binding, false, out.back().children);
    }
    rest_on(expression.operands[0], binding, false, out);
}

void Prover::aggregate(const Expression& expression, const Binding& binding, std::vector<Claim>& out) {
    const auto& condition = expression.condition[0];
    std::size_t counted = 0;
    for (const auto& witness : phrases_.model().witnesses(condition, binding)) {
        const auto state = phrases_.model().state(witness.truth);
        if (state == State::not_met) continue;
        if (++counted > most_witnesses || too_deep()) {
            out.push_back({Claim::Kind::note, phrases_.words().say("not_followed_further"), State::met, {}, {}, {}});
            return;
        }
        const auto entered_before = entered_;
        const bool before = std::exchange(counting_, true);  // each tuple counts, not one that is enough
        Claim claim = this->condition(condition, witness.binding);
        counting_ = before;
        if (engine::is_undecided(state)) {
            entered_ = entered_before;  // what is not said here may be said elsewhere
            claim = {
                Claim::Kind::note, sentence(phrases_.words().say("left_open", {{"what", claim.text}})), State::met, {}, {}, {}};
        }
        const auto add = [&](Claim one) {  // a way that binds nothing finds every tuple again
            const bool said =
                one.fact && std::any_of(out.begin(), out.end(), [&](const Claim& other) { return other.fact == one.fact; });
            if (!said) out.push_back(std::move(one));
        };
        const bool list = claim.kind == Claim::Kind::condition && !claim.rule && !claim.fact && !claim.children.empty();
        if (list) {
            for (auto& one : claim.children) add(std::move(one));
        } else {
            add(std::move(claim));
        }
    }
}

}  // namespace credence::explain
