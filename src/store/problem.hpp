// What is wrong with a file to import, at one cell, row or as a whole: data that the command line prints. A text::Diagnostic
// points into rule text by bytes; people find a cell by its row and column, as a spreadsheet shows them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace credence::store {

struct Problem {
    std::string code;  // "K0203"
    bool warning = false;
    std::string message;  // one sentence, lower case, no full stop, stands alone
    std::string file;
    std::uint32_t row = 0;                // the header is row 1; 0: the file as a whole
    std::optional<std::uint32_t> column;  // from 0
    std::string column_name;
    std::string concerns;  // "E1605 consensus_seeking of C16"; may be empty
    std::string excerpt;   // the row, the cell in brackets; may be empty
    std::string expected;  // "1, 2, 3, 4 or 5"; may be empty
    std::string help;      // "did you mean `risk_tolerance`?"; may be empty
    bool by_line = false;  // the row is a line of a text file, and its columns have no letters
};

/// Several lines, each ended, none longer than a terminal is wide but for long names.
[[nodiscard]] std::string problem_text(const Problem& problem);

/// "A", "Z", "AA": a column's letters in a spreadsheet.
[[nodiscard]] std::string column_letters(std::uint32_t column);

/// Text of unknown origin for a terminal: cut after `most` characters, line breaks and control characters as escapes, marks
/// that change the direction of writing and zero-width ones by their code points.
[[nodiscard]] std::string shown(std::string_view text, std::size_t most = 40);

/// A row around one of its cells, which stands in brackets; `hidden` cells (free text that the problem is not about) as `…`.
[[nodiscard]] std::string row_excerpt(const std::vector<std::string_view>& cells, const std::vector<bool>& hidden,
                                      std::size_t cell, char separator);

/// "did you mean `x`?", or nothing.
[[nodiscard]] std::string suggestion(const std::string& written, const std::vector<std::string>& known);

}  // namespace credence::store
