// The evidence matrix: attributes by occasions. A mark says the kind by its shape and the value by its place on a small scale; the last
// column says what the occasions make together.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

/// Of a figure that holds one.
[[nodiscard]] std::string matrix_svg(const Figure& figure, const Words& words);

}  // namespace credence::report
