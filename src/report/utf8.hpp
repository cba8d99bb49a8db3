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

}  // namespace credence::report
