#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace credence {
namespace {

TEST(Decimal, ReadsExactly) {
    for (const char* text : {"0", "12", "-0.5", "3.25", "0.000000001", "9223372036"}) EXPECT_EQ(Decimal::parse(text)->text(), text);
    for (const char* text : {"", "-", ".5", "1.", "1e3", "1,5", "0.0000000001", "9223372037", " 1", "+1"}) EXPECT_FALSE(Decimal::parse(text)) << text;
}

TEST(Decimal, RoundsHalfToEven) {
    EXPECT_EQ(Decimal::parse("0.5")->text(0), "0");
    EXPECT_EQ(Decimal::parse("1.5")->text(0), "2");
    EXPECT_EQ(Decimal::parse("-2.5")->text(0), "-2");
    EXPECT_EQ(Decimal::parse("2.675")->text(2), "2.68");
    EXPECT_EQ(Decimal::parse("20.504109589")->text(1), "20.5");
}

TEST(Decimal, SaysWhatDoesNotFit) {
    const auto most = *Decimal::parse("9223372036");
    EXPECT_FALSE(add(most, most));
    EXPECT_FALSE(multiply(most, *Decimal::parse("2")));
    EXPECT_FALSE(divide(most, Decimal{}));
    EXPECT_EQ(divide(*Decimal::parse("1"), *Decimal::parse("3"))->text(), "0.333333333");
    EXPECT_EQ(multiply(*Decimal::parse("0.000000001"), *Decimal::parse("0.5"))->text(), "0");
}

}  // namespace
}  // namespace credence
