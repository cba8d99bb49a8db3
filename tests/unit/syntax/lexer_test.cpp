#include "syntax/lexer.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace credence::syntax {
namespace {

using text::Diagnostic;

struct Lexed {
    std::string source;
    std::vector<Token> tokens;
    std::vector<Diagnostic> diagnostics;

    [[nodiscard]] std::vector<std::string> written() const {
        std::vector<std::string> out;
        for (const auto& t : tokens) out.push_back(source.substr(t.begin, t.end - t.begin));
        return out;
    }
    [[nodiscard]] std::vector<TokenKind> kinds() const {
        std::vector<TokenKind> out;
        for (const auto& t : tokens) out.push_back(t.kind);
        return out;
    }
};

Lexed lexed(std::string source) {
    Lexed out{std::move(source), {}, {}};
    out.tokens = lex(out.source, 0, static_cast<std::uint32_t>(out.source.size()), text::FileId{0}, out.diagnostics);
    return out;
}

using Words = std::vector<std::string>;
using enum TokenKind;

TEST(Lexer, TakesTheLongestToken) {
    EXPECT_EQ(lexed("1..5 1.5 a..b 2001-01-01 2001-03 2001-3 2026-03-11T09:00Z 2026-03-11T09:00:01Z x_1").written(),
              (Words{"1", "..", "5", "1.5", "a", "..", "b", "2001-01-01", "2001-03", "2001", "-", "3", "2026-03-11T09:00Z",
                     "2026-03-11T09:00:01Z", "x_1"}));
    EXPECT_EQ(lexed("1..5 2001-01-01 2001-03 2026-03-11T09:00Z").kinds(),
              (std::vector{number, dots, number, date, date, TokenKind::time}));
    EXPECT_EQ(lexed("<= < >= != = - -- ---- |").kinds(),
              (std::vector{less_equal, less, greater_equal, not_equal, equal, minus, minus, minus, dashes, pipe}));
}

TEST(Lexer, KnowsKeywordsByTheirSpelling) {
    EXPECT_EQ(lexed("when When whenx P3 _ _x proposition yes_no").kinds(),
              (std::vector{kw_when, name, name, name, wildcard, name, kw_proposition, kw_yes_no}));
    for (auto i = static_cast<std::size_t>(first_keyword); i < static_cast<std::size_t>(count_of_kinds); ++i) {
        const auto kind = static_cast<TokenKind>(i);
        EXPECT_EQ(word_kind(spelling(kind)), kind) << spelling(kind);
    }
}

TEST(Lexer, KeepsTextsOverLinesAndEscapedQuotes) {
    const auto l = lexed("about \"one\n  two \\\"three\\\" {four}\" x # not \"a text\n\"y\"");
    EXPECT_EQ(l.kinds(), (std::vector{kw_about, TokenKind::text, name, TokenKind::text}));
    EXPECT_TRUE(l.diagnostics.empty());
}

TEST(Lexer, SkipsByteOrderMarkCarriageReturnsAndComments) {
    const auto l = lexed(
        "\xEF\xBB\xBF"
        "entity A\r\n  about \"x\"\r\n# end");
    ASSERT_EQ(l.tokens.size(), 4U);
    EXPECT_TRUE(l.diagnostics.empty());
    EXPECT_TRUE(l.tokens[0].at_margin());
    EXPECT_TRUE(l.tokens[2].first_on_line);
    EXPECT_EQ(l.tokens[2].column, 2U);
    EXPECT_FALSE(l.tokens[3].first_on_line);
}

TEST(Lexer, FindsCommentsBetweenTokens) {
    const std::string source = "a # one\n # two\r\nb";
    const auto comments = comments_between(source, 1, 16);
    ASSERT_EQ(comments.size(), 2U);
    EXPECT_EQ(source.substr(comments[0].begin, comments[0].end - comments[0].begin), "# one");
    EXPECT_EQ(source.substr(comments[1].begin, comments[1].end - comments[1].begin), "# two");
}

struct Mistake {
    std::string source;
    std::string code;
    std::string marked;  // the bytes that are underlined
    std::string fixed;   // what the only fix writes; empty where there is none
};

class LexerMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(LexerMistakes, AreSaidOnceAtTheirPlace) {
    const auto& m = GetParam();
    const auto l = lexed(m.source);
    ASSERT_EQ(l.diagnostics.size(), 1U);
    const auto& d = l.diagnostics[0];
    EXPECT_EQ(d.code, m.code);
    EXPECT_EQ(m.source.substr(d.primary.span.begin, d.primary.span.end - d.primary.span.begin), m.marked);
    EXPECT_EQ(d.fixes.empty() ? "" : d.fixes[0].edits[0].replacement, m.fixed);
}

INSTANTIATE_TEST_SUITE_P(
    All, LexerMistakes,
    ::testing::Values(
        Mistake{"a == b", "E0005", "==", "="}, Mistake{"a && b", "E0005", "&&", "and"}, Mistake{"a || b", "E0005", "||", "or"},
        Mistake{"a <> b", "E0005", "<>", "!="}, Mistake{"a => b", "E0005", "=>", ">="}, Mistake{"a;", "E0005", ";", ""},
        Mistake{"a \u2265 b", "E0007", "\u2265", ">="}, Mistake{"a\u00A0b", "E0007", "\u00A0", " "},
        Mistake{"a \u201Cb\u201D c", "E0007", "\u201Cb\u201D", "\""}, Mistake{"a\u200B b", "E0007", "\u200B", ""},
        Mistake{"r\u00F4le b", "E0007", "r\u00F4le", ""}, Mistake{"a ? b", "E0007", "?", ""},
        Mistake{"a \x01 b", "E0007", "\x01", ""}, Mistake{"5years", "E0007", "5years", ""},
        Mistake{"2026-02-30", "E0009", "2026-02-30", "2026-02-28"}, Mistake{"28.2.2026", "E0009", "28.2.2026", "2026-02-28"},
        Mistake{"2/28/2026", "E0009", "2/28/2026", "2026-02-28"}, Mistake{"31.2.2026", "E0009", "31.2.2026", ""},
        Mistake{"70%", "E0007", "70%", "0.7"}, Mistake{"!a", "E0005", "!", "not "}, Mistake{"a // b", "E0005", "//", "#"},
        Mistake{"a -- b", "E0005", "--", "#"}, Mistake{"f(a; b)", "E0005", ";", ","}, Mistake{"[a, b]", "E0007", "[", "{"},
        Mistake{"`a` b", "E0007", "`", ""}, Mistake{"a 'b' c", "E0007", "'b'", "\""},
        Mistake{"f\uFF08a\uFF09", "E0007", "\uFF08", "("}, Mistake{"about b c\"", "E0003", "\"", "\""},
        Mistake{"2026-03-11T25:00Z", "E0009", "2026-03-11T25:00Z", ""},
        Mistake{"12345678901234", "E0009", "12345678901234", ""}, Mistake{"a \"never", "E0003", "\"never", "\""},
        Mistake{"a \"never\nentity B \"b\"", "E0003", "\"never", "\""}));

// Two declarations with a text left open in the first: which quote is reported?
TEST(Lexer, ReportsTheTextThatWasLeftOpen) {
    const auto open_label = lexed("entity Person \"candidate\n  plural \"candidates\"\n\nentity Post \"post\"\n");
    ASSERT_EQ(open_label.diagnostics.size(), 1U);
    EXPECT_EQ(open_label.diagnostics[0].primary.span.begin, open_label.source.find("\"candidate\n"));
    EXPECT_EQ(open_label.tokens.size(), 8U) << "what follows is read as if nothing had happened";

    const auto open_quote =
        lexed("proposition P \"label\"\n  from blog \"a quote\n  wording \"w\"\n  because \"b\"\nproposition Q \"x\"\n");
    ASSERT_EQ(open_quote.diagnostics.size(), 1U);
    EXPECT_EQ(open_quote.diagnostics[0].primary.span.begin, open_quote.source.find("\"a quote"));

    // Prose that begins with a keyword is no clause where it is indented like prose.
    const auto prose =
        lexed("proposition P\n  from blog \"a quote\n             when it rains\"\n  because \"open\nentity Q\n");
    ASSERT_EQ(prose.diagnostics.size(), 1U);
    EXPECT_EQ(prose.diagnostics[0].primary.span.begin, prose.source.find("\"open"));
}

TEST(Lexer, LeavesTurningMarksToTheLookAtTheEncoding) {
    const auto l = lexed("a \u202E b");
    EXPECT_TRUE(l.diagnostics.empty());
    EXPECT_EQ(l.kinds(), (std::vector{name, name}));
}

TEST(Lexer, StaysQuickOnHostileInput) {
    const auto start = std::chrono::steady_clock::now();
    std::string open_texts = "entity A\n";
    for (int i = 0; i < 20'000; ++i) open_texts += "  about \"x\n  about y\"z\n";
    (void)lexed(open_texts + "  \"");
    (void)lexed(std::string(1'000'000, '"'));
    (void)lexed(std::string(1'000'000, '\xFF'));
    (void)lexed(std::string(1'000'000, '-'));
    (void)lexed(std::string(100'000, '['));
    (void)lexed(std::string(100'000, '\''));
    (void)lexed(std::string(100'000, ';'));
    (void)lexed(std::string(100'000, '`'));
    (void)lexed("\u201C" + std::string(1'000'000, 'x'));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace credence::syntax
