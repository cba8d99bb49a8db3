// The order of clauses in a declaration: which stand twice, which come too early.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/forms.hpp"
#include "syntax/token.hpp"
#include "text/diagnostic.hpp"

namespace credence::parse {

/// Watches the clauses of one declaration as they are read and reports (E0010) the first that is out of order, and every one
/// that stands twice.
class ClauseOrder {
public:
    ClauseOrder(std::string_view file_text, text::FileId file, const std::vector<syntax::Token>& tokens,
                std::uint32_t declaration, const syntax::DeclarationForm& form, std::vector<text::Diagnostic>& diagnostics);

    /// The clause of tokens [first, last) was read.
    void add(std::uint32_t first, std::uint32_t last, syntax::TokenKind opener);

private:
    struct Seen {
        std::uint32_t first;
        std::uint32_t last;
        const syntax::ClauseForm* form;
    };

    [[nodiscard]] text::Span token_span(std::uint32_t token) const;
    [[nodiscard]] std::string declaration_title() const;
    void report_twice(const Seen& earlier, const Seen& later);
    void report_order(const Seen& early, const Seen& late);
    void add_joined(text::Diagnostic& diagnostic, const Seen& earlier, const Seen& later) const;
    void add_move(text::Diagnostic& diagnostic, const Seen& early, const Seen& late) const;

    std::string_view text_;
    text::FileId file_;
    const std::vector<syntax::Token>& tokens_;
    std::uint32_t declaration_;
    const syntax::DeclarationForm& form_;
    std::vector<text::Diagnostic>& diagnostics_;
    std::vector<Seen> seen_;
    bool order_reported_ = false;
};

}  // namespace credence::parse
