#include "format/quoted.hpp"

#include <algorithm>
#include <vector>

#include "text/display.hpp"

namespace credence::format {
namespace {

constexpr std::uint32_t least_room = 24;  // a text far to the right runs over rather than go on a word a line

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Of each brace that opens a hole, the place behind the one that closes it; 0 elsewhere.
std::vector<std::size_t> hole_ends(std::string_view token) {
    std::vector<std::size_t> ends(token.size()), open;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '{') open.push_back(i);
        if (token[i] != '}' || open.empty()) continue;
        const bool brace = token[open.back() + 1] == '{';  // {{ is a brace that is meant
        if (!brace) ends[open.back()] = i + 1;
        open.pop_back();
    }
    return ends;
}

// Pieces between which the text may be broken: at single blanks outside holes, not beside the quotes.
std::vector<std::string_view> pieces(std::string_view token) {
    const auto ends = hole_ends(token);
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t i = 1; i + 1 < token.size(); ++i) {
        if (token.substr(i, 2) == "{{") {
            ++i;
            continue;
        }
        if (ends[i] > 0) {
            i = ends[i] - 1;
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
    const auto ends = hole_ends(token);
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token.substr(i, 2) == "{{") {
            ++i;
            continue;
        }
        if (ends[i] == 0) continue;
        const auto hole = token.substr(i, ends[i] - i);
        const auto comment = hole.find('#');
        if (comment != std::string_view::npos && hole.find('\n', comment) != std::string_view::npos) return std::string(token);
        i += hole.size() - 1;
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
