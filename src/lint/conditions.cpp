#include "lint/conditions.hpp"

#include "lint/words.hpp"

namespace credence::lint {

using check::Comparison;

bool is_literal(const check::Expression& expression) { return expression.kind == check::ExpressionKind::literal; }

bool is_fixed(const check::Expression& expression) {
    return is_literal(expression) || expression.kind == check::ExpressionKind::parameter;
}

bool is_written_not(const Subject& subject, const check::Condition& condition) {
    if (condition.kind != check::ConditionKind::negation || !condition.span.valid()) return false;
    auto words = subject.written(condition.span);
    return take_word(words) == "not" && condition.operands.front().span.begin > condition.span.begin;
}

std::optional<Comparison> opposite(Comparison comparison) {
    switch (comparison) {
        case Comparison::equal: return Comparison::not_equal;
        case Comparison::not_equal: return Comparison::equal;
        case Comparison::less: return Comparison::greater_equal;
        case Comparison::less_equal: return Comparison::greater;
        case Comparison::greater: return Comparison::less_equal;
        case Comparison::greater_equal: return Comparison::less;
        default: return std::nullopt;
    }
}

std::optional<Comparison> turned(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return Comparison::greater;
        case Comparison::less_equal: return Comparison::greater_equal;
        case Comparison::greater: return Comparison::less;
        case Comparison::greater_equal: return Comparison::less_equal;
        case Comparison::within: return std::nullopt;
        default: return comparison;
    }
}

std::string_view sign_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::equal: return "=";
        case Comparison::not_equal: return "!=";
        case Comparison::less: return "<";
        case Comparison::less_equal: return "<=";
        case Comparison::greater: return ">";
        case Comparison::greater_equal: return ">=";
        case Comparison::within: return "within";
        case Comparison::overlaps: return "overlaps";
    }
    return "";
}

std::optional<Sides> sides_of(const Subject& subject, const check::Condition& comparison) {
    const auto& left = comparison.expressions[0].span;
    const auto& right = comparison.expressions[1].span;
    if (subject.between(left, right) != sign_of(comparison.comparison)) return std::nullopt;
    if (subject.written(text::join(left, right)).find('\n') != std::string_view::npos) return std::nullopt;
    return Sides{subject.written(left), subject.written(right)};
}

}  // namespace credence::lint
