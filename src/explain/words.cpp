#include "explain/words.hpp"

#include <array>

namespace credence::explain {
namespace {

struct Letter {
    std::size_t bytes = 0;
    char32_t code = 0;
};

/// The first code point of one or two bytes; longer ones have no case in the alphabets raised here.
Letter first_letter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.empty()) return {};
    if (byte(0) < 0x80) return {1, byte(0)};
    if ((byte(0) & 0xe0U) == 0xc0U && text.size() > 1) {
        return {2, static_cast<char32_t>((byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU))};
    }
    return {};
}

char32_t upper(char32_t c) {
    if (c >= U'a' && c <= U'z') return c - 32;
    if (c >= 0xe0 && c <= 0xfe && c != 0xf7) return c - 32;               // Latin-1
    if (c >= 0x100 && c <= 0x137 && c != 0x131) return c & ~char32_t{1};  // Latin Extended-A: pairs
    if (c >= 0x139 && c <= 0x148) return (c & 1U) == 0 ? c - 1 : c;
    if (c >= 0x14a && c <= 0x177) return c & ~char32_t{1};
    if (c >= 0x3b1 && c <= 0x3c9 && c != 0x3c2) return c - 32;  // Greek
    if (c >= 0x430 && c <= 0x44f) return c - 32;                // Cyrillic
    if (c >= 0x450 && c <= 0x45f) return c - 80;
    return c;
}

constexpr std::array<std::string_view, 13> closing_marks = {".",  "!",   "?",  "…",        ".\"",      ".”",      "?\"",
                                                            "?”", "!\"", "!”", ".\u00a0»", "?\u00a0»", "!\u00a0»"};

}  // namespace

std::string Words::number(std::string digits) const {
    const auto mark = say("decimal_mark");
    if (const auto point = digits.find('.'); point != std::string::npos) digits.replace(point, 1, mark);
    return digits;
}

std::string raised(std::string_view text) {
    const auto letter = first_letter(text);
    const char32_t raised_code = upper(letter.code);
    if (letter.bytes == 0 || raised_code == letter.code) return std::string(text);
    std::string out;
    if (raised_code < 0x80) {
        out += static_cast<char>(raised_code);
    } else {
        out += static_cast<char>(0xc0U | raised_code >> 6U);
        out += static_cast<char>(0x80U | (raised_code & 0x3fU));
    }
    return out.append(text.substr(letter.bytes));
}

std::string sentence(std::string_view text) {
    std::string out = raised(text);
    if (out.empty()) return out;
    for (const auto mark : closing_marks) {
        if (out.ends_with(mark)) return out;
    }
    return out + '.';
}

}  // namespace credence::explain
