#include "store/telling.hpp"

#include <gtest/gtest.h>

namespace credence::store {
namespace {

std::string found(std::string_view text) {
    static const TellingWords words;
    return telling_text(words.find(text));
}

TEST(Telling, FindsWholeWordsInWhateverCase) {
    EXPECT_EQ(found("She brought HIS wife."), "`she` (sex), `his` (sex), `wife` (sex, family)");
    EXPECT_EQ(found("her entry permit, her letters"), "`her` (sex)");
    EXPECT_EQ(found("The hero sheltered others; there, this."), "");
    EXPECT_EQ(found("62-years  old"), "`years old` (age)");
    EXPECT_EQ(found("years\nOLD"), "`years old` (age)");
    EXPECT_EQ(found("years older, old"), "");
    EXPECT_EQ(found(""), "");
}

TEST(Telling, KnowsFrenchToo) {
    EXPECT_EQ(found("À son retour, Elle était \xc3\x82G\xc3\x89"
                    "E."),
              "`elle` (sex), `âgée` (sex, age)");
    EXPECT_EQ(found("Mère de deux enfants, née en 1970"), "`mère` (sex, family), `enfants` (family), `née en` (sex, age)");
    EXPECT_EQ(found("l'église"), "`église` (religion)");
}

}  // namespace
}  // namespace credence::store
