// The clock of the verbs that write: the time of record of what is entered now.
#pragma once

#include <chrono>
#include <cstdint>

namespace credence::cli {

[[nodiscard]] inline std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace credence::cli
