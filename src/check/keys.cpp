#include "check/keys.hpp"

#include <fmt/format.h>

#include <iterator>

namespace credence::check {
namespace {

void append(std::string& out, const Condition& condition);

void append(std::string& out, const Expression& e) {
    fmt::format_to(std::back_inserter(out), "<{} {} {} {} {} {} {} {}:", static_cast<int>(e.kind),
                   static_cast<int>(e.type.kind), e.type.index, e.index, e.cell, e.variable.value, e.upper,
                   static_cast<int>(e.function));
    fmt::format_to(std::back_inserter(out), "{}:{}", e.text.size(), e.text);
    for (const auto& operand : e.operands) append(out, operand);
    for (const auto& condition : e.condition) append(out, condition);
    for (const auto variable : e.variables) fmt::format_to(std::back_inserter(out), " {}", variable.value);
    out += '>';
}

void append(std::string& out, const Condition& c) {
    fmt::format_to(std::back_inserter(out), "[{} {} {} {} {}:", static_cast<int>(c.kind), c.index,
                   static_cast<int>(c.comparison), static_cast<int>(c.target.kind), c.target.index);
    for (const auto& argument : c.arguments) {
        if (argument)
            append(out, *argument);
        else
            out += '_';
    }
    for (const auto& expression : c.expressions) append(out, expression);
    for (const auto& operand : c.operands) append(out, operand);
    for (const auto variable : c.variables) fmt::format_to(std::back_inserter(out), " {}", variable.value);
    out += ']';
}

}  // namespace

std::string key_of(const Expression& expression) {
    std::string out;
    append(out, expression);
    return out;
}

std::string key_of(const Condition& condition) {
    std::string out;
    append(out, condition);
    return out;
}

}  // namespace credence::check
