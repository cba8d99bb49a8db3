// From bytes to tokens, by hand. Never fails: what cannot be read becomes a token marked flawed and a diagnostic that says
// what to write instead. Does not know the grammar, only which words are keywords.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/token.hpp"
#include "text/diagnostic.hpp"

namespace credence::syntax {

/// The tokens of bytes [begin, end) of a file, without an `end` token. Spans are those of the file.
[[nodiscard]] std::vector<Token> lex(std::string_view file_text, std::uint32_t begin, std::uint32_t end, text::FileId file,
                                     std::vector<text::Diagnostic>& diagnostics);

/// A comment between two tokens, from its `#` to the end of its line.
struct Comment {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// The comments among the bytes [begin, end), which hold no token.
[[nodiscard]] std::vector<Comment> comments_between(std::string_view file_text, std::uint32_t begin, std::uint32_t end);

}  // namespace credence::syntax
