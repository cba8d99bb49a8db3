#include "report/markdown_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "report/utf8.hpp"

namespace credence::report {

namespace {

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_blank(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029; }

/// Characters that show nothing and change how the rest shows: controls, direction marks, the byte order mark, tags.
bool is_unseen(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

/// The length of a list marker's letters or digits at the start: "1." "12)" "a." "iv." before a blank or the end; 0 for none.
std::size_t list_marker(std::string_view text) {
    const std::size_t open = !text.empty() && text[0] == '(' ? 1 : 0;
    std::size_t end = open;
    while (end < text.size() && is_alnum(text[end])) ++end;
    if (end == open || end >= text.size() || (text[end] != '.' && text[end] != ')')) return 0;
    const std::string_view marker = text.substr(open, end - open);
    const bool digits = std::all_of(marker.begin(), marker.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool roman = marker.find_first_not_of("ivxlcdmIVXLCDM") == std::string_view::npos;
    const bool before_blank = end + 1 == text.size() || text[end + 1] == ' ';
    return before_blank && (digits || marker.size() == 1 || roman) ? end : 0;
}

/// Whether the autolink of a bare address would begin here: ":" of "http://", "." of "www.".
bool begins_address(std::string_view text, std::size_t at) {
    if (text[at] == ':') return text.substr(at).starts_with("://");
    return text[at] == '.' && at >= 3 && (text.substr(at - 3, 3) == "www" || text.substr(at - 3, 3) == "WWW");
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Decoded c = decode(text);
        if (is_blank(c.point)) {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else if (c.point == broken_character) {
            out += "\xEF\xBF\xBD";
        } else if (!is_unseen(c.point)) {
            out += text.substr(0, c.length);
        }
        text.remove_prefix(c.length);
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string markdown_text(std::string_view raw) {
    const std::string text = one_line(raw);
    const std::size_t marker = list_marker(text);
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        bool escape = false;
        switch (c) {
            case '\\':
            case '`':
            case '*':
            case '[':
            case ']':
            case '{':
            case '}':
            case '<':
            case '|':
            case '~':
            case '^':
            case '$':
            case '#': escape = true; break;
            case '_':  // inside a word it is a letter
                escape = i == 0 || i + 1 == text.size() || !is_alnum(text[i - 1]) || !is_alnum(text[i + 1]);
                break;
            case '&': escape = i + 1 < text.size() && (is_alnum(text[i + 1]) || text[i + 1] == '#'); break;
            case '@':  // a citation of pandoc's
                escape = i == 0 || !is_alnum(text[i - 1]);
                break;
            case '-':
            case '+':
            case '=':
            case '>':
            case '%': escape = i == 0; break;
            case ':': escape = i == 0 || begins_address(text, i); break;
            case '.':
            case ')': escape = (marker != 0 && i == marker) || (c == '.' && begins_address(text, i)); break;
            default: break;
        }
        if (escape) out += '\\';
        out += c;
    }
    return out;
}

std::string markdown_code(std::string_view raw) {
    const std::string text = one_line(raw);
    if (text.empty() || text.find('|') != std::string::npos) return markdown_text(text);
    std::size_t longest = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of('`', i), text.size());
        longest = std::max(longest, end - i);
        i = end + 1;
    }
    const std::string fence(longest + 1, '`');
    const char* pad = text.front() == '`' || text.back() == '`' ? " " : "";
    return fence + pad + text + pad + fence;
}

std::string markup_text(std::string_view raw) {
    std::string out;
    for (const char c : one_line(raw)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c; break;
        }
    }
    return out;
}

std::string markdown_path(std::string_view path) {
    std::string out;
    for (const char c : path) {
        if (is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/') {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<std::uint8_t>(c));
        }
    }
    return out;
}

}  // namespace credence::report
