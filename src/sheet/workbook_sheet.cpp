#include "sheet/workbook_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sheet/numbers.hpp"
#include "sheet/utf8.hpp"

namespace credence::sheet {
namespace {

constexpr std::uint32_t most_rows = 1'048'576;
constexpr std::uint32_t letters_reach = 16'384;  // XFD
constexpr std::size_t shown_digits = 15;

template <class Number>
std::optional<Number> whole(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "BC12": the column from 0.
std::optional<std::uint32_t> column_of(std::string_view reference) {
    std::uint32_t column = 0;
    std::size_t letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4)
        column = column * 26 + static_cast<std::uint32_t>(reference[letters++] - 'A') + 1;
    if (letters == 0 || column > letters_reach) return std::nullopt;
    return column - 1;
}

}  // namespace

std::string without_escapes(std::string_view text) {
    std::string out;
    constexpr std::size_t size = 7;  // _x000D_
    for (std::size_t at = 0; at < text.size();) {
        const auto piece = text.substr(at, size);
        char32_t code = 0;
        bool escape = piece.size() == size && piece.starts_with("_x") && piece.back() == '_';
        for (std::size_t i = 2; escape && i < size - 1; ++i) {
            const auto digit = whole<unsigned>(piece.substr(i, 1));
            const char c = static_cast<char>(piece[i] | 0x20);
            escape = digit || (c >= 'a' && c <= 'f');
            code = code << 4U | static_cast<char32_t>(digit ? *digit : static_cast<unsigned>(c - 'a') + 10);
        }
        escape = escape && (code < 0xd800 || code > 0xdfff);
        if (escape) {
            append_character(out, code);
            at += size;
        } else {
            out += text[at++];
        }
    }
    return out;
}

SheetReader::SheetReader(const ZipEntry& entry, const WorkbookTables& tables) : stream_(entry), tables_(tables) {}

bool SheetReader::next(Cells& cells) {
    while (!stopped_) {
        if (rows_.empty()) {
            if (!at_end_ && !broken_) {
                read_more();
                continue;
            }
            if (broken_) {
                row_ = broken_->row;
                report({}, broken_->message, broken_->help, true);
            } else if (width_ == 0) {
                row_ = 0;
                report({}, "the sheet is empty", "its first row names the columns", true);
            }
            return false;
        }
        given_ = std::move(rows_.front());
        rows_.pop_front();
        if (given_.cells.empty() && given_.errors.empty()) continue;  // blank
        row_ = given_.number;
        spread(cells);
        for (auto& error : given_.errors) report(error.column, std::move(error.message), std::move(error.help), false);
        return !stopped_;
    }
    return false;
}

/// Cells of the row to be given by their columns, as many as the header has.
void SheetReader::spread(Cells& cells) {
    if (width_ == 0 && !given_.cells.empty()) {
        width_ = given_.cells.back().column + 1;
        if (width_ > most_columns) return report({}, "the header has more than 1,024 columns", "", true);
    }
    cells.assign(width_, {});
    const std::string_view text = given_.text;
    for (const auto& place : given_.cells) {
        const auto cell = text.substr(place.begin, place.size);
        if (place.column >= width_)
            return report(place.column, "the cell stands behind the last column that has a name", "", false);
        cells[place.column] = cell;
        if (cell.size() > longest_cell || !is_plain(cell)) check_cell(cell, place.column);
    }
}

void SheetReader::read_more() {
    const auto piece = stream_.next();
    if (!piece) {
        break_off(piece.error().message, piece.error().help);
    } else if (!parser_.feed(*piece, piece->empty())) {
        break_off(fmt::format("the sheet is not sound XML: {}", parser_.why()), "save the workbook again");
    } else {
        at_end_ = piece->empty();
    }
}

void SheetReader::break_off(std::string message, std::string help) {
    if (!broken_) broken_ = RowError{last_row_, {}, std::move(message), std::move(help), true};
}

void SheetReader::on_start(std::string_view name, const XmlAttributes& attributes) {
    if (broken_) return;
    if (name == "sheetData") in_rows_ = true;
    if (!in_rows_) return;
    if (name == "row") return start_row(attributes);
    if (name == "c") return start_cell(attributes);
    if (!in_cell_) return;
    if (name == "f") has_formula_ = true;
    if (name == "rPh") in_phonetic_ = true;
    if (name == "v" || name == "t") in_value_ = !in_phonetic_;
    has_value_ = has_value_ || in_value_;
}

void SheetReader::on_end(std::string_view name) {
    if (broken_ || !in_rows_) return;
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name == "c" && in_cell_) end_cell();
    if (name == "row") rows_.push_back(std::move(row_read_));
    if (name == "sheetData") in_rows_ = false;
}

