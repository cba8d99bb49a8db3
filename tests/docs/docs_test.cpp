// Runs what the README and the guides tell readers to run: every block fenced as ```sh, one after the other, in a temporary
// copy of what the project ships. A block must end with exit code 0. Commands that are shown but not run are fenced otherwise.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/diff.hpp"
#include "support/files.hpp"
#include "support/names.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

struct Block {
    std::size_t line = 0;  // of its first command
    std::string script;
};

std::vector<Block> shell_blocks(std::string_view markdown) {
    std::vector<Block> result;
    bool inside = false;
    std::size_t number = 0;
    for (const auto line : lines(markdown)) {
        ++number;
        if (inside && line.starts_with("```")) {
            inside = false;
        } else if (inside) {
            result.back().script.append(line) += '\n';
        } else if (line == "```sh") {
            inside = true;
            result.push_back({number + 1, {}});
        }
    }
    return result;
}

std::vector<std::string> documents() {
    std::vector<std::string> result;
    if (fs::exists(root() / "README.md")) result.emplace_back("README.md");
    const auto guides = root() / "docs/guides";
    if (fs::exists(guides)) {
        for (const auto& entry : fs::directory_iterator(guides)) {
            if (entry.path().extension() == ".md") result.push_back("docs/guides/" + entry.path().filename().string());
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

class Docs : public ::testing::TestWithParam<std::string> {};

TEST_P(Docs, commands_work) {
    const TemporaryFolder temporary;
    const auto copy = temporary.path() / "credence";
    for (const char* folder : {"rules", "reports", "docs"}) {
        if (!fs::exists(root() / folder)) continue;
        fs::create_directories(copy);
        fs::copy(root() / folder, copy / folder, fs::copy_options::recursive);
    }
    for (const auto& block : shell_blocks(read_file(root() / GetParam()))) {
        const auto found = run({"bash", "-euc", block.script}, copy, usual_environment(temporary.path()));
        EXPECT_EQ(found.exit, 0) << GetParam() << ':' << block.line << '\n' << block.script << found.out << found.err;
    }
}

INSTANTIATE_TEST_SUITE_P(documents, Docs, ::testing::ValuesIn(documents()),
                         [](const auto& found) { return test_name(found.param); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Docs);

TEST(ShellBlocks, are_those_fenced_as_sh_alone) {
    const auto blocks = shell_blocks("text\n```sh\na\nb\n```\n```console\n$ c\n```\n```\nd\n```\n```sh\ne\n```\n");
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_EQ(blocks[0].script, "a\nb\n");
    EXPECT_EQ(blocks[0].line, 3U);
    EXPECT_EQ(blocks[1].script, "e\n");
}

}  // namespace
}  // namespace credence::testing
