// What must hold of rows, wherever they come from.
#pragma once

#include <string>
#include <vector>

#include "fuzz/fuzzing.hpp"
#include "sheet/book.hpp"
#include "sheet/utf8.hpp"

namespace credence::testing {

/// Reads all parts of a file to their ends; the rows of the parts that have no mistake.
inline std::vector<std::vector<std::vector<std::string>>> read_soundly(sheet::Form form, std::string_view bytes) {
    std::vector<std::vector<std::vector<std::string>>> out;
    const auto book = sheet::open_book(form, bytes);
    require(!book->parts().empty(), "a file without parts");
    for (std::size_t part = 0; part < book->parts().size(); ++part) {
        const auto rows = book->open(part);
        std::vector<std::vector<std::string>> read;
        bool sound = true, stopped = false;
        std::uint32_t last = 0;
        const auto take_errors = [&] {
            for (const auto& error : rows->take_errors()) {
                require(!error.message.empty(), "a mistake without words");
                sound = false;
                stopped = stopped || error.fatal;
            }
        };
        for (sheet::Cells cells; rows->next(cells);) {
            require(!stopped, "rows after a mistake that ends the reading");
            require(rows->row() >= last, "rows that go back");
            last = rows->row();
            const bool whole = !rows->has_errors();
            take_errors();
            for (auto cell : cells) {
                require(!whole || cell.size() <= sheet::longest_cell, "a cell that is too long");
                while (whole && !cell.empty()) {
                    const auto character = sheet::first_character(cell);
                    require(character && character->code != 0, "a cell that is not text");
                    cell.remove_prefix(character->size);
                }
            }
            read.emplace_back(cells.begin(), cells.end());
        }
        take_errors();
        if (sound) out.push_back(std::move(read));
    }
    return out;
}

}  // namespace credence::testing
