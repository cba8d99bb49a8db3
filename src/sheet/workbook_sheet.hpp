// Rows of one sheet of a workbook, unpacked and read as they are asked for.
#pragma once

#include <deque>

#include "sheet/workbook.hpp"
#include "sheet/xml.hpp"

namespace credence::sheet {

class SheetReader : public RowReader, private XmlHandler {
public:
    /// `tables` must outlive the reader.
    SheetReader(const ZipEntry& entry, const WorkbookTables& tables);

    bool next(Cells& cells) override;
    [[nodiscard]] std::string layout() const override { return "workbook"; }

private:
    struct CellError {
        std::uint32_t column;
        std::string message, help;
    };
    struct CellPlace {
        std::uint32_t column;
        std::size_t begin, size;  // in the text of the row
    };
    struct Row {
        std::uint32_t number = 0;
        std::string text;              // of all cells
        std::vector<CellPlace> cells;  // of those that hold something
        std::vector<CellError> errors;
    };

    void on_start(std::string_view name, const XmlAttributes& attributes) override;
    void on_end(std::string_view name) override;
    void on_text(std::string_view text) override;
    void start_row(const XmlAttributes& attributes);
    void start_cell(const XmlAttributes& attributes);
    void end_cell();
    void put(std::string_view text);
    void blame(std::string message, std::string help);
    void put_number();
    void break_off(std::string message, std::string help);
    void read_more();
    void spread(Cells& cells);

    ZipStream stream_;
    XmlParser parser_{*this};
    const WorkbookTables& tables_;
    std::deque<Row> rows_;  // read, not yet given
    Row given_;
    std::size_t width_ = 0;  // of the header
    bool at_end_ = false, in_rows_ = false;
    std::optional<RowError> broken_;

    // The row and the cell that the parser is in.
    Row row_read_;
    std::uint32_t last_row_ = 0;
    std::uint32_t column_ = 0, next_column_ = 0;
    std::string type_, value_, style_;
    bool in_cell_ = false, in_value_ = false, in_phonetic_ = false, has_formula_ = false, has_value_ = false;
};

/// `_x000D_` and its like as the characters that they stand for.
[[nodiscard]] std::string without_escapes(std::string_view text);

}  // namespace credence::sheet
