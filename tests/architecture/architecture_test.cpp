// The shape of the sources is what docs/architecture.md says.
#include <gtest/gtest.h>

#include "architecture/findings.hpp"
#include "support/files.hpp"

namespace credence::testing {
namespace {

std::string joined(const Findings& findings) {
    std::string result;
    for (const auto& finding : findings) result += finding + '\n';
    return result;
}

const std::vector<SourceText>& project() {
    static const auto files = read_sources(root());
    return files;
}

TEST(Architecture, includes_follow_the_table_of_layers) {
    const auto table = read_layer_table(read_file(root() / "src/CMakeLists.txt"));
    ASSERT_GE(table.size(), 10U);
    EXPECT_EQ(joined(forbidden_includes(project(), table)), "");
}

TEST(Architecture, includes_form_no_circle) { EXPECT_EQ(joined(include_circles(project())), ""); }

TEST(Architecture, files_are_short) { EXPECT_EQ(joined(long_files(project())), ""); }

TEST(Architecture, banned_names_are_not_used) { EXPECT_EQ(joined(banned_names(project())), ""); }

TEST(Architecture, every_folder_has_a_short_readme) { EXPECT_EQ(joined(missing_readmes(project())), ""); }

TEST(Architecture, every_header_says_what_it_is) { EXPECT_EQ(joined(unexplained_headers(project())), ""); }

}  // namespace
}  // namespace credence::testing
