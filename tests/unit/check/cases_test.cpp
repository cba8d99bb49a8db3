// Cases, tables, and conditions that can never be met.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string cases_vocabulary = R"(entity Mission
scale Unity = blocking < split < lukewarm < united
scale Band = b1 < b2 < b3
choice Fit = good | bad | open
parameter strict: yes_no = no
attribute unity of Mission: Unity
attribute publishes of Mission: yes_no
attribute points of Mission: number
attribute grade of Mission: Fit
range permitted of Mission on Band
)";  // 10 lines

Checked fit(const std::string& cases) { return check_text(cases_vocabulary + "define fit(m: Mission): Fit\n" + cases); }
Checked table(const std::string& rows) { return check_text(cases_vocabulary + "table t \"T\"\n  for m: Mission\n" + rows); }

TEST(Cases, Sound) {
    EXPECT_EQ(fit("  = good when unity(m) = united,\n    bad otherwise,\n    open if unknown\n").found(), "");
    EXPECT_EQ(fit("  = good when unity(m) >= lukewarm,\n    bad when unity(m) <= split\n").found(), "");
    EXPECT_EQ(fit("  = good when unity(m) >= lukewarm,\n    bad when not unity(m) >= lukewarm\n").found(), "");
    EXPECT_EQ(fit("  = good when points(m) > 3,\n    bad when points(m) < 2\n").found(), "");  // numbers are not listed
}

TEST(Cases, Gap) {
    const auto checked = fit("  = good when unity(m) = united,\n    bad when unity(m) in {blocking, split}\n");
    EXPECT_EQ(checked.found(), "E0302:11");
    EXPECT_THAT(checked.words(), HasSubstr("can be lukewarm"));
    EXPECT_EQ(fit("  = good when unity(m) = united and publishes(m),\n    bad when unity(m) < united\n").found(), "E0302:11");
    EXPECT_EQ(
        fit("  = good when unity(m) = united and publishes(m),\n    bad when unity(m) < united,\n    open otherwise\n").found(),
        "");
}

TEST(Cases, Unreachable) {
    EXPECT_EQ(fit("  = bad otherwise,\n    good when unity(m) = united\n").found(), "E0301:13");
    EXPECT_EQ(fit("  = good when unity(m) >= split,\n    bad when unity(m) = united,\n    open otherwise\n").found(),
              "E0301:13");
    EXPECT_EQ(fit("  = good when points(m) > 3,\n    bad when points(m) > 3,\n    open otherwise\n").found(), "E0301:13");
    EXPECT_EQ(fit("  = good when points(m) > 3,\n    bad when points(m) > 3 and publishes(m),\n    open otherwise\n").found(),
              "E0301:13");
    EXPECT_EQ(fit("  = good when points(m) > 3 and publishes(m),\n    bad when points(m) > 3,\n    open otherwise\n").found(),
              "");
    EXPECT_EQ(fit("  = good when unity(m) = united,\n    bad otherwise,\n    open otherwise\n").found(), "E0301:14");
}

TEST(Cases, UnionsOfEarlierCasesDoNotDecide) {
    // Where beliefs are split, neither of the first two need be met though one of them must hold.
    EXPECT_EQ(
        fit("  = good when unity(m) >= lukewarm,\n    bad when unity(m) < lukewarm,\n    open when known unity(m)\n").found(),
        "");
}

TEST(Cases, NeverMet) {
    EXPECT_EQ(fit("  = good when unity(m) > united,\n    bad otherwise\n").found(), "E0208:12");
    EXPECT_EQ(fit("  = good when unity(m) >= lukewarm and unity(m) <= split,\n    bad otherwise\n").found(), "E0208:12");
    EXPECT_EQ(
        check_text(cases_vocabulary + "boundary b\n  for m: Mission\n  when unity(m) = united\n  unless unity(m) >= lukewarm\n "
                                      " then permitted(m) at most b1\n")
            .found(),
        "E0208:13");
}

TEST(Cases, Shape) {
    EXPECT_EQ(check_text(cases_vocabulary + "define f(m: Mission)\n  = good when publishes(m),\n    bad otherwise\n").found(),
              "E0117:11");
    EXPECT_EQ(check_text(cases_vocabulary + "define f(m: Mission): Fit\n  when publishes(m)\n").found(), "E0117:11");
    EXPECT_EQ(fit("  = good when publishes(m),\n    unity(m) otherwise\n").found(), "E0104:13");
}

