// What Unicode says of characters, for whoever sorts or links by words: letters and digits in all scripts, small letters.
#pragma once

#include <string>
#include <string_view>

namespace credence::text {

/// All letters small; bytes that are no UTF-8 become a replacement character.
[[nodiscard]] std::string lowered(std::string_view text);

/// A letter, a digit, or a mark on one.
[[nodiscard]] bool is_word_character(char32_t point);
[[nodiscard]] bool is_letter(char32_t point);

}  // namespace credence::text
