#include "datalog/relation.hpp"

#include <bit>

#include "base/check.hpp"

namespace credence::datalog {
namespace {

constexpr std::uint64_t no_entry = ~std::uint64_t{0};
constexpr std::size_t small_bitmap = std::size_t{4} << 20;  // bytes that a bitmap may always take
constexpr std::size_t bitmap_bytes_a_row = 16;              // what a table of keys takes, about
constexpr std::size_t most_at_once = Options::most_batch;

}  // namespace

Relation::Relation(std::vector<Code> domains, const Options& options)
    : domains_(std::move(domains)),
      options_(options),
      packing_(domains_),
      columns_(domains_.size()) {}

std::size_t Relation::bytes() const {
    std::size_t bytes = bits_.bytes() + table_.bytes();
    for (const auto& column : columns_) bytes += column.bytes();
    for (const auto& index : indexes_) bytes += index.bytes();
    return bytes;
}

std::size_t Relation::bytes_for(std::size_t rows) const {
    std::size_t bytes = 0;
    if (!columns_.empty() && size_ + rows > columns_.front().bytes() / sizeof(Code)) {
        bytes += width() * sizeof(Code) * std::max(rows, std::size_t{size_} / 2);
    }
    if (layout_ == Layout::unchosen && packing_.exact()) {
        if (size_ == 0)  // once, however many rows come before anybody asks for membership
            bytes += std::min<std::size_t>(packing_.places() / 8, small_bitmap);
    } else if (layout_ != Layout::bits && (size_ + rows) * 8 > table_.size() * 5) {
        bytes += 2 * table_.bytes();
    }
    return bytes;
}

const Code* Relation::column(std::size_t c) const {
    if (only_bits_) materialise();
    return columns_[c].data();
}

bool Relation::equal(Row row, const Code* const* columns, std::size_t i) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c][row] != columns[c][i]) return false;
    }
    return true;
}

/// Picks the layout for so many rows; what it was is thrown away.
void Relation::choose(std::size_t expected) {
    const bool bitmap =
        options_.bitmaps && packing_.exact() && packing_.places() / 8 <= std::max(small_bitmap, bitmap_bytes_a_row * expected);
    if (bitmap) {
        layout_ = Layout::bits;
        table_ = {};
        bits_.zero((packing_.places() + 63) / 64);
    } else {
        layout_ = options_.packed_keys && packing_.exact() ? Layout::packed : Layout::rows;
        std::size_t slots = 4096;
        while (expected * 8 > slots * 5) slots *= 2;
        table_.fill(slots, no_entry);
        shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
    }
    entered_ = 0;
}

void Relation::enter_all() {
    if (layout_ == Layout::unchosen) choose(size_);
    if (entered_ == size_) return;
    grow_table(size_);
    const Row size = size_;
    std::vector<const Code*> columns(width());
    std::uint64_t keys[most_at_once];
    Row fresh[most_at_once];
    for (Row from = entered_; from < size; from += most_at_once) {
        const std::size_t n = std::min<std::size_t>(most_at_once, size - from);
        for (std::size_t c = 0; c < width(); ++c) columns[c] = columns_[c].data() + from;
        packing_.keys(columns.data(), n, keys);
        size_ = from;  // the number of the first row to enter
        CREDENCE_CHECK(fresh_of(keys, columns.data(), n, fresh) == n);
    }
    size_ = entered_ = size;
}

void Relation::grow_table(std::size_t expected) {
    if (layout_ == Layout::bits || expected * 8 <= table_.size() * 5) return;
    choose(expected * 2);
    if (entered_ == 0) return enter_all();
}

