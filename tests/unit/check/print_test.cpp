#include "check/print.hpp"

#include <gtest/gtest.h>

#include "check/codes.hpp"
#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

TEST(NaturalOrder, DigitsCompareAsNumbers) {
    EXPECT_TRUE(natural_less("P2", "P10"));
    EXPECT_FALSE(natural_less("P10", "P2"));
    EXPECT_TRUE(natural_less("P3", "P3v"));
    EXPECT_TRUE(natural_less("S3:2", "S3:10"));
    EXPECT_TRUE(natural_less("P9", "P9a"));
    EXPECT_TRUE(natural_less("a", "b"));
    EXPECT_FALSE(natural_less("P3", "P3"));
    EXPECT_TRUE(natural_less("P", "P1"));
    EXPECT_TRUE(natural_less("x99999999999999999999998", "x99999999999999999999999"));
    EXPECT_TRUE(natural_less("P007", "P7"));  // the same number: by bytes
    EXPECT_FALSE(natural_less("P7", "P007"));
}

struct Printed : ::testing::Test {
    Checked checked = check_text(
        "scale Rating = r1 \"1\" < r2 \"2\" < r3 \"3\"\nchoice Sector = un_human_rights \"UN human rights body\" \"UN\" | "
        "media\n"
        "entity P\nattribute a of P: number kilos\n");
    const Rulebase& r = *checked.rulebase;
    Type rating{TypeKind::scale, 0}, sector{TypeKind::scale, 1}, range{TypeKind::range, 0}, kilos{TypeKind::number, 2};
};

TEST_F(Printed, ValuesBothWays) {
    for (const auto& [type, cell, text] :
         std::vector<std::tuple<Type, Cell, std::string>>{{rating, 1, "r2"},
                                                          {sector, 0, "un_human_rights"},
                                                          {kilos, 1'500'000'000, "1.5"},
                                                          {range, pack_range(0, 2), "r1..r3"},
                                                          {range, empty_range, "empty"},
                                                          {{TypeKind::yes_no, 0}, 1, "yes"},
                                                          {{TypeKind::date, 0}, Date::parse("2026-02")->code(), "2026-02"},
                                                          {{TypeKind::time, 0}, 0, "1970-01-01T00:00:00Z"}}) {
        EXPECT_EQ(written(r, type, cell), text);
        const auto read = read_value(r, type, text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(*read, cell) << text;
    }
}

TEST_F(Printed, ValuesByLabel) {
    EXPECT_EQ(read_value(r, rating, "3"), 2);
    EXPECT_EQ(read_value(r, sector, "UN human rights body"), 0);
    EXPECT_EQ(read_value(r, sector, "UN"), 0);
    EXPECT_EQ(read_value(r, range, "1..2"), pack_range(0, 1));
    EXPECT_EQ(read_value(r, {TypeKind::yes_no, 0}, "true"), 1);
}

TEST_F(Printed, WhatWasExpected) {
    EXPECT_EQ(read_value(r, rating, "6").error().message, "1, 2 or 3");
    EXPECT_EQ(read_value(r, sector, "press").error().message, "UN or media");
    EXPECT_FALSE(read_value(r, range, "r3..r1"));
    EXPECT_FALSE(read_value(r, range, "r1"));
    EXPECT_FALSE(read_value(r, kilos, "3,5"));
    EXPECT_FALSE(read_value(r, {TypeKind::date, 0}, "2026-02-30"));
}

TEST_F(Printed, Descriptions) {
    EXPECT_EQ(described(r, rating), "a value of Rating");
    EXPECT_EQ(described(r, kilos), "a number of kilos");
    EXPECT_EQ(described(r, {TypeKind::entity, 0}), "a P");
    EXPECT_EQ(described(r, range), "a range of Rating");
}

TEST(Codes, AreSortedAndDistinct) {
    const auto codes = diagnostic_codes();
    for (std::size_t i = 1; i < codes.size(); ++i) EXPECT_NE(codes[i - 1].code, codes[i].code);
    EXPECT_GT(codes.size(), 30U);
}

}  // namespace
}  // namespace credence::check
