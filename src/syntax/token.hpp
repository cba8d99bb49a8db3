// Tokens: the words and signs of a rule file. A keyword is reserved only where it can stand, so every keyword is also a word
// that may name something; its kind says which keyword it spells. Tokens and the blanks and comments between them tile the
// file.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace credence::syntax {

// Declarations, their clauses, then the words inside clauses and conditions.
#define CREDENCE_KEYWORDS(X)                                                                                                 \
    X(rulebase) X(use) X(source) X(parameter) X(entity) X(scale) X(choice) X(attribute) X(relation) X(question) X(range)       \
    X(define) X(rule) X(proposition) X(strength) X(weigh) X(correlated) X(bands) X(boundary) X(table) X(advice)                \
    X(assessment) X(refuse) X(property) X(scene) X(example)                                                                    \
    X(version) X(authors) X(chapters) X(confidence) X(kinds) X(margin) X(about) X(from) X(assumption) X(author) X(where)       \
    X(year) X(link) X(licence) X(plural) X(anchor) X(topic) X(agreed) X(pooled) X(declared) X(prefer) X(stale) X(ask)          \
    X(protected) X(reads) X(when) X(wording) X(said) X(review) X(only) X(for) X(unless) X(then) X(because) X(overrides)        \
    X(answer) X(show) X(group) X(rank) X(caveat) X(like) X(set) X(as) X(given) X(expect) X(never)                              \
    X(and) X(or) X(not) X(in) X(between) X(within) X(overlaps) X(up) X(down) X(known) X(unknown) X(disputed) X(conflict)       \
    X(surely) X(possibly) X(settled) X(applies) X(apply) X(does) X(to) X(some) X(every) X(has) X(count) X(sum) X(min) X(max)   \
    X(average) X(list) X(duration) X(of) X(over) X(top) X(by) X(otherwise) X(if) X(any) X(empty) X(today) X(number) X(date)    \
    X(time) X(text) X(yes_no) X(leans) X(follows) X(opposes) X(is) X(affected) X(implied) X(at) X(most) X(least) X(exactly)    \
    X(with) X(certainty) X(applied) X(recommend) X(warn) X(note) X(refused) X(saying) X(becomes) X(rises) X(falls) X(kind)     \
    X(assessor) X(on) X(recorded) X(after) X(years) X(observed)

enum class TokenKind : std::uint8_t {
    end,    // no width: a declaration is over
    entry,  // no width: a line of `given`, `expect` or `bands` begins
    row,    // no width: a row of a table begins
    bad,    // reported by the lexer
    number,
    date,
    time,
    text,
    left_parenthesis,
    right_parenthesis,
    left_brace,
    right_brace,
    comma,
    colon,
    dot,
    dots,
    pipe,
    dashes,  // three or more, in the second row of a table
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    plus,
    minus,
    star,
    slash,
    wildcard,
    name,
#define CREDENCE_KEYWORD(word) kw_##word,
    CREDENCE_KEYWORDS(CREDENCE_KEYWORD)
#undef CREDENCE_KEYWORD
        count_of_kinds,
};

inline constexpr auto first_keyword = TokenKind::kw_rulebase;

[[nodiscard]] constexpr bool is_keyword(TokenKind kind) { return kind >= first_keyword && kind < TokenKind::count_of_kinds; }
/// A name or a keyword, which may be a name.
[[nodiscard]] constexpr bool is_word(TokenKind kind) { return kind >= TokenKind::name && kind < TokenKind::count_of_kinds; }

struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    TokenKind kind = TokenKind::end;
    bool first_on_line : 1 = false;
    bool starts_clause : 1 = false;  // a clause's keyword where a clause can start; set by add_layout
    bool flawed : 1 = false;         // has a lexical error of its own, already reported
    std::uint16_t column = 0;        // of the first on a line, in bytes from 0, at most 65535

    [[nodiscard]] bool at_margin() const { return first_on_line && column == 0; }
};

/// A set of token kinds.
class TokenSet {
public:
    constexpr TokenSet() = default;
    constexpr TokenSet(std::initializer_list<TokenKind> kinds) {
        for (const auto kind : kinds) add(kind);
    }
    constexpr void add(TokenKind kind) { words_[index(kind) / 64] |= std::uint64_t{1} << (index(kind) % 64); }
    constexpr void add(const TokenSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    }
    constexpr void remove(TokenKind kind) { words_[index(kind) / 64] &= ~(std::uint64_t{1} << (index(kind) % 64)); }
    constexpr void clear() { words_ = {}; }
    [[nodiscard]] constexpr bool contains(TokenKind kind) const {
        return (words_[index(kind) / 64] >> (index(kind) % 64) & 1) != 0;
    }

private:
    static constexpr std::size_t index(TokenKind kind) { return static_cast<std::size_t>(kind); }
    std::array<std::uint64_t, 3> words_{};
};
static_assert(static_cast<std::size_t>(TokenKind::count_of_kinds) <= 192);

/// How a sign or keyword is spelt; for the others what they are called in a message: "a name", "a number".
[[nodiscard]] std::string_view spelling(TokenKind kind);

/// The keyword that `word` spells, else `name`.
[[nodiscard]] TokenKind word_kind(std::string_view word);

}  // namespace credence::syntax