/// Enters the tuples that are not there as rows from size_ on; `fresh` gets their positions, one after the other.
std::size_t Relation::fresh_of(const std::uint64_t* keys, const Code* const* columns, std::size_t n, Row* fresh) {
    std::size_t count = 0;
    switch (layout_) {
        case Layout::unchosen: break;
        case Layout::bits:
            for (std::size_t i = 0; i < n; ++i) {
                auto& word = bits_[keys[i] >> 6];
                const std::uint64_t bit = std::uint64_t{1} << (keys[i] & 63);
                fresh[count] = static_cast<Row>(i);
                count += (word & bit) == 0 ? 1U : 0U;
                word |= bit;
            }
            break;
        case Layout::packed: {
            const std::size_t mask = table_.size() - 1;
            std::size_t slots[most_at_once];
            for (std::size_t i = 0; i < n; ++i) slots[i] = mixed(keys[i]) >> shift_;
            for (std::size_t i = 0; i < n; ++i) __builtin_prefetch(&table_[slots[i]], 1);
            for (std::size_t i = 0; i < n; ++i) {
                std::size_t slot = slots[i];
                while (table_[slot] != no_entry && table_[slot] != keys[i]) slot = (slot + 1) & mask;
                fresh[count] = static_cast<Row>(i);
                count += table_[slot] == no_entry ? 1U : 0U;
                table_[slot] = keys[i];
            }
            break;
        }
        case Layout::rows: {
            const std::size_t mask = table_.size() - 1;
            std::uint64_t hashes[most_at_once];
            for (std::size_t i = 0; i < n; ++i) hashes[i] = mixed(keys[i]);
            for (std::size_t i = 0; i < n; ++i) __builtin_prefetch(&table_[hashes[i] >> shift_], 1);
            for (std::size_t i = 0; i < n; ++i) {
                const std::uint64_t tag = hashes[i] << 32;
                bool found = false;
                std::size_t slot = hashes[i] >> shift_;
                for (; table_[slot] != no_entry; slot = (slot + 1) & mask) {
                    if ((table_[slot] ^ tag) >> 32 != 0) continue;
                    const auto row = static_cast<Row>(table_[slot]);
                    if (row >= size_) {  // of this batch
                        found = true;
                        for (std::size_t c = 0; c < columns_.size() && found; ++c) {
                            found = columns[c][fresh[row - size_]] == columns[c][i];
                        }
                    } else {
                        found = equal(row, columns, i);
                    }
                    if (found) break;
                }
                if (found) continue;
                table_[slot] = tag | (size_ + count);
                fresh[count++] = static_cast<Row>(i);
            }
            break;
        }
    }
    return count;
}

std::size_t Relation::insert(const Code* const* columns, std::size_t n) {
    if (n == 0) return 0;
    if (only_bits_) materialise();
    enter_all();
    grow_table(std::size_t{size_} + n);
    std::uint64_t keys[most_at_once];
    Row fresh[most_at_once];
    packing_.keys(columns, n, keys);
    const std::size_t count = fresh_of(keys, columns, n, fresh);
    for (std::size_t c = 0; c < width(); ++c) {
        columns_[c].resize(std::size_t{size_} + count);
        Code* out = columns_[c].data() + size_;
        const Code* in = columns[c];
        if (count == n) {
            std::copy(in, in + n, out);
        } else {
            for (std::size_t k = 0; k < count; ++k) out[k] = in[fresh[k]];
        }
    }
    size_ += static_cast<Row>(count);
    entered_ = size_;
    return count;
}

void Relation::append(const Code* const* columns, std::size_t n) {
    if (only_bits_) materialise();
    for (std::size_t c = 0; c < width(); ++c) {
        columns_[c].resize(std::size_t{size_} + n);
        std::copy(columns[c], columns[c] + n, columns_[c].data() + size_);
    }
    size_ += static_cast<Row>(n);
}

