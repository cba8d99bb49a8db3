#include "analyse/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyse/trial.hpp"
#include "unit/analyse/analysing.hpp"

namespace credence::analyse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What the examples of the rules show, in words: "b applies", "size(t) = large: true, unknown".
class CoverageOf : public ::testing::Test {
protected:
    void cover(const std::string& rules) {
        checked_.emplace(things + rules);
        coverage_.emplace(checked_->rulebase, checked_->sources);
        for (const auto& example : checked_->rulebase.examples) {
            Trial trial(checked_->rulebase, example, keys_, 1'000'000);
            EXPECT_TRUE(trial.passes()) << example.head.name;
            coverage_->add(trial.model(), example);
        }
    }
    [[nodiscard]] std::vector<std::string> exercised() const {
        std::vector<std::string> out;
        for (const auto& item : coverage_->items()) {
            auto name = checked_->rulebase.head_of(item.declaration).name;
            if (item.one_case) name += " " + std::to_string(*item.one_case + 1);
            if (item.exercised()) out.push_back(name);
        }
        return out;
    }
    /// The states of the atom that is written so: t, f, u; with `-u` where it cannot be unknown.
    [[nodiscard]] std::string states(const std::string& atom) const {
        for (const auto& one : coverage_->atoms()) {
            if (checked_->sources.text(one.condition->span) != atom) continue;
            return std::string(one.shown.met ? "t" : "") + (one.shown.not_met ? "f" : "") + (one.shown.open ? "u" : "") +
                   (one.can_be_open ? "" : "-u");
        }
        return "no such atom";
    }

    Keys keys_;
    std::optional<Checked> checked_;
    std::optional<Coverage> coverage_;
};

constexpr const char* heavy = R"(
define heavy(t: Thing)
  when weight(t) >= heavy_from and not red(t)
define kind(t: Thing): Size
  = large  when heavy(t),
    middle when size(t) = middle,
    small  otherwise or unknown
)";

TEST_F(CoverageOf, IsNothingWithoutExamples) {
    cover(heavy);
    EXPECT_THAT(exercised(), IsEmpty());
    EXPECT_EQ(share_of_items(*coverage_).all, 4U);
    EXPECT_EQ(share_of_items(*coverage_).percent(), 0U);
    EXPECT_EQ(states("weight(t) >= heavy_from"), "");
}

TEST_F(CoverageOf, FollowsAnExpectationThroughItsDefines) {
    cover(std::string(heavy) + R"(
example one
  given
    box: Thing
    weight(box) = 12
    red(box) = no
  expect
    kind(box) = large
)");
    EXPECT_THAT(exercised(), ElementsAre("heavy", "kind 1"));
    EXPECT_EQ(states("weight(t) >= heavy_from"), "t");
    EXPECT_EQ(states("red(t)"), "f");
    EXPECT_EQ(states("size(t) = middle"), "") << "the first case gave the value";
}

TEST_F(CoverageOf, LooksAtEveryPartOfAConjunction) {
    cover(std::string(heavy) + R"(
example one
  given
    box: Thing
    weight(box) = 2
  expect
    kind(box) = small
)");
    EXPECT_THAT(exercised(), ElementsAre("kind 3"));
    EXPECT_EQ(states("weight(t) >= heavy_from"), "f");
    EXPECT_EQ(states("red(t)"), "u") << "although the weight decided";
    EXPECT_EQ(states("size(t) = middle"), "u");
}

TEST_F(CoverageOf, CountsNothingBesideTheExpectations) {
    cover(std::string(heavy) + R"(
example one
  given
    box: Thing
    hat: Thing
    weight(hat) = 12
    red(hat) = no
  expect
    kind(box) = small
)");
    EXPECT_THAT(exercised(), ElementsAre("kind 3")) << "nobody asks for the hat";
}

TEST_F(CoverageOf, KnowsWhatCannotBeUnknown) {
    cover(R"(
define lonely(t: Thing)
  when not near(t, _) and known size(t) and heavy_from > 3
example one
  given
    box: Thing
  expect
    not lonely(box)
)");
    EXPECT_EQ(states("near(t, _)"), "f-u");
    EXPECT_EQ(states("known size(t)"), "f-u");
    EXPECT_EQ(states("heavy_from > 3"), "t-u");
}

TEST_F(CoverageOf, ShowsConditionsOfWhatRulesDerive) {
    cover(R"(
relation linked(one: Thing, other: Thing)
rule direct
  for  a: Thing, b: Thing
  when near(a, b) and size(a) = large
  then linked(a, b)
rule onward
  for  a: Thing, c: Thing
  when linked(a, b) and near(b, c)
  then linked(a, c)
example two_steps
  given
    box: Thing
    hat: Thing
    mug: Thing
    size(box) = large
    size(hat) = small
    near(box, hat)
    near(hat, mug)
  expect
    linked(box, mug)
)");
    EXPECT_THAT(exercised(), ElementsAre("direct", "onward"));
    EXPECT_EQ(states("size(a) = large"), "tf") << "of the box, and of the hat";
}

TEST_F(CoverageOf, GoesNoFurtherWhereNothingGivesAValue) {
    cover(R"(
relation steps(thing: Thing, n: number)
rule first
  for  t: Thing
  when near(t, t)
  then steps(t, 0)
rule next
  for  t: Thing, m: number
  when steps(t, n) and n < 3 and m = n + 1
  then steps(t, m)
example none
  given
    box: Thing
  expect
    not steps(box, 1)
)");
    EXPECT_THAT(exercised(), IsEmpty());
    EXPECT_EQ(states("steps(t, n)"), "f-u");
    EXPECT_EQ(states("n < 3"), "-u");
}

TEST_F(CoverageOf, EntersCountsAndQuestions) {
    cover(R"(
question worth of Thing from low to high
proposition big
  for  t: Thing
  when size(t) = large
  then worth(t) leans to high
define neighbours(t: Thing): number = count of u over (near(t, u) and red(u))
define good(t: Thing)
  when pointers(worth(t), high) > 0 and neighbours(t) = 1
example one
  given
    box: Thing
    hat: Thing
    mug: Thing
    size(box) = large
    near(box, hat)
    near(box, mug)
    red(hat) = yes
    red(mug) = no
  expect
    good(box)
)");
    EXPECT_THAT(exercised(), ElementsAre("good", "neighbours 1", "big"));
    EXPECT_EQ(states("red(u)"), "tf");
}

TEST_F(CoverageOf, LeavesOutWhatIsSwitchedOff) {
    cover(R"(
range room of Thing on Size
boundary tight
  only if heavy_from > 99
  for  t: Thing
  when red(t)
  then room(t) at most small
example one
  given
    box: Thing
    red(box) = yes
  expect
    room(box) = small..large
)");
    EXPECT_THAT(exercised(), IsEmpty());
    EXPECT_EQ(states("heavy_from > 99"), "f-u");
    EXPECT_EQ(states("red(t)"), "");
}

TEST_F(CoverageOf, SharesRoundDown) {
    EXPECT_EQ((Share{2, 3}.percent()), 66U);
    EXPECT_EQ((Share{199, 200}.percent()), 99U);
    EXPECT_EQ((Share{0, 0}.percent()), 100U);
}

}  // namespace
}  // namespace credence::analyse
