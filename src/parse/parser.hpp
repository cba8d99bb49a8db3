// Drives the grammar over the tokens of a file, declaration by declaration and clause by clause, and goes on after errors: at
// the next keyword that starts a clause, the next entry or row, the next declaration. Checks the order of clauses.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/tree.hpp"
#include "text/diagnostic.hpp"

namespace credence::parse {

/// `tokens` with their layout. Errors are added to `diagnostics`.
[[nodiscard]] syntax::SyntaxTree parse_tokens(std::string_view file_text, text::FileId file, std::vector<syntax::Token> tokens,
                                              std::vector<text::Diagnostic>& diagnostics);

/// A tree of one expression, of tokens that end in `end`; without nodes where there is an error.
[[nodiscard]] syntax::SyntaxTree parse_expression_tokens(std::string_view file_text, text::FileId file,
                                                         std::vector<syntax::Token> tokens,
                                                         std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::parse
