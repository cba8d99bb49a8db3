// Comments that allow findings, and the levels that a rulebase gives.
#include <gtest/gtest.h>

#include "unit/lint/linting.hpp"

namespace credence::lint {
namespace {

/// L0501 and the lints about such comments alone.
std::string found(const std::string& text, Level level = Level::warning) {
    Levels levels;
    for (const auto* lint : lints())
        if (!lint->code.starts_with("L09")) levels[std::string(lint->code)] = Level::off;
    levels["L0501"] = level;
    const auto linted = lint_text(text, levels);
    EXPECT_EQ(linted.mistakes(), "");
    return linted.found();
}

TEST(Allowances, reach_the_declaration_below_and_the_one_they_stand_in) {
    EXPECT_EQ(found("attribute a of Person: Rating\n"), "L0501:1");
    EXPECT_EQ(found("# allow L0501: later\nattribute a of Person: Rating\n"), "");
    EXPECT_EQ(found("attribute a of Person: Rating   # allow L0501: later\n  topic traits\n"), "");
    EXPECT_EQ(found("attribute a of Person: Rating\n  # allow L0501: later\n  topic traits\n"), "");
}

TEST(Allowances, behind_a_declaration_on_its_last_line_reach_it) {
    EXPECT_EQ(found("attribute a of Person: Rating  # allow L0501: later\nattribute b of Person: Rating \"b\"\n"), "");
    EXPECT_EQ(found("attribute a of Person: Rating\n  topic traits  # allow L0501: later\nattribute b of Person: Rating\n"),
              "L0501:3");
    EXPECT_EQ(found("attribute a of Person: Rating\n\n# allow L0501: later\n\nattribute b of Person: Rating\n"), "L0501:1");
}

TEST(Allowances, end_with_their_declaration) {
    EXPECT_EQ(found("# allow L0501: later\nattribute a of Person: Rating\nattribute b of Person: Rating\n"), "L0501:3");
    EXPECT_EQ(found("attribute a of Person: Rating\n  # allow L0501: later\n  topic traits\nattribute b of Person: Rating\n"),
              "L0501:4");
}

TEST(Allowances, may_name_several_codes) {
    EXPECT_EQ(found("# allow L0505, L0501: later\nattribute a of Person: Rating\n"), "")
        << "a lint that is off cannot be missed";
    EXPECT_EQ(found("# allow L0501,L0501: later\nattribute a of Person: Rating\n"), "");
}

TEST(Allowances, need_a_reason) {
    EXPECT_EQ(found("# allow L0501\nattribute a of Person: Rating\n"), "L0901:1");
    EXPECT_EQ(found("# allow L0501:  \nattribute a of Person: Rating\n"), "L0901:1");
    EXPECT_EQ(found("# allow L0501 later\nattribute a of Person: Rating\n"), "L0901:1");
}

TEST(Allowances, that_allow_nothing_are_found) {
    EXPECT_EQ(found("# allow L0501: later\nattribute a of Person: Rating \"a\"\n"), "L0902:1");
    EXPECT_EQ(found("# allow L0501: later\nattribute a of Person: Rating \"a\"\n", Level::off), "");
    EXPECT_EQ(found("attribute a of Person: Rating \"a\"\n# allow L0501: the end of the file\n"), "L0902:2");
}

TEST(Allowances, of_codes_that_there_are_not_are_found) {
    EXPECT_EQ(found("# allow L0599: later\nattribute a of Person: Rating \"a\"\n"), "L0903:1");
    EXPECT_EQ(found("# allow L5: later\nattribute a of Person: Rating \"a\"\n"), "L0903:1");
}

TEST(Allowances, are_no_sentences) {
    EXPECT_EQ(found("# allow nobody to read this\nattribute a of Person: Rating \"a\"\n"), "");
    EXPECT_EQ(found("# allow Lists: of things\nattribute a of Person: Rating \"a\"\n"), "");
    EXPECT_EQ(found("# allow\nattribute a of Person: Rating \"a\"\n"), "");
}

TEST(Allowances, that_are_idle_are_taken_out_with_their_line) {
    EXPECT_EQ(lint_text_for("L0902", "# kept\n  # allow L0501: later\nattribute a of Person: Rating \"a\"\n").fixed,
              "# kept\nattribute a of Person: Rating \"a\"\n");
    EXPECT_EQ(lint_text_for("L0902", "attribute a of Person: Rating \"a\"   # allow L0501: later\n").fixed,
              "attribute a of Person: Rating \"a\"\n");
    EXPECT_EQ(lint_text_for("L0902", "attribute a of Person: Rating \"a\"   # allow L0501: later").fixed,
              "attribute a of Person: Rating \"a\"");
}

TEST(Levels, are_those_that_the_rulebase_gives) {
    const std::string text = "attribute a of Person: Rating\n";
    const auto level = [&](const Levels& levels) {
        const auto linted = lint_text(text, levels);
        for (const auto& d : linted.findings)
            if (d.code == "L0501") return static_cast<int>(d.level);
        return -1;
    };
    EXPECT_EQ(level({}), static_cast<int>(text::Level::note));
    EXPECT_EQ(level({{"L0501", Level::error}}), static_cast<int>(text::Level::error));
    EXPECT_EQ(level({{"L0501", Level::off}}), -1);
}

TEST(Levels, keep_some_lints_off) {
    const auto linted = lint_text("attribute a of Person: Rating \"a\"\n");
    for (const auto& d : linted.findings) EXPECT_NE(d.code, "L0515");
    EXPECT_EQ(lint_text_for("L0515", "attribute a of Person: Rating \"a\"\n").found(), "L0515:1");
}

}  // namespace
}  // namespace credence::lint
