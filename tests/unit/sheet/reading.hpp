// What the tests of readers share.
#pragma once

#include <string>
#include <vector>

#include "sheet/book.hpp"

namespace credence::sheet::testing {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
    Rows rows;
    std::vector<std::uint32_t> numbers;
    std::vector<RowError> errors;
};

inline Read read(RowReader& reader) {
    Read out;
    for (Cells cells; reader.next(cells);) {
        out.rows.emplace_back(cells.begin(), cells.end());
        out.numbers.push_back(reader.row());
    }
    out.errors = reader.take_errors();
    return out;
}

inline Read read(Form form, std::string_view bytes, std::size_t part = 0) {
    const auto book = open_book(form, bytes);
    return read(*book->open(part));
}

}  // namespace credence::sheet::testing
