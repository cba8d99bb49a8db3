// UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace credence::sheet {

struct Character {
    char32_t code = 0;
    std::size_t size = 0;
};

/// The character that `text` (not empty) begins with; nothing where its bytes are not UTF-8.
[[nodiscard]] inline std::optional<Character> first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return Character{lead, 1};
    const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return std::nullopt;
    char32_t code = lead & (0xffU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return std::nullopt;
        code = code << 6U | (byte(i) & 0x3fU);
    }
    const char32_t least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return std::nullopt;
    return Character{code, size};
}

inline void append_character(std::string& out, char32_t code) {
    const auto byte = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (code < 0x80) return byte(code);
    if (code < 0x800) {
        byte(0xc0U | code >> 6U);
    } else {
        if (code < 0x10000) {
            byte(0xe0U | code >> 12U);
        } else {
            byte(0xf0U | code >> 18U);
            byte(0x80U | (code >> 12U & 0x3fU));
        }
        byte(0x80U | (code >> 6U & 0x3fU));
    }
    byte(0x80U | (code & 0x3fU));
}

/// Whether all bytes are ASCII and none is zero, as nearly all are: nothing more is to be checked of them.
[[nodiscard]] inline bool is_plain(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
    std::uint64_t found = 0;
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof(word));
        found |= word | (word - ones);  // below 0x80, only a zero gets a top bit by it
        text.remove_prefix(sizeof(word));
    }
    for (const char c : text) found |= c <= 0 ? tops : 0;
    return (found & tops) == 0;
}

}  // namespace credence::sheet
