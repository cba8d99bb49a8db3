// The codes of the diagnostics of report templates and catalogues of words.
#pragma once

#include <span>

#include "text/code.hpp"

namespace credence::report {

/// In the order of the codes.
[[nodiscard]] std::span<const text::Code> diagnostic_codes();

}  // namespace credence::report
