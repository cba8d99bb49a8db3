// The productions of the language, for the parser's driver. Spirit stays in grammar.cpp. Each production reads tokens from a
// place, records the nodes it completes and, where it fails, how far it came and what could have stood there.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/token.hpp"
#include "syntax/tree.hpp"

namespace credence::parse {

/// Brackets and prefixes may nest this deep.
inline constexpr std::uint32_t deepest = 128;

/// What a run of productions shares. `tokens` ends in an `end` token, which no production takes.
struct Progress {
    const syntax::Token* tokens = nullptr;
    std::vector<syntax::Event> events;
    std::uint32_t furthest = 0;  // the last token at which something else was expected
    syntax::TokenSet expected;   // and what
    std::uint32_t depth = 0;
    bool too_deep = false;  // the depth was exceeded at `furthest`

    /// Completes a node; drops what failed alternatives have left behind.
    void record(syntax::NodeKind kind, std::uint32_t first, std::uint32_t last) {
        drop_after(last);
        events.push_back({kind, first, last});
    }
    void drop_after(std::uint32_t last) {
        while (!events.empty() && events.back().last > last) events.pop_back();
    }
};

/// Reads one production at token `at`; moves `at` and returns true, or leaves it.
using Production = bool (*)(Progress&, std::uint32_t& at);

/// A whole condition or expression.
bool parse_condition(Progress& progress, std::uint32_t& at);

/// The head of a declaration, its keyword included. Nothing for a word that opens no declaration.
[[nodiscard]] Production head_production(syntax::TokenKind declaration);

/// A clause of a declaration by the token that opens it. `given` and `expect` are read without their entries.
[[nodiscard]] Production clause_production(syntax::TokenKind declaration, syntax::TokenKind opener);

bool parse_given(Progress& progress, std::uint32_t& at);        // an entry
bool parse_expectation(Progress& progress, std::uint32_t& at);  // an entry
bool parse_columns(Progress& progress, std::uint32_t& at);      // the first row of a table
bool parse_ruling(Progress& progress, std::uint32_t& at);       // the second
bool parse_cells(Progress& progress, std::uint32_t& at);        // any other
bool parse_law(Progress& progress, std::uint32_t& at);          // of a property that does not begin with `never`

/// Words that cannot be names inside a condition.
[[nodiscard]] bool is_reserved(syntax::TokenKind kind);

/// The signs and words that may follow a complete operand, and those that begin one: messages name them together.
[[nodiscard]] const syntax::TokenSet& operators();
[[nodiscard]] const syntax::TokenSet& operand_starts();

}  // namespace credence::parse
