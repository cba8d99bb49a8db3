// Where verbs print, and how they fail.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace credence::cli {

/// In columns, of what is printed as paragraphs.
inline constexpr std::size_t page_width = 98;

/// Ends the program with exit code 6 where the reader is gone (in silence) or the disk is full.
void print(std::string_view text);
void print_error(std::string_view text);

/// "error: message" and the way out; returns the exit code of its kind.
[[nodiscard]] int fail(const Failure& failure);

/// "1 file", "2 files"
[[nodiscard]] std::string counted(std::size_t count, std::string_view what);

}  // namespace credence::cli
