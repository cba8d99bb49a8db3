#include "report/anchor.hpp"

#include "report/markdown_text.hpp"
#include "report/utf8.hpp"
#include "text/letters.hpp"

namespace credence::report {

std::optional<std::string> anchor_of(std::string_view title) {
    const std::string text = text::lowered(one_line(title));
    std::string out;
    bool begins_well = false;
    for (std::string_view rest = text; !rest.empty();) {
        const Decoded c = decode(rest);
        if (out.empty()) begins_well = text::is_letter(c.point);
        if (c.point == ' ' || c.point == '-') {
            if (out.ends_with('-')) return {};  // GitLab makes one hyphen of several
            out += '-';
        } else if (c.point == '_' || text::is_word_character(c.point)) {
            out += rest.substr(0, c.length);
        } else if (c.point >= 0x80 && c.point != 0x2019) {
            return {};  // symbols and emoji: each renderer has its own opinion
        }
        rest.remove_prefix(c.length);
    }
    if (!begins_well || out.ends_with('-') || out.ends_with('_')) return {};
    return out;
}

}  // namespace credence::report
