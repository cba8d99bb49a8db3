// Drives the grammar over the tokens of a file, declaration by declaration and clause by clause, and goes on after errors: at
// the next keyword that starts a clause, the next entry or row, the next declaration. Checks the order of clauses.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/tree.hpp"
#include "text/diagnostic.hpp"

namespace credence::parse {

/// A declaration with slips, read as it was probably meant: a tree of tokens that are not all in the file.
struct MendedDeclaration {
    std::uint32_t first = 0;  // stands for these tokens of the file's tree
    std::uint32_t last = 0;
    syntax::SyntaxTree tree;  // of one declaration or several
};

struct ParsedTokens {
    syntax::SyntaxTree tree;  // lossless, with error nodes
    std::vector<MendedDeclaration> mended;  // in the order of the file
};

/// `tokens` with their layout. Errors are added to `diagnostics`.
[[nodiscard]] ParsedTokens parse_tokens(std::string_view file_text, text::FileId file, std::vector<syntax::Token> tokens,
                                              std::vector<text::Diagnostic>& diagnostics);

/// A tree of one expression, of tokens that end in `end`; without nodes where there is an error.
[[nodiscard]] syntax::SyntaxTree parse_expression_tokens(std::string_view file_text, text::FileId file,
                                                         std::vector<syntax::Token> tokens,
                                                         std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::parse
