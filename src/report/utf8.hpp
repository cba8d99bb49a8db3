// UTF-8, one code point at a time, forgiving: whatever the bytes, decoding goes on.
#pragma once

#include <cstddef>
#include <string_view>

namespace credence::report {

inline constexpr char32_t broken_character = 0xFFFD;

struct Decoded {
    char32_t point = broken_character;
    std::size_t length = 1;  // bytes
};

/// The code point at the start of `text`, which is not empty; U+FFFD for a byte that begins none.
[[nodiscard]] Decoded decode(std::string_view text);

/// Columns on a terminal: 0 for marks that combine, 2 for wide scripts and emoji, else 1.
[[nodiscard]] int columns_of(char32_t point);
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace credence::report
