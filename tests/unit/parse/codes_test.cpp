// Each code has its page, whose wrong example gives that code alone and whose right example none.
#include "parse/codes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "support.hpp"
#include "support/files.hpp"

namespace credence::parse {
namespace {

// The indented block after a line of the page.
std::string block(const std::string& page, const std::string& title) {
    std::string out;
    std::istringstream lines(page);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == title) inside = true;
        if (inside && line.starts_with("    ")) out += line.substr(4) + "\n";
        if (inside && !out.empty() && !line.starts_with("    ")) break;
    }
    return out;
}

TEST(Codes, HavePagesWhoseExamplesAreTrue) {
    for (const auto& code : diagnostic_codes()) {
        const auto name = std::string(code.code);
        const auto page = content(testing::root() / "docs/diagnostics" / (name + ".md"));
        EXPECT_TRUE(page.starts_with("# " + name + ": " + std::string(code.title) + "\n")) << page;
        const auto right = block(page, "Right:");
        EXPECT_FALSE(right.empty()) << name;
        EXPECT_EQ(parsed(right).errors(), std::vector<std::string>{}) << right;
        if (name == "E0008") continue;  // its wrong example would fill pages
        const auto wrong = block(page, "Wrong:");
        const auto errors = parsed(wrong).errors();
        EXPECT_FALSE(errors.empty()) << name;
        for (const auto& e : errors) EXPECT_TRUE(e.starts_with(name)) << e << "\n" << wrong;
    }
}

TEST(Codes, AreInOrderAndSaidOnce) {
    const auto codes = diagnostic_codes();
    EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end(), [](const auto& a, const auto& b) { return a.code < b.code; }));
    EXPECT_EQ(std::adjacent_find(codes.begin(), codes.end(), [](const auto& a, const auto& b) { return a.code == b.code; }),
              codes.end());
}

}  // namespace
}  // namespace credence::parse
