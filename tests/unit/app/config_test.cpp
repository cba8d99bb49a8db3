#include "app/config.hpp"

#include <gtest/gtest.h>

#include "support/files.hpp"

namespace credence::app {
namespace {

using testing::TemporaryFolder;

std::optional<std::string> nothing(const std::string&) { return {}; }

TEST(Config, ReadsTheNearestFileAbove) {
    const TemporaryFolder folder;
    testing::write_file(folder.path() / "credence.toml",
                        "rules = \"rules/a\"\nsteps = 12\n[set]\ndose = 2\ntheory = \"late\"\n");
    std::filesystem::create_directories(folder.path() / "deep" / "er");
    const auto options = default_options(folder.path() / "deep" / "er", nothing);
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(*options->rules, folder.path() / "rules/a");
    EXPECT_EQ(options->steps, 12U);
    EXPECT_EQ(options->set, (std::vector<std::string>{"dose=2", "theory=late"}));
}

TEST(Config, TheEnvironmentBeatsTheFileAndAFlagBoth) {
    const TemporaryFolder folder;
    testing::write_file(folder.path() / "credence.toml", "kb = \"file.db\"\nas_of = 2026-05-04\n");
    const auto environment = [](const std::string& name) -> std::optional<std::string> {
        if (name == "CREDENCE_KB") return "environment.db";
        return {};
    };
    const auto options = default_options(folder.path(), environment);
    ASSERT_TRUE(options);
    EXPECT_EQ(*options->kb, "environment.db");
    EXPECT_EQ(*options->as_of, "2026-05-04");
    Options flags;
    flags.kb = "flag.db";
    EXPECT_EQ(*merged(*options, flags).kb, "flag.db");
}

TEST(Config, GivesLintsTheirLevels) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "credence.toml";
    testing::write_file(file, "[lint]\nL0103 = \"off\"\nL0301 = \"error\"\n");
    const auto levels = lint_levels(folder.path());
    ASSERT_TRUE(levels) << levels.error().message;
    EXPECT_EQ(*levels, (lint::Levels{{"L0103", lint::Level::off}, {"L0301", lint::Level::error}}));
    EXPECT_TRUE(default_options(folder.path(), nothing));

    testing::write_file(file, "[lint]\nL0130 = \"off\"\n");
    EXPECT_EQ(lint_levels(folder.path()).error().message, "credence.toml:2: there is no lint `L0130`");
    EXPECT_EQ(lint_levels(folder.path()).error().help, "did you mean `L0103`?");
    testing::write_file(file, "[lint]\nL0103 = \"loud\"\n");
    EXPECT_EQ(lint_levels(folder.path()).error().message, "credence.toml:2: `loud` is no level of a lint");
    testing::write_file(file, "[lint]\nL0103 = true\n");
    EXPECT_EQ(lint_levels(folder.path()).error().message, "credence.toml:2: `true` is no level of a lint");
    testing::write_file(file, "lint = 3\n");
    EXPECT_EQ(lint_levels(folder.path()).error().message, "credence.toml:1: `lint` is a table of codes and levels");
}

TEST(Config, TakesADayAsItIsWritten) {
    EXPECT_FALSE(*day_of({}));
    EXPECT_EQ(day_of("2026-05-04")->value().text(), "2026-05-04");
    for (const char* wrong : {"2026-05", "2026-02-30", "today", ""})
        EXPECT_EQ(day_of(wrong).error().kind, FailureKind::usage) << wrong;
}

TEST(Config, UnknownKeysAndWrongTypesAreErrorsWithTheirLine) {
    const TemporaryFolder folder;
    const auto failing = [&](const std::string& text) {
        testing::write_file(folder.path() / "credence.toml", text);
        const auto options = default_options(folder.path(), nothing);
        return options ? Failure{} : options.error();
    };
    const auto unknown = failing("\nrule = \"x\"\n");
    EXPECT_EQ(unknown.kind, FailureKind::usage);
    EXPECT_EQ(unknown.message, "credence.toml:2: there is no setting `rule`");
    EXPECT_EQ(unknown.help, "did you mean `rules`?");
    EXPECT_EQ(failing("steps = \"many\"").message, "credence.toml:1: `many` is not a number of steps");
    EXPECT_EQ(failing("steps = 0").message, "credence.toml:1: `0` is not a number of steps");
    EXPECT_EQ(failing("rules = 3").message, "credence.toml:1: `rules` is a path in quotes");
    EXPECT_EQ(failing("set = 3").message, "credence.toml:1: `set` is a table of parameters");
    EXPECT_NE(failing("rules = ").message, "");
}

}  // namespace
}  // namespace credence::app
