#include "app/sorted_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace credence::app {
namespace {

using check::Cell;

/// Calls `use` with the number of each row.
template <class Use>
void each_row(std::size_t count, const std::vector<std::uint32_t>* rows, Use use) {
    if (rows != nullptr) {
        for (const auto row : *rows) use(row);
    } else {
        for (std::size_t row = 0; row < count; ++row) use(static_cast<std::uint32_t>(row));
    }
}

/// Least significant digits first, as many as there are; a digit that all share costs nothing but its count.
void sort_keys(std::vector<std::uint64_t>& keys, std::uint32_t width) {
    constexpr std::uint32_t digit = 11;
    std::vector<std::uint64_t> other(keys.size());
    for (std::uint32_t shift = 0; shift < width; shift += digit) {
        std::array<std::size_t, 1U << digit> places{};
        for (const auto key : keys) ++places[key >> shift & (places.size() - 1)];
        if (places[keys.front() >> shift & (places.size() - 1)] == keys.size()) continue;
        std::size_t next = 0;
        for (auto& place : places) next += std::exchange(place, next);
        for (const auto key : keys) other[places[key >> shift & (places.size() - 1)]++] = key;
        std::swap(keys, other);
    }
}

}  // namespace

SortedRows::SortedRows(std::vector<const std::vector<Cell>*> columns, const std::vector<std::uint32_t>* rows)
    : columns_(std::move(columns)) {
    const std::size_t count = rows != nullptr ? rows->size() : columns_.empty() ? 0 : columns_.front()->size();
    if (count == 0) return;
    if (choose_fields(rows)) {
        pack(rows);
        return;
    }
    order_.resize(count);
    if (rows != nullptr) {
        order_ = *rows;
    } else {
        std::iota(order_.begin(), order_.end(), 0U);
    }
    const auto compare = [&](std::uint32_t a, std::uint32_t b) {
        for (const auto* column : columns_) {
            if ((*column)[a] != (*column)[b]) return (*column)[a] < (*column)[b] ? -1 : 1;
        }
        return 0;
    };
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return compare(a, b) < 0; });
    order_.erase(
        std::unique(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return compare(a, b) == 0; }),
        order_.end());
}

/// Which bits of a key hold which column; false where 64 are too few.
bool SortedRows::choose_fields(const std::vector<std::uint32_t>* rows) {
    fields_.resize(columns_.size());
    for (std::size_t c = columns_.size(); c-- > 0;) {
        const auto& column = *columns_[c];
        Cell least = std::numeric_limits<Cell>::max(), greatest = std::numeric_limits<Cell>::min();
        each_row(column.size(), rows, [&](std::uint32_t row) {
            least = std::min(least, column[row]);
            greatest = std::max(greatest, column[row]);
        });
        const auto span = static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
        const auto bits = static_cast<std::uint32_t>(std::bit_width(span));
        if (width_ + bits > 64) return false;
        fields_[c] = {least, bits == 0 ? 0 : width_, bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1};
        width_ += bits;
    }
    return true;
}

void SortedRows::pack(const std::vector<std::uint32_t>* rows) {
    const std::size_t count = rows != nullptr ? rows->size() : columns_.front()->size();
    const auto key_of = [&](std::uint32_t row) {
        std::uint64_t key = 0;
        for (std::size_t c = 0; c < columns_.size(); ++c)
            key |= static_cast<std::uint64_t>((*columns_[c])[row] - fields_[c].least) << fields_[c].shift;
        return key;
    };
    constexpr std::uint64_t sparse = 64;  // keys for each row: a bitmap no larger than the list of keys
    if (width_ < 40 && (std::uint64_t{1} << width_) <= std::max<std::uint64_t>(sparse * count, 64)) {
        marks_.resize(std::max<std::size_t>((std::size_t{1} << width_) / 64, 1));
        each_row(columns_.front()->size(), rows, [&](std::uint32_t row) {
            const auto key = key_of(row);
            marks_[key / 64] |= std::uint64_t{1} << key % 64;
        });
        return;
    }
    keys_.reserve(count);
    each_row(columns_.front()->size(), rows, [&](std::uint32_t row) { keys_.push_back(key_of(row)); });
    sort_keys(keys_, width_);
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
}

}  // namespace credence::app
