// The codes of the parser's diagnostics, each with a one-line title. docs/diagnostics/CODE.md explains each; a test keeps the
// two in step and parses the examples there. Codes are never reused for something else.
#pragma once

#include <span>
#include <string_view>

namespace credence::parse {

struct Code {
    std::string_view code;
    std::string_view title;
};

/// In the order of the codes.
[[nodiscard]] std::span<const Code> diagnostic_codes();

}  // namespace credence::parse
