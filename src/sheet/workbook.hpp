// Reads workbooks (.xlsx): sheets in the order of the workbook, values of cells as people see them. Numbers have at most fifteen
// digits, as spreadsheets show them; a number in the layout of a date is given as an ISO date or moment; true and false as yes and
// no. A formula counts by the value that was last worked out; where there is none, that is an error of its cell.
#pragma once

#include "sheet/book.hpp"
#include "sheet/zip.hpp"

namespace credence::sheet {

/// What cells refer to by number, for all sheets.
struct WorkbookTables {
    std::vector<std::string> texts;  // shared strings
    std::vector<bool> dates;         // by cell style: its layout is that of a date
    bool from_1904 = false;          // days are counted from 1904-01-01
};

class Workbook : public Book {
public:
    explicit Workbook(std::string_view bytes);
    [[nodiscard]] const std::vector<Part>& parts() const override { return parts_; }
    [[nodiscard]] std::unique_ptr<RowReader> open(std::size_t part) const override;

    static constexpr std::uint32_t largest_part = 256U << 20U;  // bytes unpacked, of a sheet
    static constexpr std::uint32_t largest_table = 64U << 20U;  // of what is kept in memory

private:
    /// Reads everything but the sheets; what is wrong, else nothing.
    [[nodiscard]] std::optional<ZipError> read();

    ZipArchive archive_;
    WorkbookTables tables_;
    std::vector<Part> parts_;
    std::vector<std::string> files_;  // of the parts, in the archive
    std::optional<ZipError> broken_;  // why the workbook cannot be read
};

}  // namespace credence::sheet
