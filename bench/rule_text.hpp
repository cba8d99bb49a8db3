// Rule text of any size for benchmarks: a vocabulary once, then numbered copies of a block as dense as hand-written rules.
// It checks without a finding. Same size, same bytes.
#pragma once

#include <cstddef>
#include <string>

namespace credence::bench {

/// At least `bytes` long, by less than one block.
[[nodiscard]] std::string rule_text(std::size_t bytes);

}  // namespace credence::bench
