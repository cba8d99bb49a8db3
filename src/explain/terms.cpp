#include "explain/terms.hpp"

#include <set>

#include "check/dependencies.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::Expression;
using check::ExpressionKind;

void replace_in(Expression& expression, const Replacement& by);

void replace_in(Condition& condition, const Replacement& by) {
    for (auto& argument : condition.arguments) {
        if (argument) replace_in(*argument, by);
    }
    for (auto& expression : condition.expressions) replace_in(expression, by);
    for (auto& operand : condition.operands) replace_in(operand, by);
}

void replace_in(Expression& expression, const Replacement& by) {
    if (expression.kind == ExpressionKind::variable) {
        const auto index = expression.variable.index();
        if (expression.variable.valid() && index < by.size() && by[index]) {
            expression = Expression(*by[index]);
        } else {
            expression.variable = check::VariableId{};
        }
        return;
    }
    for (auto& operand : expression.operands) replace_in(operand, by);
    for (auto& condition : expression.condition) replace_in(condition, by);
}

void write(std::string& out, const Expression& expression);

void write(std::string& out, const Condition& condition) {
    out += '[';
    out += std::to_string(static_cast<int>(condition.kind));
    out += ' ';
    out += std::to_string(condition.index);
    out += ' ';
    out += std::to_string(static_cast<int>(condition.comparison));
    for (const auto& argument : condition.arguments) {
        if (argument) {
            write(out, *argument);
        } else {
            out += '_';
        }
    }
    for (const auto& expression : condition.expressions) write(out, expression);
    for (const auto& operand : condition.operands) write(out, operand);
    out += ']';
}

void write(std::string& out, const Expression& expression) {
    out += '(';
    out += std::to_string(static_cast<int>(expression.kind));
    out += ' ';
    if (expression.kind == ExpressionKind::variable) {
        out += expression.variable.valid() ? std::to_string(expression.variable.index()) : "?";
    } else {
        out += std::to_string(expression.index);
        out += ' ';
        out += std::to_string(expression.cell);
        out += expression.upper ? " upper" : "";
        out += expression.kind == ExpressionKind::aggregate ? std::to_string(static_cast<int>(expression.function)) : "";
        out += expression.text;
    }
    for (const auto& operand : expression.operands) write(out, operand);
    for (const auto& condition : expression.condition) write(out, condition);
    out += ')';
}

}  // namespace

Expression replaced(const Expression& expression, const Replacement& by) {
    Expression out = expression;
    replace_in(out, by);
    return out;
}

Condition replaced(const Condition& condition, const Replacement& by) {
    Condition out = condition;
    replace_in(out, by);
    return out;
}

std::string identity(const Expression& expression) {
    std::string out;
    write(out, expression);
    return out;
}

std::string identity(const check::Text& text) {
    std::string out;
    for (const auto& part : text.parts) {
        out += part.literal;
        if (part.hole) write(out, *part.hole);
    }
    return out;
}

namespace {

template <class Node>
bool all_bound(const Node& node, const std::vector<check::Cell>& binding) {
    std::set<check::VariableId> own;
    const auto note = [&](const std::vector<check::VariableId>& variables) { own.insert(variables.begin(), variables.end()); };
    check::visit(
        node, [&](const Condition& c) { note(c.variables); }, [&](const Expression& e) { note(e.variables); });
    bool bound = true;
    check::visit(
        node, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind != ExpressionKind::variable || own.contains(e.variable)) return;
            if (e.variable.index() >= binding.size() || binding[e.variable.index()] == check::no_cell) bound = false;
        });
    return bound;
}

}  // namespace

bool is_bound(const Expression& expression, const std::vector<check::Cell>& binding) { return all_bound(expression, binding); }
bool is_bound(const Condition& condition, const std::vector<check::Cell>& binding) { return all_bound(condition, binding); }

bool is_open(const Expression& expression) {
    bool open = false;
    check::visit(
        expression, [](const Condition&) {},
        [&](const Expression& e) { open = open || (e.kind == ExpressionKind::variable && !e.variable.valid()); });
    return open;
}

}  // namespace credence::explain
