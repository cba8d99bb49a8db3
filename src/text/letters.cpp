#include "text/letters.hpp"

#include <utf8proc.h>

#include <array>

namespace credence::text {

std::string lowered(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t point = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                             static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        at += length <= 0 ? 1 : static_cast<std::size_t>(length);
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto written = utf8proc_encode_char(length <= 0 ? 0xFFFD : utf8proc_tolower(point), bytes.data());
        out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(written));
    }
    return out;
}

bool is_letter(char32_t point) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO: return true;
        default: return false;
    }
}

bool is_word_character(char32_t point) {
    if (is_letter(point)) return true;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL: return true;
        default: return false;
    }
}

}  // namespace credence::text
