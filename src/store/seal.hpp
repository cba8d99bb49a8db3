// The seal of a recorded row: a salt, the digest of the row with that salt, and a short check of each cell. The digest is what the
// chain of changes rests on (change.hpp); the checks tell which cell was changed. Erasing a row with its seal leaves a digest from which
// nothing can be guessed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/commitment.hpp"

namespace credence::store {

/// The cells of one row as bytes, in an order and form that no other row has. Used again and again.
class RowBytes {
public:
    void start(std::string_view table, std::int64_t entry);
    void add(std::optional<std::string_view> cell);  // nothing: NULL

    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] std::size_t cells() const { return ends_.size() - 1; }
    [[nodiscard]] std::string_view cell(std::size_t index) const;

private:
    std::string bytes_;
    std::vector<std::size_t> ends_;  // of the beginning, then of each cell
};

/// The first 32 bytes, or as many as there are and noughts.
[[nodiscard]] Bytes32 bytes32(std::span<const unsigned char> bytes);

[[nodiscard]] Bytes32 digest_of(const RowBytes& row, const Salt& salt);

/// What a table keeps in `seal`: salt, digest, checks.
void make_seal(const RowBytes& row, const Salt& salt, std::string& seal);

/// A seal as it was read. Its parts are only there if it has the length that a row of so many cells asks for.
class SealView {
public:
    SealView(std::span<const unsigned char> bytes, std::size_t cells) : bytes_(bytes), whole_(bytes.size() == size(cells)) {}

    [[nodiscard]] bool whole() const { return whole_; }
    [[nodiscard]] Salt salt() const;
    [[nodiscard]] Bytes32 digest() const;
    /// The cells that are not as they were sealed; for rows whose digest differs. May be empty: then the seal itself was changed.
    [[nodiscard]] std::vector<std::size_t> changed(const RowBytes& row) const;

    [[nodiscard]] static std::size_t size(std::size_t cells) { return 48 + 4 * cells; }

private:
    std::span<const unsigned char> bytes_;
    bool whole_;
};

}  // namespace credence::store
