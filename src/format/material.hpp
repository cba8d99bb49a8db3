// What the layout of a file works on: of each token how it looks on one line, what stands before it, where a line may be
// broken and where its author broke one for a reason. Knows the grammar's nodes, but places nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.hpp"

namespace credence::format {

/// A comment before a token.
struct Remark {
    std::string_view text;
    bool own_line = false;      // else it stands behind the token before
    bool blank_before = false;  // a blank line
    std::uint32_t column = 0;
};

class Material {
public:
    Material(std::string_view file_text, const syntax::SyntaxTree& tree);

    [[nodiscard]] const syntax::SyntaxTree& tree() const { return tree_; }
    [[nodiscard]] const syntax::Token& token(std::uint32_t i) const { return tree_.tokens()[i]; }
    [[nodiscard]] syntax::TokenKind kind(std::uint32_t i) const { return token(i).kind; }
    /// On one line, but for a text that cannot stand on one.
    [[nodiscard]] std::string_view look(std::uint32_t i) const;
    [[nodiscard]] const std::vector<Remark>& remarks(std::uint32_t i) const;
    /// A blank line directly before the token, behind its remarks.
    [[nodiscard]] bool blank_before(std::uint32_t i) const { return has(i, blank); }

    [[nodiscard]] bool spaced(std::uint32_t i) const { return has(i, space); }
    /// The author broke the line before this token, at a place where that is kept.
    [[nodiscard]] bool wanted_break(std::uint32_t i) const { return has(i, wanted); }
    /// `and`, `or`, `+` and the like between operands, and the signs between values.
    [[nodiscard]] bool is_operator(std::uint32_t i) const { return has(i, chain); }
    /// Of a comma: where the item behind it ends.
    [[nodiscard]] std::uint32_t item_end(std::uint32_t comma) const { return item_ends_[comma]; }

    /// Of tokens [first, last) on one line, from the first's first column on.
    [[nodiscard]] std::uint32_t width(std::uint32_t first, std::uint32_t last) const;
    /// No line is broken between the tokens [first, last).
    [[nodiscard]] bool unbroken(std::uint32_t first, std::uint32_t last) const { return next_break_[first + 1] >= last; }
    /// Do the tokens [first, last), up to the first comment between them, and what must follow them fit from this column on?
    /// Breaks that the author made do not count, so that a second layout decides as the first did.
    [[nodiscard]] bool fits(std::uint32_t first, std::uint32_t last, std::uint32_t column) const;
    /// The columns of what must stand on the line of the token before `i`, from `i` on.
    [[nodiscard]] std::uint32_t tail(std::uint32_t i) const { return tails_[i]; }

private:
    enum Mark : std::uint8_t { blank = 1, space = 2, wanted = 4, chain = 8, tight = 16, still = 32, opener = 64 };
    [[nodiscard]] bool has(std::uint32_t i, Mark mark) const { return (marks_[i] & mark) != 0; }
    void set(std::uint32_t i, Mark mark) { marks_[i] |= mark; }

    void read_gaps();
    void read_nodes();
    void read_lists();
    void measure();

    struct Remarked {
        std::uint32_t token;
        std::vector<Remark> remarks;
    };
    struct Looked {
        std::uint32_t token;
        std::string look;
    };

    std::string_view text_;
    const syntax::SyntaxTree& tree_;
    std::vector<std::uint8_t> marks_;
    std::vector<Remarked> remarks_;  // sorted by token
    std::vector<Looked> looks_;      // of texts that ran over lines, sorted by token
    std::vector<std::uint32_t> item_ends_;
    std::vector<std::uint32_t> widths_;       // of all tokens before, with their blanks
    std::vector<std::uint32_t> next_break_;   // the first token from here on before which a line is broken
    std::vector<std::uint32_t> next_remark_;  // and where a comment forces that
    std::vector<std::uint32_t> tails_;
};

}  // namespace credence::format
