#include "text/unified_diff.hpp"

#include <gtest/gtest.h>

namespace credence::text {
namespace {

std::string diff(std::string_view a, std::string_view b) { return unified_diff("a", "b", a, b); }

TEST(UnifiedDiff, IsEmptyWhereNothingDiffers) {
    EXPECT_EQ(diff("", ""), "");
    EXPECT_EQ(diff("x\n", "x\n"), "");
}

TEST(UnifiedDiff, ShowsThreeLinesAroundAChange) {
    EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
              "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, JoinsChangesThatAreNear) {
    EXPECT_EQ(diff("1\n2\n3\n4\n", "2\n3\n4\n5\n"), "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-1\n 2\n 3\n 4\n+5\n");
    EXPECT_EQ(diff("a\nb\nc\nd\ne\nf\ng\nh\ni\n", "A\nb\nc\nd\ne\nf\ng\nh\nI\n"),
              "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-a\n+A\n b\n c\n d\n@@ -6,4 +6,4 @@\n f\n g\n h\n-i\n+I\n");
}

TEST(UnifiedDiff, CountsLinesOfEmptySides) {
    EXPECT_EQ(diff("", "1\n"), "--- a\n+++ b\n@@ -0,0 +1 @@\n+1\n");
    EXPECT_EQ(diff("1\n2\n", ""), "--- a\n+++ b\n@@ -1,2 +0,0 @@\n-1\n-2\n");
}

TEST(UnifiedDiff, SaysWhereTheLastBreakIsMissing) {
    EXPECT_EQ(diff("1\n2", "1\n2\n"), "--- a\n+++ b\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
}

TEST(UnifiedDiff, TakesTextsThatShareNothing) {
    std::string a, b;
    for (int i = 0; i < 9'000; ++i) {
        a += "a" + std::to_string(i) + "\n";
        b += "b" + std::to_string(i) + "\n";
    }
    const auto out = diff(a, b);
    EXPECT_TRUE(out.starts_with("--- a\n+++ b\n@@ -1,9000 +1,9000 @@\n-a0\n-a1\n"));
    EXPECT_EQ(out.size(), std::string("--- a\n+++ b\n@@ -1,9000 +1,9000 @@\n").size() + a.size() + b.size() + 18'000);
}

}  // namespace
}  // namespace credence::text
