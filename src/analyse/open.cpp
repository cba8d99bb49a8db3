#include "analyse/open.hpp"

#include <algorithm>

namespace credence::analyse {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::Expression;
using check::ExpressionKind;

bool Openness::can_be_open(const Condition& condition) {
    const auto expressions = [&] {
        const auto open = [this](const Expression& e) { return can_be_open(e); };
        return std::any_of(condition.expressions.begin(), condition.expressions.end(), open) ||
               std::any_of(condition.arguments.begin(), condition.arguments.end(), [&](const auto& a) { return a && open(*a); });
    };
    switch (condition.kind) {
        case ConditionKind::always:
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed:
        case ConditionKind::conflict:
        case ConditionKind::surely:
        case ConditionKind::possibly:
        case ConditionKind::settled:
        case ConditionKind::instance: return false;
        case ConditionKind::relation: return expressions() || derived({DeclarationKind::relation, condition.index});
        case ConditionKind::named: return expressions() || define(condition.index);
        case ConditionKind::applies:
            return expressions() || applies(condition.target);
        case ConditionKind::observed:
        case ConditionKind::compare:
        case ConditionKind::in:
        case ConditionKind::between:
        case ConditionKind::truth: return expressions();
        case ConditionKind::conjunction:
        case ConditionKind::disjunction:
        case ConditionKind::negation:
        case ConditionKind::exists:
            return std::any_of(condition.operands.begin(), condition.operands.end(),
                               [this](const Condition& c) { return can_be_open(c); });
        default: return true;
    }
}

bool Openness::can_be_open(const Expression& expression) {
    const auto operands = [&] {
        return std::any_of(expression.operands.begin(), expression.operands.end(),
                           [this](const Expression& e) { return can_be_open(e); });
    };
    switch (expression.kind) {
        case ExpressionKind::literal:
        case ExpressionKind::individual:
        case ExpressionKind::parameter:
        case ExpressionKind::today: return false;
        case ExpressionKind::variable: return false;  // bound to what was found
        case ExpressionKind::attribute: return true;
        case ExpressionKind::define: return operands() || define(expression.index);
        case ExpressionKind::range:
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers: return operands();
        case ExpressionKind::aggregate:
            return expression.function != check::AggregateFunction::count && expression.function != check::AggregateFunction::sum &&
                   expression.function != check::AggregateFunction::duration;
        case ExpressionKind::distance:
        case ExpressionKind::width:
        case ExpressionKind::lowest:
        case ExpressionKind::highest: return true;  // of an empty range
        default: return operands();
    }
}

bool Openness::define(std::uint32_t index) {
    if (depth_ == deepest) return true;
    const auto [at, added] = defines_.try_emplace(index, true);
    if (!added) return at->second;
    ++depth_;
    const auto& define = rulebase_.defines[index];
    bool open = define.condition && can_be_open(*define.condition);
    bool undecided = false;  // a case before the last may be
    bool caught = false;
    for (const auto& one : define.cases) {
        undecided = undecided || (one.when && can_be_open(*one.when));
        caught = caught || one.if_unknown;
        open = open || can_be_open(one.value);
    }
    --depth_;
    return defines_[index] = open || (undecided && !caught);
}

bool Openness::applies(check::DeclarationRef ref) {
    if (depth_ == deepest) return true;
    const auto [at, added] = applies_.try_emplace(ref, true);
    if (!added) return at->second;
    ++depth_;
    const bool open = can_be_open(rulebase_.clauses_of(ref).body);
    --depth_;
    return applies_[ref] = open;
}

bool Openness::derived(check::DeclarationRef ref) {
    if (!rulebase_.relations[ref.index].derived) return false;
    if (depth_ == deepest) return true;
    const auto [at, added] = derived_.try_emplace(ref, false);  // a circle adds nothing by itself
    if (!added) return at->second;
    ++depth_;
    bool open = false;
    for (const auto& rule : rulebase_.rules) {
        if (rule.relation.valid() && rule.relation.value == ref.index) open = open || can_be_open(rule.clauses.body);
    }
    --depth_;
    return derived_[ref] = open;
}

}  // namespace credence::analyse
