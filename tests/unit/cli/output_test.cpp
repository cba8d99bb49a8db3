#include "cli/output.hpp"

#include <gtest/gtest.h>

namespace credence::cli {
namespace {

std::string cell(const std::string& text) {
    const auto out = csv({"head"}, {{text}});
    return out.substr(5, out.size() - 6);
}

TEST(Csv, QuotesWhatWouldBreakARow) {
    EXPECT_EQ(csv({"a", "b c"}, {{"1", ""}, {"x,y", "z"}}), "a,b c\n1,\n\"x,y\",z\n");
    EXPECT_EQ(cell("say \"so\""), "\"say \"\"so\"\"\"");
    EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
}

TEST(Csv, AFormulaGetsAnApostrophe) {
    EXPECT_EQ(cell("=1+1"), "'=1+1");
    EXPECT_EQ(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    for (const char* text : {"+1", "@x", "-x", "-1+cmd", "\tx", "\rx", "\uFF1Dx", "\uFF0Bx", "\uFF0Dx", "\uFF20x"}) {
        EXPECT_NE(cell(text).find("'"), std::string::npos) << text;
    }
}

TEST(Csv, ANumberStaysANumber) {
    for (const char* text : {"-1", "-0.5", "12", "1..2", "a=b", "x@y", ""}) EXPECT_EQ(cell(text), text);
}

TEST(Counted, IsEnglish) {
    EXPECT_EQ(counted(0, "file"), "0 files");
    EXPECT_EQ(counted(1, "file"), "1 file");
    EXPECT_EQ(counted(2, "file"), "2 files");
}

}  // namespace
}  // namespace credence::cli
