// Types and units of values.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string types_vocabulary = R"(entity Person
entity Mission
scale Rating = r1 "1" < r2 "2" < r3 "3"
scale Band = b1 < b2 < b3
choice Sector = activism | diplomacy
parameter dose: number years = 1
attribute rating of Person: Rating
attribute sector of Person: Sector
attribute age of Person: number years
attribute weight of Person: number kilos
attribute born of Person: date
attribute desired of Mission: range of Band
range permitted of Mission on Band
question approach of Person from persuasion to coercion
relation held(person: Person, organisation: text, started: date, ended: date or today)
)";  // 15 lines

std::string condition_errors(const std::string& text) {
    return check_text(types_vocabulary + "define f(p: Person, m: Mission) when " + text + "\n").found();
}
Checked value(const std::string& type, const std::string& text) {
    return check_text(types_vocabulary + "define f(p: Person, m: Mission): " + type + " = " + text + "\n");
}

TEST(Types, AcrossScales) {
    const auto checked =
        check_text(types_vocabulary + "parameter from: Rating = r2\ndefine f(m: Mission) when lowest(desired(m)) >= from\n");
    EXPECT_EQ(checked.found(), "E0104:17");
    EXPECT_THAT(checked.words(), HasSubstr("`lowest(desired(m))` and `from` are on different scales"));
    EXPECT_THAT(checked.words(), HasSubstr("Band: b1 < b2 < b3"));
    EXPECT_THAT(checked.words(), HasSubstr("Rating: 1 < 2 < 3"));
}

TEST(Types, Mismatches) {
    EXPECT_EQ(condition_errors("rating(p) = born(p)"), "E0105:16");
    EXPECT_EQ(condition_errors("p = m"), "E0105:16");
    EXPECT_EQ(condition_errors("rating(m) = r1"), "E0105:16");
    EXPECT_EQ(condition_errors("rating(p)"), "E0105:16");
    EXPECT_EQ(condition_errors("held(p, _, age(p), _)"), "E0105:16");
    EXPECT_EQ(value("Rating", "age(p)").found(), "E0105:16");
    EXPECT_EQ(value("Rating", "lowest(permitted(m))").found(), "E0104:16");
    EXPECT_EQ(value("number years", "weight(p)").found(), "E0106:16");
}

TEST(Types, OrderOfChoices) {
    EXPECT_EQ(condition_errors("sector(p) >= activism"), "E0109:16");
    EXPECT_EQ(condition_errors("sector(p) between activism and diplomacy"), "E0109:16");
    EXPECT_EQ(condition_errors("p < p"), "E0109:16");
    EXPECT_EQ(condition_errors("sector(p) != activism"), "");
}

TEST(Types, Units) {
    EXPECT_EQ(condition_errors("age(p) > 3"), "");
    EXPECT_EQ(condition_errors("age(p) + 1 > dose"), "");
    EXPECT_EQ(condition_errors("age(p) > weight(p)"), "E0106:16");
    EXPECT_EQ(condition_errors("age(p) + weight(p) > 3"), "E0106:16");
    EXPECT_EQ(condition_errors("2 * age(p) > dose"), "");
    EXPECT_EQ(condition_errors("age(p) * dose > 3"), "E0106:16");
    EXPECT_EQ(condition_errors("age(p) / dose > 3"), "");
    EXPECT_EQ(condition_errors("age(p) / dose > weight(p)"), "E0106:16");
    EXPECT_EQ(condition_errors("min(age(p), dose, 7) >= 2 * 3"), "");
    EXPECT_THAT(value("number years", "age(p) + weight(p)").words(),
                HasSubstr("a number of years and a number of kilos cannot be added"));
}

TEST(Types, LiteralsTakeTheUnitOfTheirPlace) {
    const auto checked = value("number years", "max(3, age(p))");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& literal = checked.rulebase->defines[0].cases[0].value.operands[0];
    EXPECT_EQ(checked.rulebase->units[literal.type.index], "years");
    EXPECT_EQ(Decimal::from_raw(literal.cell).text(), "3");
}

