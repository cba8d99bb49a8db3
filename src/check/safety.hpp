// Every variable takes its values from somewhere: a relation or `observed` that must hold, an equation, or a type that can be
// listed. A number, date, time, text or range cannot be listed.
#pragma once

#include <vector>

#include "check/reporter.hpp"
#include "check/rulebase.hpp"

namespace credence::check {

/// The variables that an expression or condition reads and does not bind itself, sorted.
[[nodiscard]] std::vector<VariableId> free_variables(const Expression& expression);
[[nodiscard]] std::vector<VariableId> free_variables(const Condition& condition);

/// Reports each variable of [first, bound) that `condition` does not bind, and those of the `exists` and aggregates inside.
/// Variables before `first` are given.
void require_bound(Reporter& reporter, const Condition& condition, const std::vector<Variable>& variables, std::uint32_t first,
                   std::uint32_t bound);
/// The same inside an expression, all of whose own variables are given.
void require_bound(Reporter& reporter, const Expression& expression, const std::vector<Variable>& variables);

}  // namespace credence::check
