// Writes CSV that any spreadsheet opens and runs nothing of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::sheet {

/// A cell in quotes where it needs them, a formula disarmed.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Adds a row: RFC 4180, LF.
void append_csv_row(std::string& out, const std::vector<std::string>& cells);

[[nodiscard]] std::string csv_text(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

}  // namespace credence::sheet
