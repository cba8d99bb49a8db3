// A set of tuples in append-only columns. The row number is a tuple's rank: whatever it was derived from by a rule of its own group has a
// smaller one. Whether a tuple is there is answered by a bitmap, a table of packed keys or a table of rows, chosen by size as it grows.
// A relation that came of bit rows has its bitmap only, until somebody asks for its columns: then they are in the order of their codes.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "datalog/buffer.hpp"
#include "datalog/index.hpp"
#include "datalog/options.hpp"
#include "datalog/packing.hpp"
#include "datalog/program.hpp"

namespace credence::datalog {

using Row = std::uint32_t;

class Relation {
public:
    /// Codes of a column are below its domain.
    Relation(std::vector<Code> domains, const Options& options);

    [[nodiscard]] std::size_t width() const { return domains_.size(); }
    [[nodiscard]] Row size() const { return size_; }
    [[nodiscard]] Code domain(std::size_t column) const { return domains_[column]; }
    /// Beside codes, for everything that it keeps.
    [[nodiscard]] std::size_t bytes() const;
    /// How many bytes more than now `rows` more rows may take.
    [[nodiscard]] std::size_t bytes_for(std::size_t rows) const;

    [[nodiscard]] const Code* column(std::size_t c) const;

    /// Adds those of `n` tuples (at most Options::most_batch, given as columns) that are not there yet, in their order; how many those were.
    std::size_t insert(const Code* const* columns, std::size_t n);
    /// Adds tuples of which the caller knows that none is there and all differ.
    void append(const Code* const* columns, std::size_t n);
    /// Which of `n` tuples are there: kept[i] is 1 or 0.
    void contains(const Code* const* columns, std::size_t n, std::uint8_t* kept);

    /// The rows by some of their columns, up to date.
    [[nodiscard]] const Index& index(std::span<const std::uint32_t> columns);

    /// A bit a place of the packing of two columns: words_a_row() words for each code of the first. Empty unless it was adopted.
    void adopt(Buffer<std::uint64_t> bits);
    [[nodiscard]] std::size_t words_a_row() const { return (std::size_t{domains_[1]} + 63) / 64; }

    /// Puts the rows in ascending order by reading them off the bitmap; says no where there is none, or one much larger than the rows.
    [[nodiscard]] bool sort_by_bitmap();
    /// Row i becomes what row order[i] was; they are no ranks then.
    void reorder(std::span<const Row> order);

    /// Rows there were when each round of the recursion began; empty where there was none.
    std::vector<Row> rounds;

private:
    enum class Layout : std::uint8_t { unchosen, bits, packed, rows };

    void choose(std::size_t expected);
    void grow_table(std::size_t expected);
    std::size_t fresh_of(const std::uint64_t* keys, const Code* const* columns, std::size_t n, Row* fresh);
    void enter_all();
    [[nodiscard]] bool equal(Row row, const Code* const* columns, std::size_t i) const;
    void materialise() const;

    std::vector<Code> domains_;
    Options options_;
    Packing packing_;
    Row size_ = 0;
    mutable std::vector<Buffer<Code>> columns_;
    mutable bool only_bits_ = false;
    Layout layout_ = Layout::unchosen;
    Row entered_ = 0;  // rows that the layout knows
    Buffer<std::uint64_t> bits_;
    Buffer<std::uint64_t> table_;  // keys, or upper half of the hash and row; all ones: empty
    unsigned shift_ = 64;
    std::deque<Index> indexes_;  // few; references stay valid
};

}  // namespace credence::datalog
