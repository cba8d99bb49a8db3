#include "base/date.hpp"

#include <gtest/gtest.h>

namespace credence {
namespace {

std::string years(const char* from, const char* to) {
    return years_counting_both(Date::parse(from)->first, Date::parse(to)->last()).text();
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2026-02-30", "2023-02-29", "2026-13", "2026-00-10", "0000-01-01", "26-01-01", "2026-1-1", "", "2026-01-01 ", "2026-0a"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
    EXPECT_TRUE(Date::parse("2024-02-29"));
}

TEST(Date, PrintsAsWritten) {
    for (const char* text : {"2026-02-28", "2026-02", "2026", "0001-01-01", "9999-12-31"}) {
        EXPECT_EQ(Date::parse(text)->text(), text);
        EXPECT_EQ(Date::from_code(Date::parse(text)->code()), *Date::parse(text));
    }
}

TEST(Date, AYearFromFirstToLastDayIsExactlyOne) {
    EXPECT_EQ(years("2001-01-01", "2001-12-31"), "1");
    EXPECT_EQ(years("2001", "2001"), "1");
    EXPECT_EQ(years("2004-02-29", "2005-02-28"), "1");  // 1 March counts as the anniversary
    EXPECT_EQ(years("2005-07", "2025-12"), "20.504109589");  // 20 years and 184 of 365 days
    EXPECT_EQ(years("2005-01-02", "2005-01-01"), "0");
}

TEST(Date, JoinsStretchesThatOverlapOrTouch) {
    const auto day = [](const char* text) { return Date::parse(text)->first; };
    EXPECT_EQ(duration_years({{day("2001-01-01"), day("2001-06-30")}, {day("2001-07-01"), day("2001-12-31")}}).text(), "1");
    EXPECT_EQ(duration_years({{day("2001-01-01"), day("2001-12-31")}, {day("2001-03-01"), day("2001-04-01")}}).text(), "1");
    EXPECT_EQ(duration_years({{day("2001-01-01"), day("2001-12-31")}, {day("2003-01-01"), day("2003-12-31")}}).text(), "2");
    EXPECT_EQ(duration_years({}).text(), "0");
}

TEST(Time, ReadsAndPrintsMoments) {
    EXPECT_EQ(time_text(*parse_time("2026-03-11T09:00Z")), "2026-03-11T09:00:00Z");
    EXPECT_EQ(time_text(*parse_time("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59Z");
    for (const char* text : {"2026-03-11", "2026-03-11T24:00Z", "2026-03-11T09:00", "2026-02-30T09:00Z"}) EXPECT_FALSE(parse_time(text)) << text;
}

}  // namespace
}  // namespace credence
