// The rows of a relation in the order of their cells, for printing many of them: packed into one integer a row where their cells leave
// room for that, and then marked in a bitmap, if they are dense, or sorted digit by digit.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "check/types.hpp"

namespace credence::app {

class SortedRows {
public:
    /// `rows` of the columns, each at most once; all of them where it is null. Equal rows are given once.
    SortedRows(std::vector<const std::vector<check::Cell>*> columns, const std::vector<std::uint32_t>* rows);

    /// Calls `use` with the cells of each row; they stand until it returns.
    template <class Use>
    void each(Use use) const {
        std::vector<check::Cell> cells(columns_.size());
        const auto unpack = [&](std::uint64_t key) {
            for (std::size_t c = 0; c < cells.size(); ++c)
                cells[c] = fields_[c].least + static_cast<check::Cell>(key >> fields_[c].shift & fields_[c].mask);
            use(cells.data());
        };
        for (std::size_t word = 0; word < marks_.size(); ++word) {
            for (auto bits = marks_[word]; bits != 0; bits &= bits - 1)
                unpack(word * 64 + static_cast<std::uint64_t>(std::countr_zero(bits)));
        }
        for (const auto key : keys_) unpack(key);
        for (const auto row : order_) {
            for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = (*columns_[c])[row];
            use(cells.data());
        }
    }

private:
    struct Field {
        check::Cell least = 0;
        std::uint32_t shift = 0;
        std::uint64_t mask = 0;
    };
    [[nodiscard]] bool choose_fields(const std::vector<std::uint32_t>* rows);
    void pack(const std::vector<std::uint32_t>* rows);

    std::vector<const std::vector<check::Cell>*> columns_;
    std::vector<Field> fields_;
    std::uint32_t width_ = 0;  // of a key, in bits
    // One of them is filled.
    std::vector<std::uint64_t> marks_;  // a bit for each key
    std::vector<std::uint64_t> keys_;   // ascending
    std::vector<std::uint32_t> order_;
};

}  // namespace credence::app
