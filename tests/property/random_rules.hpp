// Random rule files: every declaration, clause and construct of the grammar, laid out as nobody would, with comments and
// blank lines in odd places. They parse without an error; their names mean nothing.
#pragma once

#include <string>

#include "property/shuffle.hpp"

namespace credence::testing {

[[nodiscard]] std::string random_rules(Dice& dice);

}  // namespace credence::testing
