#include <fmt/format.h>

#include "parse/foreign_words.hpp"
#include "parse/grammar.hpp"
#include "parse/mender.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;
using text::Span;

namespace {

std::string lower(std::string_view word) {
    std::string out(word);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

}  // namespace

// `AND`, `Then`, and `NOT trained(p)`, where the word before was taken for a name.
void Mender::keyword_of_another_case() {
    for (const auto i : {at_, at_ - 1}) {
        if (!word(i) || i > at_ || i < begin_) continue;
        const auto small = lower(written(i));
        const auto meant = syntax::word_kind(small);
        if (small == written(i) || !syntax::is_keyword(meant)) continue;
        say(replace(i, i + 1, small, true), "E0005", span(i),
            fmt::format("`{}` is written in small letters: `{}`", written(i), small));
    }
}

void Mender::misspelt(std::uint32_t i) {
    if (kind(i) != name) return;  // another keyword is not misspelt
    const auto known = keywords();
    if (const auto meant = text::nearest(std::string(written(i)), known)) replace(i, i + 1, *meant, true);
}

// `unkown risk(p)`: the word before was taken for a name, a keyword was meant.
void Mender::misspelt_before() {
    if (kind(at_ - 1) != name) return;
    const std::vector<std::string> known{"not",    "known",    "unknown", "disputed", "conflict", "some",   "every",
                                         "surely", "possibly", "settled", "count",    "sum",      "average"};
    if (const auto meant = text::nearest(std::string(written(at_ - 1)), known))
        say(replace(at_ - 1, at_, *meant, true), "E0001", span(at_ - 1),
            fmt::format("`{}` stands before {} as a keyword would", written(at_ - 1), quoted(at_)));
}

// `f(x) is known`, `f(x) is not known`, `f(x) is unknown`
void Mender::known_behind() {
    if (lower(written(at_)) != "is") return;
    auto last = at_ + 1;
    const bool denied = kind(last) == kw_not;
    if (denied) ++last;
    auto status = kind(last);
    if (status != kw_known && status != kw_unknown && status != kw_disputed) return;
    const auto from = reference_before(at_);
    if (!from || !one_line(*from, last + 1)) return;
    std::string word(written(last));
    if (denied) word = status == kw_known ? "unknown" : status == kw_unknown ? "known" : "not disputed";
    const auto right = fmt::format("{} {}", word, slice(*from, at_));
    auto& mend = replace(*from, last + 1, right, true);
    mend.opaque = true;
    say(mend, "E0005", span(at_, last + 1), fmt::format("here `{}` stands before what it is said of", word));
}

void Mender::words_of_elsewhere() {
    for (const auto& phrase : foreign_words()) {
        std::uint32_t to = at_;
        std::string spelt;
        while (word(to) && spelt.size() < phrase.written.size() && (to == at_ || !first(to))) {
            spelt += (spelt.empty() ? "" : " ") + lower(written(to));
            ++to;
        }
        if (spelt != phrase.written) continue;
        const bool colon_meant = phrase.instead == ":";
        if (colon_meant ? !expected_.contains(colon) || at_ == 0 : false) continue;
        auto& mend = replace(at_, to, std::string(phrase.instead), true);
        mend.sure = true;
        if (colon_meant) mend.fix.edits = {{{file_, tokens_[at_ - 1].end, tokens_[to - 1].end}, ":"}};
        say(mend, "E0005", span(at_, to), fmt::format("you wrote `{}`; here it is `{}`", slice(at_, to), phrase.instead));
    }
    if (at_ > begin_ && kind(at_ - 1) == kw_if && expected_.contains(kw_unknown)) {
        auto& mend = replace(at_ - 1, at_, "when", true);
        mend.sure = true;
        say(mend, "E0005", span(at_ - 1), "you wrote `if`; here it is `when`");
    }
    // A sign where the language has words.
    struct Sign {
        TokenKind sign, first;
        const char* words;
    };
    constexpr Sign signs[] = {{less_equal, kw_at, "at most"}, {greater_equal, kw_at, "at least"}, {equal, kw_at, "exactly"}};
    for (const auto& sign : signs) {
        if (kind(at_) != sign.sign || !expected_.contains(sign.first)) continue;
        say(replace(at_, at_ + 1, sign.words, true), "E0005", span(at_),
            fmt::format("you wrote `{}`; here it is `{}`", written(at_), sign.words));
    }
}

// `leans toward x`, `between a to b`
void Mender::only_one_expected() {
    if (!word(at_)) return;
    std::optional<TokenKind> only;
    if (expected_.contains(kw_and) && kind(at_) == kw_to) only = kw_and;
    for (std::size_t i = 0; !only && i < static_cast<std::size_t>(count_of_kinds); ++i) {
        const auto k = static_cast<TokenKind>(i);
        if (!expected_.contains(k)) continue;
        TokenSet rest = expected_;
        rest.remove(k);
        bool others = false;
        for (std::size_t j = 0; j < static_cast<std::size_t>(count_of_kinds); ++j)
            others = others || rest.contains(static_cast<TokenKind>(j));
        if (others) return;
        only = k;
    }
    if (only && syntax::is_keyword(*only)) replace(at_, at_ + 1, std::string(syntax::spelling(*only)), false);
}

// A line that lacks the keyword of its clause.
void Mender::opener() {
    if (form_ == nullptr || at_ == 0 || !there(at_) || !first(at_)) return;
    for (const auto k : {kw_then, kw_when, kw_for, kw_because, kw_answer, kw_expect, kw_given}) {
        if (form_->clause(k) == nullptr) continue;
        const bool present =
            std::any_of(tokens_.begin(), tokens_.end(), [&](const Token& t) { return t.kind == k && t.first_on_line; });
        if (present) continue;
        auto& mend = prepend(at_, std::string(syntax::spelling(k)));
        say(mend, "E0001", span(at_), fmt::format("this line lacks its keyword: `{}`", syntax::spelling(k)));
    }
    if (!expected_.contains(kw_and)) return;
    auto& mend = prepend(at_, "and");
    say(mend, "E0001", span(at_), "what goes on with a condition begins with `and` or `or`");
}

// `risk tolerance`, `risk-tolerance`
void Mender::name_in_pieces() {
    auto from = at_, to = at_ + 1;
    if (kind(at_) == minus && adjacent(at_) && adjacent(at_ + 1)) {
        from = at_ - 1;
        to = at_ + 2;
    } else if (at_ > 0 && word(at_) && word(at_ - 1)) {
        from = at_ - 1;
    } else {
        return;
    }
    if (from >= at_ || !one_line(from, to) || !word(from) || !word(to - 1)) return;
    const auto joined = fmt::format("{}_{}", written(from), written(to - 1));
    say(replace(from, to, joined, false), "E0001", span(from, to), fmt::format("a name is one word: `{}`", joined));
}

void Mender::keyword_as_name() {
    if (!expected_.contains(name) || !there(at_) || !is_reserved(kind(at_))) return;
    const auto other = fmt::format("{}_", written(at_));
    auto& mend = replace(at_, at_ + 1, other, false);
    say(mend, "E0006", span(at_), fmt::format("`{}` is a keyword of the language and cannot be a name", written(at_)),
        "take another name, and write that wherever it is meant");
}

// `for all p: Person`
void Mender::quantified_for() {
    if (kind(begin_) != kw_for || at_ != begin_ + 2 || !word(at_)) return;
    const auto said = lower(written(at_ - 1));
    if (said != "all" && said != "each" && said != "every" && said != "any") return;
    say(remove(at_ - 1, at_), "E0005", span(at_ - 1),
        fmt::format("`for` alone says that a rule is of every one; `{}` is left out", written(at_ - 1)));
}

// `risk_tolerance p`
void Mender::call_without_brackets() {
    if (at_ == 0 || !word(at_) || !word(at_ - 1) || first(at_)) return;
    if (syntax::is_keyword(kind(at_ - 1)) || is_reserved(kind(at_))) return;
    // Only of what the declaration introduces: `p: Person`.
    bool variable = false;
    for (std::uint32_t i = 0; i + 1 < size(); ++i) {
        variable = variable || (written(i) == written(at_) && kind(i + 1) == colon);
    }
    if (!variable) return;
    const auto right = fmt::format("{}({})", written(at_ - 1), written(at_));
    say(replace(at_ - 1, at_ + 1, right, false), "E0001", span(at_),
        fmt::format("`{}` stands in brackets behind `{}`", written(at_), written(at_ - 1)));
}

void Mender::indented_declaration() {
    if (!there(at_) || !first(at_) || at_ == 0 || syntax::declaration_form(kind(at_)) == nullptr) return;
    Mend mend;
    mend.from = at_;
    mend.to = at_ + 1;
    mend.instead = {tokens_[at_]};
    mend.instead.front().column = 0;
    const auto begin = tokens_[at_].begin;
    mend.fix = {
        fmt::format("move `{}` to the left margin", written(at_)), {{{file_, begin - tokens_[at_].column, begin}, ""}}, true};
    say(mend, "E0001", span(at_), fmt::format("a declaration starts at the left margin: `{}`", written(at_)));
    out_.push_back(std::move(mend));
}

// `because "the "record" shows it"`
void Mender::inner_quotes() {
    if (at_ == 0 || kind(at_ - 1) != text || first(at_)) return;
    const auto stop = line_end(at_);
    auto last = stop;
    while (last > at_ && kind(last - 1) != text) --last;
    if (last <= at_ || !one_line(at_ - 1, last)) return;
    auto whole = slice(at_ - 1, last);
    text::Fix fix{"put a backslash before the quotes inside", {}, false};
    for (std::size_t i = 1; i + 1 < whole.size(); ++i) {
        if (whole[i] != '"' || whole[i - 1] == '\\') continue;
        const auto place = tokens_[at_ - 1].begin + static_cast<std::uint32_t>(i);
        fix.edits.push_back({{file_, place, place}, "\\"});
    }
    literal(at_ - 1, last, std::move(fix), "E0001", span(at_),
            "a quote inside a text ends it; one that is meant is written \\\"");
}

// `because the record shows it`
void Mender::missing_quotes() {
    if (!expected_.contains(text) || !word(at_) || first(at_) || at_ == 0) return;
    if (expected_.contains(pipe) || expected_.contains(less)) return;  // between values
    const auto stop = line_end(at_);
    const auto begin = tokens_[at_].begin, close = tokens_[stop - 1].end;
    if (text_.substr(begin, close - begin).find('"') != std::string_view::npos) return;
    text::Fix fix{"put it in quotes", {{{file_, begin, begin}, "\""}, {{file_, close, close}, "\""}}, false};
    literal(at_, stop, std::move(fix), "E0001", span(at_, stop),
            fmt::format("a text stands in quotes after `{}`", written(at_ - 1)));
}

// `age(p) >= 20 years`
void Mender::unit() {
    if (at_ == 0 || kind(at_ - 1) != number || kind(at_) == end || !word(at_) || first(at_)) return;
    say(remove(at_, at_ + 1), "E0001", span(at_),
        fmt::format("a number is written without its unit: `{}`, not `{}`", written(at_ - 1), slice(at_ - 1, at_ + 1)),
        "it counts in the unit of what it is compared with");
}

}  // namespace credence::parse