void SheetReader::on_text(std::string_view text) {
    if (in_value_ && value_.size() <= longest_cell) value_ += text;
}

void SheetReader::start_row(const XmlAttributes& attributes) {
    const auto written = attributes.find("r");
    const auto number = written ? whole<std::uint32_t>(*written).value_or(0) : last_row_ + 1;
    if (number <= last_row_ || number > most_rows) return break_off("its rows are out of order", "save the workbook again");
    last_row_ = number;
    next_column_ = 0;
    row_read_ = Row{};
    row_read_.number = number;
}

void SheetReader::start_cell(const XmlAttributes& attributes) {
    const auto reference = attributes.find("r");
    const auto column = reference ? column_of(*reference) : std::optional(next_column_);
    if (!column || *column < next_column_ || *column >= letters_reach)
        return break_off("the cells of a row are out of order", "save the workbook again");
    column_ = *column;
    next_column_ = column_ + 1;
    type_ = attributes.find("t").value_or("n");
    style_ = attributes.find("s").value_or("");
    value_.clear();
    in_cell_ = true;
    in_value_ = in_phonetic_ = has_formula_ = has_value_ = false;
}

void SheetReader::put(std::string_view text) {
    if (text.empty()) return;
    row_read_.cells.push_back({column_, row_read_.text.size(), text.size()});
    row_read_.text += text;
}

void SheetReader::blame(std::string message, std::string help) {
    put(value_);
    row_read_.errors.push_back({column_, std::move(message), std::move(help)});
}

void SheetReader::end_cell() {
    in_cell_ = false;
    if (!has_value_ || (has_formula_ && value_.empty() && type_ != "str")) {
        if (has_formula_)
            blame("the formula has no value: it was never worked out",
                  "open the workbook in a spreadsheet program and save it");
        return;
    }
    if (type_ == "s") {
        const auto number = whole<std::size_t>(value_);
        if (!number || *number >= tables_.texts.size())
            return blame("the cell refers to a text that the workbook does not hold", "save the workbook again");
        put(tables_.texts[*number]);
    } else if (type_ == "inlineStr" || type_ == "str") {
        put(without_escapes(value_));
    } else if (type_ == "b") {
        put(value_ == "1" || value_ == "true" ? "yes" : "no");
    } else if (type_ == "e") {
        blame("the cell shows an error of the spreadsheet", "mend the formula, or empty the cell");
    } else if (type_ == "d") {
        put(value_);  // in ISO 8601 already
    } else {
        put_number();
    }
}

void SheetReader::put_number() {
    const auto style = style_.empty() ? std::optional<std::size_t>(0) : whole<std::size_t>(style_);
    if (value_.empty()) return put("");
    if (style && *style < tables_.dates.size() && tables_.dates[*style]) {
        const auto date = serial_date(value_, tables_.from_1904);
        return date ? put(*date) : blame("the cell has the layout of a date, and its number is none", "write it as 2026-02-28");
    }
    const auto number = plain_number(value_, shown_digits);
    put(number ? *number : value_);
}

}  // namespace credence::sheet
