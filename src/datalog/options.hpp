// How a group is evaluated, never what comes of it: each may be switched off, and the tests do.
#pragma once

#include <cstddef>

namespace credence::datalog {

struct Options {
    bool bitmaps = true;         // tuples found by their place in a bitmap, where it is not much larger than what they take
    bool packed_keys = true;     // tuples found by one 64-bit key, where it holds them
    bool direct_indexes = true;  // rows found by their key's place in an array
    bool bit_rows = true;        // recursion by uniting whole rows of a bit matrix
    bool intersections = true;   // a variable that two atoms bind is looked for in both at once
    bool statistics = true;      // atoms are joined by how many rows to expect; else in the order they are written
    std::size_t batch = 1024;    // rows that go through a pipeline together, at most most_batch
    static constexpr std::size_t most_batch = 1024;
    std::size_t bit_row_bytes = std::size_t{256} << 20;  // at most this for the matrices of one group
};

}  // namespace credence::datalog
