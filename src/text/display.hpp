// A line of a file as a terminal shows it: cells of one or two columns. Tabs become blanks; what would steer the terminal or
// hide text (control characters, marks of writing direction, bytes that are no UTF-8) becomes a replacement character.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace credence::text {

struct DisplayCell {
    std::string shown;
    std::uint32_t offset = 0;  // of its first byte in the line
    std::uint32_t column = 0;  // where it is shown, from 0
    std::uint32_t width = 1;
};

/// Tabs stand every four columns.
[[nodiscard]] std::vector<DisplayCell> display_cells(std::string_view line);

/// The columns that a text takes.
[[nodiscard]] std::uint32_t display_width(std::string_view text);

}  // namespace credence::text
