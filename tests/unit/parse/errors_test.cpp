// Mistakes: each reported once, at its place, in the author's words; what stands beside it is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "support.hpp"

namespace credence::parse {
namespace {

using ::testing::ElementsAre;

struct Mistake {
    std::string source;
    std::string error;
};

class Mistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreSaidOnce) {
    EXPECT_THAT(parsed(GetParam().source).errors(), ElementsAre(GetParam().error)) << GetParam().source;
}

const std::string rule = "proposition P\n  for p: P\n";

INSTANTIATE_TEST_SUITE_P(
    All, Mistakes,
    ::testing::Values(
        Mistake{"propositon P\n  for p: P\n  then q(p) leans to x\n", "E0002 1:1 no declaration starts with `propositon`"},
        Mistake{"when a\n", "E0002 1:1 no declaration starts with `when`"},
        Mistake{"(a)\n", "E0002 1:1 a declaration starts with a keyword"},
        Mistake{"  entity A\n", "E0002 1:3 this belongs to no declaration"},
        Mistake{"entity A\n  entity B\n", "E0001 2:3 a declaration starts at the left margin: `entity`"},
        Mistake{"entity\n", "E0001 1:1 expected a name after `entity`"},
        Mistake{"entity when\n", "E0006 1:8 `when` is a keyword of the language and cannot be a name"},
        Mistake{rule + "  whn a\n  then q(p) leans to x\n", "E0001 3:3 a proposition has no clause `whn`"},
        Mistake{rule + "  then q(p) leans too x\n", "E0001 3:19 expected `to`, found `too`"},
        Mistake{rule + "  when a(p) b\n  then q(p) leans to x\n",
                "E0001 3:13 expected a clause or an operator such as `and`, found `b`"},
        Mistake{rule + "  when a(p\n  then q(p) leans to x\n", "E0004 3:9 this `(` is never closed"},
        Mistake{rule + "  when\n  then q(p) leans to x\n", "E0001 3:3 expected a condition or a value after `when`"},
        Mistake{rule + "  when a(p)\n", "E0011 1:13 proposition P has no `then`"},
        Mistake{rule + "  then q(p) leans to x\n  when a(p)\n", "E0010 3:3 in proposition P, `then` comes before `when`"},
        Mistake{rule + "  when a(p)\n  when b(p)\n  then q(p) leans to x\n", "E0010 4:3 proposition P has `when` twice"},
        Mistake{"boundary b\n  for m: M\n  then r(m) at mst x\n", "E0001 3:16 expected `most` or `least`, found `mst`"},
        Mistake{"choice C = a | b c\n", "E0001 1:16 `|` is missing after `b`"},
        Mistake{"attribute a of P\n", "E0001 1:16 expected `:` after `P`"},
        Mistake{"attribute a of P: T\n  agreed\n  pooled\n", "E0010 3:3 attribute a says twice how observations combine"},
        Mistake{"define d(p: P): T\n", "E0011 1:8 define d has no body"},
        Mistake{"define d(p: P)\n  when b\n  | a | then |\n  | - | - |\n  | b | c |\n",
                "E0010 1:8 define d has more than one body"},
        Mistake{"define d: T = a, b otherwise\n", "E0011 1:15 this case does not say when it holds"},
        Mistake{"question q of P\n  from blog\n", "E0011 1:10 question q has no poles"},
        Mistake{"property p\n  for x: P\n", "E0011 1:10 property p has no law"},
        Mistake{"table t\n  for m: M\n", "E0011 1:7 table t has no rows"},
        Mistake{"bands b\n", "E0011 1:7 bands b has no bands"},
        Mistake{"table t\n  | a | then |\n  | b | c |\n", "E0001 3:3 a table needs a row of dashes under its head"},
        Mistake{"table t\n  | a | then |\n  | --- | --- |\n  | b |\n  | b | c |\n",
                "E0014 4:3 this row has 1 cell, the head of the table 2"},
        Mistake{"rule r(x) when a(x)\n  then b(x)\n", "E0010 2:3 rule r concludes twice"},
        Mistake{"example e\n  given\n    a(x) = 1, confidnce high\n  expect\n    b(x)\n",
                "E0001 3:15 expected `source`, `confidence`, `group`, `kind`, `assessor`, `on` and others, found `confidnce`"},
        Mistake{"example e\n  given\n    x: P\n  expct\n    P3 applies to x\n", "E0001 4:3 an example has no clause `expct`"},
        Mistake{"example e\n  given\n    f(x = 5\n    g(x) = 2\n  expect\n    b(x)\n", "E0004 3:6 this `(` is never closed"},
        Mistake{"refuse r \"q\"\n  because \"{a b}\"\n", "E0001 2:15 expected an operator, found `b`"},
        Mistake{"refuse r \"q\n  because \"a\"\n", "E0003 1:10 this text in quotes is never closed"},
        Mistake{"rule r(x) when a(x) == b(x)\n", "E0005 1:21 `==` is not a sign of this language; here one writes `=`"}));

TEST(Recovery, FindsMistakesOnLinesThatFollowEachOther) {
    const auto p =
        parsed("proposition A\n  for p: P\n  when x(p)\n  than q(p) leans to hi\n  becuase \"so\"\n  asumption \"a\"\n");
    EXPECT_THAT(p.errors(),
                ElementsAre("E0001 4:3 a proposition has no clause `than`", "E0001 5:3 a proposition has no clause `becuase`",
                            "E0001 6:3 a proposition has no clause `asumption`"));
}

TEST(Recovery, FindsSeveralMistakesOfOneDeclarationAndReadsTheOthers) {
    const auto p = parsed(
        "proposition P1\n  for p: P\n  whn a(p)\n  then q(p) leans too x\n  because \"{p\"\n\n"
        "entity A\nentty B\nentity C\n\nexample e\n  given\n    a: P\n    f(a, = 2\n    g(a) = 2\n    h(a) 3\n  expect\n    "
        "i(a) and\n    j(a)\n");
    EXPECT_THAT(p.errors(),
                ElementsAre("E0001 3:3 a proposition has no clause `whn`", "E0001 4:19 expected `to`, found `too`",
                            "E0013 5:12 this hole in a text is never closed", "E0002 8:1 no declaration starts with `entty`",
                            "E0001 14:10 expected a condition or a value, found `=`", "E0001 16:5 `=` is missing after `h(a)`",
                            "E0001 18:10 nothing follows this `and`"));
    // All but the example, whose line 14 nothing mends, is read as it was meant.
    std::vector<std::string> names, broken;
    for (const auto& d : p.file.declarations) names.push_back(head_of(d).name.text);
    for (const auto& n : p.file.broken_names) broken.push_back(n.text);
    EXPECT_THAT(names, ElementsAre("P1", "A", "B", "C"));
    EXPECT_THAT(broken, ElementsAre("e"));
}

TEST(Recovery, KnowsTheValuesOfABrokenScale) {
    const auto p = parsed("scale S = low < high <\n  anchor low \"x\"\nentity A\n");
    EXPECT_EQ(p.diagnostics.size(), 1U);
    std::vector<std::string> broken;
    for (const auto& n : p.file.broken_names) broken.push_back(n.text);
    EXPECT_THAT(broken, ::testing::IsSupersetOf({"S", "low", "high"}));
}

TEST(Recovery, ALexicalErrorSilencesItsClauseOnly) {
    const auto p = parsed("rule r\n  for p: P\n  when a(p) ? b(p)\n  then c(p) d\n");
    EXPECT_THAT(p.errors(), ElementsAre("E0007 3:13 `?` means nothing here", "E0001 4:8 `=` is missing after `c(p)`"));
}

// Applies the first fix of each diagnostic.
std::string fixed(const Parsed& p, const std::string& source) {
    std::vector<text::Edit> edits;
    for (const auto& d : p.diagnostics) {
        if (!d.fixes.empty()) edits.insert(edits.end(), d.fixes[0].edits.begin(), d.fixes[0].edits.end());
    }
    std::stable_sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
    auto out = source;
    for (const auto& e : edits) out.replace(e.span.begin, e.span.end - e.span.begin, e.replacement);
    return out;
}

TEST(Fixes, GiveASourceWithoutErrors) {
    for (const std::string source : {
             "propositon P\n  for p: P\n  then q(p) leans to x\n",
             "proposition P\n  for p: P\n  then q(p) leans to x   # a comment\n  when a(p)\n       and b(p)\n  because \"c\"\n",
             "proposition P\n  for p: P\n  whn a(p)\n  then q(p) lens too x\n",
             "rule r(x) when a(x) == b(x) && c(x)\n",
             "refuse r \u201Cq\u201D\n  because \"b\"\n",
             "rule r(x) when a(x) and b(x) or c(x)\n",
             "example e\n  expct\n    a(x)\n",
             "define d(x: P)\n  when x\u00A0\u2265 3\n",
         }) {
        const auto p = parsed(source);
        ASSERT_FALSE(p.diagnostics.empty()) << source;
        const auto repaired = fixed(p, source);
        // Two mistakes on one line may need two rounds.
        const auto again = parsed(repaired);
        EXPECT_EQ(parsed(fixed(again, repaired)).errors(), std::vector<std::string>{}) << repaired;
    }
}

TEST(Fixes, MoveAClauseWithoutItsNeighbours) {
    const std::string source =
        "proposition P\n  for p: P\n  then q(p) leans to x   # a comment\n  when a(p)\n       and b(p)  # another\n  because "
        "\"c\"\n";
    EXPECT_EQ(fixed(parsed(source), source),
              "proposition P\n  for p: P\n  when a(p)\n       and b(p)\n  then q(p) leans to x   # a comment\n  # another\n  "
              "because \"c\"\n");
}

// --- Hostile input -----------------------------------------------------------------------------------------------------------

std::string repeated(const std::string& piece, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += piece;
    return out;
}

TEST(Hostile, NestingIsLimitedNotFatal) {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string piece :
         {"(", "f(", "not ", "- ", "surely ", "some x: P where ", "every x: P where a has ", "x in {", "count over (",
          "known f(", "P applies to (", "settled (", "f(a: ", "sum of (", "observed a(", "top 1 of ("}) {
        const auto p = parsed("define d\n  when " + repeated(piece, 100'000) + "\nentity A\n");
        ASSERT_EQ(p.diagnostics.size(), 1U) << piece << " " << p.errors()[0];
        EXPECT_EQ(p.diagnostics[0].code, "E0008") << piece;
        EXPECT_EQ(p.file.declarations.size(), 1U) << piece;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Hostile, SomeNestingIsFine) {
    EXPECT_TRUE(parsed("define d\n  when " + repeated("(", 120) + "a" + repeated(")", 120) + "\n").diagnostics.empty());
    EXPECT_TRUE(parsed("define d\n  when " + repeated("f(", 120) + "a" + repeated(")", 120) + "\n").diagnostics.empty());
    EXPECT_TRUE(parsed("define d\n  when " + repeated("not ", 120) + "a\n").diagnostics.empty());
}

// Each of these would take longer than the universe if an alternative were tried again at every depth.
TEST(Hostile, NoAlternativeIsTriedAgainAtEveryDepth) {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string piece :
         {"(",      "f(",           "not (",    "settled (", "surely (", "known f(",        "P applies to (", "P applies to f(",
          "a in {", "count over (", "sum of (", "min(",      "top(",     "top 3 of (",      "observed(",      "observed a(",
          "some(",  "every(",       "-(",       "f(a: (",    "(f(",      "unknown known f("}) {
        const auto p = parsed("define d\n  when " + repeated(piece, 60) + "a ? b\n  when " + repeated(piece, 60) + "= =\n");
        EXPECT_FALSE(p.diagnostics.empty()) << piece;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Hostile, LongChainsAreLimitedWhereTheyNest) {
    EXPECT_EQ(parsed("define d: number = 1" + repeated(" + 1", 100'000) + "\n").errors().size(), 1U);
    EXPECT_TRUE(parsed("define d: number = 1" + repeated(" + 1", 200) + "\n").diagnostics.empty());
    EXPECT_TRUE(parsed("define d when a" + repeated(" and a", 100'000) + "\n").diagnostics.empty());
    EXPECT_FALSE(parsed("define d when " + repeated("P applies to ", 100'000) + "x\n").diagnostics.empty());
}

TEST(Hostile, FilesThatAreNoText) {
    EXPECT_TRUE(parsed("").errors().empty());
    EXPECT_TRUE(parsed("# only a comment").errors().empty());
    EXPECT_TRUE(parsed("\xEF\xBB\xBF").errors().empty());
    EXPECT_THAT(parsed(std::string("\xFF\xFE"
                                   "e\0",
                                   4))
                    .errors(),
                ElementsAre("E0009 1:1 this file is UTF-16, not UTF-8"));
    for (const char* turn : {"# \u202E", "entity A \"\u2066\"", "entity A \"\u202A\""}) {
        EXPECT_THAT(parsed(turn).errors(), ElementsAre(::testing::HasSubstr("turns the writing direction"))) << turn;
    }
    EXPECT_TRUE(parsed("entity A \"\u05D0 \u200F \u2028 \u2065\"\n").errors().empty());
    EXPECT_THAT(parsed(std::string("entity A\0", 9)).errors(),
                ElementsAre("E0009 1:9 this file is not text: it holds a zero byte"));
    EXPECT_THAT(parsed("entity A \"caf\xE9\"\n").errors(),
                ElementsAre("E0009 1:14 this file is not UTF-8: the byte E9 stands here"));
    EXPECT_EQ(parsed("entity A \"caf\xE9\"\n").file.declarations.size(), 1U);
    EXPECT_TRUE(parsed("entity A \"caf\u00E9 \u65E5\u672C \U0001F600\"\r\nentity B\r\n").errors().empty());
}

}  // namespace
}  // namespace credence::parse
