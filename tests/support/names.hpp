// Names for tests that are made of discovered files.
#pragma once

#include <string>

namespace credence::testing {

/// The ASCII letters and digits of `text`, `_` for the rest: a name that GoogleTest accepts.
[[nodiscard]] inline std::string test_name(std::string text) {
    for (char& c : text) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!fits) c = '_';
    }
    return text;
}

}  // namespace credence::testing
