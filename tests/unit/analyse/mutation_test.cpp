#include "analyse/mutation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyse/mutants.hpp"
#include "unit/analyse/analysing.hpp"

namespace credence::analyse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> changes(const std::string& rules, std::optional<Fate> fate = {}) {
    const Checked checked(things + rules);
    std::vector<std::string> out;
    for (const auto& one : mutate(checked.rulebase, checked.sources, Keys(), 1'000'000)) {
        if (one.declaration.kind == check::DeclarationKind::parameter) continue;
        if (!fate || one.fate == *fate) out.push_back(one.change);
    }
    return out;
}

TEST(Mutants, AreTheSmallFaultsOfACondition) {
    EXPECT_THAT(changes(R"(
define heavy(t: Thing)
  when weight(t) >= heavy_from and not red(t)
)"),
                UnorderedElementsAre("`and` without `weight(t) >= heavy_from`", "`and` without `not red(t)`",
                                     "`not` put before `weight(t) >= heavy_from`",
                                     "in `weight(t) >= heavy_from` `>=` becomes `>`", "`not red(t)` without its `not`"));
}

TEST(Mutants, ChangeCasesValuesBoundsAndExceptions) {
    const auto found = changes(R"(
range room of Thing on Size
boundary tight
  for    t: Thing
  when   size(t) in {small, middle}
  unless red(t)
  then   room(t) at most small
define kind(t: Thing): Size
  = large when size(t) > small,
    small otherwise
)");
    EXPECT_THAT(found, Contains("`unless` left out"));
    EXPECT_THAT(found, Contains("`at most` becomes `at least`"));
    EXPECT_THAT(found, Contains("`small` becomes `middle`")) << "the bound";
    EXPECT_THAT(found, Contains("`middle` left out of `size(t) in {small, middle}`"));
    EXPECT_THAT(found, Contains("case 1 left out: `large when size(t) > small`"));
    EXPECT_THAT(found, Contains("`large` becomes `middle`")) << "the last value has none after it";
    EXPECT_THAT(found, Contains("in `size(t) > small` `small` becomes `middle`"));
}

TEST(Mutants, AreNotMadeWhereAVariableWouldHaveNoValues) {
    const auto found = changes(R"(
relation born(thing: Thing, on: date)
define aged(t: Thing)
  when born(t, d) and years(d, today) > 3
)");
    EXPECT_THAT(found, Not(Contains(HasSubstr("without `born"))));
    EXPECT_THAT(found, Contains("`and` without `years(d, today) > 3`"));
}

TEST(Mutants, RestoreTheRulesWhenSwappedTwice) {
    Checked checked(std::string(things) + R"(
define kind(t: Thing): Size
  = large when size(t) > small and (red(t) or near(t, _)),
    small otherwise
)");
    const auto& one = checked.rulebase.defines.front();
    const auto written = [&] {
        std::string out;
        for (const auto& c : one.cases) out += std::string(checked.sources.text(c.span)) + (c.when ? std::to_string(c.when->operands.size()) : "");
        return out;
    };
    const auto before = written();
    const auto mutants = mutants_of(checked.rulebase, checked.sources);
    ASSERT_GT(mutants.size(), 8U);
    for (const auto& mutant : mutants) {
        mutant.swap();
        mutant.swap();
        EXPECT_EQ(written(), before) << mutant.change;
    }
}

constexpr const char* rules = R"(
define heavy(t: Thing)
  when weight(t) >= heavy_from
)";

TEST(Mutation, CatchesWhatAnExampleNotices) {
    EXPECT_THAT(changes(std::string(rules) + R"(
example above
  given
    box: Thing
    weight(box) = 12
  expect
    heavy(box)
)",
                        Fate::missed),
                ElementsAre("in `weight(t) >= heavy_from` `>=` becomes `>`"));
    EXPECT_THAT(changes(std::string(rules) + R"(
example at
  given
    box: Thing
    weight(box) = 10
  expect
    heavy(box)
)",
                        Fate::missed),
                ElementsAre());
}

TEST(Mutation, CountsOnlyExamplesThatPass) {
    EXPECT_THAT(changes(std::string(rules) + R"(
example wrong
  given
    box: Thing
    weight(box) = 10
  expect
    not heavy(box)
)",
                        Fate::caught),
                ElementsAre());
}

TEST(Mutation, SetsAsideWhatCannotDiffer) {
    // The second case gives what the third would.
    const auto equivalent = changes(R"(
define kind(t: Thing): Size
  = large  when size(t) = large,
    small  when red(t),
    small  otherwise or unknown
)",
                                    Fate::equivalent);
    EXPECT_THAT(equivalent, Contains("case 2 left out: `small when red(t)`"));
    EXPECT_THAT(equivalent, Contains("`not` put before `red(t)`"));
    EXPECT_THAT(equivalent, Not(Contains(HasSubstr("case 1"))));
}

TEST(Mutation, EndsWhereAMutantDoesNot) {
    const auto caught = changes(R"(
relation steps(thing: Thing, n: number)
rule first
  for  t: Thing
  when near(t, t)
  then steps(t, 0)
rule next
  for  t: Thing, m: number
  when steps(t, n) and n < 3 and m = n + 1
  then steps(t, m)
example three
  given
    box: Thing
    near(box, box)
  expect
    steps(box, 3)
    not steps(box, 4)
)",
                                Fate::caught);
    EXPECT_THAT(caught, Contains("`and` without `n < 3`")) << "counts on until the budget is used up";
}

TEST(Mutation, GivesTheSameTwice) {
    const std::string text = std::string(rules) + "example e\n  given\n    box: Thing\n  expect\n    unknown heavy(box)\n";
    EXPECT_EQ(changes(text, Fate::missed), changes(text, Fate::missed));
}

}  // namespace
}  // namespace credence::analyse
