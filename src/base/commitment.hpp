// Commitments: digests of texts together with a random salt. Whoever has text and salt can show that nothing was changed; once both are
// erased, the digest gives nothing away, however few texts were possible. BLAKE2b (RFC 7693), which is fast enough for every row of
// a large file; short checks are SipHash-2-4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace credence {

using Salt = std::array<unsigned char, 16>;
using Bytes32 = std::array<unsigned char, 32>;

/// BLAKE2b-256 of `bytes` with the salt; `purpose`, of at most 16 letters, keeps digests of different things apart.
[[nodiscard]] Bytes32 commitment(const Salt& salt, std::string_view purpose, std::string_view bytes);

/// 64 bits that only somebody with the salt can compute: enough to tell which part of a text was changed, no more.
[[nodiscard]] std::uint64_t short_check(const Salt& salt, std::string_view bytes);

/// BLAKE2b-256 of what is added, in order.
class RunningDigest {
public:
    explicit RunningDigest(std::string_view purpose);
    void add(std::span<const unsigned char> bytes);
    void add_text(std::string_view text);  // preceded by its length
    void add_number(std::int64_t number);
    [[nodiscard]] Bytes32 value() const;

private:
    alignas(64) std::array<std::byte, 384> state_{};
};

/// Salts that nobody can guess: a stream from the system's random numbers. With a `seed` always the same ones, for samples.
class SaltSource {
public:
    SaltSource();
    explicit SaltSource(std::string_view seed);
    [[nodiscard]] Salt next();

private:
    Bytes32 key_{};
    std::uint64_t block_ = 0;
    static constexpr std::size_t size_ = 4096;
    std::size_t used_ = size_;
    std::array<unsigned char, size_> stream_{};
};

[[nodiscard]] std::string hex(std::span<const unsigned char> bytes);

}  // namespace credence
