#include <fmt/format.h>

#include "parse/mender.hpp"
#include "syntax/lexer.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;
using text::Span;

std::vector<Token> Mender::read(std::string_view instead, std::uint32_t from, std::uint32_t to, bool& opaque) const {
    std::vector<text::Diagnostic> none;
    auto out = syntax::lex(instead, 0, static_cast<std::uint32_t>(instead.size()), file_, none);
    auto next = from;
    auto place = there(from) ? tokens_[from].begin : tokens_.back().end;
    for (auto& token : out) {
        const auto spelt = instead.substr(token.begin, token.end - token.begin);
        auto same = next;
        while (same < to && written(same) != spelt) ++same;
        const bool own = !syntax::is_keyword(token.kind) && (token.kind == name || token.kind < left_parenthesis);
        token.first_on_line = false;
        token.column = 0;
        if (same < to) {
            token.begin = tokens_[same].begin;
            token.end = place = tokens_[same].end;
            next = same + 1;
        } else {
            opaque = opaque || own;
            token.begin = token.end = place;
            if (from + 1 == to && out.size() == 1) token.end = tokens_[from].end;
        }
    }
    if (!out.empty() && from < to && tokens_[from].first_on_line) {
        out.front().first_on_line = true;
        out.front().column = tokens_[from].column;
    }
    return out;
}

Mend& Mender::append(std::uint32_t at, const std::string& added) {
    Mend mend;
    mend.from = mend.to = at;
    mend.instead = read(added, at, at, mend.opaque);
    const auto place = tokens_[at - 1].end;
    for (auto& token : mend.instead) token.begin = token.end = place;
    mend.fix = {fmt::format("write `{}` after {}", lstripped(added), quoted(at - 1)), {{{file_, place, place}, added}}, false};
    out_.push_back(std::move(mend));
    return out_.back();
}

Mend& Mender::prepend(std::uint32_t at, const std::string& added) {
    Mend mend;
    mend.from = mend.to = at;
    mend.instead = read(added, at, at, mend.opaque);
    mend.instead.front().first_on_line = tokens_[at].first_on_line;
    mend.instead.front().column = tokens_[at].column;
    const auto place = tokens_[at].begin;
    mend.fix = {fmt::format("write `{}` before {}", added, quoted(at)), {{{file_, place, place}, added + " "}}, false};
    out_.push_back(std::move(mend));
    return out_.back();
}

Mend& Mender::remove(std::uint32_t from, std::uint32_t to) {
    Mend mend;
    mend.from = from;
    mend.to = to;
    auto cut = span(from, to);
    // With the blanks before it, or behind it at the start of a line.
    if (tokens_[from].first_on_line && there(to) && !first(to)) {
        cut.end = tokens_[to].begin;
    } else if (from > 0 && !tokens_[from].first_on_line) {
        const auto between = text_.substr(tokens_[from - 1].end, cut.begin - tokens_[from - 1].end);
        if (between.find_first_not_of(" \t") == std::string_view::npos && (first(to) || kind(from) == name || word(from)))
            cut.begin = tokens_[from - 1].end;
    }
    mend.fix = {fmt::format("remove `{}`", slice(from, to)), {{cut, ""}}, false};
    out_.push_back(std::move(mend));
    return out_.back();
}

std::vector<std::string> Mender::keywords() const {
    std::vector<std::string> out;
    for (auto i = static_cast<std::size_t>(syntax::first_keyword); i < static_cast<std::size_t>(count_of_kinds); ++i) {
        const auto k = static_cast<TokenKind>(i);
        const bool clause = form_ != nullptr && form_->clause(k) != nullptr && first(at_);
        if (expected_.contains(k) || clause) out.emplace_back(syntax::spelling(k));
    }
    if (at_ == 0) {
        for (const auto& form : syntax::declaration_forms()) out.emplace_back(syntax::spelling(form.keyword));
    }
    return out;
}

std::optional<std::uint32_t> Mender::reference_before(std::uint32_t to) const {
    if (to <= begin_) return {};
    auto i = to - 1;
    if (kind(i) == right_parenthesis) {
        for (int depth = 0; i > begin_; --i) {
            if (kind(i) == right_parenthesis) ++depth;
            if (kind(i) == left_parenthesis && --depth == 0) break;
        }
        if (i == begin_) return {};
        --i;
    }
    return word(i) ? std::optional(i) : std::nullopt;
}

void Mender::literal(std::uint32_t from, std::uint32_t to, text::Fix fix, std::string code, Span place, std::string message) {
    Mend mend;
    mend.from = from;
    mend.to = to;
    Token whole = tokens_[from];
    whole.kind = text;
    whole.end = tokens_[to - 1].end;
    mend.instead = {whole};
    mend.fix = std::move(fix);
    mend.opaque = true;
    say(mend, std::move(code), place, std::move(message));
    out_.push_back(std::move(mend));
}

std::vector<Mend> mends(std::string_view file_text, text::FileId file, const std::vector<Token>& tokens,
                        const syntax::DeclarationForm* form, const Failure& failure) {
    return Mender(file_text, file, tokens, form, failure).all();
}

std::vector<Token> mended(const std::vector<Token>& tokens, const Mend& mend) {
    std::vector<Token> out(tokens.begin(), tokens.begin() + mend.from);
    out.insert(out.end(), mend.instead.begin(), mend.instead.end());
    const auto rest = out.size();
    out.insert(out.end(), tokens.begin() + mend.to, tokens.end());
    if (mend.instead.empty() && rest < out.size() && tokens[mend.from].first_on_line && !out[rest].first_on_line) {
        out[rest].first_on_line = true;
        out[rest].column = tokens[mend.from].column;
    }
    if (mend.from == mend.to && rest < out.size() && !mend.instead.empty() && mend.instead.front().first_on_line)
        out[rest].first_on_line = false;
    return out;
}

}  // namespace credence::parse
