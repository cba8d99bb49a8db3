// Recursion is for relations that rules derive from each other by what holds. A circle through `not`, an aggregate,
// `applies`, a question, a range, a define or an attribute's value would need its own result before it is worked out; it is
// refused.
#pragma once

#include "check/reporter.hpp"
#include "check/rulebase.hpp"

namespace credence::check {

void check_strata(const Rulebase& rulebase, Reporter& reporter);

}  // namespace credence::check
