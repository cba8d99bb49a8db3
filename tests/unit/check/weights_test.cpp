// Strengths, weights, correlated sets, bands, and propositions that follow an attribute.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string weights_vocabulary = R"(entity Person
scale Rating = r1 < r2 < r3
scale Only = single
choice Sector = activism | diplomacy
attribute rating of Person: Rating
attribute alone of Person: Only
attribute sector of Person: Sector
attribute age of Person: number years
question approach of Person from persuasion to coercion
question trust of Person from distrusts to trusts
strength slightly = 3:2
strength strongly = 4:1
proposition P1 for p: Person when rating(p) = r3 then approach(p) leans to coercion
proposition P2 for p: Person when rating(p) = r1 then approach(p) leans to persuasion
proposition P3 for p: Person when known rating(p) then approach(p) is affected
proposition P4 for p: Person when rating(p) = r1 then trust(p) leans to trusts
)";  // 16 lines

Checked with(const std::string& more) { return check_text(weights_vocabulary + more + "\n"); }

TEST(Weights, AreKeptWithTheirPropositions) {
    const auto checked = with(R"(weigh P2 strongly because "said so"
weigh P1 slightly
correlated P1, P2 because "one rating")");
    ASSERT_TRUE(checked.rulebase) << checked.words();
    const auto& rules = *checked.rulebase;
    const auto& p1 = rules.propositions[0];
    const auto& p2 = rules.propositions[1];
    EXPECT_EQ(rules.strengths[rules.weights[p1.weight.index()].strength.index()].weight, 176);
    EXPECT_EQ(rules.strengths[rules.weights[p2.weight.index()].strength.index()].weight, 602);
    EXPECT_EQ(rules.strengths[0].odds, "3:2");
    EXPECT_FALSE(rules.propositions[2].weight.valid());
    EXPECT_EQ(p1.correlation, p2.correlation);
    ASSERT_EQ(rules.correlations.size(), 1U);
    EXPECT_EQ(rules.correlations[0].head.name, "correlated P1, P2");
}

TEST(Weights, NameWhatIsDeclared) {
    const auto unknown = with("weigh P9 slightly");
    EXPECT_EQ(unknown.found(), "E0102:17");
    EXPECT_THAT(unknown.words(), HasSubstr("write `P"));
    EXPECT_EQ(with("weigh P1 slighty").found(), "E0102:17");
    EXPECT_EQ(with("weigh rating slightly").found(), "E0111:17");
    EXPECT_THAT(with("weigh rating slightly").words(), HasSubstr("`rating` is an attribute; only propositions weigh"));
    EXPECT_EQ(with("weigh P1 P2").found(), "E0111:17");
    EXPECT_EQ(with("correlated P1, P7").found(), "E0102:17");
    EXPECT_EQ(with("correlated P1, slightly").found(), "E0111:17");
    EXPECT_EQ(with("bands aproach\n  near").found(), "E0102:17");
    EXPECT_EQ(with("bands rating\n  near").found(), "E0111:17");
}

TEST(Weights, OddsAreBetterThanEven) {
    for (const auto* odds : {"1:1", "2:3", "0:1", "2:0", "0.5:0.5"})
        EXPECT_EQ(with(std::string("strength odd = ") + odds).found(), "E0601:17") << odds;
    EXPECT_EQ(with("strength odd = 10000000000:1").found(), "E0009:17");
    EXPECT_THAT(with("strength odd = 2:3").words(), HasSubstr("write `3:2`"));
    EXPECT_EQ(with("strength odd = 1.01:1").found(), "");
    EXPECT_EQ(with("strength strongly = 9:1").found(), "E0101:17");
}

TEST(Weights, CountOnce) {
    EXPECT_EQ(with("weigh P1 slightly\nweigh P1 strongly").found(), "E0604:18");
    EXPECT_EQ(with("correlated P1, P2\ncorrelated P2, P4").found(), "E0606:18");
    EXPECT_EQ(with("correlated P1, P2, P1").found(), "E0606:17");
    EXPECT_EQ(with("correlated P1, P4").found(), "E0607:17");
    EXPECT_EQ(with("weigh P3 slightly").found(), "E0605:17");
}

