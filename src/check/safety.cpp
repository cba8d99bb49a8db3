#include "check/safety.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace credence::check {
namespace {

using Variables = std::set<VariableId>;

void collect(const Condition& condition, Variables& out);

void collect(const Expression& expression, Variables& out) {
    if (expression.kind == ExpressionKind::variable) out.insert(expression.variable);
    Variables inner;
    for (const auto& operand : expression.operands) collect(operand, inner);
    for (const auto& condition : expression.condition) collect(condition, inner);
    for (const auto own : expression.variables) inner.erase(own);
    out.merge(inner);
}

void collect(const Condition& condition, Variables& out) {
    Variables inner;
    for (const auto& argument : condition.arguments)
        if (argument) collect(*argument, inner);
    for (const auto& expression : condition.expressions) collect(expression, inner);
    for (const auto& operand : condition.operands) collect(operand, inner);
    for (const auto own : condition.variables) inner.erase(own);
    out.merge(inner);
}

bool can_be_listed(Type type) {
    return type.kind == TypeKind::entity || type.kind == TypeKind::scale || type.kind == TypeKind::yes_no;
}

class Safety {
public:
    Safety(Reporter& reporter, const std::vector<Variable>& variables) : reporter_(reporter), variables_(variables) {}

    /// What `condition` binds beyond `known`, which are bound already.
    void bind(const Condition& condition, Variables& known) const {
        switch (condition.kind) {
            case ConditionKind::relation:
            case ConditionKind::observed:
                for (const auto& argument : condition.arguments)
                    if (argument && argument->kind == ExpressionKind::variable) known.insert(argument->variable);
                break;
            case ConditionKind::compare:
                if (condition.comparison != Comparison::equal) break;
                for (const std::size_t side : {0U, 1U}) {
                    const auto& one = condition.expressions[side];
                    const auto& other = condition.expressions[1 - side];
                    if (one.kind == ExpressionKind::variable && is_known(other, known)) known.insert(one.variable);
                }
                break;
            case ConditionKind::conjunction:
                for (auto size = known.size() + 1; size != known.size();) {
                    size = known.size();
                    for (const auto& operand : condition.operands) bind(operand, known);
                }
                break;
            case ConditionKind::disjunction: {
                if (condition.operands.empty()) break;
                auto all = known;
                bind(condition.operands.front(), all);
                for (std::size_t i = 1; i < condition.operands.size(); ++i) {
                    auto here = known;
                    bind(condition.operands[i], here);
                    std::erase_if(all, [&](VariableId v) { return !here.contains(v); });
                }
                known.merge(all);
                break;
            }
            case ConditionKind::exists: {
                auto inside = known;
                bind(condition.operands.front(), inside);
                for (const auto own : condition.variables) inside.erase(own);
                known.merge(inside);
                break;
            }
            default: break;
        }
    }

    void require(const Condition& condition, const Variables& wanted, const Variables& given) {
        auto known = given;
        bind(condition, known);
        for (const auto variable : wanted) {
            if (known.contains(variable)) continue;
            const auto& loose = variables_[variable.index()];
            if (can_be_listed(loose.type)) continue;
            reporter_.error("E0201", loose.span, fmt::format("nothing gives `{}` its values", loose.name),
                            "only below `not`, in one alternative of `or`, or in an unequal comparison",
                            "let a relation that must hold name it, or an equation, as in `e = x`");
        }
    }

    void inside(const Condition& condition, const Variables& given) {
        Variables here = given;
        if (condition.kind == ConditionKind::exists) {
            require(condition.operands.front(), {condition.variables.begin(), condition.variables.end()}, given);
            here.insert(condition.variables.begin(), condition.variables.end());
        }
        for (const auto& argument : condition.arguments)
            if (argument) inside(*argument, here);
        for (const auto& expression : condition.expressions) inside(expression, here);
        for (const auto& operand : condition.operands) inside(operand, here);
    }

    void inside(const Expression& expression, const Variables& given) {
        Variables here = given;
        if (expression.kind == ExpressionKind::aggregate && !expression.condition.empty()) {
            const auto& over = expression.condition.front();
            Variables inner;
            collect(over, inner);
            for (const auto variable : expression.variables) {
                if (inner.contains(variable)) continue;
                const auto& loose = variables_[variable.index()];
                reporter_.error("E0201", loose.span, fmt::format("nothing gives `{}` its values", loose.name),
                                "not in `over (…)`", "an aggregate runs over what meets its condition: name it there");
                inner.insert(variable);
            }
            require(over, {expression.variables.begin(), expression.variables.end()}, given);
            here.insert(expression.variables.begin(), expression.variables.end());
        }
        for (const auto& operand : expression.operands) inside(operand, here);
        for (const auto& condition : expression.condition) inside(condition, here);
    }

private:
    [[nodiscard]] bool is_known(const Expression& expression, const Variables& known) const {
        const auto free = free_variables(expression);
        return std::all_of(free.begin(), free.end(),
                           [&](VariableId v) { return known.contains(v) || can_be_listed(variables_[v.index()].type); });
    }

    Reporter& reporter_;
    const std::vector<Variable>& variables_;
};

}  // namespace

std::vector<VariableId> free_variables(const Expression& expression) {
    Variables out;
    collect(expression, out);
    return {out.begin(), out.end()};
}

std::vector<VariableId> free_variables(const Condition& condition) {
    Variables out;
    collect(condition, out);
    return {out.begin(), out.end()};
}

void require_bound(Reporter& reporter, const Condition& condition, const std::vector<Variable>& variables, std::uint32_t first,
                   std::uint32_t bound) {
    Safety safety(reporter, variables);
    Variables given, wanted;
    for (std::uint32_t i = 0; i < first; ++i) given.insert(VariableId{i});
    for (std::uint32_t i = first; i < bound; ++i) wanted.insert(VariableId{i});
    safety.require(condition, wanted, given);
    given.merge(wanted);
    safety.inside(condition, given);
}

void require_bound(Reporter& reporter, const Expression& expression, const std::vector<Variable>& variables) {
    Variables given;
    for (const auto free : free_variables(expression)) given.insert(free);
    Safety(reporter, variables).inside(expression, given);
}

}  // namespace credence::check
