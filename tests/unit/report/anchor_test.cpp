#include "report/anchor.hpp"

#include <gtest/gtest.h>

namespace credence::report {
namespace {

TEST(Anchor, is_what_renderers_make_of_a_plain_title) {
    EXPECT_EQ(anchor_of("P17: complete side"), "p17-complete-side");
    EXPECT_EQ(anchor_of("Which is better, or more useful?"), "which-is-better-or-more-useful");
    EXPECT_EQ(anchor_of("View of the operation's role"), "view-of-the-operations-role");
    EXPECT_EQ(anchor_of("S1_split: split"), "s1_split-split");
    EXPECT_EQ(anchor_of("Fit (choice)"), "fit-choice");
    EXPECT_EQ(anchor_of("Überblick der Ämter"), "überblick-der-ämter");
    EXPECT_EQ(anchor_of("The leader’s view"), "the-leaders-view");
}

TEST(Anchor, is_none_where_renderers_would_differ) {
    for (const char* title :
         {"", "a - b", "a  &  b", "3 steps", "trailing -", "-leading", "smile 😀", "a — b", "!!!", "_x_", "x_"})
        EXPECT_EQ(anchor_of(title), std::nullopt) << title;
}

}  // namespace
}  // namespace credence::report
