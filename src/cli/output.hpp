// Where verbs print, and how they fail.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace credence::cli {

/// Whole or not at all: exits with 6 where the reader is gone or the disk is full.
void print(std::string_view text);
void print_error(std::string_view text);

/// "error: message" and the way out; returns the exit code of its kind.
[[nodiscard]] int fail(const Failure& failure);

/// Columns padded to the widest cell, two blanks apart; the last one is not padded. Control characters show as `\u{…}`.
[[nodiscard]] std::string plain_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);
/// RFC 4180, LF; a cell that a spreadsheet would take for a formula gets an apostrophe.
[[nodiscard]] std::string csv(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

/// Text of data on a terminal: control and bidirectional characters made visible.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace credence::cli
