// One number for a tuple: where its columns' domains allow it, a place, else a hash.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/wide.hpp"
#include "datalog/program.hpp"

namespace credence::datalog {

[[nodiscard]] inline std::uint64_t mixed(std::uint64_t key) {
    // Multiply and fold: the high and low half of a 128-bit product.
    const auto product = static_cast<UnsignedWide>(key ^ 0x9e3779b97f4a7c15ULL) * 0xd6e8feb86659fd93ULL;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Columns to keys. Exact where the product of the domains is below 2^62: then the last column counts by one, so that tuples that
/// differ in it alone are neighbours, and its places are rounded up to whole words of bits.
class Packing {
public:
    Packing() = default;
    explicit Packing(std::span<const Code> domains) {
        factors_.resize(domains.size());
        UnsignedWide places = 1;
        for (std::size_t c = domains.size(); c-- > 0;) {
            factors_[c] = static_cast<std::uint64_t>(places);
            const std::uint64_t domain = domains[c] == 0 ? 1 : domains[c];
            places *= c + 1 == domains.size() ? (domain + 63) / 64 * 64 : domain;
            if (places > (std::uint64_t{1} << 62)) {
                exact_ = false;
                places = 1;
            }
        }
        places_ = exact_ ? static_cast<std::uint64_t>(places) : 0;
    }

    [[nodiscard]] bool exact() const { return exact_; }
    /// Keys are below this; 0 where they are hashes.
    [[nodiscard]] std::uint64_t places() const { return places_; }
    [[nodiscard]] std::uint64_t factor(std::size_t column) const { return factors_[column]; }

    /// The keys of `n` tuples, given as columns.
    void keys(const Code* const* columns, std::size_t n, std::uint64_t* out) const {
        if (!exact_) return hashes(columns, n, out);
        if (factors_.empty()) {
            for (std::size_t i = 0; i < n; ++i) out[i] = 0;
            return;
        }
        const std::size_t last = factors_.size() - 1;
        for (std::size_t i = 0; i < n; ++i) out[i] = columns[last][i];
        for (std::size_t c = 0; c < last; ++c) {
            const Code* column = columns[c];
            const std::uint64_t factor = factors_[c];
            for (std::size_t i = 0; i < n; ++i) out[i] += column[i] * factor;
        }
    }

private:
    void hashes(const Code* const* columns, std::size_t n, std::uint64_t* out) const {
        for (std::size_t i = 0; i < n; ++i) out[i] = 0;
        for (std::size_t c = 0; c < factors_.size(); ++c) {
            for (std::size_t i = 0; i < n; ++i) out[i] = mixed(out[i] + columns[c][i]);
        }
        for (std::size_t i = 0; i < n; ++i) out[i] &= ~(std::uint64_t{1} << 63);  // all ones means empty
    }

    std::vector<std::uint64_t> factors_;
    std::uint64_t places_ = 1;
    bool exact_ = true;
};

}  // namespace credence::datalog