TEST(Types, Dates) {
    EXPECT_EQ(condition_errors("born(p) < 2001-02-03"), "");
    EXPECT_EQ(condition_errors("born(p) < 2001-02"), "");
    EXPECT_EQ(condition_errors("born(p) < 2001"), "");
    EXPECT_EQ(condition_errors("born(p) < 2001-02-30"), "E0009:16");
    EXPECT_EQ(condition_errors("years(born(p), today) >= 18"), "");
    EXPECT_EQ(condition_errors("years(born(p), 18) >= 18"), "E0113:16");
    EXPECT_EQ(condition_errors("years(age(p), today) >= 18"), "E0105:16");
}

TEST(Types, Numbers) {
    EXPECT_EQ(condition_errors("age(p) < 0.1234567891"), "E0009:16");
    EXPECT_EQ(condition_errors("age(p) < 99999999999"), "E0009:16");
    const auto checked = value("number years", "-3");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    EXPECT_EQ(checked.rulebase->defines[0].cases[0].value.cell, -3 * Decimal::scale);
}

TEST(Types, Ranges) {
    EXPECT_EQ(condition_errors("desired(m) within permitted(m)"), "");
    EXPECT_EQ(condition_errors("desired(m) = b1..b2"), "");
    EXPECT_EQ(condition_errors("desired(m) = empty"), "");
    EXPECT_EQ(condition_errors("desired(m) = b2..b1"), "E0113:16");
    EXPECT_EQ(condition_errors("desired(m) = b1"), "E0105:16");
    EXPECT_EQ(condition_errors("b1 within desired(m)"), "E0105:16");
    EXPECT_EQ(condition_errors("desired(m) < permitted(m)"), "E0109:16");
    EXPECT_EQ(condition_errors("distance(desired(m), b1..b1) = 1 and width(desired(m)) >= 2"), "");
    EXPECT_EQ(condition_errors("distance(desired(m), r1..b1) = 1"), "E0103:16");
    EXPECT_EQ(value("range of Band", "clip(b1..b3, permitted(m))").found(), "");
    EXPECT_EQ(value("range of Band", "lowest(desired(m))..b3").found(), "");
    EXPECT_EQ(value("Band", "max(b2, highest(permitted(m)) down 1)").found(), "");
    EXPECT_EQ(value("range of Sector", "empty").found(), "E0109:16");
    EXPECT_EQ(value("range of Band", "b1").found(), "E0105:16");
}

TEST(Types, RangesOfValuesAreWorkedOutAtOnce) {
    const auto checked = value("range of Band", "b1..b3");
    ASSERT_TRUE(checked.rulebase);
    const auto& range = checked.rulebase->defines[0].cases[0].value;
    EXPECT_EQ(range.kind, ExpressionKind::literal);
    EXPECT_EQ(range.cell, pack_range(0, 2));
}

TEST(Types, Steps) {
    EXPECT_EQ(condition_errors("rating(p) up 1 = r3"), "");
    EXPECT_EQ(condition_errors("sector(p) up 1 = diplomacy"), "E0109:16");
    EXPECT_EQ(condition_errors("age(p) up 1 > 3"), "E0105:16");
}

TEST(Types, Aggregates) {
    EXPECT_EQ(condition_errors("count over (held(person: p)) > 2"), "");
    EXPECT_EQ(condition_errors("count of o over (held(person: p, organisation: o)) > 2"), "");
    EXPECT_EQ(condition_errors("duration of a..b over (held(person: p, started: a, ended: b)) >= dose"), "");
    EXPECT_EQ(condition_errors("duration of a..b over (held(person: p, started: a, ended: b)) >= weight(p)"), "E0106:16");
    EXPECT_EQ(condition_errors("max of rating(q) over (some x: Mission where p = q) >= r2"), "");
    EXPECT_EQ(condition_errors("max of rating(q) over (held(person: q)) >= r2"), "");
    EXPECT_EQ(condition_errors("max of sector(q) over (held(person: q)) = activism"), "E0109:16");
    EXPECT_EQ(condition_errors("sum of rating(q) over (held(person: q)) > 2"), "E0105:16");
    EXPECT_EQ(condition_errors("sum over (held(person: p)) > 2"), "E0110:16");
    EXPECT_EQ(condition_errors("duration of p over (held(person: p)) > 2"), "E0110:16");
}

