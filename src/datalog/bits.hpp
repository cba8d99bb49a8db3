// Loops over words of bits, compiled for the vector units there are and picked when the program starts: the same bits from all.
#pragma once

#include <cstddef>
#include <cstdint>

namespace credence::datalog {

/// into |= from; whether that changed anything.
bool unite(std::uint64_t* into, const std::uint64_t* from, std::size_t words);

/// 64 rows of `in`, `in_words` apart, become 64 columns: out[i * out_words] holds bit i of each.
void transpose(const std::uint64_t* in, std::size_t in_words, std::uint64_t* out, std::size_t out_words);

}  // namespace credence::datalog
