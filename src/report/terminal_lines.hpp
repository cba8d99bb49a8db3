// Words into lines of a terminal: wrapped by the columns they take, with ids at the right margin, and tables as columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

/// Lines of at most `columns` columns, broken at blanks, inside words only where one is wider than a line. Never empty.
[[nodiscard]] std::vector<std::string> wrap_columns(std::string_view text, std::size_t columns);

/// Blanks up to `columns`.
[[nodiscard]] std::string padded(std::string text, std::size_t columns);

/// Appends `text` behind `first` (further lines behind `rest`), `ids` at the right margin of the first line or, where it is too
/// wide for that, on a line of its own.
struct Prefix {
    std::string first, rest;
};
void append_lines(std::string& out, const Prefix& prefix, std::string_view text, std::string_view ids, std::size_t width);

/// Columns side by side where they fit, else a paragraph a row with "head: cell" below the first.
void append_table(std::string& out, const Table& table, const Words& words, std::size_t width);

/// A claim's text with what stands out in front.
[[nodiscard]] std::string said(const Claim& claim);

/// A cell on one line: what it says, and its ids in brackets behind that or alone.
[[nodiscard]] std::string cell_text(const Claim& cell, const Words& words);

}  // namespace credence::report
