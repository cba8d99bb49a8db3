// What somebody did when: a bar a period over years, one under another. Where an end is known to the month or the year alone, what it
// may mean is drawn as an outline; what goes on ends in a point at the day of the facts.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

/// Of a figure that holds one.
[[nodiscard]] std::string timeline_svg(const Figure& figure, const Words& words);

}  // namespace credence::report
