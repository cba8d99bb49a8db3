// The codes of the problems that an import finds in files.
#pragma once

#include <span>

#include "text/code.hpp"

namespace credence::store {

/// In the order of the codes.
[[nodiscard]] std::span<const text::Code> diagnostic_codes();

}  // namespace credence::store
