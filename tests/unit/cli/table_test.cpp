#include "cli/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace credence::cli {
namespace {

using ::testing::ElementsAre;

TEST(Table, ColumnsAreAsWideAsTheirWidestCell) {
    EXPECT_EQ(plain_table({"id", "name"}, {{"V02", "Early"}, {"V1", ""}}, 98), "id   name\nV02  Early\nV1\n");
    EXPECT_EQ(plain_table({"id", "n"}, {}, 98), "id  n\n");
    EXPECT_EQ(plain_table({"a", "b"}, {{"\u732B", "x"}, {"e\u0301e", "y"}}, 98), "a   b\n\u732B  x\ne\u0301e  y\n")
        << "by columns, not bytes";
}

TEST(Table, TheWidestColumnsAreWrappedWhereItIsTooWide) {
    const std::vector<std::string> head{"id", "what was said of it on that day", "by"};
    EXPECT_THAT(table_blocks(head, {{"R1", "one two three four five six", "T-4"}}, 26),
                ElementsAre("    what was said of\n"
                            "id  it on that day     by\n",
                            "R1  one two three      T-4\n"
                            "    four five six\n"));
}

TEST(Table, WhatDoesNotFitEvenSoStandsBelow) {
    const std::vector<std::string> head{"subject", "attribute", "recorded"};
    EXPECT_THAT(table_blocks(head, {{"V07", "compactness", "2026-01-10T10:00:00Z"}, {"V11", "ripening", ""}}, 30),
                ElementsAre("subject  attribute\n",
                            "V07      compactness\n"
                            "      recorded:\n"
                            "      2026-01-10T10:00:00Z\n",
                            "V11      ripening\n"));
}

TEST(Table, ATextOfDataSteersNoTerminal) {
    EXPECT_EQ(harmless("a\tb\nc"), "a\\u{9}b c");
    EXPECT_EQ(harmless("\x1b]0;title\x07"), "\\u{1b}]0;title\\u{7}");
    EXPECT_EQ(harmless("\u202Eabc\u200F"), "\\u{202e}abc\\u{200f}");
    EXPECT_EQ(harmless("caf\xE9 caf\u00e9"), "caf\\xe9 caf\u00e9");
}

}  // namespace
}  // namespace credence::cli
