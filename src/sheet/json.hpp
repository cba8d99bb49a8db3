// Reads tables from JSON: a list of objects, one a row, or an object that holds such lists by the names of their tables. Numbers
// stay as they were written, so that none is rounded.
#pragma once

#include "sheet/book.hpp"

namespace credence::sheet {

/// true and false are given as yes and no, null and a missing key as an empty cell. The keys, in the order in which they first
/// appear, are the names of the columns.
class JsonBook : public Book {
public:
    explicit JsonBook(std::string_view text);
    [[nodiscard]] const std::vector<Part>& parts() const override { return parts_; }
    [[nodiscard]] std::unique_ptr<RowReader> open(std::size_t part) const override;

    static constexpr int deepest = 64;

private:
    struct List {
        std::size_t begin = 0;  // of its `[`
        std::uint32_t line = 1;
        std::vector<std::string> columns;
    };
    std::string_view text_;
    std::vector<Part> parts_;
    std::vector<List> lists_;
    std::optional<RowError> broken_;  // why the file cannot be read
};

}  // namespace credence::sheet
