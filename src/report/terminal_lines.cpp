#include "report/terminal_lines.hpp"

#include <algorithm>

#include "report/markdown_text.hpp"
#include "report/tree.hpp"
#include "text/display.hpp"

namespace credence::report {

namespace {

constexpr std::size_t gap = 2;

std::size_t columns_of(std::string_view text) { return text::display_width(text); }

std::vector<std::vector<std::string>> cells_of(const Table& table, const Words& words) {
    std::vector<std::vector<std::string>> out{{}};
    for (const std::string& head : table.head) out.back().push_back(one_line(head));
    for (const Row& row : table.rows) {
        out.emplace_back();
        for (const Claim& cell : row.cells) out.back().push_back(cell_text(cell, words));
    }
    return out;
}

}  // namespace

std::string cell_text(const Claim& cell, const Words& words) {
    const std::string text = said(cell);
    const std::string ids = ids_of(cell, words);
    if (ids.empty() || text.empty()) return text.empty() ? ids : text;
    return text + " [" + ids + "]";
}

std::vector<std::string> wrap_columns(std::string_view raw, std::size_t columns) {
    const std::string text = one_line(raw);
    std::vector<std::string> lines{""};
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word(text.data() + at, end - at);
        const std::size_t needed = columns_of(word);
        if (used != 0 && used + 1 + needed > columns) {
            lines.emplace_back();
            used = 0;
        } else if (used != 0) {
            lines.back() += ' ';
            ++used;
        }
        if (needed <= columns) {
            lines.back() += word;
            used += needed;
        } else {
            for (const text::DisplayCell& cell : text::display_cells(word)) {
                if (used + cell.width > columns) {
                    lines.emplace_back();
                    used = 0;
                }
                lines.back() += cell.shown;
                used += cell.width;
            }
        }
        at = end + 1;
    }
    return lines;
}

std::string padded(std::string text, std::size_t columns) {
    const std::size_t used = columns_of(text);
    if (used < columns) text.append(columns - used, ' ');
    return text;
}

std::string said(const Claim& claim) {
    const std::string lead = one_line(claim.lead);
    const std::string text = one_line(claim.text);
    return lead.empty() || text.empty() ? lead + text : lead + " " + text;
}

void append_lines(std::string& out, const Prefix& prefix, std::string_view text, std::string_view ids, std::size_t width) {
    const std::string right = one_line(ids);
    const std::size_t before = columns_of(prefix.first);
    const std::size_t room = width > before + 20 ? width - before : 20;
    const std::size_t right_columns = columns_of(right);
    const bool beside = !right.empty() && right_columns + gap <= room / 2;
    const std::vector<std::string> lines = wrap_columns(text, beside ? room - right_columns - gap : room);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string line = (i == 0 ? prefix.first : prefix.rest) + lines[i];
        if (i == 0 && beside) line = padded(std::move(line), before + room - right_columns) + right;
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    if (right.empty() || beside) return;
    for (const std::string& line : wrap_columns(right, room)) {
        out += prefix.rest + std::string(room - std::min(room, columns_of(line)), ' ') + line + "\n";
    }
}

void append_table(std::string& out, const Table& table, const Words& words, std::size_t width) {
    const std::vector<std::vector<std::string>> rows = cells_of(table, words);
    const std::size_t count = table.head.size();
    std::vector<std::size_t> columns(count);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < std::min(count, row.size()); ++i) columns[i] = std::max(columns[i], columns_of(row[i]));
    }
    std::size_t needed = 0;
    for (const std::size_t column : columns) needed += column + gap;
    if (needed <= width) {
        for (const auto& row : rows) {
            std::string line = "  ";
            for (std::size_t i = 0; i < std::min(count, row.size()); ++i) line += padded(row[i], columns[i] + gap);
            out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        }
        return;
    }
    for (std::size_t r = 1; r < rows.size(); ++r) {
        for (std::size_t i = 0; i < std::min(count, rows[r].size()); ++i) {
            if (rows[r][i].empty()) continue;
            const bool first = i == 0 || table.head[i].empty();
            const std::string text =
                first ? rows[r][i] : words.say("label_and_value", {{"label", rows[0][i]}, {"value", rows[r][i]}});
            append_lines(out, first ? Prefix{"  ", "    "} : Prefix{"      ", "        "}, text, {}, width);
        }
    }
}

}  // namespace credence::report
