// From the lossless tree to the typed one: plain C++, one function a kind of node. Reports what the grammar leaves open:
// `and` mixed with `or`, holes of texts, missing clauses, rows of the wrong length.
#pragma once

#include <string_view>
#include <vector>

#include "parse/parse.hpp"
#include "syntax/ast.hpp"
#include "syntax/tree.hpp"
#include "text/diagnostic.hpp"

namespace credence::parse {

/// Pieces that all declarations are made of. A Lowering is of one tree.
class Lowering {
public:
    Lowering(const syntax::SyntaxTree& tree, std::string_view file_text, std::vector<text::Diagnostic>& diagnostics)
        : tree_(tree),
          text_(file_text),
          diagnostics_(diagnostics) {}

    [[nodiscard]] syntax::Expression expression(syntax::Cursor node);
    [[nodiscard]] syntax::Name name(std::uint32_t token) const;
    [[nodiscard]] syntax::Words words(std::uint32_t token) const;
    [[nodiscard]] syntax::Text text(std::uint32_t token);
    [[nodiscard]] syntax::TypeRef type(syntax::Cursor node) const;
    [[nodiscard]] syntax::Variable variable(syntax::Cursor node) const;
    [[nodiscard]] syntax::Value value(syntax::Cursor node) const;
    [[nodiscard]] syntax::Odds odds(syntax::Cursor node) const;
    [[nodiscard]] std::vector<syntax::Argument> arguments(syntax::Cursor node);

    [[nodiscard]] const syntax::Token& token(std::uint32_t index) const { return tree_.tokens()[index]; }
    [[nodiscard]] text::Span span(std::uint32_t token_index) const {
        return {tree_.file(), token(token_index).begin, token(token_index).end};
    }
    [[nodiscard]] std::string_view written(std::uint32_t index) const {
        return text_.substr(token(index).begin, token(index).end - token(index).begin);
    }
    text::Diagnostic& report(std::string code, text::Span place, std::string message, std::string label = {});

private:
    syntax::Expression reference(syntax::Cursor node);
    syntax::Expression literal(syntax::Cursor node);
    syntax::Expression comparison(syntax::Cursor node);
    syntax::Expression chain(syntax::Cursor node);
    syntax::Expression junction(syntax::Cursor node);
    syntax::Expression quantifier(syntax::Cursor node);
    void refuse_mixture(syntax::Cursor disjunction);

    std::vector<syntax::TextPart> parts(std::uint32_t token);
    void hole(std::uint32_t begin, std::uint32_t end, syntax::TextPart& part);

    const syntax::SyntaxTree& tree_;
    std::string_view text_;
    std::vector<text::Diagnostic>& diagnostics_;
    std::size_t chained_ = 0;  // terms of the chains around
    bool too_long_ = false;    // they are, and that was said
};

[[nodiscard]] syntax::Comparison comparison_of(syntax::TokenKind kind);

/// The only expression of a tree.
[[nodiscard]] syntax::Expression lower_expression(const syntax::SyntaxTree& tree, std::string_view file_text,
                                                  std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::parse
