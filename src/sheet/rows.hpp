// Rows of cells as a file holds them, whatever its form. What the cells mean is for others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace credence::sheet {

/// What makes a file, one of its rows or one of its cells unreadable.
struct RowError {
    std::uint32_t row = 0;  // as RowReader::row; 0: the file as a whole
    std::optional<std::uint32_t> column;
    std::string message;
    std::string help;
    bool fatal = false;  // nothing after it can be read
};

/// The cells of one row.
using Cells = std::vector<std::string_view>;

inline constexpr std::size_t longest_cell = 65'536;  // bytes
inline constexpr std::size_t most_columns = 1'024;

class RowReader {
public:
    RowReader() = default;
    RowReader(const RowReader&) = delete;
    RowReader& operator=(const RowReader&) = delete;
    virtual ~RowReader() = default;

    /// The next row that is not blank, the names of the columns first; false at the end or after a fatal error. The cells are
    /// good until the next call.
    virtual bool next(Cells& cells) = 0;

    /// How the file is written: "UTF-8 with BOM, separator `;`".
    [[nodiscard]] virtual std::string layout() const = 0;
    /// What stands between cells when a row is shown.
    [[nodiscard]] virtual char separator() const { return ','; }
    /// People find a row by its line in a text editor, not by its number in a spreadsheet.
    [[nodiscard]] virtual bool by_line() const { return false; }

    /// Of the cells given last, from 1, as a spreadsheet or an editor counts.
    [[nodiscard]] std::uint32_t row() const { return row_; }
    [[nodiscard]] bool has_errors() const { return !errors_.empty(); }
    /// Errors met since they were last taken; a row with one is not to be used.
    [[nodiscard]] std::vector<RowError> take_errors() { return std::exchange(errors_, {}); }

protected:
    void report(std::optional<std::uint32_t> column, std::string message, std::string help, bool fatal) {
        errors_.push_back({row_, column, std::move(message), std::move(help), fatal});
        stopped_ = stopped_ || fatal;
    }
    /// Reports what is wrong with the text of a cell, its length and its bytes.
    void check_cell(std::string_view cell, std::uint32_t column);

    std::uint32_t row_ = 0;
    bool stopped_ = false;

private:
    std::vector<RowError> errors_;
};

}  // namespace credence::sheet
