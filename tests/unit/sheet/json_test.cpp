#include "sheet/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sheet/reading.hpp"

namespace credence::sheet {
namespace {

using ::testing::HasSubstr;
using testing::Rows;

testing::Read read(std::string_view text) { return testing::read(Form::json, text); }

RowError json_error(std::string_view text) {
    const auto errors = read(text).errors;
    EXPECT_EQ(errors.size(), 1U) << text;
    if (errors.empty()) return {};
    EXPECT_TRUE(errors[0].fatal) << text;
    return errors[0];
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

TEST(Json, ReadsAListOfObjects) {
    const auto found = read(
        "[{\"id\": \"A\", \"height\": 1.50},\n {\"name\": \"B\\u00e9\\n\\ud83d\\ude00\", \"id\": \"B\", \"there\": true},\n"
        " {\"id\": null, \"there\": false, \"height\": -1.5e3}]");
    EXPECT_EQ(found.rows, (Rows{{"id", "height", "name", "there"},
                                {"A", "1.50", "", ""},
                                {"B", "", "B\u00e9\n\U0001F600", "yes"},
                                {"", "-1500", "", "no"}}));
    EXPECT_EQ(found.numbers, (std::vector<std::uint32_t>{1, 1, 2, 3}));
    EXPECT_TRUE(found.errors.empty());
}

TEST(Json, ReadsTablesByTheirNames) {
    constexpr std::string_view text = "\xef\xbb\xbf{\"person\": [{\"id\": \"A\"}], \"post\": [ ], \"held\": [{\"x\": 1}, {}]}";
    const JsonBook book(text);
    ASSERT_EQ(book.parts().size(), 3U);
    EXPECT_EQ(book.parts()[1].name, "post");
    EXPECT_EQ(testing::read(*book.open(0)).rows, (Rows{{"id"}, {"A"}}));
    EXPECT_EQ(testing::read(*book.open(1)).rows, Rows{});
    EXPECT_EQ(testing::read(*book.open(2)).rows, (Rows{{"x"}, {"1"}})) << "an empty object is a blank row";
}

TEST(Json, KeepsNumbersAsTheyAreWritten) {
    EXPECT_EQ(read("[{\"n\": 18446744073709551616, \"m\": 1e999, \"o\": 0.1}]").rows[1],
              (std::vector<std::string>{"18446744073709551616", "1e999", "0.1"}));
}

TEST(Json, NamesTheCellThatCannotBe) {
    const auto twice = read("[{\"a\": 1,\n \"a\": 2}]");
    ASSERT_EQ(twice.errors.size(), 1U);
    EXPECT_THAT(twice.errors[0].message, HasSubstr("twice"));
    EXPECT_EQ(twice.errors[0].column, 0U);
    const auto nested = read("[{\"a\": 1},\n{\"b\": [1, {\"c\": []}]}]");
    ASSERT_EQ(nested.errors.size(), 1U);
    EXPECT_EQ(nested.errors[0].row, 2U);
    EXPECT_EQ(nested.errors[0].column, 1U);
    EXPECT_EQ(read("[{\"a\": \"x\\u0000\"}]").errors.size(), 1U);
    EXPECT_EQ(read("[{\"a\": \"\xc0\xaf\"}]").errors.size(), 1U);
}

TEST(Json, SaysWhereTheFileBreaks) {
    EXPECT_EQ(json_error("[{\"a\": 1},\n {\"b\" 2}]").message, "`2` stands where `:` should, at byte 7 of the line");
    EXPECT_EQ(json_error("[{\"a\": 1},\n {\"b\" 2}]").row, 2U);
    EXPECT_THAT(json_error("[{\"a\": 1}").message, HasSubstr("the file ends"));
    EXPECT_THAT(json_error("[{\"a\": 1}] x").message, HasSubstr("follows the end"));
    EXPECT_THAT(json_error("[{\"a\": 1}][").message, HasSubstr("follows the end"));
    EXPECT_THAT(json_error("[{\"a\": 1},]").message, HasSubstr("an object"));
    EXPECT_THAT(json_error("[1]").message, HasSubstr("an object"));
    EXPECT_THAT(json_error("\"x\"").message, HasSubstr("`[`"));
    EXPECT_THAT(json_error("{}").message, HasSubstr("no table"));
    EXPECT_THAT(json_error("").message, HasSubstr("empty"));
    EXPECT_THAT(json_error(std::string_view("[\0{\0", 4)).message, HasSubstr("UTF-16"));
    EXPECT_THAT(json_error("{\"a\": [], \"a\": []}").message, HasSubstr("already"));
    for (const auto* number : {"01", "-", "1.", "1e", "+1", ".5", "NaN", "Infinity", "00"})
        EXPECT_TRUE(json_error(std::string("[{\"a\": ") + number + "}]").fatal) << number;
    for (const auto* text : {"\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\u12\"", "\"a\nb\"", "\"open"})
        EXPECT_TRUE(json_error(std::string("[{\"a\": ") + text + "}]").fatal) << text;
}

TEST(Json, EndsOnDeepNestingWithoutRecursion) {
    for (const auto* opening : {"[", "{\"a\":", "[{\"a\":["}) {
        const auto error = json_error("[{\"a\": " + repeated(opening, 100'000));
        EXPECT_THAT(error.message, HasSubstr("more than 64 deep")) << opening;
    }
    const auto deep = "[{\"a\": " + repeated("[", 60) + repeated("]", 60) + "}]";
    EXPECT_FALSE(read(deep).errors.at(0).fatal);
}

}  // namespace
}  // namespace credence::sheet
