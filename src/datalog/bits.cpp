#include "datalog/bits.hpp"

// g++ 12 leaves these loops scalar at -O2; clang 14 vectorises them, and knows no clones of what is declared elsewhere. A clone is
// picked before sanitizers are ready.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define CREDENCE_CLONES __attribute__((target_clones("avx512f", "avx2", "sse4.2", "default"), optimize("O3")))
#else
#define CREDENCE_CLONES
#endif

namespace credence::datalog {

CREDENCE_CLONES bool unite(std::uint64_t* into, const std::uint64_t* from, std::size_t words) {
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < words; ++i) {
        const std::uint64_t both = into[i] | from[i];
        changed |= both ^ into[i];
        into[i] = both;
    }
    return changed != 0;
}

void transpose(const std::uint64_t* in, std::size_t in_words, std::uint64_t* out, std::size_t out_words) {
    std::uint64_t block[64];
    for (std::size_t i = 0; i < 64; ++i) block[i] = in[i * in_words];
    // Swaps ever smaller off-diagonal squares.
    std::uint64_t mask = 0x00000000ffffffffULL;
    for (unsigned width = 32; width != 0; width >>= 1, mask ^= mask << width) {
        for (unsigned i = 0; i < 64; i = ((i | width) + 1) & ~width) {
            const std::uint64_t swapped = ((block[i] >> width) ^ block[i | width]) & mask;
            block[i] ^= swapped << width;
            block[i | width] ^= swapped;
        }
    }
    for (std::size_t i = 0; i < 64; ++i) out[i * out_words] = block[i];
}

}  // namespace credence::datalog
