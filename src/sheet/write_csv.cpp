#include "sheet/write_csv.hpp"

#include "sheet/formulas.hpp"

namespace credence::sheet {

namespace {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

/// A reader finds out from the head how the file is separated and encoded: what could mislead it stands in quotes.
std::string head_cell(std::string_view text) {
    auto cell = csv_cell(text);
    const bool misleads =
        cell.find_first_of(";\t|") != std::string::npos || cell.starts_with("\xef\xbb\xbf") || cell.starts_with("PK");
    return misleads && !cell.starts_with('"') ? in_quotes(cell) : cell;
}

}  // namespace

std::string csv_cell(std::string_view text) {
    auto harmless = disarmed(text);
    return harmless.find_first_of(",\"\n\r") == std::string::npos ? harmless : in_quotes(harmless);
}

void append_csv_row(std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += ',';
        out += csv_cell(cells[i]);
    }
    out += '\n';
}

std::string csv_text(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    std::string out;
    for (std::size_t i = 0; i < head.size(); ++i) out += (i == 0 ? "" : ",") + head_cell(head[i]);
    out += '\n';
    for (const auto& row : rows) append_csv_row(out, row);
    return out;
}

}  // namespace credence::sheet
