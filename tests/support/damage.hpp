// Rule files as they should not be: for tests that no input may make fail.
#pragma once

#include <random>
#include <string>

namespace credence::testing {

/// Removes, doubles, inserts or replaces one to four pieces of a source.
[[nodiscard]] std::string damaged(std::string source, std::mt19937& random);

}  // namespace credence::testing
