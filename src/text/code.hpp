// A code of a diagnostic, as the table of the stage that reports it lists it: parse/codes, check/codes, store/codes,
// report/codes. app/codes.hpp lists them all. docs/diagnostics/CODE.md explains each. A code is never reused.
#pragma once

#include <string_view>

#include "text/diagnostic.hpp"

namespace credence::text {

struct Code {
    std::string_view code;
    Level level = Level::error;  // as it is reported by default
    std::string_view title;      // a phrase: lower case, no full stop
};

}  // namespace credence::text
