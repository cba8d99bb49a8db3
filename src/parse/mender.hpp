// What the slips of mend.hpp are made with: the tokens around a failure, and changes of them. One function for each slip; words and
// quotes are in mend_words.cpp, signs and brackets in mend_signs.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/mend.hpp"

namespace credence::parse {

class Mender {
public:
    Mender(std::string_view all, text::FileId file, const std::vector<syntax::Token>& tokens,
           const syntax::DeclarationForm* form, const Failure& failure)
        : text_(all),
          file_(file),
          tokens_(tokens),
          form_(form),
          expected_(failure.expected),
          begin_(failure.begin),
          at_(failure.at) {
        // What stopped making sense mostly belongs to the clause before it.
        while (begin_ > 0 && begin_ >= at_) --begin_;
        while (begin_ > 0 && !(first(begin_) && form_ != nullptr && form_->clause(kind(begin_)) != nullptr)) --begin_;
    }

    std::vector<Mend> all() {
        keyword_of_another_case();
        misspelt(at_);
        if (at_ > begin_) misspelt_before();
        torn_sign();
        known_behind();
        words_of_elsewhere();
        arrow();
        only_one_expected();
        lists_with_commas();
        decimal_comma();
        sign_for_sign();
        unit();
        inner_quotes();
        missing_quotes();
        unclosed();
        chain();
        insert();
        opener();
        set_brackets();
        untyped_parameter();
        surplus();
        quantified_for();
        call_without_brackets();
        indented_declaration();
        name_in_pieces();
        keyword_as_name();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
    [[nodiscard]] bool there(std::uint32_t i) const { return i < size(); }
    [[nodiscard]] syntax::TokenKind kind(std::uint32_t i) const { return there(i) ? tokens_[i].kind : syntax::TokenKind::end; }
    [[nodiscard]] bool word(std::uint32_t i) const { return there(i) && syntax::is_word(tokens_[i].kind); }
    [[nodiscard]] bool first(std::uint32_t i) const { return !there(i) || tokens_[i].first_on_line; }
    [[nodiscard]] std::string_view written(std::uint32_t i) const {
        return there(i) ? text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin) : std::string_view();
    }
    [[nodiscard]] text::Span span(std::uint32_t i) const { return {file_, tokens_[i].begin, tokens_[i].end}; }
    [[nodiscard]] text::Span span(std::uint32_t from, std::uint32_t to) const {
        return {file_, tokens_[from].begin, tokens_[to - 1].end};
    }
    [[nodiscard]] std::string slice(std::uint32_t from, std::uint32_t to) const {
        return std::string(text_.substr(tokens_[from].begin, tokens_[to - 1].end - tokens_[from].begin));
    }
    /// Right behind each other, without a blank.
    [[nodiscard]] bool adjacent(std::uint32_t i) const { return i > 0 && there(i) && tokens_[i - 1].end == tokens_[i].begin; }
    [[nodiscard]] bool one_line(std::uint32_t from, std::uint32_t to) const {
        for (auto i = from + 1; i < to; ++i) {
            if (first(i)) return false;
        }
        return from < to && there(to - 1);
    }
    [[nodiscard]] std::uint32_t line_end(std::uint32_t from) const {
        while (!first(from)) ++from;
        return from;
    }
    [[nodiscard]] std::string quoted(std::uint32_t i) const {
        const auto all = written(i);
        return kind(i) == syntax::TokenKind::text || all.size() > 30 ? "this" : fmt::format("`{}`", all);
    }
    // The tokens of a text that is to stand for tokens [from, to). Words that stand there already keep their place; others are
    // unknown to whoever looks the text up.
    std::vector<syntax::Token> read(std::string_view instead, std::uint32_t from, std::uint32_t to, bool& opaque) const;
    Mend& replace(std::uint32_t from, std::uint32_t to, const std::string& instead, bool safe) {
        Mend mend;
        mend.from = from;
        mend.to = to;
        mend.instead = read(instead, from, to, mend.opaque);
        mend.fix = {fmt::format("write `{}`", instead), {{span(from, to), instead}}, safe};
        out_.push_back(std::move(mend));
        return out_.back();
    }
    /// Behind the token before `at`, as `,` and `)` stand.
    Mend& append(std::uint32_t at, const std::string& added);
    /// Before the token at `at`, as words stand.
    Mend& prepend(std::uint32_t at, const std::string& added);
    Mend& remove(std::uint32_t from, std::uint32_t to);
    static std::string lstripped(std::string_view s) {
        return std::string(s.substr(std::min(s.find_first_not_of(' '), s.size())));
    }
    static void say(Mend& mend, std::string code, text::Span place, std::string message, std::string help = {}) {
        mend.code = std::move(code);
        mend.place = place;
        mend.message = std::move(message);
        mend.help = std::move(help);
    }
    /// The keywords that could stand at the failure.
    [[nodiscard]] std::vector<std::string> keywords() const;
    /// Where the reference begins that ends before `to`: `f(x)` or a name.
    [[nodiscard]] std::optional<std::uint32_t> reference_before(std::uint32_t to) const;
    void literal(std::uint32_t from, std::uint32_t to, text::Fix fix, std::string code, text::Span place, std::string message);

    void keyword_of_another_case();
    void misspelt(std::uint32_t i);
    void misspelt_before();
    void known_behind();
    void words_of_elsewhere();
    void only_one_expected();
    void opener();
    void name_in_pieces();
    void keyword_as_name();
    void quantified_for();
    void call_without_brackets();
    void indented_declaration();
    void inner_quotes();
    void missing_quotes();
    void unit();

    void torn_sign();
    void arrow();
    void lists_with_commas();
    void sign_for_sign();
    void decimal_comma();
    void unclosed();
    void chain();
    void insert();
    void set_brackets();
    void untyped_parameter();
    void surplus();

    std::string_view text_;
    text::FileId file_;
    const std::vector<syntax::Token>& tokens_;
    const syntax::DeclarationForm* form_;
    const syntax::TokenSet& expected_;
    std::uint32_t begin_, at_;
    std::vector<Mend> out_;
};

}  // namespace credence::parse
