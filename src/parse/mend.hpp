// A syntax error mostly is one small slip: a comma that is missing, `is` for `=`, a bracket that is not closed. From where reading
// failed this proposes the slips that it may be, each with the tokens that would have been there without it; the parser takes
// the first with which it can read on. It does not read itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/forms.hpp"
#include "syntax/token.hpp"
#include "text/diagnostic.hpp"

namespace credence::parse {

/// Where reading failed, in the tokens of a declaration without their layout.
struct Failure {
    std::uint32_t begin = 0;     // of the clause, entry or row
    std::uint32_t at = 0;        // what did not fit; the number of tokens where something is missing at the end
    syntax::TokenSet expected;   // there
    std::size_t diagnostic = 0;  // its place among those of the declaration
};

struct Mend {
    std::uint32_t from = 0;  // tokens [from, to) are replaced
    std::uint32_t to = 0;
    std::vector<syntax::Token> instead;
    text::Fix fix;
    std::string code;     // where it is another than that of the failure; so also
    std::string message;  // and
    text::Span place;
    std::string label;
    std::vector<text::Label> secondary;
    std::string help;
    bool sure = false;    // also where reading fails again further on
    bool opaque = false;  // what now stands there cannot be looked into further
};

/// The likeliest first.
[[nodiscard]] std::vector<Mend> mends(std::string_view file_text, text::FileId file, const std::vector<syntax::Token>& tokens,
                                      const syntax::DeclarationForm* form, const Failure& failure);

[[nodiscard]] std::vector<syntax::Token> mended(const std::vector<syntax::Token>& tokens, const Mend& mend);

}  // namespace credence::parse
