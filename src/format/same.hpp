// Does a file that was laid out say what it said before?
#pragma once

#include <string_view>

#include "syntax/tree.hpp"

namespace credence::format {

/// The tokens from `first` to `last` of a tree, with the comments between them and the places where clauses and entries
/// begin, are those of `text`, but for breaks inside texts and the length of a table's dashes.
[[nodiscard]] bool says_the_same(std::string_view file_text, const syntax::SyntaxTree& tree, std::uint32_t first,
                                 std::uint32_t last, std::string_view text);

}  // namespace credence::format
