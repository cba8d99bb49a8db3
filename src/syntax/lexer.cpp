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
using text::Fix;
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
            if (token.column == 0) {
                declaration_ = tokens_.size();
                depth_ = 0;
            }
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
                if (const auto last = last_day(spelt))
                    d.fixes.push_back(
                        {fmt::format("write `{}`, the last day of that month", *last), {{d.primary.span, *last}}, false});
            }
            return push(is_time ? time : date, begin, !valid);
        }
        if (const auto foreign = foreign_date(text_.substr(begin)); foreign.length > 0) {
            at_ = begin + foreign.length;
            auto& d = report("E0009", begin, at_, fmt::format("`{}` is not how a date is written here", slice(begin, at_)));
            d.help = "year, month, day: 2026-02-28; a month alone: 2026-02";
            for (const auto& reading : foreign.readings)
                d.fixes.push_back(
                    {fmt::format("write `{}`", reading), {{d.primary.span, reading}}, foreign.readings.size() == 1});
            return push(date, begin, true);
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
            const auto digits = std::string(slice(begin, digits_end));
            d.help = fmt::format("a name starts with a letter; a number stands without its unit: `{}`", digits);
            d.fixes.push_back({fmt::format("write `{}`", digits), {{Span{file_, digits_end, at_}, ""}}, false});
            return push(number, begin, true);
        }
        if (peek() == '%') {
            const auto digits = slice(begin, at_);
            ++at_;
            auto& d = report("E0007", begin, at_, fmt::format("`{}` is not a number", slice(begin, at_)));
            d.help = "a share is written as a part of one: 0.7 for 70%";
            if (const auto share = hundredth(digits)) fix(d, *share);
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
        if (at_ == begin + 1 && closes_words(begin)) return;
        auto& d = report("E0003", begin, at_, "this text in quotes is never closed", "opened here");
        d.help = "close it with \"; a text may go on over lines that are indented; a quote inside is written \\\"";
        if (at_ > begin + 1) d.fixes.push_back({"close it at the end of the line", {{Span{file_, at_, at_}, "\""}}, false});
        push(TokenKind::text, begin, true);
    }

    // `because a power shields the host"`: the quote at the end of a line closes words behind a keyword that nothing opens.
    bool closes_words(std::uint32_t quote) {
        auto first = tokens_.size();
        while (first > 0 && tokens_[first - 1].begin >= line_begin_) --first;
        if (first + 1 >= tokens_.size() || !is_keyword(tokens_[first].kind)) return false;
        const auto begin = tokens_[first + 1].begin;
        if (text_.substr(begin, quote - begin).find('"') != std::string_view::npos) return false;
        auto& d = report("E0003", quote, at_, "this quote closes a text that nothing opens");
        d.fixes.push_back({fmt::format("open it behind `{}`", slice(tokens_[first].begin, tokens_[first].end)),
                           {{Span{file_, begin, begin}, "\""}},
                           false});
        tokens_.resize(first + 1);
        line_start_ = false;
        push(TokenKind::text, begin, true);
        return true;
    }

    void discard_reports_from(std::uint32_t begin) {
        std::erase_if(diagnostics_,
                      [&](const Diagnostic& d) { return d.primary.span.file == file_ && d.primary.span.begin >= begin; });
    }

    void sign(std::uint32_t begin) {
        const auto rest = text_.substr(at_);
        if (comment_of_elsewhere(rest)) return foreign_comment(begin);
        if (rest[0] == '(' || rest[0] == '{') ++depth_;
        if ((rest[0] == ')' || rest[0] == '}') && depth_ > 0) --depth_;
        if (rest[0] == ';') return semicolon(begin);
        if (rest[0] == '!' && peek(1) != '=') {
            ++at_;
            auto& d = report("E0005", begin, at_, "`!` is not a sign of this language; here one writes `not`");
            d.fixes.push_back({"write `not`", {{d.primary.span, "not "}}, true});
            return push(kw_not, begin, true);
        }
        if (const auto foreign = foreign_sign(rest)) {
            at_ += static_cast<std::uint32_t>(foreign->written.size());
            auto& d = report(
                "E0005", begin, at_,
                fmt::format("`{}` is not a sign of this language; here one writes `{}`", foreign->written, foreign->instead));
            fix(d, std::string(foreign->instead));
            return push(foreign->kind, begin, true);
        }
        const auto [kind, length] = sign_at(rest);
        at_ += length;
        if (kind == bad) report("E0007", begin, at_, fmt::format("`{}` means nothing here", slice(begin, at_)));
        push(kind, begin, kind == bad);
    }

    // `// a comment` and `-- a comment`; not `--` in a table.
    [[nodiscard]] bool comment_of_elsewhere(std::string_view rest) const {
        const bool apart = at_ == line_begin_ || class_of(text_[at_ - 1]) == Class::blank;
        if (!apart) return false;  // an address: https://…
        if (rest.starts_with("//") || rest.starts_with("/*")) return true;
        if (!rest.starts_with("-- ") || rest.size() < 4 || class_of(rest[3]) != Class::letter) return false;
        const auto line = text_.substr(line_begin_, at_ - line_begin_);
        const auto start = line.find_first_not_of(" \t");
        return start == std::string_view::npos || line[start] != '|';
    }

    void foreign_comment(std::uint32_t begin) {
        const auto sign = std::string(slice(begin, begin + 2));
        const auto end = line_end(begin);
        auto& d = report("E0005", begin, begin + 2, fmt::format("`{}` does not start a comment; here `#` does", sign));
        d.fixes.push_back({"write `#`", {{d.primary.span, "#"}}, sign == "//"});
        const auto close = text_.substr(begin, end - begin).find("*/");
        if (sign == "/*" && close != std::string_view::npos)
            d.fixes.back().edits.push_back(
                {Span{file_, begin + static_cast<std::uint32_t>(close), begin + static_cast<std::uint32_t>(close) + 2}, ""});
        at_ = end;
    }

    // Between arguments a comma is meant; at the end of a clause nothing.
    void semicolon(std::uint32_t begin) {
        ++at_;
        const bool between = depth_ > 0;
        auto& d = report("E0005", begin, at_, "`;` is not a sign of this language");
        d.help = between ? "arguments stand apart by `,`" : "a clause ends where the next begins";
        if (between) {
            fix(d, ",");
            return push(comma, begin, true);
        }
        d.fixes.push_back({"leave it out", {{d.primary.span, ""}}, true});
    }

    // A partner of `closer` further on in this line: where it stands.
    [[nodiscard]] std::optional<std::uint32_t> partner(std::string_view closer) const {
        constexpr std::size_t furthest = 400;
        const auto near = text_.substr(at_, furthest);
        const auto found = near.substr(0, near.find('\n')).find(closer);
        return found == std::string_view::npos ? std::nullopt : std::optional(at_ + static_cast<std::uint32_t>(found));
    }

    // The second of a pair, which was reported with the first.
    bool take_partner(std::uint32_t begin) {
        const auto found = std::find_if(partners_.begin(), partners_.end(), [&](const Partner& p) { return p.at >= begin; });
        if (found == partners_.end() || found->at != begin) return false;
        const auto one = *found;
        partners_.erase(partners_.begin(), found + 1);
        at_ = begin + one.length;
        if (one.kind != bad) push(one.kind, begin, true);
        return true;
    }

    // An opening sign of elsewhere and its partner, one error for both.
    void pair(std::uint32_t begin, std::uint32_t length, std::string message, std::string_view closer, TokenKind open,
              TokenKind close, const char* open_as, const char* close_as, std::string title) {
        at_ = begin + length;
        auto& d = report("E0007", begin, at_, std::move(message));
        Fix fix{std::move(title), {{Span{file_, begin, at_}, open_as}}, false};
        if (const auto at = partner(closer)) {
            const auto size = static_cast<std::uint32_t>(closer.size());
            fix.edits.push_back({Span{file_, *at, *at + size}, close_as});
            const auto place = std::find_if(partners_.begin(), partners_.end(), [&](const Partner& p) { return p.at > *at; });
            partners_.insert(place, {*at, size, close});
        }
        d.fixes.push_back(std::move(fix));
        if (open != bad) push(open, begin, true);
    }

    // 'a text' as in other languages: one error for both quotes.
    bool single_quoted(std::uint32_t begin) {
        at_ = begin + 1;
        const auto close = partner("'");
        at_ = begin;
        if (!close) return false;
        at_ = *close + 1;
        auto& d = report("E0007", begin, at_, "texts stand in double quotes, not in single ones");
        d.fixes.push_back({"write double quotes",
                           {{Span{file_, begin, begin + 1}, "\""}, {Span{file_, *close, *close + 1}, "\""}},
                           slice(begin, at_).find('"') == std::string_view::npos});
        push(TokenKind::text, begin, true);
        return true;
    }

    void code_fence(std::uint32_t begin) {
        at_ = line_end(begin);
        auto& d = report("E0002", begin, at_, "this is a code fence of Markdown; a rule file holds rules alone");
        const auto stop = std::min<std::uint32_t>(at_ + 1, static_cast<std::uint32_t>(text_.size()));
        d.fixes.push_back({"remove the line", {{Span{file_, line_begin_, stop}, ""}}, true});
    }

    void odd(std::uint32_t begin) {
        if (take_partner(begin)) return;
        const auto ahead = text_.substr(begin);
        if (line_start_ && ahead.starts_with("```")) return code_fence(begin);
        if (ahead[0] == '\'' && single_quoted(begin)) return;
        if (ahead[0] == '[')
            return pair(begin, 1, "`[` means nothing here; a set is written {a, b}", "]", left_brace, right_brace, "{", "}",
                        "write `{` and `}`");
        if (ahead[0] == '`')
            return pair(begin, 1, "names stand here as they are, without backticks", "`", bad, bad, "", "",
                        "remove the backticks");
        if (ahead.starts_with("\uFF08"))
            return pair(begin, 3, "this bracket is not the one of the keyboard", "\uFF09", left_parenthesis, right_parenthesis,
                        "(", ")", "write `(` and `)`");
        if (const auto known = odd_character(text_.substr(begin))) {
            if (known->kind == OddKind::quote) return curly_text(begin, *known);
            if (known->kind == OddKind::turn) {  // reported with the encoding of the file
                at_ += static_cast<std::uint32_t>(known->bytes.size());
                return;
            }
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

    struct Partner {
        std::uint32_t at, length;
        TokenKind kind;
    };

    std::string_view text_;
    text::FileId file_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<Partner> partners_;  // by place
    int depth_ = 0;                  // of brackets
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
    file_text = file_text.substr(0, end);  // no look at the rest of the file
    while (begin < end) {
        const auto start = file_text.find('#', begin);
        if (start == std::string_view::npos) break;
        auto stop = std::min(file_text.find('\n', start), std::size_t{end});
        if (stop > start && file_text[stop - 1] == '\r') --stop;
        comments.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(stop)});
        begin = static_cast<std::uint32_t>(stop);
    }
    return comments;
}

}  // namespace credence::syntax
