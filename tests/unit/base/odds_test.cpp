#include "base/odds.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace credence {
namespace {

std::int64_t weight(const char* favourable, const char* against) {
    return millibans(*Decimal::parse(favourable), *Decimal::parse(against));
}

TEST(Odds, WeighByTheirLogarithm) {
    EXPECT_EQ(weight("2", "1"), 301);
    EXPECT_EQ(weight("3", "2"), 176);
    EXPECT_EQ(weight("4", "1"), 602);
    EXPECT_EQ(weight("10", "1"), 1000);
    EXPECT_EQ(weight("1000", "1"), 3000);
    EXPECT_EQ(weight("1", "1"), 0);
    EXPECT_EQ(weight("1.0001", "1"), 0);
    EXPECT_EQ(weight("9223372036", "0.000000001"), 18965);
}

TEST(Odds, TurnedRoundWeighTheOtherWay) {
    EXPECT_EQ(weight("1", "2"), -301);
    EXPECT_EQ(weight("2", "3"), -weight("3", "2"));
}

TEST(Odds, AgreeWithTheLogarithmOfTheMachine) {
    for (int a = 1; a < 200; ++a) {
        for (int b = 1; b < 60; ++b) {
            const double exact = 1000 * std::log10(static_cast<double>(a) / b);
            EXPECT_EQ(weight(std::to_string(a).c_str(), std::to_string(b).c_str()), std::llround(exact)) << a << ":" << b;
        }
    }
}

TEST(Odds, ArePrintedInDecibans) {
    EXPECT_EQ(decibans(301), "3.01");
    EXPECT_EQ(decibans(-602), "-6.02");
    EXPECT_EQ(decibans(0), "0.00");
    EXPECT_EQ(decibans(-5), "-0.05");
    EXPECT_EQ(decibans(12340), "123.40");
}

}  // namespace
}  // namespace credence
