#include "store/seal.hpp"

#include <algorithm>

namespace credence::store {
namespace {

constexpr std::uint32_t null_length = 0xffffffff;

template <class Number>
void append(std::string& bytes, Number number) {
    char written[sizeof number];
    for (std::size_t i = 0; i < sizeof number; ++i) written[i] = static_cast<char>(number >> (8 * i) & 0xff);
    bytes.append(written, sizeof number);
}

std::uint32_t check_of(const RowBytes& row, std::size_t cell, const Salt& salt) {
    return static_cast<std::uint32_t>(short_check(salt, row.cell(cell)));
}

}  // namespace

void RowBytes::start(std::string_view table, std::int64_t entry) {
    bytes_.clear();
    ends_.clear();
    append(bytes_, static_cast<std::uint64_t>(entry));
    append(bytes_, static_cast<std::uint32_t>(table.size()));
    bytes_ += table;
    ends_.push_back(bytes_.size());
}

void RowBytes::add(std::optional<std::string_view> cell) {
    append(bytes_, cell ? static_cast<std::uint32_t>(cell->size()) : null_length);
    if (cell) bytes_ += *cell;
    ends_.push_back(bytes_.size());
}

std::string_view RowBytes::cell(std::size_t index) const {
    return std::string_view(bytes_).substr(ends_[index], ends_[index + 1] - ends_[index]);
}

Bytes32 bytes32(std::span<const unsigned char> bytes) {
    Bytes32 out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

Bytes32 digest_of(const RowBytes& row, const Salt& salt) { return commitment(salt, "credence row 1", row.bytes()); }

void make_seal(const RowBytes& row, const Salt& salt, std::string& seal) {
    const auto digest = digest_of(row, salt);
    seal.assign(salt.begin(), salt.end());
    seal.append(digest.begin(), digest.end());
    for (std::size_t i = 0; i < row.cells(); ++i) append(seal, check_of(row, i, salt));
}

Salt SealView::salt() const {
    Salt out{};
    if (whole_) std::copy_n(bytes_.begin(), out.size(), out.begin());
    return out;
}

Bytes32 SealView::digest() const {
    Bytes32 out{};
    if (whole_) std::copy_n(bytes_.begin() + sizeof(Salt), out.size(), out.begin());
    return out;
}

std::vector<std::size_t> SealView::changed(const RowBytes& row) const {
    std::vector<std::size_t> out;
    if (!whole_) return out;
    for (std::size_t i = 0; i < row.cells(); ++i) {
        std::uint32_t kept = 0;
        for (std::size_t b = 0; b < 4; ++b) kept |= std::uint32_t{bytes_[48 + 4 * i + b]} << (8 * b);
        if (kept != check_of(row, i, salt())) out.push_back(i);
    }
    return out;
}

}  // namespace credence::store
