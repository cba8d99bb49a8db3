// Small random rulebases with an example of at most twelve facts: every kind of condition, derived tuples with recursion, derived
// attributes, questions, ranges, cases, exceptions, switches; and a named condition `goal` that reads them.
#pragma once

#include <string>

#include "property/shuffle.hpp"

namespace credence::testing {

/// The text of a rule file. Parses and checks without an error.
[[nodiscard]] std::string random_reasons(Dice& dice);

}  // namespace credence::testing
