// Reads CSV as RFC 4180 has it and as spreadsheets write it: byte order mark, commas, semicolons or tabs, CRLF, LF or CR,
// quoted cells that hold anything. Cells are given as they stand; what they mean is for others.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace credence::store {

/// What makes a file or one of its rows unreadable.
struct CsvError {
    std::uint32_t row = 0;  // 0: the file as a whole
    std::optional<std::uint32_t> column;
    std::string message;
    std::string help;
    bool fatal = false;  // nothing after it can be read
};

class CsvReader {
public:
    /// `text` is the whole file and must outlive the reader. An encoding that is not UTF-8 is a fatal error of the file.
    explicit CsvReader(std::string_view text);

    /// The next row that is not blank; false at the end or after a fatal error. The header is row 1. The cells stand until the next call.
    bool next(std::vector<std::string_view>& cells);
    /// The same, to keep.
    bool next(std::vector<std::string>& cells);

    [[nodiscard]] std::uint32_t row() const { return row_; }  // of the cells given last
    [[nodiscard]] char separator() const { return separator_; }
    [[nodiscard]] std::string layout() const;  // "UTF-8 with BOM, separator `;`"
    /// Errors met since they were last taken; a row with one is not to be used.
    [[nodiscard]] std::vector<CsvError> take_errors();
    [[nodiscard]] bool has_errors() const { return !errors_.empty(); }

    static constexpr std::size_t longest_cell = 65'536;  // bytes

private:
    void report(std::optional<std::uint32_t> column, std::string message, std::string help, bool fatal);
    void refuse_encoding();
    void sniff_separator();
    bool read_cell(std::vector<std::string_view>& cells);  // true if the row goes on
    bool read_quoted(std::vector<std::string_view>& cells);
    void check_cell(std::string_view cell, std::uint32_t column);
    [[nodiscard]] const char* end_of_cell() const;
    bool go_on(const char* end);  // past what ends the cell; true if the row goes on

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t row_ = 0;
    char separator_ = ',';
    bool marked_ = false;  // a byte order mark stood first
    bool stopped_ = false;
    std::array<bool, 256> ends_cell_{};  // the separator, line ends
    std::deque<std::string> quoted_;     // the quoted cells of the row, what is doubled in them once
    std::size_t quoted_used_ = 0;
    std::vector<CsvError> errors_;
};

}  // namespace credence::store
