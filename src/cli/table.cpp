#include "cli/table.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <numeric>

#include "report/terminal_lines.hpp"
#include "text/display.hpp"

namespace credence::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 12;  // a column that is wrapped is at least so wide

std::size_t longest_word(std::string_view text) {
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        longest = std::max<std::size_t>(longest, text::display_width(text.substr(at, end - at)));
        at = end + 1;
    }
    return longest;
}

std::size_t used(const std::vector<std::size_t>& widths) {
    return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
}

/// Takes from the widest column that can still be wrapped, until all fit or none can.
void narrow(std::vector<std::size_t>& widths, const std::vector<std::size_t>& least, std::size_t width) {
    while (used(widths) > width) {
        std::size_t widest = widths.size();
        for (std::size_t c = 0; c < widths.size(); ++c) {
            if (widths[c] > least[c] && (widest == widths.size() || widths[c] > widths[widest])) widest = c;
        }
        if (widest == widths.size()) return;
        --widths[widest];
    }
}

/// `lowered`: a cell with fewer lines than the row stands at its foot.
std::string block(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths, bool lowered) {
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 0;
    for (std::size_t c = 0; c < widths.size(); ++c) {
        columns.push_back(report::wrap_columns(cells[c], widths[c]));
        height = std::max(height, columns.back().size());
    }
    std::string out;
    for (std::size_t line = 0; line < height; ++line) {
        std::string text;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const std::size_t above = lowered ? height - columns[c].size() : 0;
            const bool there = line >= above && line - above < columns[c].size();
            const std::string& words = there ? columns[c][line - above] : "";
            text += words;
            text.append(widths[c] - std::min<std::size_t>(widths[c], text::display_width(words)) + gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + '\n';
    }
    return out;
}

}  // namespace

std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t point = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
        const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        const std::size_t size = length > 0 ? static_cast<std::size_t>(length) : 1;
        const auto category = length > 0 ? utf8proc_category(point) : UTF8PROC_CATEGORY_CC;
        const bool hidden = category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
                            category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
        if (length <= 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
        } else if (!hidden) {
            out += text.substr(at, size);
        } else {
            out += point == '\n' ? std::string(" ") : fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(point));
        }
        at += size;
    }
    return out;
}

std::vector<std::string> table_blocks(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                                      std::size_t width) {
    std::vector<std::vector<std::string>> lines{head};
    lines.insert(lines.end(), rows.begin(), rows.end());
    std::vector<std::size_t> widths(head.size());
    std::vector<std::size_t> least(head.size());
    for (auto& line : lines) {
        for (std::size_t c = 0; c < line.size(); ++c) {
            line[c] = harmless(line[c]);
            widths[c] = std::max<std::size_t>(widths[c], text::display_width(line[c]));
            least[c] = std::max(least[c], longest_word(line[c]));
        }
    }
    auto shown = widths;
    for (std::size_t c = 0; c < least.size(); ++c) least[c] = std::min(widths[c], std::max(least[c], narrowest));
    narrow(shown, least, width);
    if (used(shown) > width) {  // what fits without wrapping
        shown = widths;
        while (shown.size() > 1 && used(shown) > width) shown.pop_back();
    }
    std::vector<std::string> out;
    for (const auto& line : lines) {
        auto& lines_of_row = out.emplace_back(block(line, shown, out.empty()));
        std::string below;
        for (std::size_t c = shown.size(); c < line.size() && out.size() > 1; ++c) {
            if (!line[c].empty()) below += fmt::format("{}{}: {}", below.empty() ? "" : "; ", lines.front()[c], line[c]);
        }
        if (!below.empty()) report::append_lines(lines_of_row, {"      ", "      "}, below, "", width);
    }
    return out;
}

std::string plain_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                        std::size_t width) {
    std::string out;
    for (const auto& lines : table_blocks(head, rows, width)) out += lines;
    return out;
}

}  // namespace credence::cli
