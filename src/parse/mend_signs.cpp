#include <fmt/format.h>

#include "parse/mender.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;
using text::Span;

// `> =`
void Mender::torn_sign() {
    for (const auto i : {at_, at_ + 1}) {
        if (i == 0 || !there(i) || kind(i) != equal || !one_line(i - 1, i + 1)) continue;
        const auto before = kind(i - 1);
        if (before != greater && before != less) continue;
        const auto joined = fmt::format("{}=", written(i - 1));
        say(replace(i - 1, i + 1, joined, true), "E0001", span(i - 1, i + 1),
            fmt::format("the sign `{}` is written without a blank in it", joined));
    }
}

// `->` for `then`, `:-` for `when`
void Mender::arrow() {
    const auto sign = [&](std::uint32_t i, TokenKind a, TokenKind b, const char* meant) {
        if (i + 1 >= size() || kind(i) != a || kind(i + 1) != b || !adjacent(i + 1)) return;
        say(replace(i, i + 2, meant, true), "E0005", span(i, i + 2),
            fmt::format("you wrote `{}`; here it is `{}`", slice(i, i + 2), meant));
    };
    for (const auto i : {at_, at_ - 1}) {
        if (i > at_) continue;
        sign(i, minus, greater, "then");
        sign(i, colon, minus, "when");
    }
}

// `scale S = a, b, c`
void Mender::lists_with_commas() {
    if (kind(at_) != comma && kind(at_) != kw_or) return;
    const auto wrong = kind(at_);
    const auto sign = expected_.contains(less) && kind(0) == kw_scale    ? less
                      : expected_.contains(pipe) && kind(0) == kw_choice ? pipe
                                                                         : end;
    if (sign == end) return;
    Mend mend;
    mend.from = at_;
    mend.fix = {fmt::format("write `{}` between the values", syntax::spelling(sign)), {}, true};
    for (mend.to = at_; there(mend.to) && kind(mend.to) != kw_about && kind(mend.to) != kw_anchor; ++mend.to) {
        mend.instead.push_back(tokens_[mend.to]);
        if (kind(mend.to) != wrong) continue;
        mend.instead.back().kind = sign;
        mend.fix.edits.push_back({span(mend.to), fmt::format("{}{}", wrong == comma ? " " : "", syntax::spelling(sign))});
    }
    say(mend, "E0005", span(at_),
        fmt::format("the values of a {} stand apart by `{}`", sign == less ? "scale" : "choice", syntax::spelling(sign)),
        sign == less ? "from the lowest to the highest" : "");
    out_.push_back(std::move(mend));
}

// `f(x): v` in a fact, `p = Person` in `for`
void Mender::sign_for_sign() {
    if (kind(at_) == comma && at_ > 0 && expected_.contains(kw_and) && !expected_.contains(comma)) {
        auto& mend = replace(at_, at_ + 1, "and", true);
        mend.fix.edits.front().replacement = " and";
        say(mend, "E0005", span(at_), "conditions are joined by `and`, not by `,`");
        return;
    }
    const auto meant = kind(at_) == colon && expected_.contains(equal)   ? "="
                       : kind(at_) == equal && expected_.contains(colon) ? ":"
                       : kind(at_) == pipe && expected_.contains(comma)  ? ","
                                                                         : "";
    if (*meant == '\0' || first(at_) || at_ == 0) return;
    auto& mend = replace(at_, at_ + 1, meant, true);
    const bool tight = tokens_[at_ - 1].end == tokens_[at_].begin;
    if (*meant == '=' && tight) mend.fix.edits.front().replacement = " =";
    if (*meant == ':') mend.fix.edits.front().span.begin = tokens_[at_ - 1].end;
    say(mend, "E0005", span(at_), fmt::format("you wrote `{}`; here it is `{}`", written(at_), meant));
}

