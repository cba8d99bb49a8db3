// What a layout needs to know of text without a font at hand: how wide it is at most, and where it breaks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::report {

/// Width in user units, by the metrics of DejaVu Sans: the widest of the fonts that a figure may be shown in.
[[nodiscard]] double text_width(std::string_view text, double size, bool bold = false);

/// Breaks at blanks, inside words only where one is wider than a line; what is beyond `lines` is cut with an ellipsis.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, double width, double size, bool bold, std::size_t lines);

/// One line; cut with an ellipsis where it is wider.
[[nodiscard]] std::string shortened(std::string_view text, double width, double size, bool bold = false);

}  // namespace credence::report
