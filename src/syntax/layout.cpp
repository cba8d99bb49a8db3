#include "syntax/layout.hpp"

#include <algorithm>
#include <span>

#include "syntax/forms.hpp"

namespace credence::syntax {
namespace {

using enum TokenKind;

// A line that follows one of these goes on with it.
constexpr TokenSet continues{left_parenthesis, left_brace,    comma, colon, dots, pipe,  equal,  not_equal, less,  less_equal,
                             greater,          greater_equal, plus,  minus, star, slash, kw_and, kw_or,     kw_not};

class Layout {
public:
    Layout(std::vector<Token>& out, std::span<const Token> tokens) : out_(out), tokens_(tokens) {}

    void add() {
        form_ = declaration_form(tokens_[0].kind);
        const bool has_form = form_ != nullptr && tokens_[0].at_margin();
        rows_ = has_form && form_->openers.contains(row);
        entries_ = has_form && form_->openers.contains(entry);
        for (std::size_t i = 1; i < tokens_.size(); ++i) {
            if (tokens_[i].first_on_line) indent_ = std::min(indent_, tokens_[i].column);
        }
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            Token token = tokens_[i];
            if (has_form && i > 0) {
                if (token.first_on_line) {
                    start_line(token, tokens_[i - 1].kind);
                } else if (out_.back().starts_clause && opens_entries(out_.back().kind)) {
                    out_.push_back(mark(entry, token.begin));
                }
            }
            if (token.kind == left_parenthesis || token.kind == left_brace) ++depth_;
            if ((token.kind == right_parenthesis || token.kind == right_brace) && depth_ > 0) --depth_;
            out_.push_back(token);
        }
        out_.push_back(mark(end, tokens_.back().end));
    }

private:
    [[nodiscard]] bool opens_entries(TokenKind kind) const {
        return (kind == kw_given || kind == kw_expect) && form_->openers.contains(kind);
    }

    static Token mark(TokenKind kind, std::uint32_t at) {
        Token token;
        token.kind = kind;
        token.begin = token.end = at;
        return token;
    }

    // Inside a bracket a line is the next entry, the bracket was never closed, where it begins as the entries before it did.
    [[nodiscard]] bool starts_as_entries_do(const Token& token, TokenKind before) const {
        return token.column == entry_column_ && is_word(token.kind) && !continues.contains(before);
    }

    void start_line(Token& token, TokenKind before) {
        const bool outside = depth_ == 0 && !continues.contains(before);
        if (form_->openers.contains(token.kind) && is_keyword(token.kind) &&
            (token.column <= indent_ || (outside && !entries_))) {
            token.starts_clause = true;
            depth_ = 0;
            const bool bands = form_->openers.contains(entry);
            entries_ = bands || opens_entries(token.kind);
        } else if (entries_ && ((depth_ == 0 && before != comma) || starts_as_entries_do(token, before))) {
            depth_ = 0;
            entry_column_ = token.column;
            out_.push_back(mark(entry, token.begin));
        } else if (rows_ && token.kind == pipe) {
            depth_ = 0;
            out_.push_back(mark(row, token.begin));
        }
    }

    std::vector<Token>& out_;
    std::span<const Token> tokens_;
    const DeclarationForm* form_ = nullptr;
    std::uint16_t indent_ = 65'535;
    int entry_column_ = -1;
    int depth_ = 0;
    bool rows_ = false;
    bool entries_ = false;
};

}  // namespace

std::vector<Token> add_layout(const std::vector<Token>& tokens, std::uint32_t file_size) {
    std::vector<Token> out;
    out.reserve(tokens.size() + tokens.size() / 8 + 1);
    for (std::size_t first = 0; first < tokens.size();) {
        auto last = first + 1;
        while (last < tokens.size() && !tokens[last].at_margin()) ++last;
        Layout(out, std::span(tokens).subspan(first, last - first)).add();
        first = last;
    }
    Token file_end;
    file_end.begin = file_end.end = file_size;
    out.push_back(file_end);
    return out;
}

}  // namespace credence::syntax
