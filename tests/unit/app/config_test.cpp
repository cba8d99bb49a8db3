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