// `1,5`
void Mender::decimal_comma() {
    for (const auto i : {at_, at_ - 1}) {
        if (i == 0 || i > at_ || kind(i) != comma || kind(i - 1) != number || kind(i + 1) != number) continue;
        if (!adjacent(i) || !adjacent(i + 1)) continue;
        const auto right = fmt::format("{}.{}", written(i - 1), written(i + 1));
        say(replace(i - 1, i + 2, right, false), "E0001", span(i - 1, i + 2),
            fmt::format("numbers have a decimal point, not a comma: `{}`", right));
    }
}

// The closer of the innermost bracket that is open at the failure: of a call as early as can be, else as late.
void Mender::unclosed() {
    std::vector<std::uint32_t> open;
    for (auto i = begin_; i < at_; ++i) {
        if (kind(i) == left_parenthesis || kind(i) == left_brace) open.push_back(i);
        if ((kind(i) == right_parenthesis || kind(i) == right_brace) && !open.empty()) open.pop_back();
    }
    if (open.empty()) return;
    const auto bracket = open.back();
    const std::string closer = kind(bracket) == left_brace ? "}" : ")";
    const bool call = bracket > begin_ && word(bracket - 1) && adjacent(bracket);
    constexpr std::uint32_t most = 64;
    const auto close = [&](std::uint32_t i) {
        auto& mend = append(i, closer);
        say(mend, "E0004", span(bracket), fmt::format("this {} is never closed", quoted(bracket)));
        mend.label = "opened here";
        mend.secondary.push_back({span(i - 1), fmt::format("`{}` is expected after this", closer)});
    };
    const auto last = std::min(at_, bracket + most);
    if (call) {
        for (auto i = bracket + 2; i <= last; ++i) close(i);
    } else {
        for (auto i = last; i >= bracket + 2; --i) close(i);
    }
}

// `a <= x <= b`
void Mender::chain() {
    constexpr TokenSet rising{less, less_equal}, falling{greater, greater_equal};
    const auto ends = [&](std::uint32_t i) {
        return kind(i) == kw_and || kind(i) == kw_or || kind(i) == kw_not || kind(i) == comma || kind(i) == end ||
               (first(i) && i > at_);
    };
    if (!rising.contains(kind(at_)) && !falling.contains(kind(at_))) return;
    const auto& same = rising.contains(kind(at_)) ? rising : falling;
    auto from = at_, sign = at_;
    for (int depth = 0; from > begin_ + 1; --from) {
        const auto k = kind(from - 1);
        if (k == right_parenthesis) ++depth;
        if (k == left_parenthesis && --depth < 0) break;
        if (depth == 0 && ends(from - 1)) break;
        if (depth == 0 && same.contains(k)) sign = from - 1;
    }
    if (sign == at_ || sign == from) return;
    auto to = at_ + 1;
    for (int depth = 0; there(to) && !(depth == 0 && ends(to)); ++to) {
        if (kind(to) == left_parenthesis) ++depth;
        if (kind(to) == right_parenthesis && --depth < 0) break;
    }
    if (!one_line(from, to) || to == at_ + 1) return;
    auto low = slice(from, sign), middle = slice(sign + 1, at_), high = slice(at_ + 1, to);
    const bool closed = kind(sign) == kind(at_) && (kind(at_) == less_equal || kind(at_) == greater_equal);
    if (kind(at_) == greater_equal) std::swap(low, high);
    const auto right = closed ? fmt::format("{} between {} and {}", middle, low, high)
                              : fmt::format("{} {} {} and {} {} {}", low, written(sign), middle, middle, written(at_), high);
    auto& mend = replace(from, to, right, true);
    mend.opaque = true;
    say(mend, "E0001", span(at_), "two things are compared at a time, not three");
}

