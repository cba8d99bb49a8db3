// Writes a file anew, declaration by declaration. Holds the place where it writes and what the brackets around it ask for;
// the shapes of the constructs are spread over lines.cpp (tokens, lists, conditions), clauses.cpp (declarations), heads.cpp
// (their first lines) and columns.cpp (what stands in columns).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/material.hpp"
#include "syntax/forms.hpp"

namespace credence::format {

inline constexpr std::uint32_t indent = 2;        // of clauses
inline constexpr std::uint32_t deep = 4;          // of entries and cases
inline constexpr std::uint32_t widest_part = 48;  // wider ones run over their column

[[nodiscard]] inline bool is_value_list(syntax::TokenKind declaration) {
    return declaration == syntax::TokenKind::kw_scale || declaration == syntax::TokenKind::kw_choice;
}

/// Tokens [first, last).
struct Part {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    [[nodiscard]] bool empty() const { return first == last; }
};

/// The first line of a declaration, in parts that neighbours align; the last part is never padded.
struct Head {
    std::vector<Part> parts;            // some may be empty
    std::vector<std::uint32_t> widths;  // to which they are padded; nothing: not at all
};

class Printer {
public:
    explicit Printer(const Material& material) : m_(material), roots_(syntax::top_level(material.tree())) {}

    /// The whole file. `kept[d]`: declaration d stays as it is written.
    [[nodiscard]] std::string file(std::string_view file_text, const std::vector<bool>& kept);
    /// Where each declaration stands in what was written, without the comments around it.
    [[nodiscard]] const std::vector<std::pair<std::size_t, std::size_t>>& places() const { return places_; }

private:
    using Cursor = syntax::Cursor;
    using TokenKind = syntax::TokenKind;

    // --- lines.cpp: where the next token goes
    void write(std::string_view text);
    void blanks_to(std::uint32_t column);
    void new_line(std::uint32_t column);
    /// Ends the line before token `i`, behind the remarks that belong there, and goes on at `column`; remarks on lines of
    /// their own stand at `remark_column`.
    void break_before(std::uint32_t i, std::uint32_t column, bool keep_blank = false);
    void remarks_before(std::uint32_t i, std::uint32_t column, bool keep_blank);
    void put(std::uint32_t i);
    void put_text(std::uint32_t i);
    [[nodiscard]] std::uint32_t column_of(std::uint32_t i) const { return column_ + (!fresh_ && m_.spaced(i) ? 1 : 0); }

    // --- lines.cpp: conditions and lists
    void print(Cursor node);
    void chain(Cursor node);
    /// The tokens [first, last) of a node, with the nodes below it that lie there.
    void walk(Cursor node, std::uint32_t first, std::uint32_t last);
    void step(std::uint32_t i);
    [[nodiscard]] bool may_break() const { return !flat_ && (depth_ > 0 || !in_entry_); }
    /// A word that would open a clause, were it the first of a line.
    [[nodiscard]] bool opens(std::uint32_t i) const;

    // --- clauses.cpp
    void separate(std::size_t declaration);
    void declaration(std::size_t index);
    void clause(Cursor clause, bool first);
    void entries(Cursor clause);
    [[nodiscard]] std::uint32_t keyword_width(Cursor declaration) const;

    // --- heads.cpp
    void head(Cursor head, const Head& shape);
    [[nodiscard]] std::uint32_t first_line_end(Cursor declaration) const;
    [[nodiscard]] Head shape_of(Cursor declaration) const;
    void align_heads();
    [[nodiscard]] bool joins(std::size_t declaration) const;
    [[nodiscard]] std::vector<std::uint32_t> shared_widths(std::size_t begin, std::size_t end) const;
    [[nodiscard]] bool fit(std::size_t begin, std::size_t end, const std::vector<std::uint32_t>& widths) const;

    // --- columns.cpp
    void values(Cursor node, std::uint32_t first, std::uint32_t separator_column, std::uint32_t item_column);
    void value_head(Cursor head, const Head& shape);
    void cases(Cursor clause);
    void bands(const std::vector<Cursor>& bands, bool first);
    void rows(const std::vector<Cursor>& rows, bool first);
    [[nodiscard]] std::string flat(std::uint32_t first, std::uint32_t last) const;

    const Material& m_;
    std::vector<Cursor> roots_;
    std::vector<Head> heads_;
    std::vector<std::pair<std::size_t, std::size_t>> places_;
    const syntax::DeclarationForm* form_ = nullptr;  // of the declaration that is written
    std::uint32_t keywords_ = 0;                     // the width of its clauses' keywords
    std::uint32_t anchors_ = 0;                      // and of the values that have an anchor
    bool indented_ = false;                          // it has lines at the indent of clauses

    std::string out_;
    std::uint32_t column_ = 0;
    bool fresh_ = true;                        // no blank before the next token
    std::uint32_t remarked_ = 0;               // the token whose remarks were written last, plus one
    std::uint32_t entry_column_ = UINT32_MAX;  // where the entries above were written, if they came last

    std::uint32_t hang_ = 0;   // where lines go on
    std::uint32_t floor_ = 0;  // operators do not stand further left
    std::uint32_t depth_ = 0;
    bool flat_ = false;
    bool in_entry_ = false;
};

}  // namespace credence::format
