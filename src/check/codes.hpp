// The codes of the checker's diagnostics.
#pragma once

#include <span>

#include "text/code.hpp"

namespace credence::check {

/// In the order of the codes.
[[nodiscard]] std::span<const text::Code> diagnostic_codes();

}  // namespace credence::check
