// The shipped rulebase and the second field check without a word.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/files.hpp"
#include "text/render_text.hpp"
#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

Checked check_folder(const std::filesystem::path& folder, bool backwards) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".crd") continue;
        std::ifstream in(entry.path());
        std::ostringstream text;
        text << in.rdbuf();
        files.emplace_back(entry.path().filename().string(), text.str());
    }
    std::sort(files.begin(), files.end());
    if (backwards) std::reverse(files.begin(), files.end());
    return check_files(files);
}

std::string rendered(const Checked& checked) {
    std::string out;
    for (const auto& d : checked.diagnostics)
        out += d.code + " " + checked.sources.place_text(d.primary.span) + " " + d.message + " | " + d.primary.message + " | " +
               d.help + "\n";
    return out;
}

TEST(Shipped, FlagshipIsSound) {
    const auto checked = check_folder(testing::root() / "rules/human_rights_approach", false);
    EXPECT_EQ(rendered(checked), "");
    EXPECT_TRUE(checked.rulebase);
}

TEST(Shipped, SecondFieldIsSound) {
    const auto checked = check_folder(testing::root() / "rules/grape_for_site", false);
    EXPECT_EQ(rendered(checked), "");
    EXPECT_TRUE(checked.rulebase);
}

}  // namespace
}  // namespace credence::check
