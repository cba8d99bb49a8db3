// Append-only columns with hash indexes over any subset of them, built when first asked for and extended as rows come. The row
// number is a row's rank: whatever a row was derived from has a smaller number.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "check/types.hpp"

namespace credence::engine {

using check::Cell;

inline constexpr std::uint32_t no_row = 0xffffffff;

[[nodiscard]] std::uint64_t hash_of_cells(std::span<const Cell> cells);

/// Chains of equal hash over some columns of a table.
class HashIndex {
public:
    explicit HashIndex(std::vector<std::uint32_t> columns) : columns_(std::move(columns)) {}

    [[nodiscard]] const std::vector<std::uint32_t>& columns() const { return columns_; }
    void extend(const std::vector<std::vector<Cell>>& table, std::size_t rows);
    void truncate(std::size_t rows);
    /// The first row of the chain that may hold `key` (one cell a column of the index), or no_row; compare before use.
    [[nodiscard]] std::uint32_t first(std::span<const Cell> key) const;
    [[nodiscard]] std::uint32_t next(std::uint32_t row) const { return next_[row]; }

private:
    void grow();

    std::vector<std::uint32_t> columns_;
    std::vector<std::uint32_t> heads_;  // a power of two
    std::vector<std::uint32_t> next_;   // by row
    std::vector<std::uint64_t> hashes_;
};

class Table {
public:
    explicit Table(std::size_t width) : columns_(width) {}
    explicit Table(std::vector<std::vector<Cell>> columns)
        : columns_(std::move(columns)),
          rows_(columns_.empty() ? 0 : columns_.front().size()) {}

    [[nodiscard]] std::size_t width() const { return columns_.size(); }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] const std::vector<std::vector<Cell>>& columns() const { return columns_; }
    [[nodiscard]] Cell at(std::size_t column, std::size_t row) const { return columns_[column][row]; }

    std::uint32_t append(std::span<const Cell> row);
    /// Leaves only the first rows.
    void truncate(std::size_t rows);
    /// The index over these columns (ascending), up to date.
    [[nodiscard]] const HashIndex& index(const std::vector<std::uint32_t>& columns);
    [[nodiscard]] bool matches(const HashIndex& index, std::span<const Cell> key, std::uint32_t row) const;
    /// The last row equal to `row` in all columns, or no_row.
    [[nodiscard]] std::uint32_t find(std::span<const Cell> row);
    /// All of them, the last first.
    [[nodiscard]] std::vector<std::uint32_t> all_equal(std::span<const Cell> row);

private:
    [[nodiscard]] const HashIndex& whole_rows();

    std::vector<std::vector<Cell>> columns_;
    std::size_t rows_ = 0;
    std::deque<HashIndex> indexes_;  // few a table; references stay valid
    std::vector<std::uint32_t> all_;
};

}  // namespace credence::engine
