// What the program says of the wrong example of each page about rules, kept under said/: one case a code, read before it is
// committed. UPDATE_GOLDEN=1 writes them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "app/codes.hpp"
#include "diagnostics/pages.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

class Said : public ::testing::TestWithParam<std::string> {};

TEST_P(Said, of_the_wrong_example_of_its_page) {
    const TemporaryFolder folder;
    write_file(folder.path() / "rules/base.crd", read_file(root() / "tests/diagnostics/base.crd"));
    write_file(folder.path() / "rules/example.crd", read_page(GetParam()).wrong);
    const auto found = run_credence({"check", "--rules", "rules"}, folder.path());
    EXPECT_EQ(found.err, "");
    EXPECT_NE(found.out.find("[" + GetParam() + "]"), std::string::npos) << found.out;
    const auto kept = root() / "tests/diagnostics/said" / (GetParam() + ".txt");
    if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(kept, found.out);
    ASSERT_TRUE(std::filesystem::exists(kept));
    EXPECT_EQ(found.out, read_file(kept)) << difference(read_file(kept), found.out);
}

std::vector<std::string> codes_of_rules() {
    std::vector<std::string> out;
    for (const auto& code : app::all_codes()) {
        const bool of_rules = code.code[0] == 'E' || code.code[0] == 'W';
        // That of E0008 would fill pages, those of `use` need other folders: tests/golden/cases has them.
        const bool apart = code.code == "E0008" || code.code.starts_with("E05");
        if (of_rules && !apart) out.emplace_back(code.code);
    }
    return out;
}
INSTANTIATE_TEST_SUITE_P(codes, Said, ::testing::ValuesIn(codes_of_rules()), [](const auto& code) { return code.param; });

}  // namespace
}  // namespace credence::testing
