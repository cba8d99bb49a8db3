// The rules on a question, each in a box under the pole that it leans to. All boxes are alike: neither side is made to look better, and
// no box weighs more than another. A shape says whether the rule applies.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

/// Of a figure that holds one.
[[nodiscard]] std::string sides_svg(const Figure& figure, const Words& words);

}  // namespace credence::report
