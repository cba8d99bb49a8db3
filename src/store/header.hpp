// The first row of a file: which of its columns is which of its table.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/cells.hpp"
#include "store/schema.hpp"

namespace credence::store {

struct Header {
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    std::vector<std::string> words;
    std::vector<std::size_t> places;                            // by column of the table: where it stands in the file
    std::size_t attribute_at = nowhere;                         // of observations.csv: the column `attribute`
    std::vector<bool> hidden;                                   // by column of the file: free text
    std::vector<std::pair<CellProblem, std::size_t>> mistakes;  // each with its column
    bool misspelt = false;                                      // one of them is a word that no column has
    std::vector<std::string> missing;                           // columns without which no row means anything
};

/// Of the file of `table`; of observations.csv with `observations`, where any attribute's table says what columns there are, as they
/// are alike.
/// What the file calls `words` may be `called` otherwise here, or be passed over; empty: all as they stand.
[[nodiscard]] Header match_header(const Table& table, bool observations, std::vector<std::string> words,
                                  const std::vector<std::optional<std::string>>& called = {});

/// Whether people write it in their own words: not shown where another cell of the row is in question.
[[nodiscard]] bool is_free_text(const Column& column);

}  // namespace credence::store
