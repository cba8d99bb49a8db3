// Writes a workbook (.xlsx) that spreadsheet programs open: sheets with a head that stays in view, cells as texts so that nothing
// typed is turned into something else, drop-down lists of what may be written. The same tables give the same bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace credence::sheet {

struct ColumnOut {
    std::string header;
    bool number = false;                    // its cells are numbers where they are plain ones, else texts
    std::vector<std::string> choices = {};  // what may be written; empty: anything
    std::string ids_of = {};                // or what stands in the first column of the sheet of that name
    /// Or lists by what stands in another column of the row, `key_column`. A hint only: other values are let through.
    std::vector<std::pair<std::string, std::vector<std::string>>> choices_by_key = {};
    std::size_t key_column = 0;
    std::size_t width = 0;  // in characters, long texts then take several lines; 0: that of the header
};

struct SheetOut {
    std::string name;  // UTF-8; cut after 31 characters
    std::vector<ColumnOut> columns;
    std::vector<std::vector<std::string>> rows;
};

/// Lists that do not fit into a cell stand on a hidden sheet, `allowed values`.
[[nodiscard]] std::string workbook_bytes(const std::vector<SheetOut>& sheets);

}  // namespace credence::sheet
