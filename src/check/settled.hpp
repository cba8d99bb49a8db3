// `settled E` runs through all values of what is missing, so everything that E reads must have an end of values.
#pragma once

#include "check/reporter.hpp"
#include "check/rulebase.hpp"

namespace credence::check {

/// Of all declarations of a rulebase whose names and types are sound.
void check_settled(const Rulebase& rulebase, Reporter& reporter);
/// Of a condition that stands outside them: in an example, in a query.
void check_settled(const Rulebase& rulebase, const Condition& condition, Reporter& reporter);

}  // namespace credence::check
