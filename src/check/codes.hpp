// The codes of the checker's diagnostics, each with a one-line title. The pages behind `credence help CODE` are
// docs/diagnostics/CODE.md; a test keeps the two in step. Codes are never reused for something else.
#pragma once

#include <span>
#include <string_view>

namespace credence::check {

struct Code {
    std::string_view code;
    std::string_view title;
};

/// In the order of the codes.
[[nodiscard]] std::span<const Code> diagnostic_codes();

}  // namespace credence::check
