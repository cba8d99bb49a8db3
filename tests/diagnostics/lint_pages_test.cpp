// Every lint has a page whose wrong example it finds and whose right one it leaves alone. Where its fix is safe, the fixed example
// reads and checks again, and there is nothing more to fix.
#include <gtest/gtest.h>

#include "diagnostics/pages.hpp"
#include "unit/lint/linting.hpp"

namespace credence::lint {

void PrintTo(const Lint* lint, std::ostream* out) { *out << lint->code; }

namespace {

class LintPages : public ::testing::TestWithParam<const Lint*> {};

TEST_P(LintPages, say_what_the_lint_does) {
    const std::string code(GetParam()->code);
    const auto page = testing::read_page(code);
    const auto wrong = lint_text_for(code, page.wrong);
    ASSERT_EQ(wrong.mistakes(), "") << page.wrong;
    ASSERT_EQ(wrong.findings.size(), 1U) << page.wrong << wrong.found();
    const auto& finding = wrong.findings.front();
    EXPECT_EQ(finding.code, code) << page.wrong;
    EXPECT_FALSE(finding.message.ends_with('.')) << finding.message;
    EXPECT_FALSE(finding.message.empty());
    EXPECT_TRUE(!finding.help.empty() || !finding.fixes.empty()) << "no way out";
    const auto right = lint_text_for(code, page.right);
    ASSERT_EQ(right.mistakes(), "") << page.right;
    EXPECT_EQ(right.found(), "") << page.right;
}

TEST_P(LintPages, have_fixes_that_leave_nothing_to_fix) {
    const std::string code(GetParam()->code);
    const auto wrong = lint_text_for(code, testing::read_page(code).wrong);
    if (wrong.fixed == wrong.text) return;
    const auto again = lint_text_for(code, wrong.fixed);
    EXPECT_EQ(again.mistakes(), "") << wrong.fixed;
    EXPECT_EQ(again.found(), "") << wrong.fixed;
    EXPECT_EQ(again.fixed, again.text);
}

INSTANTIATE_TEST_SUITE_P(lints, LintPages, ::testing::ValuesIn(lints().begin(), lints().end()),
                         [](const auto& lint) { return std::string(lint.param->code); });

}  // namespace
}  // namespace credence::lint
