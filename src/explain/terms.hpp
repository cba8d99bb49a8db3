// Expressions of one declaration in the variables of another, and their identity: `desired(v)`, read by what `fit(candidate,
// post)` stands for, is `desired(post)`. Nothing is evaluated.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::explain {

/// By VariableId of the declaration that is entered; none: a variable of its own, which stands for nothing outside it.
using Replacement = std::vector<std::optional<check::Expression>>;

[[nodiscard]] check::Expression replaced(const check::Expression& expression, const Replacement& by);
[[nodiscard]] check::Condition replaced(const check::Condition& condition, const Replacement& by);

/// Equal for expressions that say the same of the same; variables that stand for nothing are all equal.
[[nodiscard]] std::string identity(const check::Expression& expression);
[[nodiscard]] std::string identity(const check::Text& text);

/// Whether `binding` (by VariableId) holds every variable that the expression does not bind itself.
[[nodiscard]] bool is_bound(const check::Expression& expression, const std::vector<check::Cell>& binding);
[[nodiscard]] bool is_bound(const check::Condition& condition, const std::vector<check::Cell>& binding);

/// Whether a variable that stands for nothing is in it.
[[nodiscard]] bool is_open(const check::Expression& expression);

}  // namespace credence::explain
