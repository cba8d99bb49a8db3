#include "text/display.hpp"

#include <utf8proc.h>

namespace credence::text {
namespace {

constexpr std::uint32_t tab_stop = 4;
constexpr std::string_view replacement = "\uFFFD";

bool steers(utf8proc_int32_t point) {
    const auto category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

}  // namespace

std::vector<DisplayCell> display_cells(std::string_view line) {
    std::vector<DisplayCell> cells;
    std::uint32_t column = 0;
    for (std::size_t at = 0; at < line.size();) {
        const auto offset = static_cast<std::uint32_t>(at);
        utf8proc_int32_t point = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(line.data() + at),
                                             static_cast<utf8proc_ssize_t>(line.size() - at), &point);
        if (length <= 0) {
            cells.push_back({std::string(replacement), offset, column++, 1});
            ++at;
            continue;
        }
        const auto bytes = line.substr(at, static_cast<std::size_t>(length));
        at += bytes.size();
        if (point == '\t') {
            const auto width = tab_stop - column % tab_stop;
            cells.push_back({std::string(width, ' '), offset, column, width});
            column += width;
            continue;
        }
        if (point == 0xFEFF && offset == 0) {  // a byte order mark
            cells.push_back({"", offset, column, 0});
            continue;
        }
        if (steers(point)) {
            cells.push_back({std::string(replacement), offset, column++, 1});
            continue;
        }
        const auto width = static_cast<std::uint32_t>(utf8proc_charwidth(point));
        if (width == 0 && !cells.empty()) {  // a mark on the character before it
            cells.back().shown += bytes;
            continue;
        }
        cells.push_back({std::string(bytes), offset, column, width});
        column += width;
    }
    return cells;
}

std::uint32_t display_width(std::string_view text) {
    const auto cells = display_cells(text);
    return cells.empty() ? 0 : cells.back().column + cells.back().width;
}

}  // namespace credence::text