TEST(Tables, RowsBecomeBoundaries) {
    const auto checked = table(
        "  | unity(m)        | publishes(m) | then permitted(m) at most |\n"
        "  | --------------- | ------------ | ------------------------- |\n"
        "  | blocking, split | any          | b1                        |\n"
        "  | >= lukewarm     | no           | b2                        |\n"
        "  | otherwise       | any          | b3                        |\n");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    const auto& boundaries = checked.rulebase->boundaries;
    ASSERT_EQ(boundaries.size(), 3U);
    EXPECT_EQ(boundaries[0].head.name, "t:1");
    EXPECT_EQ(boundaries[0].head.label, "T");
    EXPECT_EQ(boundaries[0].row, 1U);
    EXPECT_EQ(boundaries[0].clauses.body.kind, ConditionKind::in);
    EXPECT_EQ(boundaries[1].clauses.body.operands.size(), 2U);
    EXPECT_EQ(boundaries[2].clauses.body.operands.size(), 2U);  // neither of the rows before
    EXPECT_EQ(boundaries[2].clauses.body.operands[0].kind, ConditionKind::negation);
    EXPECT_EQ(checked.rulebase->ranges[0].boundaries.size(), 3U);
}

TEST(Tables, RowsBecomeCases) {
    const auto checked = check_text(cases_vocabulary + R"(define pick(f: Fit): range of Band
  | f         | strict | then   |
  | --------- | ------ | ------ |
  | good      | any    | b1..b2 |
  | bad       | no     | b2..b3 |
  | bad       | yes    | b3..b3 |
  | otherwise | any    | empty  |
)");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    const auto& cases = checked.rulebase->defines[0].cases;
    ASSERT_EQ(cases.size(), 4U);
    EXPECT_EQ(cases[1].row, 2U);
    EXPECT_TRUE(cases[3].otherwise);
    EXPECT_EQ(cases[3].value.cell, empty_range);
}

TEST(Tables, RowsBecomeRules) {
    const auto checked = table(
        "  | unity(m)  | then grade(m) |\n  | --------- | ------------- |\n  | united    | good          |\n  | blocking  | "
        "bad           |\n");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    ASSERT_EQ(checked.rulebase->rules.size(), 2U);
    EXPECT_TRUE(checked.rulebase->attributes[0].derived);
    EXPECT_EQ(checked.rulebase->rules[1].arguments[1].cell, 1);
}

TEST(Tables, GapOfADefine) {
    EXPECT_EQ(
        check_text(cases_vocabulary +
                   "define pick(f: Fit): Band\n  | f    | then |\n  | ---- | ---- |\n  | good | b1   |\n  | bad  | b2   |\n")
            .found(),
        "E0302:11");
}

TEST(Tables, Overlaps) {
    const auto checked =
        check_text(cases_vocabulary +
                   "define pick(m: Mission): Band\n  | unity(m)  | publishes(m) | then |\n  | --- | --- | --- |\n"
                   "  | >= split  | any | b1   |\n  | any | yes  | b2   |\n  | otherwise | any | b3 |\n");
    EXPECT_EQ(checked.found(), "W0301:15");
    EXPECT_TRUE(checked.rulebase);  // a warning alone does not stop it
    EXPECT_EQ(
        table("  | unity(m) | then permitted(m) at most |\n  | --- | --- |\n  | >= split | b2 |\n  | >= lukewarm | b1 |\n")
            .found(),
        "W0301:16");
    EXPECT_EQ(
        table("  | unity(m) | then permitted(m) at most |\n  | --- | --- |\n  | >= split | b2 |\n  | >= lukewarm | b2 |\n")
            .found(),
        "");
}

TEST(Tables, Shape) {
    EXPECT_EQ(table("  | unity(m) | publishes(m) |\n  | --- | --- |\n  | united | yes |\n").found(), "E0303:13");
    EXPECT_EQ(table("  | unity(m) | then |\n  | --- | --- |\n  | united | b1 |\n").found(), "E0303:13");
    EXPECT_EQ(
        table("  | unity(m) | then permitted(m) at most |\n  | --- | --- |\n  | otherwise | b1 |\n  | united | b2 |\n").found(),
        "E0303:15");
    EXPECT_EQ(table("  | unity(m) | then permitted(m) at most |\n  | --- | --- |\n  | united | b1, b2 |\n").found(),
              "E0303:15");
    EXPECT_EQ(table("  | unity(m) | then permitted(m) at most |\n  | --- | --- |\n  | untied | b1 |\n").found(), "E0103:15");
    EXPECT_EQ(
        table("  | unty(m) | then permitted(m) at most |\n  | --- | --- |\n  | united | b1 |\n  | split | b1 |\n").found(),
        "E0102:13");
}

TEST(Tables, ConditionsAsColumns) {
    const auto checked = check_text(
        cases_vocabulary +
        "define loud(m: Mission) when publishes(m)\n"
        "define pick(m: Mission): Band\n  | known unity(m) | then |\n  | --- | --- |\n  | yes | b1 |\n  | no | b2 |\n");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    EXPECT_EQ(checked.rulebase->defines[1].cases[0].when->kind, ConditionKind::known);
    EXPECT_EQ(checked.rulebase->defines[1].cases[1].when->kind, ConditionKind::negation);
}

}  // namespace
}  // namespace credence::check
