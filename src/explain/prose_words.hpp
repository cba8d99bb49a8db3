// Which message of the catalogue says which construct of the language, for prose.cpp and prose_conditions.cpp alone.
#pragma once

#include <string_view>

#include "check/rulebase.hpp"

namespace credence::explain {

/// Of every operation that has no words of its own kind in Prose::noun.
[[nodiscard]] std::string_view expression_key(check::ExpressionKind kind);
[[nodiscard]] bool takes_two(check::ExpressionKind kind);
/// But for `count` and `duration`.
[[nodiscard]] std::string_view aggregate_key(check::AggregateFunction function);
[[nodiscard]] std::string_view comparison_key(check::Comparison comparison, bool negated, bool of_time);
[[nodiscard]] std::string_view column_key(check::ObservedColumn column);

}  // namespace credence::explain
