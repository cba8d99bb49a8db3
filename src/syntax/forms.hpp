// The form of each declaration: which clauses it takes, in which order, and which of them may be repeated. One table for the
// layout of tokens, the parser, the messages and the formatter; how a clause reads inside is the grammar's (parse/grammar.cpp).
#pragma once

#include <span>
#include <string_view>

#include "syntax/token.hpp"

namespace credence::syntax {

/// A clause by the token that opens it: a keyword, `=` of a define, `row` of a table, `entry` of bands.
struct ClauseForm {
    TokenKind opener = TokenKind::end;
    bool repeatable = false;
    bool required = false;
};

struct DeclarationForm {
    TokenKind keyword = TokenKind::end;
    std::string_view noun;  // "a proposition"
    std::span<const ClauseForm> clauses;
    bool ordered = false;  // clauses stand in the order of the list
    TokenSet openers;

    [[nodiscard]] const ClauseForm* clause(TokenKind opener) const;
};

/// Nothing for a word that opens no declaration.
[[nodiscard]] const DeclarationForm* declaration_form(TokenKind keyword);

/// All forms, in the order of the language's page.
[[nodiscard]] std::span<const DeclarationForm> declaration_forms();

/// How a clause is called in messages: "said of" for `said`, "the cases" for `=`.
[[nodiscard]] std::string_view clause_title(TokenKind opener);

}  // namespace credence::syntax
