// The range chart: the steps of a chain that lie on one scale, drawn over its values. A dossier's chart has a row a step, a
// comparison's a row a subject. Colours pass 3:1 on white; line, dash and shape tell the same without them.
#pragma once

#include <string>

#include "report/document.hpp"

namespace credence::report {

[[nodiscard]] std::string chart_svg(const Figure& figure);

}  // namespace credence::report
