#include "syntax/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "syntax/forms.hpp"
#include "syntax/lexer_words.hpp"

namespace credence::syntax {
namespace {

using enum TokenKind;
using text::Diagnostic;
using text::Span;

enum class Class : std::uint8_t { other, blank, line_break, letter, digit, quote, comment, sign };

constexpr auto classes = [] {
    std::array<Class, 256> table{};
    const auto set = [&](std::string_view bytes, Class c) {
        for (const char b : bytes) table[static_cast<unsigned char>(b)] = c;
    };
    set(" \t\r", Class::blank);
    set("\n", Class::line_break);
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = Class::letter;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = Class::letter;
    set("_", Class::letter);
    set("0123456789", Class::digit);
    set("\"", Class::quote);
    set("#", Class::comment);
    set("(){},:.|=!<>+-*/&;", Class::sign);
    return table;
}();

constexpr Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }
constexpr bool is_digit(char c) { return class_of(c) == Class::digit; }
constexpr bool is_word_byte(char c) { return class_of(c) == Class::letter || is_digit(c); }
constexpr bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// After so many texts that are never closed the lexer stops looking for the first of them.
constexpr int most_rewinds = 16;

constexpr std::uint32_t usual_indent = 4;

class Lexer {
public:
    Lexer(std::string_view all, std::uint32_t begin, std::uint32_t end, text::FileId file, std::vector<Diagnostic>& diagnostics)
        : text_(all.substr(0, end)),
          file_(file),
          diagnostics_(diagnostics),
          at_(begin),
          line_begin_(begin) {
        tokens_.reserve((end - begin) / 6 + 8);
        if (begin == 0 && text_.starts_with("\xEF\xBB\xBF")) at_ = line_begin_ = 3;
        line_start_ = begin == 0;
    }

    std::vector<Token> run() {
        while (at_ < text_.size()) step();
        return std::move(tokens_);
    }

private:
    void step() {
        const std::uint32_t begin = at_;
        switch (class_of(text_[at_])) {
            case Class::blank: ++at_; return;
            case Class::line_break:
                line_begin_ = ++at_;
                line_start_ = true;
                return;
            case Class::comment: at_ = line_end(at_); return;
            case Class::letter: return word(begin);
            case Class::digit: return number_or_date(begin);
            case Class::quote: return quoted(begin);
            case Class::sign: return sign(begin);
            case Class::other: return odd(begin);
        }
    }

    [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
        return text_.substr(begin, end - begin);
    }
    [[nodiscard]] std::uint32_t line_end(std::uint32_t from) const {
        const auto found = text_.find('\n', from);
        return static_cast<std::uint32_t>(found == std::string_view::npos ? text_.size() : found);
    }