void Relation::contains(const Code* const* columns, std::size_t n, std::uint8_t* kept) {
    if (size_ == 0) {
        std::fill(kept, kept + n, std::uint8_t{0});
        return;
    }
    if (!only_bits_) enter_all();
    std::uint64_t keys[most_at_once];
    packing_.keys(columns, n, keys);
    switch (layout_) {
        case Layout::unchosen: break;
        case Layout::bits:
            for (std::size_t i = 0; i < n; ++i) kept[i] = static_cast<std::uint8_t>(bits_[keys[i] >> 6] >> (keys[i] & 63) & 1);
            break;
        case Layout::packed: {
            const std::size_t mask = table_.size() - 1;
            for (std::size_t i = 0; i < n; ++i) __builtin_prefetch(&table_[mixed(keys[i]) >> shift_]);
            for (std::size_t i = 0; i < n; ++i) {
                std::size_t slot = mixed(keys[i]) >> shift_;
                while (table_[slot] != no_entry && table_[slot] != keys[i]) slot = (slot + 1) & mask;
                kept[i] = table_[slot] == keys[i] ? 1 : 0;
            }
            break;
        }
        case Layout::rows: {
            const std::size_t mask = table_.size() - 1;
            for (std::size_t i = 0; i < n; ++i) __builtin_prefetch(&table_[mixed(keys[i]) >> shift_]);
            for (std::size_t i = 0; i < n; ++i) {
                const std::uint64_t hash = mixed(keys[i]);
                std::size_t slot = hash >> shift_;
                while (table_[slot] != no_entry &&
                       ((table_[slot] ^ hash << 32) >> 32 != 0 || !equal(static_cast<Row>(table_[slot]), columns, i))) {
                    slot = (slot + 1) & mask;
                }
                kept[i] = table_[slot] == no_entry ? 0 : 1;
            }
            break;
        }
    }
}

const Index& Relation::index(std::span<const std::uint32_t> columns) {
    if (only_bits_) materialise();
    for (auto& index : indexes_) {
        if (!std::equal(columns.begin(), columns.end(), index.columns().begin(), index.columns().end())) continue;
        index.extend(*this);
        return index;
    }
    auto& index = indexes_.emplace_back(*this, columns, options_);
    index.extend(*this);
    return index;
}

bool Relation::sort_by_bitmap() {
    constexpr std::size_t words_a_row_at_most = 4;
    if (layout_ != Layout::bits || width() != 2 || bits_.size() > words_a_row_at_most * size_) return false;
    if (entered_ != size_) return false;
    materialise();
    indexes_.clear();
    rounds.clear();
    return true;
}

void Relation::reorder(std::span<const Row> order) {
    for (std::size_t c = 0; c < width(); ++c) {
        Buffer<Code> codes(size_);
        const Code* from = column(c);
        for (std::size_t i = 0; i < order.size(); ++i) codes[i] = from[order[i]];
        columns_[c] = std::move(codes);
    }
    indexes_.clear();
    rounds.clear();
    if (layout_ != Layout::rows) return;  // only this one knows row numbers
    layout_ = Layout::unchosen;
    entered_ = 0;
}

void Relation::adopt(Buffer<std::uint64_t> bits) {
    CREDENCE_CHECK(width() == 2 && bits.size() == domains_[0] * words_a_row());
    bits_ = std::move(bits);
    layout_ = Layout::bits;
    table_ = {};
    indexes_.clear();
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < bits_.size(); ++i) count += static_cast<std::uint64_t>(std::popcount(bits_[i]));
    size_ = entered_ = static_cast<Row>(count);
    only_bits_ = true;
}

void Relation::materialise() const {
    only_bits_ = false;
    for (auto& column : columns_) column.resize(size_);
    std::size_t at = 0;
    const std::size_t words = words_a_row();
    for (Code x = 0; x < domains_[0]; ++x) {
        const std::uint64_t* row = bits_.data() + x * words;
        for (std::size_t w = 0; w < words; ++w) {
            for (std::uint64_t rest = row[w]; rest != 0; rest &= rest - 1) {
                columns_[0][at] = x;
                columns_[1][at++] = static_cast<Code>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
            }
        }
    }
}

}  // namespace credence::datalog
