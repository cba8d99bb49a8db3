#include "store/problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sheet/utf8.hpp"
#include "text/diagnostic.hpp"

namespace credence::store {
namespace {

constexpr std::size_t line_width = 90;

bool misleads(char32_t c) {
    return (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

std::string shown_character(char32_t c, std::string_view bytes) {
    if (c == '\n') return "\\n";
    if (c == '\r') return "\\r";
    if (c == '\t') return "\\t";
    if (c < 0x20 || c == 0x7f) return fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    if (misleads(c)) return fmt::format("U+{:04X}", static_cast<unsigned>(c));
    return std::string(bytes);
}

std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

std::string problem_text(const Problem& problem) {
    std::string out = fmt::format("{}[{}]: {}\n", problem.warning ? "warning" : "error", problem.code, problem.message);
    std::string place = "  --> " + shown(problem.file, 60);
    if (problem.row > 0) place += fmt::format(", {} {}", problem.by_line ? "line" : "row", problem.row);
    if (problem.column && !problem.by_line) place += fmt::format(", column {}", column_letters(*problem.column));
    if (!problem.column_name.empty())
        place += fmt::format("{} `{}`", problem.by_line ? "," : "", shown(problem.column_name, 30));
    if (!problem.concerns.empty()) {
        constexpr std::size_t indent = 53;
        place += std::string(std::max<std::size_t>(indent, width(place) + 1) - width(place), ' ') + problem.concerns;
    }
    out += place + '\n';
    if (!problem.excerpt.empty()) out += "   " + problem.excerpt + '\n';
    if (!problem.expected.empty()) out += "   expected  " + problem.expected + '\n';
    if (!problem.help.empty()) out += "   " + problem.help + '\n';
    return out;
}

std::string column_letters(std::uint32_t column) {
    std::string out;
    for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return out;
}

std::string shown(std::string_view text, std::size_t most) {
    std::string out;
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == most) return out + "…";
        const auto character = sheet::first_character(text);
        if (character) {
            out += shown_character(character->code, text.substr(0, character->size));
            text.remove_prefix(character->size);
        } else {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string row_excerpt(const std::vector<std::string_view>& cells, const std::vector<bool>& hidden, std::size_t cell,
                        char separator) {
    const auto piece = [&](std::size_t i) {
        if (i == cell) return "[" + shown(cells[i]) + "]";
        return i < hidden.size() && hidden[i] && !cells[i].empty() ? std::string("…") : shown(cells[i], 24);
    };
    const std::string between = separator == '\t' ? "  " : std::string(1, separator);
    std::string out = piece(cell);
    std::size_t first = cell, last = cell;
    for (bool grown = true; grown;) {
        grown = false;
        if (last + 1 < cells.size()) {
            const auto next = between + piece(last + 1);
            if (width(out) + width(next) <= line_width) {
                out += next;
                ++last;
                grown = true;
            }
        }
        if (first > 0) {
            const auto before = piece(first - 1) + between;
            if (width(out) + width(before) <= line_width) {
                out = before + out;
                --first;
                grown = true;
            }
        }
    }
    if (first > 0) out = "…" + out;
    if (last + 1 < cells.size()) out += "…";
    return out;
}

std::string suggestion(const std::string& written, const std::vector<std::string>& known) {
    const auto near = text::nearest(written, known);
    return near ? fmt::format("did you mean `{}`?", shown(*near)) : std::string();
}

}  // namespace credence::store
