#include "engine/table.hpp"

#include <algorithm>
#include <numeric>

#include "base/wide.hpp"

namespace credence::engine {
namespace {

/// One multiplication a cell, folded: the low half of a product mixes too little.
std::uint64_t mix(std::uint64_t hash, Cell cell) {
    const auto product = static_cast<UnsignedWide>(hash ^ static_cast<std::uint64_t>(cell)) * 0x9e3779b97f4a7c15ULL;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

constexpr std::uint64_t seed = 0x2545f4914f6cdd1dULL;

}  // namespace

std::uint64_t hash_of_cells(std::span<const Cell> cells) {
    std::uint64_t hash = seed;
    for (const Cell cell : cells) hash = mix(hash, cell);
    return hash;
}

void HashIndex::extend(const std::vector<std::vector<Cell>>& table, std::size_t rows) {
    for (std::size_t row = next_.size(); row < rows; ++row) {
        std::uint64_t hash = seed;
        for (const auto column : columns_) hash = mix(hash, table[column][row]);
        hashes_.push_back(hash);
        if (next_.size() * 2 >= heads_.size()) grow();
        auto& head = heads_[hash & (heads_.size() - 1)];
        next_.push_back(head);
        head = static_cast<std::uint32_t>(row);
    }
}

/// The last row is the head of its chain.
void HashIndex::truncate(std::size_t rows) {
    while (next_.size() > rows) {
        heads_[hashes_.back() & (heads_.size() - 1)] = next_.back();
        next_.pop_back();
        hashes_.pop_back();
    }
}

void HashIndex::grow() {
    heads_.assign(heads_.empty() ? 16 : heads_.size() * 2, no_row);
    for (std::uint32_t row = 0; row < next_.size(); ++row) {
        auto& head = heads_[hashes_[row] & (heads_.size() - 1)];
        next_[row] = head;
        head = row;
    }
}

std::uint32_t HashIndex::first(std::span<const Cell> key) const {
    if (heads_.empty()) return no_row;
    return heads_[hash_of_cells(key) & (heads_.size() - 1)];
}

std::uint32_t Table::append(std::span<const Cell> row) {
    for (std::size_t column = 0; column < columns_.size(); ++column) columns_[column].push_back(row[column]);
    return static_cast<std::uint32_t>(rows_++);
}

void Table::truncate(std::size_t rows) {
    for (auto& column : columns_) column.resize(std::min(column.size(), rows));
    for (auto& index : indexes_) index.truncate(rows);
    rows_ = std::min(rows_, rows);
}

const HashIndex& Table::index(const std::vector<std::uint32_t>& columns) {
    for (auto& index : indexes_) {
        if (index.columns() != columns) continue;
        index.extend(columns_, rows_);
        return index;
    }
    auto& index = indexes_.emplace_back(columns);
    index.extend(columns_, rows_);
    return index;
}

bool Table::matches(const HashIndex& index, std::span<const Cell> key, std::uint32_t row) const {
    const auto& columns = index.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns_[columns[i]][row] != key[i]) return false;
    }
    return true;
}

std::uint32_t Table::find(std::span<const Cell> row) {
    const auto& all = whole_rows();
    for (auto at = all.first(row); at != no_row; at = all.next(at)) {
        if (matches(all, row, at)) return at;
    }
    return no_row;
}

std::vector<std::uint32_t> Table::all_equal(std::span<const Cell> row) {
    std::vector<std::uint32_t> out;
    const auto& all = whole_rows();
    for (auto at = all.first(row); at != no_row; at = all.next(at)) {
        if (matches(all, row, at)) out.push_back(at);
    }
    return out;
}

const HashIndex& Table::whole_rows() {
    if (all_.size() != columns_.size()) {
        all_.resize(columns_.size());
        std::iota(all_.begin(), all_.end(), 0U);
    }
    return index(all_);
}

}  // namespace credence::engine
