// A file of rows: CSV, JSON or a workbook, as one or several tables with names.
#pragma once

#include <memory>

#include "sheet/rows.hpp"

namespace credence::sheet {

/// A table of a file.
struct Part {
    std::string name;     // of the sheet, or the key in JSON; empty where the file is the table
    bool hidden = false;  // a sheet that its author hid
};

class Book {
public:
    Book() = default;
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    virtual ~Book() = default;

    /// In the order of the file; at least one. What cannot be read has one part, whose rows say why.
    [[nodiscard]] virtual const std::vector<Part>& parts() const = 0;
    /// Reads one of them from its beginning. The book must outlive what it gives.
    [[nodiscard]] virtual std::unique_ptr<RowReader> open(std::size_t part) const = 0;
};

inline constexpr std::size_t longest_sheet_name = 31;

enum class Form { csv, json, workbook };

/// By the ending of a file's name: `.csv`, `.tsv`, `.json`, `.xlsx`; nothing for others.
[[nodiscard]] std::optional<Form> form_of(std::string_view file_name);

/// `bytes` is the whole file and must outlive the book.
[[nodiscard]] std::unique_ptr<Book> open_book(Form form, std::string_view bytes);

}  // namespace credence::sheet
