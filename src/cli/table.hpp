// Columns of text for a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::cli {

/// Text of data on a terminal: control and bidirectional characters made visible, a line break as a blank.
[[nodiscard]] std::string harmless(std::string_view text);

/// The head and each row, laid out in columns two blanks apart; each may take several lines, all with their breaks. Columns are as wide
/// as their widest cell; where the lines would be wider than `width`, the widest columns are wrapped, but no word is broken. Columns
/// that do not fit even so stand below their row, as "head: cell".
[[nodiscard]] std::vector<std::string> table_blocks(const std::vector<std::string>& head,
                                                    const std::vector<std::vector<std::string>>& rows, std::size_t width);
/// The same in one text.
[[nodiscard]] std::string plain_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                                      std::size_t width);

}  // namespace credence::cli
