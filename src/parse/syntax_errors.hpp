// Words for syntax errors: from how far the grammar came and what could have stood there to one diagnostic in the author's
// words.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parse/grammar.hpp"
#include "syntax/forms.hpp"
#include "text/diagnostic.hpp"

namespace credence::parse {

enum class Position : std::uint8_t { inside, inside_entry, inside_row, at_clause };

/// What an error is about: the tokens from `begin` on, which began a declaration, clause, entry or row.
struct Scene {
    std::string_view text;
    text::FileId file;
    const std::vector<syntax::Token>& tokens;
    const syntax::DeclarationForm* form = nullptr;  // of the declaration around; none for a condition alone
    std::uint32_t begin = 0;
    const Progress& progress;
};

[[nodiscard]] text::Diagnostic syntax_error(const Scene& scene, Position position);

/// Something at the margin that is no declaration's keyword.
[[nodiscard]] text::Diagnostic unknown_declaration(const Scene& scene);

/// A line of `given` or `expect` that holds nothing but a misspelt keyword of a clause: that keyword.
[[nodiscard]] std::optional<syntax::TokenKind> misspelt_clause(const Scene& scene);
[[nodiscard]] text::Diagnostic misspelt_clause_error(const Scene& scene, syntax::TokenKind meant);

/// The second row of a table is not of dashes.
[[nodiscard]] text::Diagnostic missing_ruling(const Scene& scene);

}  // namespace credence::parse
