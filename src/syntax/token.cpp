#include "syntax/token.hpp"

namespace credence::syntax {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TokenKind::count_of_kinds)> spellings = {
    "the end of the declaration",
    "an entry",
    "a row",
    "something unreadable",
    "a number",
    "a date",
    "a time",
    "a text in quotes",
    "(",
    ")",
    "{",
    "}",
    ",",
    ":",
    ".",
    "..",
    "|",
    "---",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "_",
    "a name",
#define CREDENCE_KEYWORD(word) #word,
    CREDENCE_KEYWORDS(CREDENCE_KEYWORD)
#undef CREDENCE_KEYWORD
};

constexpr std::size_t longest_keyword = 11;  // proposition
constexpr std::size_t table_size = 1024;

constexpr std::size_t slot_of(std::string_view word) {
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
    return (at(0) * 7 + at(word.size() - 1) * 31 + at(word.size() / 2) * 97 + word.size() * 193) % table_size;
}

// Open addressing, built by the compiler.
constexpr auto keyword_table = [] {
    std::array<TokenKind, table_size> table{};
    for (auto& kind : table) kind = TokenKind::name;
    for (auto i = static_cast<std::size_t>(first_keyword); i < spellings.size(); ++i) {
        auto slot = slot_of(spellings[i]);
        while (table[slot] != TokenKind::name) slot = (slot + 1) % table_size;
        table[slot] = static_cast<TokenKind>(i);
    }
    return table;
}();

}  // namespace

std::string_view spelling(TokenKind kind) { return spellings[static_cast<std::size_t>(kind)]; }

TokenKind word_kind(std::string_view word) {
    if (word.empty() || word.size() > longest_keyword) return TokenKind::name;
    for (auto slot = slot_of(word); keyword_table[slot] != TokenKind::name; slot = (slot + 1) % table_size) {
        if (spelling(keyword_table[slot]) == word) return keyword_table[slot];
    }
    return TokenKind::name;
}

}  // namespace credence::syntax
