#include "format/quoted.hpp"

#include <algorithm>
#include <vector>

#include "text/display.hpp"

namespace credence::format {
namespace {

constexpr std::uint32_t least_room = 24;  // a text far to the right runs over rather than go on a word a line

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The place behind the hole that opens at `at`; `at` itself where none does.
std::size_t hole_end(std::string_view token, std::size_t at) {
    if (token[at] != '{' || (at + 1 < token.size() && token[at + 1] == '{')) return at;
    int depth = 0;
    for (auto i = at; i < token.size(); ++i) {
        if (token[i] == '{') ++depth;
        if (token[i] == '}' && --depth == 0) return i + 1;
    }
    return at;
}

// Pieces between which the text may be broken: at single blanks outside holes, not beside the quotes.
std::vector<std::string_view> pieces(std::string_view token) {
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t i = 1; i + 1 < token.size(); ++i) {
        if (token.substr(i, 2) == "{{") {
            ++i;
            continue;
        }
        const auto behind = hole_end(token, i);
        if (behind > i) {
            i = behind - 1;
            continue;
        }
        const bool alone =
            token[i] == ' ' && i > 1 && i + 2 < token.size() && !is_blank(token[i - 1]) && !is_blank(token[i + 1]);
        if (!alone) continue;
        out.push_back(token.substr(begin, i - begin));
        begin = i + 1;
    }
    out.push_back(token.substr(begin));
    return out;
}

}  // namespace

std::string on_one_line(std::string_view token) {
    if (token.find('\n') == std::string_view::npos) return std::string(token);
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token.substr(i, 2) == "{{") {
            ++i;
            continue;
        }
        const auto hole = token.substr(i, hole_end(token, i) - i);
        const auto comment = hole.find('#');
        if (comment != std::string_view::npos && hole.find('\n', comment) != std::string_view::npos) return std::string(token);
        if (!hole.empty()) i += hole.size() - 1;
    }
    std::string out;
    for (std::size_t i = 0; i < token.size();) {
        if (token[i] != '\n') {
            out += token[i++];
            continue;
        }
        while (out.size() > 1 && is_blank(out.back())) out.pop_back();
        while (i < token.size() && is_blank(token[i])) ++i;
        out += ' ';
    }
    return out;
}

std::string broken(std::string_view token, std::uint32_t column, std::uint32_t tail, std::uint32_t width) {
    const auto inner = column + 1;
    const auto limit = std::max(width, inner + least_room);
    const auto words = pieces(token);
    std::string out;
    auto at = column;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto wide = text::display_width(words[i]);
        const auto behind = i + 1 == words.size() ? tail : 0;
        if (i > 0) {
            if (at + 1 + wide + behind > limit) {
                out += '\n';
                out.append(inner, ' ');
                at = inner;
            } else {
                out += ' ';
                ++at;
            }
        }
        out += words[i];
        at += wide;
    }
    return out;
}

}  // namespace credence::format