TEST(Bands, AreValuesOfTheirOwn) {
    const auto checked = with(R"(bands approach
  far "far off" "far" from 10:1 for persuasion
  r2 from 3:2 for persuasion
  near_even
  toward from 3:2 for coercion
define f(p: Person) when band(approach(p)) >= toward or rating(p) = r2 or band(approach(p)) in {far, r2})");
    ASSERT_TRUE(checked.rulebase) << checked.words();
    const auto& bands = *checked.rulebase->questions[0].bands;
    EXPECT_THAT(bands.cuts, ::testing::ElementsAre(-1000, -176, 0, 176));
    EXPECT_THAT(bands.odds, ::testing::ElementsAre("10:1", "3:2", "", "3:2"));
    const auto& scale = checked.rulebase->scales[bands.scale.index()];
    EXPECT_EQ(scale.head.name, "bands approach");
    EXPECT_EQ(scale.values[0].short_label, "far");
    EXPECT_TRUE(scale.ordered);
}

TEST(Bands, RiseWithoutAGap) {
    EXPECT_EQ(with("bands approach\n  a from 3:2 for persuasion\n  b from 10:1 for persuasion\n  c").found(), "E0602:19");
    EXPECT_EQ(with("bands approach\n  a from 3:2 for coercion\n  b").found(), "E0602:19");
    EXPECT_EQ(with("bands approach\n  a\n  b from 3:2 for coercion\n  c from 3:2 for coercion").found(), "E0602:20");
    EXPECT_EQ(with("bands approach\n  a from 3:2 for persuasion\n  b from 3:2 for coercion").found(), "E0603:17");
    EXPECT_EQ(with("bands approach\n  a\n  b").found(), "E0603:19");
    EXPECT_EQ(with("bands approach\n  a").found(), "");
    EXPECT_EQ(with("bands approach\n  a\n  b from 1:1 for coercion").found(), "E0601:19");
    EXPECT_EQ(with("bands approach\n  a\n  b from 2:1 for trusts").found(), "E0103:19");
    EXPECT_EQ(with("bands approach\n  a\n  a from 2:1 for coercion").found(), "E0101:19");
    EXPECT_EQ(with("bands approach\n  a\nbands approach\n  b").found(), "E0604:19");
}

TEST(Bands, AreAskedOfAQuestionThatHasThem) {
    EXPECT_EQ(with("define f(p: Person) when known band(trust(p))").found(), "E0608:17");
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when band(rating(p)) = a").found(), "E0111:19");
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when band(approach) = a").found(), "E0111:19");
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when band(approach(p), p) = a").found(), "E0110:19");
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when band(approach(p)) = b").found(), "E0107:19");
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when known band(approach(p))").found(), "");
    EXPECT_EQ(
        with("bands approach\n  a\nproposition P5 for p: Person when band(approach(p)) = a then approach(p) leans to coercion")
            .found(),
        "E0203:19");
}

TEST(Bands, AreNotSupposed) {
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when surely band(approach(p)) = a").found(), "E0209:19");
    EXPECT_EQ(with("bands approach\n  a\ndefine f(p: Person) when settled band(approach(p))").found(), "");
}

TEST(Propositions, FollowAnAttributeInItsOrder) {
    const auto follows = [](const std::string& what) {
        return with("proposition P5 for p: Person then approach(p) follows " + what).found();
    };
    EXPECT_EQ(follows("rating(p)"), "");
    EXPECT_EQ(with("proposition P5 for p: Person then approach(p) opposes rating(p), implied only").found(), "");
    EXPECT_EQ(follows("sector(p)"), "E0109:17");
    EXPECT_EQ(follows("age(p)"), "E0109:17");
    EXPECT_EQ(follows("alone(p)"), "E0109:17");
    EXPECT_EQ(follows("approach(p)"), "E0111:17");
    EXPECT_EQ(follows("rating(q)"), "E0107:17");
}

}  // namespace
}  // namespace credence::check
