#include "app/lint.hpp"

#include <gtest/gtest.h>

#include "support/files.hpp"

namespace credence::app {
namespace {

using testing::TemporaryFolder;

std::string codes(const std::vector<text::Diagnostic>& found) {
    std::string out;
    for (const auto& d : found) out += (out.empty() ? "" : " ") + d.code;
    return out;
}

constexpr const char* lint_ports = R"(rulebase ports "Ports"
entity Port
attribute depth of Port: number "depth"
)";

constexpr const char* lint_ships = R"(rulebase ships "Ships"
use "../ports"
entity Ship "ship"
attribute draught of Ship: number "draught."
attribute home of Ship: Port "home" declared
)";

TEST(Lint, LooksAtTheRulebasesOwnFiles) {
    const TemporaryFolder folder;
    testing::write_file(folder.path() / "ports/lint_ports.crd", lint_ports);
    testing::write_file(folder.path() / "ships/lint_ships.crd", lint_ships);
    const auto files = read_rulebase(folder.path() / "ships");
    ASSERT_TRUE(files);
    ASSERT_TRUE(files->rulebase);
    EXPECT_EQ(codes(lint_rulebase(*files, {}, {})), "L0202 L0502");
    const auto used = read_rulebase(folder.path() / "ports");
    ASSERT_TRUE(used);
    EXPECT_EQ(codes(lint_rulebase(*used, {}, {})), "L0501 L0202");
}

TEST(Lint, FixesUntilNothingIsLeftAndLeavesUsedRulebasesAlone) {
    const TemporaryFolder folder;
    const std::string wrong = "#a comment\nattribute x of Port: number \" breadth. \"\n";
    testing::write_file(folder.path() / "ports/lint_ports.crd", lint_ports + wrong);
    testing::write_file(folder.path() / "ships/lint_ships.crd", lint_ships);
    EXPECT_EQ(*fix_lints(folder.path() / "ships", {}, {}), 1U);
    EXPECT_NE(testing::read_file(folder.path() / "ships/lint_ships.crd").find("\"draught\""), std::string::npos);
    EXPECT_EQ(testing::read_file(folder.path() / "ports/lint_ports.crd"), lint_ports + wrong);
    EXPECT_EQ(*fix_lints(folder.path() / "ports", {}, {}), 3U) << "the full stop shows once the blank is gone";
    EXPECT_EQ(testing::read_file(folder.path() / "ports/lint_ports.crd"),
              std::string(lint_ports) + "# a comment\nattribute x of Port: number \"breadth\"\n");
    EXPECT_EQ(*fix_lints(folder.path() / "ports", {}, {}), 0U);
}

TEST(Lint, ReadsNoClock) {
    const TemporaryFolder folder;
    testing::write_file(folder.path() / "p.crd",
                        std::string(lint_ports) +
                            "define deep(p: Port) \"deep\"\n  when depth(p) > 1\nadvice a \"a\"\n  review by "
                            "1999-01-01\n  for p: Port\n  when deep(p)\n  then note \"{p} is deep\"\n");
    const auto files = read_rulebase(folder.path());
    ASSERT_TRUE(files);
    ASSERT_TRUE(files->rulebase);
    EXPECT_EQ(codes(lint_rulebase(*files, {}, {})), "L0501");
    EXPECT_EQ(codes(lint_rulebase(*files, {}, Date::parse("1999-01-01"))), "L0501");
    EXPECT_EQ(codes(lint_rulebase(*files, {}, Date::parse("1999-01-02"))), "L0501 L0107");
}

}  // namespace
}  // namespace credence::app
