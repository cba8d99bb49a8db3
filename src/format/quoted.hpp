// Texts in quotes: on one line, and broken over lines again. A break in a text, with the blanks around it, means one blank.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace credence::format {

/// The token on one line; nothing changes but breaks. A text that cannot stand on one line, as a hole in it holds a comment,
/// stays as it is.
[[nodiscard]] std::string on_one_line(std::string_view token);

/// The text of one line, from `column` on, broken where it would pass `width`; `tail` columns follow it. Lines after the
/// first begin below its first letter. Holes and double blanks are not broken.
[[nodiscard]] std::string broken(std::string_view token, std::uint32_t column, std::uint32_t tail, std::uint32_t width);

}  // namespace credence::format
