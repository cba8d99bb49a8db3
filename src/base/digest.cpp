#include "base/digest.hpp"

#include <sodium.h>

#include "base/commitment.hpp"

namespace credence {
namespace {

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

crypto_hash_sha256_state* state(std::array<std::byte, 128>& bytes) {
    return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

}  // namespace

Digest::Digest(std::string_view purpose) {
    crypto_hash_sha256_init(state(state_));
    add(purpose);
}

Digest& Digest::add(std::string_view text) {
    unsigned char length[8];
    for (std::size_t i = 0; i < 8; ++i) length[i] = static_cast<unsigned char>(text.size() >> (8 * i) & 0xff);
    crypto_hash_sha256_update(state(state_), length, sizeof length);
    crypto_hash_sha256_update(state(state_), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return *this;
}

std::string Digest::hex() const {
    auto copy = state_;
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(state(copy), digest);
    return credence::hex(digest);
}

}  // namespace credence