    void push(TokenKind kind, std::uint32_t begin, bool flawed = false) {
        Token token;
        token.begin = begin;
        token.end = at_;
        token.kind = kind;
        token.flawed = flawed;
        if (line_start_) {
            token.first_on_line = true;
            token.column = static_cast<std::uint16_t>(std::min<std::uint32_t>(begin - line_begin_, 65'535));
            if (token.column == 0) declaration_ = tokens_.size();
            line_start_ = false;
        }
        tokens_.push_back(token);
    }

    Diagnostic& report(std::string code, std::uint32_t begin, std::uint32_t end, std::string message, std::string label = {}) {
        Diagnostic d;
        d.code = std::move(code);
        d.message = std::move(message);
        d.primary = {Span{file_, begin, end}, std::move(label)};
        diagnostics_.push_back(std::move(d));
        return diagnostics_.back();
    }

    static void fix(Diagnostic& d, std::string replacement) {
        const auto title = fmt::format("write `{}`", replacement);
        d.fixes.push_back({title, {{d.primary.span, std::move(replacement)}}, true});
    }

    void word(std::uint32_t begin) {
        do ++at_;
        while (at_ < text_.size() && is_word_byte(text_[at_]));
        if (is_beyond_ascii(peek()) && !odd_character(text_.substr(at_))) return foreign_word(begin);
        const auto spelt = slice(begin, at_);
        push(spelt == "_" ? wildcard : word_kind(spelt), begin);
    }

    // A word with letters beyond a to z stays one word, so that one mistake is one error.
    void foreign_word(std::uint32_t begin) {
        std::uint32_t first_odd = begin;
        while (first_odd < text_.size() && !is_beyond_ascii(text_[first_odd])) ++first_odd;
        while (at_ < text_.size() &&
               (is_word_byte(text_[at_]) || (is_beyond_ascii(text_[at_]) && !odd_character(text_.substr(at_)))))
            ++at_;
        auto& d = report("E0007", begin, at_, fmt::format("`{}` cannot stand in a name", code_point(text_.substr(first_odd))));
        d.help = "names are made of the letters a to z, A to Z, digits and _; words for people stand in quotes, as labels";
        push(name, begin, true);
    }

    void number_or_date(std::uint32_t begin) {
        at_ += date_length(text_.substr(begin));
        if (at_ > begin) {
            const auto spelt = slice(begin, at_);
            const bool is_time = spelt.size() > 10;
            const bool valid = is_time ? parse_time(spelt).has_value() : Date::parse(spelt).has_value();
            if (!valid) {
                auto& d = report("E0009", begin, at_, fmt::format("there is no {} {}", is_time ? "moment" : "date", spelt));
                d.help = is_time ? "a time is written 2026-03-11T09:00Z" : "a date is written 2026-02-28, a month 2026-02";
            }
            return push(is_time ? time : date, begin, !valid);
        }
        while (is_digit(peek())) ++at_;
        if (peek() == '.' && is_digit(peek(1))) {
            ++at_;
            while (is_digit(peek())) ++at_;
        }
        if (class_of(peek()) == Class::letter) {
            const auto digits_end = at_;
            while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
            auto& d = report("E0007", begin, at_, fmt::format("`{}` is neither a number nor a name", slice(begin, at_)));
            d.help = fmt::format("a name starts with a letter; a number and its unit stand apart: `{} {}`",
                                 slice(begin, digits_end), slice(digits_end, at_));
            return push(number, begin, true);
        }
        const auto spelt = slice(begin, at_);
        const bool valid = spelt.size() <= 9 || Decimal::parse(spelt).has_value();
        if (!valid) {
            auto& d = report("E0009", begin, at_, "this number is too long");
            d.help = "numbers go up to 9223372036 and have at most nine digits after the point";
        }
        push(number, begin, !valid);
    }

    // A text ends at the next quote that no backslash precedes. It cannot run past a line that starts at the left margin.
    void quoted(std::uint32_t begin) {
        bool spans_lines = false;
        bool suspicious = false;
        const auto indent = std::max(line_start(text_.substr(line_begin_)).indent, usual_indent);
        std::uint32_t line = line_begin_;
        for (++at_;; ++at_) {
            at_ = static_cast<std::uint32_t>(std::min(text_.find_first_of("\"\\\n", at_), text_.size()));
            if (at_ >= text_.size()) break;
            if (text_[at_] == '\\' && peek(1) == '"') {
                ++at_;
            } else if (text_[at_] == '"') {
                ++at_;
                push(TokenKind::text, begin);
                line_begin_ = line;
                if (spans_lines) spanning_.push_back({tokens_.size() - 1, suspicious || is_word_byte(peek())});
                return;
            } else if (text_[at_] == '\n') {
                spans_lines = true;
                line = at_ + 1;
                if (starts_at_margin(text_.substr(line))) break;
                suspicious = suspicious || looks_like_clause(text_.substr(line), indent);
            }
        }
        unclosed(begin);
    }

    // A line that is no further indented and begins with a keyword that starts a clause of this declaration.
    [[nodiscard]] bool looks_like_clause(std::string_view line, std::uint32_t indent) const {
        const auto start = line_start(line);
        const auto* form = declaration_ < tokens_.size() ? declaration_form(tokens_[declaration_].kind) : nullptr;
        return form != nullptr && start.indent <= indent && is_keyword(word_kind(start.word)) &&
               form->openers.contains(word_kind(start.word));
    }

    // Which text was left open? The first of this declaration that swallowed what looks like a clause, or that ends where a
    // word begins, as texts do that are read inside out; else the last.
    void unclosed(std::uint32_t begin) {
        at_ = begin;
        if (rewinds_ < most_rewinds) {
            const auto culprit = std::find_if(spanning_.begin(), spanning_.end(), [&](const Spanning& s) {
                return s.suspicious && s.token >= declaration_ && tokens_[s.token].begin >= settled_;
            });
            if (culprit != spanning_.end()) {
                ++rewinds_;
                at_ = begin = tokens_[culprit->token].begin;
                line_start_ = tokens_[culprit->token].first_on_line;
                discard_reports_from(begin);
                tokens_.resize(culprit->token);
                spanning_.erase(culprit, spanning_.end());
                const auto before = text_.rfind('\n', begin);
                line_begin_ = before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
            }
        }
        at_ = line_end(begin);
        while (at_ > begin + 1 && class_of(text_[at_ - 1]) == Class::blank) --at_;
        settled_ = at_;
        auto& d = report("E0003", begin, at_, "this text in quotes is never closed", "opened here");
        d.help = "close it with \"; a text may go on over lines that are indented; a quote inside is written \\\"";
        push(TokenKind::text, begin, true);
    }

    void discard_reports_from(std::uint32_t begin) {
        std::erase_if(diagnostics_,
                      [&](const Diagnostic& d) { return d.primary.span.file == file_ && d.primary.span.begin >= begin; });
    }

    void sign(std::uint32_t begin) {
        const auto rest = text_.substr(at_);
        if (const auto foreign = foreign_sign(rest)) {
            at_ += static_cast<std::uint32_t>(foreign->written.size());
            auto& d = report("E0005", begin, at_, fmt::format("`{}` is not a sign of this language", foreign->written));
            if (foreign->instead.empty()) {
                d.help = std::string(foreign->help);
                return push(bad, begin, true);
            }
            fix(d, std::string(foreign->instead));
            return push(foreign->kind, begin, true);
        }
        const auto [kind, length] = sign_at(rest);
        at_ += length;
        if (kind == bad) report("E0007", begin, at_, fmt::format("`{}` means nothing here", slice(begin, at_)));
        push(kind, begin, kind == bad);
    }

    void odd(std::uint32_t begin) {
        if (const auto known = odd_character(text_.substr(begin))) {
            if (known->kind == OddKind::quote) return curly_text(begin, *known);
            at_ += static_cast<std::uint32_t>(known->bytes.size());
            auto& d = report("E0007", begin, at_, std::string(known->message));
            if (!known->instead.empty()) fix(d, std::string(known->instead));
            if (known->kind == OddKind::blank) {
                if (known->instead.empty()) d.fixes.push_back({"remove it", {{d.primary.span, ""}}, true});
                return;
            }
            return push(known->token, begin, true);
        }
        if (is_beyond_ascii(text_[begin])) return foreign_word(begin);
        ++at_;
        const auto code = static_cast<unsigned char>(text_[begin]);
        const auto shown =
            code < 0x20 || code == 0x7F ? fmt::format("the control character {:02X}", code) : fmt::format("`{}`", text_[begin]);
        auto& d = report("E0007", begin, at_, shown + " means nothing here");
        if (text_[begin] == '\'') d.help = "texts stand in double quotes: \"…\"";
        if (text_[begin] == '[') d.help = "a set is written {a, b}, a range a..b";
        push(bad, begin, true);
    }

    // “a text” as a word processor writes it: one error for both quotes.
    void curly_text(std::uint32_t begin, const OddCharacter& opener) {
        const auto inner = begin + static_cast<std::uint32_t>(opener.bytes.size());
        const auto stop = line_end(inner);
        for (at_ = inner; at_ < stop; ++at_) {
            const auto closer = odd_character(text_.substr(at_));
            const bool closes = text_[at_] == '"' || (closer && closer->kind == OddKind::quote);
            if (!closes) continue;
            const auto length = text_[at_] == '"' ? 1 : static_cast<std::uint32_t>(closer->bytes.size());
            auto& d = report("E0007", begin, at_ + length, std::string(opener.message));
            d.fixes.push_back(
                {"write straight quotes", {{Span{file_, begin, inner}, "\""}, {Span{file_, at_, at_ + length}, "\""}}, true});
            at_ += length;
            return push(TokenKind::text, begin, true);
        }
        at_ = inner;
        report("E0007", begin, at_, std::string(opener.message));
        push(bad, begin, true);
    }

    struct Spanning {
        std::size_t token;
        bool suspicious;  // should perhaps have ended before
    };

    std::string_view text_;
    text::FileId file_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<Token> tokens_;
    std::vector<Spanning> spanning_;  // texts over several lines
    std::uint32_t at_;
    std::uint32_t line_begin_;
    std::uint32_t settled_ = 0;    // texts before this place are decided
    std::size_t declaration_ = 0;  // the token that opened this declaration
    int rewinds_ = 0;
    bool line_start_ = true;
};

}  // namespace

std::vector<Token> lex(std::string_view file_text, std::uint32_t begin, std::uint32_t end, text::FileId file,
                       std::vector<Diagnostic>& diagnostics) {
    return Lexer(file_text, begin, end, file, diagnostics).run();
}

std::vector<Comment> comments_between(std::string_view file_text, std::uint32_t begin, std::uint32_t end) {
    std::vector<Comment> comments;
    while (begin < end) {
        const auto start = file_text.find('#', begin);
        if (start == std::string_view::npos || start >= end) break;
        auto stop = std::min(file_text.find('\n', start), std::size_t{end});
        if (stop > start && file_text[stop - 1] == '\r') --stop;
        comments.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(stop)});
        begin = static_cast<std::uint32_t>(stop);
    }
    return comments;
}

}  // namespace credence::syntax
