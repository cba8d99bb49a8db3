#include "analyse/suggest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "unit/analyse/analysing.hpp"

namespace credence::analyse {
namespace {

using ::testing::HasSubstr;


/// By name, the text of what is suggested; empty where none was found.
std::map<std::string, std::string> suggested(const std::string& rules) {
    const Checked checked(things + rules);
    std::map<std::string, std::string> out;
    for (const auto& one : suggest(checked.rulebase, checked.sources, Coverage(checked.rulebase, checked.sources), 1'000'000))
        out[one.name] = one.text;
    return out;
}

TEST(Suggest, WritesAnExampleAsAuthorsDo) {
    EXPECT_EQ(suggested(R"(
define heavy(t: Thing)
  when weight(t) >= heavy_from
)")["heavy_met"],
              "example heavy_met \"heavy is met\"\n"
              "  given\n"
              "    thing: Thing\n"
              "    weight(thing) = 10\n"
              "  expect\n"
              "    heavy(thing)\n");
}

TEST(Suggest, ShowsEachStateOfACondition) {
    const auto found = suggested(R"(
define heavy(t: Thing)
  when weight(t) >= heavy_from
)");
    ASSERT_EQ(found.size(), 3U) << "true is shown by the first";
    for (const auto& [name, text] : found) EXPECT_NE(text, "") << name;
    EXPECT_THAT(found.at("heavy_12_false"), HasSubstr("weight(thing) = 9\n  expect\n    not heavy(thing)"));
    EXPECT_THAT(found.at("heavy_12_unknown"), HasSubstr("    thing: Thing\n  expect\n    unknown heavy(thing)"));
}

TEST(Suggest, ReachesCasesBehindOthers) {
    const auto found = suggested(R"(
define heavy(t: Thing)
  when weight(t) >= heavy_from and not red(t)
define kind(t: Thing): Size
  = large  when heavy(t),
    middle when size(t) = middle,
    small  otherwise or unknown
define worth(t: Thing): number
  = 2 when kind(t) = middle,
    1 otherwise
)");
    EXPECT_THAT(found.at("kind_case_1"), HasSubstr("kind(thing) = large"));
    EXPECT_THAT(found.at("kind_case_2"), HasSubstr("kind(thing) = middle"));
    EXPECT_THAT(found.at("kind_case_3"), HasSubstr("kind(thing) = small"));
    EXPECT_THAT(found.at("worth_case_1"), HasSubstr("worth(thing) = 2"));
}

TEST(Suggest, FindsTuplesCountsAndQuestions) {
    const auto found = suggested(R"(
relation linked(one: Thing, other: Thing)
rule direct
  for  a: Thing, b: Thing
  when near(a, b) and size(a) = large
  then linked(a, b)
define neighbours(t: Thing): number = count of u over (linked(t, u))
define lonely(t: Thing)
  when neighbours(t) = 0
question worth of Thing from low to high
proposition big
  for  t: Thing
  when size(t) >= middle
  then worth(t) leans to high
define good(t: Thing)
  when pointers(worth(t), high) > 0 and neighbours(t) > 0
)");
    EXPECT_THAT(found.at("direct_applies"), HasSubstr("near("));
    EXPECT_THAT(found.at("good_met"), HasSubstr("size("));
    EXPECT_THAT(found.at("lonely_met"), HasSubstr("    lonely(thing)\n"));
}

TEST(Suggest, GivesBoundsAndConflictsTheirFacts) {
    const auto found = suggested(R"(
range room of Thing on Size
table limits "limits"
  for t: Thing
  | size(t) | then room(t) at most |
  | ------- | -------------------- |
  | small   | small                |
boundary roomy
  for  t: Thing
  when red(t)
  then room(t) at least middle
define stuck(t: Thing)
  when conflict room(t)
)");
    EXPECT_THAT(found.at("limits_row_1"), HasSubstr("room(thing) = small..small"));
    EXPECT_THAT(found.at("stuck_met"), HasSubstr("red(thing) = yes"));
}

TEST(Suggest, ExpectsOfARuleThatItApplies) {
    const auto found = suggested(R"(
relation steps(thing: Thing, n: number)
rule first
  for  t: Thing
  when near(t, t)
  then steps(t, 0)
rule next
  for  t: Thing, m: number
  when steps(t, n) and n < 3 and m = n + 1
  then steps(t, m)
)");
    EXPECT_THAT(found.at("next_applies"), HasSubstr("    next applies to (thing, "));
}

TEST(Suggest, SaysWhereNoneWasFound) {
    const auto found = suggested(R"(
define big(t: Thing)
  when size(t) = large
define hopeless(t: Thing)
  when size(t) = small and big(t)
)");
    ASSERT_TRUE(found.contains("hopeless_met"));
    EXPECT_EQ(found.at("hopeless_met"), "");
}

TEST(Suggest, AvoidsNamesThatMeanSomething) {
    const auto found = suggested(R"(
define thing(t: Thing)
  when red(t)
)");
    EXPECT_THAT(found.at("thing_met"), HasSubstr("    a_thing: Thing\n"));
}

}  // namespace
}  // namespace credence::analyse
