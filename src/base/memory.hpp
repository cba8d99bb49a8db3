// How much memory the process holds, and the machine has: for budgets, never for results.
#pragma once

#include <cstdint>

namespace credence {

/// Bytes of the process that stand in memory; 0 where the system does not tell.
[[nodiscard]] std::uint64_t resident_bytes();

/// Bytes of memory of the machine; 0 where the system does not tell.
[[nodiscard]] std::uint64_t physical_bytes();

}  // namespace credence
