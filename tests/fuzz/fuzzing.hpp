// What the fuzz targets share.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

namespace credence::testing {

[[nodiscard]] inline std::string as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Ends the process with words where something is wrong, as a fuzzer wants it.
inline void require(bool holds, const std::string& words) {
    if (holds) return;
    std::cerr << words << '\n';
    std::abort();
}

}  // namespace credence::testing
