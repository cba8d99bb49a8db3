// Rows of a relation by the key of some columns: the key's group, and the rows of a group as a chain that grows with the relation, or
// side by side once it no longer does.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "datalog/buffer.hpp"
#include "datalog/options.hpp"
#include "datalog/packing.hpp"
#include "datalog/program.hpp"

namespace credence::datalog {

inline constexpr std::uint32_t none = 0xffffffff;

class Relation;

class Index {
public:
    Index(const Relation& relation, std::span<const std::uint32_t> columns, const Options& options);

    [[nodiscard]] const std::vector<std::uint32_t>& columns() const { return columns_; }
    /// Takes in the rows that came since.
    void extend(const Relation& relation);
    /// The groups of `n` keys, given as columns in the order of columns(); none where there is no row.
    void groups(const Code* const* key, std::size_t n, std::uint32_t* out) const;
    /// Whether rows of one group may differ in the key and have to be compared.
    [[nodiscard]] bool exact() const { return packing_.exact(); }
    [[nodiscard]] std::size_t distinct() const { return groups_; }

    [[nodiscard]] std::uint32_t first(std::uint32_t group) const { return heads_[group]; }
    [[nodiscard]] std::uint32_t next(std::uint32_t row) const { return next_[row]; }

    /// Rows side by side: those of a group are rows()[begin(group)] to rows()[begin(group + 1)], in ascending order.
    void lay_out(const Relation& relation);
    [[nodiscard]] bool laid_out() const { return laid_out_ == indexed_ && indexed_ > 0; }
    [[nodiscard]] std::uint32_t begin(std::uint32_t group) const { return offsets_[group]; }
    [[nodiscard]] std::uint32_t row(std::size_t place) const { return rows_[place]; }
    /// A column of the relation in the order of rows().
    [[nodiscard]] const Code* payload(const Relation& relation, std::uint32_t column) const;
    [[nodiscard]] std::size_t bytes() const;

private:
    void grow(std::size_t expected);
    std::uint32_t enter(std::uint64_t key);

    std::vector<std::uint32_t> columns_;
    Packing packing_;
    bool direct_ = false;         // a key is its group
    Buffer<std::uint64_t> keys_;  // by slot; all ones: empty
    Buffer<std::uint32_t> group_of_;
    unsigned shift_ = 64;
    std::uint32_t groups_ = 0;
    Buffer<std::uint32_t> heads_, next_;
    std::uint32_t indexed_ = 0, laid_out_ = 0;
    Buffer<std::uint32_t> offsets_, rows_;
    mutable std::vector<std::pair<std::uint32_t, Buffer<Code>>> payloads_;
};

}  // namespace credence::datalog