TEST(Types, Arguments) {
    EXPECT_EQ(condition_errors("rating(p, p) = r1"), "E0110:16");
    EXPECT_EQ(condition_errors("rating(_) = r1"), "E0110:16");
    EXPECT_EQ(condition_errors("held(p, _)"), "E0110:16");
    EXPECT_EQ(condition_errors("held(p, _, _, _, _)"), "E0110:16");
    EXPECT_EQ(condition_errors("held(person: p, organization: _)"), "E0110:16");
    EXPECT_EQ(condition_errors("held(person: p, person: p)"), "E0110:16");
    EXPECT_EQ(condition_errors("held(person: p, p)"), "E0110:16");
    EXPECT_EQ(condition_errors("held(p, started: _)"), "");
    EXPECT_EQ(condition_errors("abs(1, 2) = 1"), "E0110:16");
}

TEST(Types, Questions) {
    EXPECT_EQ(condition_errors("pointers(approach(p), coercion) > 0"), "");
    EXPECT_EQ(condition_errors("pointers(approach(p), coertion) > 0"), "E0103:16");
    EXPECT_EQ(condition_errors("approach(p) > 0"), "E0111:16");
    EXPECT_EQ(condition_errors("pointers(rating(p), coercion) > 0"), "E0111:16");
}

TEST(Types, Status) {
    EXPECT_EQ(condition_errors("known rating(p) and unknown age(p) and disputed sector(p)"), "");
    EXPECT_EQ(condition_errors("conflict permitted(m)"), "");
    EXPECT_EQ(condition_errors("conflict rating(p)"), "E0111:16");
    EXPECT_EQ(condition_errors("known held(p, _, _, _)"), "E0111:16");
    const auto checked = check_text(types_vocabulary +
                                    "define named(p: Person) when rating(p) = r1\ndefine f(p: Person) when unknown named(p)\n");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    EXPECT_EQ(checked.rulebase->defines[0].condition->operands.at(0).kind, ConditionKind::named);
}

TEST(Types, ConditionsAreNoValues) {
    EXPECT_EQ(value("yes_no", "rating(p) = r1").found(), "E0111:16");
    EXPECT_EQ(
        check_text(types_vocabulary + "define named(p: Person) when rating(p) = r1\ndefine f(p: Person) when named(p) = yes\n")
            .found(),
        "E0111:17");
}

TEST(Types, AttributesMayLimitAgreement) {
    EXPECT_EQ(check_text("entity P\nscale S = a < b < c\nattribute x of P: S\n  agreed within 1\n").found(), "");
    EXPECT_EQ(check_text("entity P\nscale S = a < b < c\nattribute x of P: S\n  agreed within 1.5\n").found(), "E0113:4");
    EXPECT_EQ(check_text("entity P\nchoice S = a | b\nattribute x of P: S\n  agreed within 1\n").found(), "E0109:4");
    EXPECT_EQ(check_text("entity P\nscale S = a < b\nattribute x of P: range of S\n  pooled\n").found(), "E0117:3");
    EXPECT_EQ(check_text("entity P\nparameter old: number years = 3\nattribute x of P: text\n  stale after old\n").found(), "");
    EXPECT_EQ(check_text("entity P\nparameter old: number = 3\nattribute x of P: text\n  stale after old\n").found(),
              "E0106:4");
    EXPECT_EQ(check_text("entity P\nattribute x of P: text\n  prefer behaviour over self_report\n").found(), "");
    EXPECT_EQ(check_text("entity P\nattribute x of P: text\n  prefer behavior over self_report\n").found(), "E0402:3");
}

}  // namespace
}  // namespace credence::check
