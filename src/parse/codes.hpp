// The codes of the parser's diagnostics and of the lexer's below it.
#pragma once

#include <span>

#include "text/code.hpp"

namespace credence::parse {

/// In the order of the codes.
[[nodiscard]] std::span<const text::Code> diagnostic_codes();

}  // namespace credence::parse
