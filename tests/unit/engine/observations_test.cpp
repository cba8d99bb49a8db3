// The expected numbers are worked out by hand from semantics.md.
#include "engine/observations.hpp"

#include <gtest/gtest.h>

namespace credence::engine {
namespace {

using check::Combination;
using check::TypeKind;

check::Attribute rating(Combination combination, Cell within) {
    check::Attribute attribute;
    attribute.type = {TypeKind::scale, 0};
    attribute.combination = combination;
    attribute.within = within;
    return attribute;
}

std::int64_t weight_from(const Summary& summary, Cell lowest) {
    std::int64_t weight = 0;
    for (const auto& share : summary.shares) weight += share.value >= lowest ? share.weight : 0;
    return weight;
}

constexpr Cell behaviour = 0;
constexpr Cell self_report = 1;

TEST(Observations, NothingObservedIsIgnorance) {
    const auto summary = summarise(rating(Combination::agreed, 1), {}, {});
    EXPECT_EQ(summary.state, Known::unknown);
    EXPECT_EQ(summary.truth(0), ignorance);
}

TEST(Observations, AgreedOnesAddUp) {
    // m(?) = 0.4 · 0.7 = 0.28; both meet: [0.72, 1].
    const auto summary = summarise(rating(Combination::agreed, 1), {}, {{4, 6'000}, {3, 3'000, no_cell, no_cell, no_cell, 1}});
    EXPECT_EQ(summary.state, Known::known);
    EXPECT_EQ(summary.truth(weight_from(summary, 3)), (Truth{7'200, 10'000, false}));
    // 4 alone: 0.72 · 0.6 / 0.9 = 0.48; [0.48, 0.76].
    EXPECT_EQ(summary.truth(weight_from(summary, 4)), (Truth{4'800, 7'600, false}));
    EXPECT_EQ(summary.truth(weight_from(summary, 5)), (Truth{0, 2'800, false}));
}

TEST(Observations, BoundsRoundOutward) {
    // m(?) = 0.7^3 = 0.343; one value of three: 0.657 / 3 = 0.219: exact. With 0.3, 0.3, 0.1: m(?) = 0.441, 0.559 · 3/7 = 0.23957….
    const auto summary = summarise(rating(Combination::pooled, 0), {},
                                   {{0, 3'000, no_cell, no_cell, no_cell, 0}, {2, 3'000, no_cell, no_cell, no_cell, 1}, {4, 1'000, no_cell, no_cell, no_cell, 2}});
    EXPECT_EQ(summary.truth(summary.shares[0].weight), (Truth{2'395, 6'806, false}));
}

TEST(Observations, AGroupCountsOnceAndSharesItsWeight) {
    // Group 7 gives 1 and 5 with 0.9: 0.45 each; group 8 gives 5 with 0.6. m(?) = 0.1 · 0.4 = 0.04; 5: 0.96 · 1.05 / 1.5 = 0.672.
    const auto summary = summarise(rating(Combination::pooled, 0), {},
                                   {{0, 9'000, no_cell, 7, no_cell, 0}, {4, 6'000, no_cell, 7, no_cell, 1}, {4, 6'000, no_cell, 8, no_cell, 2}});
    EXPECT_EQ(summary.truth(weight_from(summary, 4)), (Truth{6'720, 7'120, false}));
}

TEST(Observations, ValuesFurtherApartDisputeEvenWithinAGroup) {
    const std::vector<Observed> apart{{4, 9'000, no_cell, 7, no_cell, 0}, {1, 9'000, no_cell, 7, no_cell, 1}};
    EXPECT_EQ(summarise(rating(Combination::agreed, 1), {}, apart).state, Known::disputed);
    EXPECT_EQ(summarise(rating(Combination::agreed, 3), {}, apart).state, Known::known);
}

TEST(Observations, APreferenceSettlesADispute) {
    const std::vector<Observed> observed{{4, 9'000, self_report, no_cell, no_cell, 0}, {1, 9'000, behaviour, no_cell, no_cell, 1}};
    const std::vector<check::Preference> preference{{behaviour, self_report, {}}};
    const auto settled = summarise(rating(Combination::agreed, 1), preference, observed);
    EXPECT_EQ(settled.state, Known::known);
    EXPECT_TRUE(settled.discrepant);
    EXPECT_EQ(settled.set_aside, std::vector<std::uint32_t>{0});
    ASSERT_EQ(settled.shares.size(), 1U);
    EXPECT_EQ(settled.shares.front().value, 1);
    // Where what remains disagrees, nothing is settled.
    auto still = observed;
    still.push_back({3, 9'000, behaviour, no_cell, no_cell, 2});
    EXPECT_EQ(summarise(rating(Combination::agreed, 1), preference, still).state, Known::disputed);
}

TEST(Observations, TheLatestDeclarationCounts) {
    const auto latest = summarise(rating(Combination::declared, 0), {}, {{1, 3'000, no_cell, no_cell, 200, 0}, {2, 3'000, no_cell, no_cell, 100, 1}});
    EXPECT_EQ(latest.state, Known::known);
    EXPECT_EQ(latest.shares.front().value, 1);
    EXPECT_EQ(latest.truth(latest.shares.front().weight), certain);
    const auto tied = summarise(rating(Combination::declared, 0), {}, {{1, 3'000, no_cell, no_cell, 200, 0}, {2, 3'000, no_cell, no_cell, 200, 1}});
    EXPECT_EQ(tied.state, Known::disputed);
}

TEST(Observations, TwoDerivedValuesDispute) {
    EXPECT_EQ(summarise_derived({{1, 10'000}}).state, Known::known);
    EXPECT_EQ(summarise_derived({{1, 10'000}, {2, 5'000, no_cell, no_cell, no_cell, 1}}).state, Known::disputed);
}

}  // namespace
}  // namespace credence::engine
