// Runs every case that stands below tests/golden/cases; UPDATE_GOLDEN=1 in the environment keeps what is found instead.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string_view>

#include "golden/case.hpp"
#include "support/files.hpp"
#include "support/names.hpp"

namespace credence::testing {
namespace {

bool updating() {
    const char* value = std::getenv("UPDATE_GOLDEN");
    return value != nullptr && std::string_view(value) == "1";
}

class Golden : public ::testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, is_as_kept) {
    const auto problem = run_case(GetParam(), updating());
    EXPECT_TRUE(problem.empty()) << GetParam().folder.string() << '\n' << problem;
}

INSTANTIATE_TEST_SUITE_P(cases, Golden, ::testing::ValuesIn(discover_cases(root() / "tests/golden/cases")),
                         [](const auto& found) { return test_name(found.param.name); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Golden);

// The runner itself: that it notices what it is there to notice.
class GoldenRunner : public ::testing::Test {
protected:
    std::string run_it(bool update = false) { return run_case({"case", folder_.path()}, update); }
    void put(const char* file, std::string_view text) { write_file(folder_.path() / file, text); }
    std::string get(const char* file) { return read_file(folder_.path() / file); }
    bool there(const char* file) { return std::filesystem::exists(folder_.path() / file); }

private:
    TemporaryFolder folder_;
};

TEST_F(GoldenRunner, says_nothing_of_a_case_that_is_as_kept) {
    put("input", "seen\n");
    put("cmd", "cat input\necho where >&2\necho made > out\nexit 3\n");
    put("stdout", "seen\n");
    put("stderr", "where\n");
    put("exit", "3\n");
    put("files", "out kept\n");
    put("kept", "made\n");
    EXPECT_EQ(run_it(), "");
}

TEST_F(GoldenRunner, notices_a_difference_in_each_of_them) {
    put("cmd", "echo a\n");
    EXPECT_EQ(run_it(), "stdout differs (- kept, + found):\n+a\n");
    put("cmd", "echo a >&2\n");
    EXPECT_EQ(run_it(), "stderr differs (- kept, + found):\n+a\n");
    put("cmd", "exit 4\n");
    EXPECT_EQ(run_it(), "exit differs (- kept, + found):\n+4\n");
    put("cmd", "echo new > out\n");
    put("files", "out kept\n");
    put("kept", "old\n");
    EXPECT_EQ(run_it(), "out differs (- kept, + found):\n-old\n+new\n");
    put("cmd", "true\n");
    EXPECT_EQ(run_it(), "out was not made\n");
    put("cmd", "kill -SEGV $$\n");
    EXPECT_EQ(run_it(), "ended by signal 11\n");
}

TEST_F(GoldenRunner, notices_that_kept_output_no_longer_comes) {
    put("cmd", "true\n");
    put("stdout", "a\nb");
    EXPECT_EQ(run_it(), "stdout differs (- kept, + found):\n-a\n-b\n");
    put("cmd", "printf 'a\\nb\\n'\n");
    EXPECT_EQ(run_it(), "stdout differs (- kept, + found):\nthe last line break differs\n");
}

TEST_F(GoldenRunner, stops_at_the_first_command_that_fails) {
    put("cmd", "false\necho never\n");
    put("exit", "1\n");
    EXPECT_EQ(run_it(), "");
}

TEST_F(GoldenRunner, keeps_what_it_finds_when_asked_to) {
    put("cmd", "pwd\necho made > out\nexit 2\n");
    put("files", "out kept\n");
    put("stderr", "gone\n");
    EXPECT_EQ(run_it(true), "");
    EXPECT_EQ(get("stdout"), "$HERE\n");
    EXPECT_EQ(get("exit"), "2\n");
    EXPECT_EQ(get("kept"), "made\n");
    EXPECT_FALSE(there("stderr"));
    EXPECT_EQ(run_it(), "");
}

}  // namespace
}  // namespace credence::testing
