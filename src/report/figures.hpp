// The pictures of a report, whatever they show and wherever in it they stand.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

[[nodiscard]] std::string figure_svg(const Figure& figure, const Words& words);

struct Picture {
    std::string file;  // relative to the report: "figures/range_chart.svg"
    std::string svg;
};
/// In the order of the tree; each file once.
[[nodiscard]] std::vector<Picture> pictures_of(const Report& report, const Words& words);

}  // namespace credence::report
