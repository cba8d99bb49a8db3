#include "base/commitment.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/check.hpp"

namespace credence {
namespace {

static_assert(sizeof(crypto_generichash_blake2b_state) <= 384);
static_assert(sizeof(Salt) == crypto_generichash_blake2b_SALTBYTES && sizeof(Salt) == crypto_shorthash_KEYBYTES);

crypto_generichash_blake2b_state* state(std::array<std::byte, 384>& bytes) {
    return reinterpret_cast<crypto_generichash_blake2b_state*>(bytes.data());
}

/// Picks the machine's fastest implementation, once.
void prepare() {
    static const bool ready = sodium_init() >= 0;
    CREDENCE_CHECK(ready);
}

std::array<unsigned char, 16> padded(std::string_view purpose) {
    CREDENCE_CHECK(purpose.size() <= 16);
    std::array<unsigned char, 16> out{};
    std::copy(purpose.begin(), purpose.end(), out.begin());
    return out;
}

const unsigned char* data(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Bytes32 commitment(const Salt& salt, std::string_view purpose, std::string_view bytes) {
    prepare();
    Bytes32 out;
    crypto_generichash_blake2b_salt_personal(out.data(), out.size(), data(bytes), bytes.size(), nullptr, 0, salt.data(),
                                             padded(purpose).data());
    return out;
}

std::uint64_t short_check(const Salt& salt, std::string_view bytes) {
    unsigned char out[crypto_shorthash_BYTES];
    crypto_shorthash(out, data(bytes), bytes.size(), salt.data());
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{out[i]} << (8 * i);
    return value;
}

RunningDigest::RunningDigest(std::string_view purpose) {
    prepare();
    crypto_generichash_blake2b_init_salt_personal(state(state_), nullptr, 0, sizeof(Bytes32), nullptr, padded(purpose).data());
}

void RunningDigest::add(std::span<const unsigned char> bytes) {
    crypto_generichash_blake2b_update(state(state_), bytes.data(), bytes.size());
}

void RunningDigest::add_text(std::string_view text) {
    add_number(static_cast<std::int64_t>(text.size()));
    add({data(text), text.size()});
}

void RunningDigest::add_number(std::int64_t number) {
    unsigned char bytes[8];
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    add(bytes);
}

Bytes32 RunningDigest::value() const {
    auto copy = state_;
    Bytes32 out;
    crypto_generichash_blake2b_final(state(copy), out.data(), out.size());
    return out;
}

SaltSource::SaltSource() {
    prepare();
    randombytes_buf(key_.data(), key_.size());
}

SaltSource::SaltSource(std::string_view seed) : key_(commitment({}, "sample salts", seed)) {}

Salt SaltSource::next() {
    if (used_ == stream_.size()) {
        unsigned char nonce[crypto_stream_chacha20_NONCEBYTES];
        for (std::size_t i = 0; i < sizeof nonce; ++i) nonce[i] = static_cast<unsigned char>(block_ >> (8 * i));
        crypto_stream_chacha20(stream_.data(), stream_.size(), nonce, key_.data());
        ++block_;
        used_ = 0;
    }
    Salt out;
    std::memcpy(out.data(), stream_.data() + used_, out.size());
    used_ += out.size();
    return out;
}

std::string hex(std::span<const unsigned char> bytes) {
    std::string out;
    out.reserve(2 * bytes.size());
    for (const unsigned char byte : bytes) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

}  // namespace credence
