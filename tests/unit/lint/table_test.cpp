// The table of lints is whole: each file of a lint stands in it, and each lint has its file, named after it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "lint/lint.hpp"
#include "support/files.hpp"

namespace credence::lint {
namespace {

std::string file_name(const Lint& lint) {
    std::string out = std::string(lint.code) + "_" + std::string(lint.slug) + ".cpp";
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

TEST(Lints, have_a_file_each_and_each_file_a_line_in_the_table) {
    std::set<std::string> expected, found;
    for (const auto* lint : lints())
        if (lint->look != nullptr) expected.insert(file_name(*lint));
    for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "src/lint")) {
        const auto name = entry.path().filename().string();
        if (name.size() > 6 && name[0] == 'l' && name[1] >= '0' && name[1] <= '9') found.insert(name);
    }
    EXPECT_EQ(found, expected);
    EXPECT_GE(expected.size(), 40U);
}

TEST(Lints, stand_in_the_order_of_their_codes_and_once) {
    const auto all = lints();
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1]->code, all[i]->code);
    std::set<std::string_view> slugs;
    for (const auto* lint : all) EXPECT_TRUE(slugs.insert(lint->slug).second) << lint->slug;
}

TEST(Lints, are_found_by_their_codes) {
    for (const auto* lint : lints()) EXPECT_EQ(find_lint(lint->code), lint);
    EXPECT_EQ(find_lint("L9999"), nullptr);
}

}  // namespace
}  // namespace credence::lint
