// What line breaks and margins mean, added to the tokens of a whole file: where declarations end, where clauses can start,
// where each line of `given`, `expect` and `bands` and each row of a table begins. After this the grammar needs no columns.
#pragma once

#include <vector>

#include "syntax/token.hpp"

namespace credence::syntax {

/// Ends each declaration, and the file, with an `end` token; opens entries and rows with tokens of no width; marks the keywords
/// that start a clause. A keyword first on its line does so where its declaration takes such a clause and the line is no more
/// indented than the least indented, or is not the continuation of a bracket, a comma or an operator.
[[nodiscard]] std::vector<Token> add_layout(const std::vector<Token>& tokens, std::uint32_t file_size);

}  // namespace credence::syntax
