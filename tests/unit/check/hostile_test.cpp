// Hostile rule text: an answer in words, never a crash, and no time worth speaking of.
#include <gtest/gtest.h>

#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

const std::string hostile_vocabulary = "entity P\nscale L = a < b\nattribute l of P: L\nrelation r(x: P, y: P)\n";

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Hostile, Nothing) {
    EXPECT_FALSE(check_files({{"a.crd", "\n# only a comment\n"}}).rulebase);
    EXPECT_FALSE(check_files({{"a.crd", "\xEF\xBB\xBF"}}).rulebase);
    EXPECT_FALSE(check_files({{"a.crd", std::string("\0\0\0", 3)}}).rulebase);
}

TEST(Hostile, DeepNesting) {
    EXPECT_FALSE(check_text(hostile_vocabulary + "define f(p: P) when " + repeated("(", 100'000) + "\n").rulebase);
    EXPECT_FALSE(check_text(hostile_vocabulary + "define f(p: P) when " + repeated("not ", 100'000) + "l(p) = a\n").rulebase);
    EXPECT_FALSE(check_text(hostile_vocabulary + "define f(p: P) when l(p) = a" + repeated(" up 1", 100'000) + "\n")
                     .diagnostics.empty());
}

TEST(Hostile, LongChainsOfDeclarations) {
    std::string text = hostile_vocabulary + "define f0(p: P) when l(p) = a\n";
    for (int i = 1; i <= 3000; ++i) text += "define f" + std::to_string(i) + "(p: P) when f" + std::to_string(i - 1) + "(p)\n";
    const auto checked = check_text(text);
    EXPECT_TRUE(checked.rulebase) << checked.found().substr(0, 200);
}

TEST(Hostile, ALongCircle) {
    constexpr int n = 3000;
    std::string text = hostile_vocabulary;
    for (int i = 0; i < n; ++i)
        text += "define f" + std::to_string(i) + "(p: P) when f" + std::to_string((i + 1) % n) + "(p)\n";
    const auto checked = check_text(text);
    EXPECT_EQ(checked.diagnostics.size(), 1U);
}

TEST(Hostile, WideConditions) {
    EXPECT_TRUE(
        check_text(hostile_vocabulary + "define f(p: P) when l(p) = a" + repeated(" or l(p) = b", 2000) + "\n").rulebase);
    std::string text = hostile_vocabulary + "define f(p: P) when r(p, x0)";
    for (int i = 0; i < 300; ++i) text += " and r(x" + std::to_string(i) + ", x" + std::to_string(i + 1) + ")";
    EXPECT_EQ(check_text(text + " and r(x300, p)\n").found(), "");
}

TEST(Hostile, WideTables) {
    std::string text =
        hostile_vocabulary + "range g of P on L\ntable t\n  for p: P\n  | l(p) | then g(p) at most |\n  | --- | --- |\n";
    for (int i = 0; i < 1000; ++i) text += "  | a | b |\n";
    EXPECT_TRUE(check_text(text).rulebase);
}

TEST(Hostile, ThousandsOfMistakes) {
    std::string text = hostile_vocabulary;
    for (int i = 0; i < 2000; ++i)
        text += "define f" + std::to_string(i) + "(p: P) when m(p) = c and n(q) = " + std::to_string(i) + "\n";
    const auto checked = check_text(text);
    EXPECT_GE(checked.diagnostics.size(), 4000U);
}

TEST(Hostile, ANameThatOnlyTheLastLookTakesForAVariable) {
    const auto checked =
        check_text(hostile_vocabulary + "range g of P on L\nexample e\n  given\n    x: P\n  expect\n    width(g(x)) = a\n");
    EXPECT_FALSE(checked.diagnostics.empty());
    EXPECT_FALSE(checked.rulebase);
}

TEST(Hostile, ScenesThatMultiply) {
    std::string text = hostile_vocabulary + "scene s0\n  given\n    x: P\n    l(x) = a\n";
    for (int i = 1; i < 40; ++i)
        text += "scene s" + std::to_string(i) + "\n  like s" + std::to_string(i - 1) + ", s" + std::to_string(i - 1) +
                "\n  given\n    l(x) = b\n";
    EXPECT_EQ(check_text(text + "example e\n  like s39\n  expect\n    l(x) = b\n").found(), "");
}

TEST(Hostile, EverythingEmptyOrOdd) {
    EXPECT_EQ(check_text("scale L = a\nentity P\nrange g of P on L\ndefine f(p: P): L = lowest(g(p)) up 1\n").found(), "");
    EXPECT_EQ(check_text("entity P\nrelation none()\ndefine f(p: P) when none()\n").found(), "");
    EXPECT_EQ(check_text("entity P\ndefine total: number = count over (some p: P where p = p)\ndefine f(p: P) when total > 3\n")
                  .found(),
              "");
}

}  // namespace
}  // namespace credence::check
