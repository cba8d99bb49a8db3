// Strongly connected components of a graph (Tarjan 1972), without recursion: chains of declarations may be long.
#pragma once

#include <cstdint>
#include <vector>

namespace credence::check {

using Graph = std::vector<std::vector<std::uint32_t>>;  // successors of each node

/// Each component after those that it leads to; nodes inside it sorted.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> components(const Graph& graph);

}  // namespace credence::check
