// Reads CSV as RFC 4180 has it and as spreadsheets write it: byte order mark, commas, semicolons or tabs, CRLF, LF or CR,
// quoted cells that hold anything. Cells are given as they stand, but for the apostrophe that disarms a formula (formulas.hpp).
#pragma once

#include <deque>

#include "sheet/rows.hpp"

namespace credence::sheet {

class CsvReader : public RowReader {
public:
    /// `text` is the whole file and must outlive the reader. An encoding that is not UTF-8 is a fatal error of the file.
    explicit CsvReader(std::string_view text);

    /// The header is row 1.
    bool next(Cells& cells) override;
    [[nodiscard]] std::string layout() const override;
    [[nodiscard]] char separator() const override { return separator_; }

private:
    void refuse_encoding();
    void sniff_separator();
    std::string_view read_cell(std::uint32_t column);
    std::string_view read_quoted(std::uint32_t column);
    bool at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }
    [[nodiscard]] std::size_t end_of_plain(std::size_t from) const;

    std::string_view text_;
    std::size_t at_ = 0;
    char separator_ = ',';
    bool marked_ = false;               // a byte order mark stood first
    std::deque<std::string> unquoted_;  // cells of the row at hand that hold a quote
};

}  // namespace credence::sheet
