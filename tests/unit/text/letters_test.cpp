#include "text/letters.hpp"

#include <gtest/gtest.h>

namespace credence::text {
namespace {

TEST(Letters, are_made_small_in_every_script) {
    EXPECT_EQ(lowered("ABC déjÀ ΩМ 12"), "abc déjà ωм 12");
    EXPECT_EQ(lowered("a\xFF"
                      "B"),
              "a\uFFFD"
              "b");
    EXPECT_EQ(lowered(""), "");
}

TEST(Letters, are_told_from_digits_marks_and_signs) {
    for (const char32_t c : {U'a', U'Z', U'é', U'Я', U'中'}) EXPECT_TRUE(is_letter(c) && is_word_character(c));
    for (const char32_t c : {U'7', U'\u0301'}) EXPECT_TRUE(!is_letter(c) && is_word_character(c));
    for (const char32_t c : {U'-', U'_', U' ', U'“', U'😀'}) EXPECT_FALSE(is_word_character(c));
}

}  // namespace
}  // namespace credence::text
