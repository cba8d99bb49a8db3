#include "datalog/index.hpp"

#include <bit>

#include "base/check.hpp"
#include "datalog/relation.hpp"

namespace credence::datalog {
namespace {

constexpr std::uint64_t no_key = ~std::uint64_t{0};
constexpr std::size_t few_places = std::size_t{1} << 20;  // that an array of heads may always take
constexpr std::size_t rows_at_once = 1024;

std::vector<Code> domains_of(const Relation& relation, std::span<const std::uint32_t> columns) {
    std::vector<Code> domains;
    for (const auto c : columns) domains.push_back(relation.domain(c));
    return domains;
}

}  // namespace

Index::Index(const Relation& relation, std::span<const std::uint32_t> columns, const Options& options)
    : columns_(columns.begin(), columns.end()),
      packing_(domains_of(relation, columns)) {
    const std::size_t rows = relation.size();
    direct_ = options.direct_indexes && packing_.exact() && packing_.places() <= std::max(few_places, 16 * rows);
    if (direct_) heads_.fill(packing_.places(), none);
}

std::size_t Index::bytes() const {
    std::size_t bytes = keys_.bytes() + group_of_.bytes() + heads_.bytes() + next_.bytes() + offsets_.bytes() + rows_.bytes();
    for (const auto& [column, codes] : payloads_) bytes += codes.bytes();
    return bytes;
}

void Index::grow(std::size_t expected) {
    std::size_t slots = keys_.empty() ? 1024 : keys_.size();
    while (expected * 2 > slots) slots *= 2;
    if (slots == keys_.size()) return;
    Buffer<std::uint64_t> keys;
    Buffer<std::uint32_t> group_of;
    keys.fill(slots, no_key);
    group_of.resize(slots);
    keys.swap(keys_);
    group_of.swap(group_of_);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == no_key) continue;
        std::size_t slot = mixed(keys[i]) >> shift_;
        while (keys_[slot] != no_key) slot = (slot + 1) & (slots - 1);
        keys_[slot] = keys[i];
        group_of_[slot] = group_of[i];
    }
}

std::uint32_t Index::enter(std::uint64_t key) {
    std::size_t slot = mixed(key) >> shift_;
    while (keys_[slot] != no_key) {
        if (keys_[slot] == key) return group_of_[slot];
        slot = (slot + 1) & (keys_.size() - 1);
    }
    keys_[slot] = key;
    group_of_[slot] = groups_;
    heads_.push_back(none);
    return groups_++;
}

void Index::extend(const Relation& relation) {
    const std::uint32_t rows = relation.size();
    if (indexed_ == rows) return;
    next_.resize(rows);
    std::vector<const Code*> columns(columns_.size());
    std::uint64_t keys[rows_at_once];
    for (std::uint32_t from = indexed_; from < rows; from += rows_at_once) {
        const std::size_t n = std::min<std::size_t>(rows_at_once, rows - from);
        for (std::size_t c = 0; c < columns.size(); ++c) columns[c] = relation.column(columns_[c]) + from;
        packing_.keys(columns.data(), n, keys);
        if (!direct_) grow(groups_ + n);
        for (std::size_t i = 0; i < n; ++i) {
            const std::uint32_t group = direct_ ? static_cast<std::uint32_t>(keys[i]) : enter(keys[i]);
            auto& head = heads_[group];
            if (direct_ && head == none) ++groups_;
            next_[from + i] = head;
            head = from + static_cast<std::uint32_t>(i);
        }
    }
    indexed_ = rows;
}

void Index::groups(const Code* const* key, std::size_t n, std::uint32_t* out) const {
    std::uint64_t keys[Options::most_batch];
    packing_.keys(key, n, keys);
    if (direct_) {
        for (std::size_t i = 0; i < n; ++i) {
            const auto group = static_cast<std::uint32_t>(keys[i]);
            out[i] = heads_[group] == none ? none : group;
        }
        return;
    }
    if (keys_.empty()) {
        std::fill(out, out + n, none);
        return;
    }
    for (std::size_t i = 0; i < n; ++i) __builtin_prefetch(&keys_[mixed(keys[i]) >> shift_]);
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t slot = mixed(keys[i]) >> shift_;
        while (keys_[slot] != no_key && keys_[slot] != keys[i]) slot = (slot + 1) & (keys_.size() - 1);
        out[i] = keys_[slot] == no_key ? none : group_of_[slot];
    }
}

void Index::lay_out(const Relation& relation) {
    extend(relation);
    if (laid_out() || indexed_ == 0) return;
    const std::size_t groups = heads_.size();
    offsets_.zero(groups + 1);
    rows_.resize(indexed_);
    // Chains run from the last row to the first: a group is counted, then filled from its end.
    for (std::size_t g = 0; g < groups; ++g) {
        std::uint32_t count = 0;
        for (auto row = heads_[g]; row != none; row = next_[row]) ++count;
        offsets_[g + 1] = offsets_[g] + count;
        auto place = offsets_[g + 1];
        for (auto row = heads_[g]; row != none; row = next_[row]) rows_[--place] = row;
    }
    payloads_.clear();
    laid_out_ = indexed_;
}

const Code* Index::payload(const Relation& relation, std::uint32_t column) const {
    for (const auto& [known, codes] : payloads_) {
        if (known == column) return codes.data();
    }
    Buffer<Code> codes(rows_.size());
    const Code* from = relation.column(column);
    for (std::size_t i = 0; i < rows_.size(); ++i) codes[i] = from[rows_[i]];
    payloads_.emplace_back(column, std::move(codes));
    return payloads_.back().second.data();
}

}  // namespace credence::datalog
