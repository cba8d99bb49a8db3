// What evidence weighs: bounds rounded outward, best estimates half to even, attributes that are followed.
#include "engine/weigh.hpp"

#include <gtest/gtest.h>

namespace credence::engine {
namespace {

using check::Effect;

Summary observed(std::vector<Summary::Share> shares, std::int64_t ignorance, Known state = Known::known) {
    Summary out;
    out.state = state;
    out.ignorance = ignorance;
    out.shares = std::move(shares);
    for (const auto& share : out.shares) out.total += share.weight;
    return out;
}

TEST(Weigh, LeansAsFarAsTheConditionIsMet) {
    EXPECT_EQ(weigh_lean(301, certain, true), (Evidence{301, 301, 301}));
    EXPECT_EQ(weigh_lean(301, certain, false), (Evidence{-301, -301, -301}));
    EXPECT_EQ(weigh_lean(301, ignorance, true), (Evidence{0, 0, 301}));
    EXPECT_EQ(weigh_lean(301, ignorance, false), (Evidence{-301, 0, 0}));
    EXPECT_EQ(weigh_lean(301, {6'000, 10'000, false}, true), (Evidence{180, 181, 301}));     // 180.6
    EXPECT_EQ(weigh_lean(301, {6'000, 9'000, false}, false), (Evidence{-271, -181, -180}));  // -270.9, -180.6
}

TEST(Weigh, RoundsHalfToEvenEitherWay) {
    EXPECT_EQ(weigh_lean(301, {5'000, 5'000, false}, true), (Evidence{150, 150, 151}));  // 150.5
    EXPECT_EQ(weigh_lean(303, {5'000, 5'000, false}, true), (Evidence{151, 152, 152}));  // 151.5
    EXPECT_EQ(weigh_lean(301, {5'000, 5'000, false}, false), (Evidence{-151, -150, -150}));
}

TEST(Weigh, FollowsAnAttributeAlongItsScale) {
    const auto weigh = [](const Summary& summary, Effect effect = Effect::follows, Truth truth = certain) {
        return weigh_stance(600, truth, stance_of(summary, 5, effect));
    };
    EXPECT_EQ(weigh(Summary{}), (Evidence{-600, 0, 600}));
    EXPECT_EQ(weigh(observed({{0, 1}}, 0)), (Evidence{-600, -600, -600}));
    EXPECT_EQ(weigh(observed({{3, 1}}, 0)), (Evidence{300, 300, 300}));
    EXPECT_EQ(weigh(observed({{3, 1}}, 0), Effect::opposes), (Evidence{-300, -300, -300}));
    EXPECT_EQ(weigh(observed({{4, 1}}, Summary::whole / 10 * 4)), (Evidence{120, 360, 600}));
    EXPECT_EQ(weigh(observed({{4, 1}}, Summary::whole / 10 * 4), Effect::opposes), (Evidence{-600, -360, -120}));
    EXPECT_EQ(weigh(observed({{3, 1}, {4, 2}}, 0)), (Evidence{500, 500, 500}));
    EXPECT_EQ(weigh(observed({{3, 1}}, 0), Effect::follows, ignorance), (Evidence{0, 0, 300}));
    EXPECT_EQ(weigh(observed({{1, 1}}, 0), Effect::follows, {5'000, 10'000, false}), (Evidence{-300, -150, -150}));
    EXPECT_EQ(weigh(Summary{}, Effect::follows, impossible), (Evidence{0, 0, 0}));
}

TEST(Weigh, NeverAveragesADispute) {
    const auto weigh = [](std::vector<Summary::Share> shares) {
        return weigh_stance(600, certain, stance_of(observed(std::move(shares), 0, Known::disputed), 5, Effect::follows));
    };
    EXPECT_EQ(weigh({{0, 1}, {4, 9}}), (Evidence{-600, 0, 600}));
    EXPECT_EQ(weigh({{3, 1}, {4, 1}}), (Evidence{300, 300, 600}));
    EXPECT_EQ(weigh({{0, 1}, {1, 1}}), (Evidence{-600, -300, -300}));
}

TEST(Weigh, SharesOfAnySizeFit) {
    constexpr std::int64_t huge = 1'000'000'000'000'000;
    const auto summary = observed({{0, huge}, {4, huge}, {2, 3}}, Summary::whole / 7);
    const auto e = weigh_stance(18'965, certain, stance_of(summary, 5, Effect::follows));
    EXPECT_LE(e.lo, e.best);
    EXPECT_LE(e.best, e.hi);
    EXPECT_LE(std::abs(e.best), 1);
    EXPECT_EQ(e.hi, -e.lo);
}

TEST(Weigh, BandsBeginAtTheirOdds) {
    const check::Bands bands{{}, {-1000, -176, 0, 176, 1000}, {}};
    for (const auto& [evidence, band] : {std::pair{-2000, 0},
                                        {-1000, 0},
                                        {-999, 1},
                                        {-176, 1},
                                        {-175, 2},
                                        {0, 2},
                                        {175, 2},
                                        {176, 3},
                                        {999, 3},
                                        {1000, 4},
                                        {5000, 4}})
        EXPECT_EQ(band_at(bands, evidence), band) << evidence;
}

}  // namespace
}  // namespace credence::engine
