// Declarations as one string without spans: two files that say the same have the same.
#pragma once

#include <string>
#include <vector>

#include "syntax/ast.hpp"

namespace credence::testing {

/// One line a declaration, all fields in it.
[[nodiscard]] std::string dump(const std::vector<syntax::Declaration>& declarations);

}  // namespace credence::testing
