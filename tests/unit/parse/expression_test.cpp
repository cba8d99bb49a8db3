#include <gtest/gtest.h>

#include "support.hpp"

namespace credence::parse {
namespace {

struct Reading {
    std::string source;
    std::string words;
};

class Expressions : public ::testing::TestWithParam<Reading> {};

TEST_P(Expressions, AreReadAs) { EXPECT_EQ(condition_in_words(GetParam().source), GetParam().words) << GetParam().source; }

INSTANTIATE_TEST_SUITE_P(
    Precedence, Expressions,
    ::testing::Values(Reading{"a and b and c", "(and a b c)"}, Reading{"a or b or c", "(or a b c)"},
                      Reading{"a and (b or c)", "(and a (or b c))"}, Reading{"not a = b", "(not (= a b))"},
                      Reading{"not a and b", "(and (not a) b)"}, Reading{"not not a", "(not (not a))"},
                      Reading{"1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"}, Reading{"a / b / c", "(/ (/ a b) c)"},
                      Reading{"2 * a up 1 + b", "(+ (* 2 (up a 1)) b)"}, Reading{"a up 1 down 2", "(down (up a 1) 2)"},
                      Reading{"a + 1..b * 2", "(.. (+ a 1) (* b 2))"}, Reading{"-a + - -b", "(+ (- a) (- (- b)))"},
                      Reading{"-a up 1", "(up (- a) 1)"}, Reading{"(a + b) * c", "(* (+ a b) c)"}, Reading{"((a))", "a"},
                      Reading{"a..b within c", "(within (.. a b) c)"}, Reading{"a overlaps b", "(overlaps a b)"},
                      Reading{"a between 1 and 2 and c", "(and (between a 1 2) c)"},
                      Reading{"a in {x, y, 1 + 2}", "(in a x y (+ 1 2))"}, Reading{"a not in {x}", "(not-in a x)"}));

INSTANTIATE_TEST_SUITE_P(
    Kinds, Expressions,
    ::testing::Values(Reading{"known a(x)", "(known (call a x))"},
                      Reading{"not unknown a(x) and b", "(and (not (unknown (call a x))) b)"},
                      Reading{"conflict permissible(mission_of(v))", "(conflict (call permissible (call mission_of v)))"},
                      Reading{"unknown total", "(unknown total)"}, Reading{"surely a = b and c", "(and (surely (= a b)) c)"},
                      Reading{"possibly not a", "(possibly (not a))"},
                      Reading{"settled fit(p, v) and c", "(and (settled (call fit p v)) c)"},
                      Reading{"P3 applies to x", "(applies P3 x)"}, Reading{"P3 applies to (x, y)", "(applies P3 x y)"},
                      Reading{"P3 does not apply to \"C04\"", "(not-applies P3 \"C04\")"},
                      Reading{"P3 applies to f(x) and b", "(and (applies P3 (call f x)) b)"},
                      Reading{"some q: Person where a(q) and b(q)", "(some q:Person (and (call a q) (call b q)))"},
                      Reading{"every q: Person where a(q) has b(q)", "(every q:Person (call a q) (call b q))"},
                      Reading{"held(person: p, _, ended: today)", "(call held person:p _ ended:TODAY)"},
                      Reading{"f()", "(call f)"}, Reading{"Cost.low < empty", "(< Cost.low EMPTY)"},
                      Reading{"observed desired(v, recorded: t)", "(call observed:desired v recorded:t)"},
                      Reading{"observed(subject: p, topic: traits)", "(call observed subject:p topic:traits)"},
                      Reading{"count over (a(x)) > 0", "(> (count (call a x)) 0)"},
                      Reading{"duration of a..b over (c(a, b))", "(duration (.. a b) (call c a b))"},
                      Reading{"max of n over (a(n)) - max(a, b)", "(- (max n (call a n)) (call max a b))"},
                      Reading{"top 3 of x by -n over (a(x, n))", "(top 3 x (- n) (call a x n))"},
                      Reading{"a = 2001-01-01 and b = 2001-03 and c = 2026-03-11T09:00Z",
                              "(and (= a 2001-01-01) (= b 2001-03) (= c 2026-03-11T09:00Z))"},
                      Reading{"f(\"a \\\"b\\\" {x:.2} {{c}} d\n   e\") = y", "(= (call f \"a \"b\" {x:.2} {c} d e\") y)"}));

// A keyword is a name wherever it cannot be the keyword.
INSTANTIATE_TEST_SUITE_P(
    KeywordsAsNames, Expressions,
    ::testing::Values(Reading{"kind(v) = unknown", "(= (call kind v) unknown)"},
                      Reading{"x = unknown and y", "(and (= x unknown) y)"}, Reading{"unknown up 1", "(up unknown 1)"},
                      Reading{"count + sum * list", "(+ count (* sum list))"},
                      Reading{"from = to and year(of: by) < author", "(and (= from to) (< (call year of:by) author))"},
                      Reading{"pointers(q(p), up) > some", "(> (call pointers (call q p) up) some)"},
                      Reading{"min(a) + top + every", "(+ (+ (call min a) top) every)"},
                      Reading{"known known(x)", "(known (call known x))"}));

INSTANTIATE_TEST_SUITE_P(Mistakes, Expressions,
                         ::testing::Values(Reading{"", "E0001 1:1 expected a condition or a value, found the end"},
                                           Reading{"a =", "E0001 1:3 expected a value after `=`"},
                                           Reading{"a b", "E0001 1:3 expected an operator, found `b`"},
                                           Reading{"a < b < c", "E0001 1:7 expected an operator, found `<`"},
                                           Reading{"f(a, b", "E0004 1:2 this `(` is never closed"},
                                           Reading{"a in {x, y", "E0004 1:6 this `{` is never closed"},
                                           Reading{"a)", "E0004 1:2 this `)` closes nothing"},
                                           Reading{"a and b or c", "E0012 1:9 `and` and `or` are mixed without parentheses"},
                                           Reading{"a = \"{b c}\"", "E0001 1:9 expected an operator, found `c`"},
                                           Reading{"a = \"{b\"", "E0013 1:6 this hole in a text is never closed"},
                                           Reading{"a = \"{ }\"", "E0013 1:6 this hole in a text is empty"},
                                           Reading{"f(x: when)", "E0006 1:6 expected a condition or a value, found `when`"},
                                           Reading{"a anb b", "E0001 1:3 expected an operator, found `anb`"}));

TEST(Spans, AreThoseOfTheSource) {
    text::SourceSet sources;
    const std::string source = "(risk(p) + 1) * 2 = \"x {years(p):.1}\"";
    const auto file = sources.add(text::SourceFile("query", source));
    std::vector<text::Diagnostic> diagnostics;
    const auto e = parse_condition(sources, file, diagnostics);
    ASSERT_TRUE(e);
    EXPECT_EQ(sources.text(e->span), source);
    EXPECT_EQ(sources.text(e->operands[0].span), "(risk(p) + 1) * 2");
    EXPECT_EQ(sources.text(e->operands[0].operands[0].span), "risk(p) + 1");
    EXPECT_EQ(sources.text(e->operands[0].operands[0].operands[0].name_span), "risk");
    EXPECT_EQ(sources.text(e->operands[1].parts[0].hole->span), "years(p)");
    EXPECT_EQ(e->operands[1].parts[0].digits, 1);
}

}  // namespace
}  // namespace credence::parse