// A small word or sign that is missing.
void Mender::insert() {
    if (at_ == 0) return;
    struct Small {
        TokenKind kind;
        const char* text;
    };
    constexpr Small behind[] = {{comma, ","}, {colon, ":"}, {right_parenthesis, ")"}, {right_brace, "}"}, {pipe, " |"},
                                {less, " <"}, {equal, " ="}};
    for (const auto& one : behind) {
        if (!expected_.contains(one.kind)) continue;
        // A comparison: which of them?
        if ((one.kind == equal || one.kind == less) && expected_.contains(kw_and)) continue;
        auto& mend = append(at_, one.text);
        const auto from = reference_before(at_);
        const bool whole = from && one_line(*from, at_) && slice(*from, at_).size() <= 40;
        say(mend, "E0001", whole ? span(*from, at_) : span(at_ - 1),
            fmt::format("`{}` is missing after {}", syntax::spelling(one.kind),
                        whole ? fmt::format("`{}`", slice(*from, at_)) : quoted(at_ - 1)));
    }
    constexpr Small before[] = {{kw_of, "of"}, {kw_to, "to"},   {kw_on, "on"},    {kw_by, "by"},
                                {kw_if, "if"}, {kw_and, "and"}, {kw_over, "over"}};
    for (const auto& one : before) {
        if (!expected_.contains(one.kind) || !there(at_) || first(at_)) continue;
        if (one.kind == kw_and && expected_.contains(kw_or)) continue;  // which of the two?
        auto& mend = prepend(at_, one.text);
        say(mend, "E0001", span(at_), fmt::format("`{}` is missing before {}", one.text, quoted(at_)));
    }
}

// `in (a, b)`
void Mender::set_brackets() {
    if (kind(at_) != left_parenthesis || !expected_.contains(left_brace)) return;
    auto close = at_ + 1;
    for (int depth = 1; there(close); ++close) {
        if (kind(close) == left_parenthesis) ++depth;
        if (kind(close) == right_parenthesis && --depth == 0) break;
    }
    if (!there(close)) return;
    Mend mend;
    mend.from = at_;
    mend.to = close + 1;
    mend.instead.assign(tokens_.begin() + at_, tokens_.begin() + close + 1);
    mend.instead.front().kind = left_brace;
    mend.instead.back().kind = right_brace;
    mend.fix = {"write `{` and `}`", {{span(at_), "{"}, {span(close), "}"}}, true};
    say(mend, "E0001", span(at_), "the values after `in` stand in braces: `{a, b}`");
    out_.push_back(std::move(mend));
}

// `parameter x = 5`
void Mender::untyped_parameter() {
    if (kind(0) != kw_parameter || kind(at_) != equal || at_ == 0 || kind(at_ + 1) != number) return;
    auto& mend = append(at_, ": number");
    mend.opaque = false;
    say(mend, "E0001", span(at_ - 1), fmt::format("the parameter `{}` has no type", written(at_ - 1)),
        "behind its name stands what it is: `: number`, or a unit, a scale, a choice");
}

// What is one too many.
void Mender::surplus() {
    const auto before = at_ > begin_ ? kind(at_ - 1) : end;
    if (before == comma || before == kw_and || before == kw_or || (before == colon && first(at_))) {
        auto& mend = remove(at_ - 1, at_);
        say(mend, "E0001", span(at_ - 1), fmt::format("nothing follows this `{}`", written(at_ - 1)));
    }
    constexpr TokenSet signs{dot, comma, colon, right_parenthesis, right_brace, minus, star, equal};
    if (there(at_) && signs.contains(kind(at_))) {
        auto& mend = remove(at_, at_ + 1);
        const bool closer = kind(at_) == right_parenthesis || kind(at_) == right_brace;
        if (closer) {
            say(mend, "E0004", span(at_), fmt::format("this `{}` closes nothing", written(at_)));
        } else if (kind(at_) == dot) {
            say(mend, "E0001", span(at_), "a clause ends without a full stop");
        } else if (kind(at_) == minus && first(at_)) {
            say(mend, "E0001", span(at_), "a clause begins with its keyword, not with a dash");
        } else {
            say(mend, "E0001", span(at_), fmt::format("this `{}` is too much", written(at_)));
        }
    }
}

}  // namespace credence::parse
