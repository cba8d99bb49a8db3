// The promise of the lossless tree, as a check.
#pragma once

#include <string>

#include "syntax/tree.hpp"

namespace credence::testing {

/// What is wrong with the tree of a source: tokens and blanks that do not tile it, nodes that do not nest. Empty: nothing.
[[nodiscard]] std::string tree_faults(const std::string& source, const syntax::SyntaxTree& tree);

}  // namespace credence::testing
