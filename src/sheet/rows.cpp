#include "sheet/rows.hpp"

#include <fmt/format.h>

#include "sheet/utf8.hpp"

namespace credence::sheet {

void RowReader::check_cell(std::string_view cell, std::uint32_t column) {
    constexpr std::string_view save_as_utf8 = "save it as \"CSV UTF-8\"";
    if (cell.size() > longest_cell) {
        report(column, "the cell is longer than 64 kB", "shorten it, or keep the text in a file and cite it", false);
        return;
    }
    if (is_plain(cell)) return;
    for (std::string_view rest = cell; !rest.empty();) {
        const auto character = first_character(rest);
        if (!character) {
            report(column,
                   fmt::format("the byte 0x{:02X} is not UTF-8; the file looks like Latin-1 or Windows-1252",
                               static_cast<unsigned char>(rest.front())),
                   std::string(save_as_utf8), true);  // the rest would say the same over and over
            return;
        }
        if (character->code == 0) {
            report(column, "a zero byte stands in the cell", std::string(save_as_utf8), false);
            return;
        }
        rest.remove_prefix(character->size);
    }
}

}  // namespace credence::sheet
