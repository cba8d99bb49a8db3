#include "sheet/numbers.hpp"

#include <gtest/gtest.h>

#include "sheet/formulas.hpp"

namespace credence::sheet {
namespace {

TEST(Numbers, AreWrittenOutAsPeopleWriteThem) {
    const auto plain = [](std::string_view text) { return plain_number(text, 15).value_or("none"); };
    EXPECT_EQ(plain("5"), "5");
    EXPECT_EQ(plain("-0.50"), "-0.5");
    EXPECT_EQ(plain("0.30000000000000004"), "0.3");
    EXPECT_EQ(plain("0.29999999999999999"), "0.3");
    EXPECT_EQ(plain("999999999999999.9"), "1000000000000000");
    EXPECT_EQ(plain("1.5E3"), "1500");
    EXPECT_EQ(plain("12e-3"), "0.012");
    EXPECT_EQ(plain("-0"), "0");
    EXPECT_EQ(plain("000.000"), "0");
    EXPECT_EQ(plain("4.2000000000000002"), "4.2");
    for (const auto* text : {"", "-", ".", "e5", "1e", "1e+", "nan", "1,5", "1 ", "0x1", "1e999", "1e-999", "--1"})
        EXPECT_EQ(plain(text), "none") << text;
}

TEST(Numbers, OfDaysAreDates) {
    const auto date = [](std::string_view text, bool from_1904 = false) {
        return serial_date(text, from_1904).value_or("none");
    };
    EXPECT_EQ(date("45413"), "2024-05-01");
    EXPECT_EQ(date("45413.375"), "2024-05-01T09:00:00Z");
    EXPECT_EQ(date("45412.9999999999"), "2024-05-01") << "rounded to the second";
    EXPECT_EQ(date("1"), "1900-01-01");
    EXPECT_EQ(date("59"), "1900-02-28");
    EXPECT_EQ(date("60"), "none") << "the 29 February 1900 was never";
    EXPECT_EQ(date("61"), "1900-03-01");
    EXPECT_EQ(date("43951", true), "2024-05-01");
    EXPECT_EQ(date("0", true), "1904-01-01");
    EXPECT_EQ(date("2958465"), "9999-12-31");
    for (const auto* text : {"0", "0.5", "-1", "2958466", "1e9", "x", ""}) EXPECT_EQ(date(text), "none") << text;
}

TEST(Formulas, AreDisarmedAndComeBackAsTheyWere) {
    for (const auto* text : {"=HYPERLINK(\"x\")", "+1", "-1+2", "@x", "\tx", "\rx", "\uff1d1", "'=1", "''+x", "-"}) {
        EXPECT_EQ(disarmed(text), std::string("'") + text);
        EXPECT_EQ(armed(disarmed(text)), text);
    }
    for (const auto* text : {"", "x", "-1", "-0.5", "'tis", "'", "1=1", "it's", "''"}) {
        EXPECT_EQ(disarmed(text), text);
        EXPECT_EQ(armed(text), text);
    }
}

}  // namespace
}  // namespace credence::sheet
