// Examples: scenes folded in, evidence, expectations, and when a date must be said. Queries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/print.hpp"
#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string examples_vocabulary = R"(entity Person
entity Post
scale Level = low < middle < high
parameter dose: number years = 1
attribute level of Person: Level
attribute wish of Post: range of Level
attribute boss of Post: Person
relation held(person: Person, organisation: text, started: date, ended: date or today)
relation derived(person: Person)
rule derived(p) when level(p) = high
define old(p: Person) when held(person: p, started: d) and years(d, today) > dose
define young(p: Person) when level(p) = low
proposition P1 "First"
  for p: Person
  when level(p) = high
  then approach(p) leans to b
question approach of Person from a to b
refuse better "Who is better?"
  because "no"
)";  // 19 lines

Checked check_examples(const std::string& more) { return check_text(examples_vocabulary + more); }

const Example& only(const Checked& checked) { return checked.rulebase->examples.at(0); }

TEST(Examples, FactsWithTheirEvidence) {
    const auto checked = check_examples(R"(example one "One"
  set   dose = 2
  as of 2026-06-01
  given
    ana: Person
    head: Post
    level(ana) = high, confidence low, kind behaviour, group g1, source "file 3", assessor "AS-03", on 2026-01-19, recorded 2026-01-20
    level(ana) = low
    wish(head) = low..middle
    boss(head) = ana
    held(ana, organisation: "Rights Watch", started: 2001-02)
  expect
    level(ana)   =   high
    P1 applies to ana, saying "first"
    P1 does not apply to ana
    better refused
)");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    const auto& one = only(checked);
    ASSERT_EQ(one.given.size(), 5U);
    const auto& evidence = one.given[0].evidence;
    EXPECT_EQ(evidence.confidence, 3'000);
    EXPECT_EQ(evidence.kind, 0);
    EXPECT_EQ(evidence.group, "g1");
    EXPECT_EQ(evidence.source, "file 3");
    EXPECT_EQ(evidence.on->text(), "2026-01-19");
    EXPECT_EQ(*evidence.recorded, std::int64_t{Date::parse("2026-01-20")->first} * 86'400);
    EXPECT_EQ(one.given[1].evidence.confidence, 10'000);
    EXPECT_EQ(one.given[2].cells, (std::vector<Cell>{1, pack_range(0, 1)}));
    EXPECT_EQ(one.given[3].cells, (std::vector<Cell>{1, 0}));
    EXPECT_EQ(one.given[4].texts[1], "Rights Watch");
    EXPECT_EQ(one.given[4].cells[3], no_cell);
    ASSERT_EQ(one.expect.size(), 4U);
    EXPECT_EQ(one.expect[0].written, "level(ana) = high");
    EXPECT_EQ(one.expect[0].condition.expressions[0].operands[0].kind, ExpressionKind::individual);
    EXPECT_EQ(one.expect[1].kind, Expectation::Kind::applies);
    EXPECT_EQ(one.expect[1].saying, "first");
    EXPECT_EQ(one.expect[2].kind, Expectation::Kind::applies_not);
    EXPECT_EQ(one.expect[2].condition.kind, ConditionKind::applies);
    EXPECT_EQ(one.expect[3].kind, Expectation::Kind::refused);
    EXPECT_EQ(one.set.at(0).value, 2'000'000'000);
}

TEST(Examples, LaterReplacesEarlier) {
    const auto checked = check_examples(R"(scene base
  given
    ana: Person
    ben: Person
    level(ana) = low
    level(ben) = low
    held(ana, organisation: "A", started: 2001-01-01, ended: 2002-01-01)
scene higher
  like base
  given
    level(ana) = high
    held(ana, organisation: "B", started: 2001-01-01, ended: 2002-01-01)
example one
  like base, higher
  given
    level(ben) = middle
    level(ben) = high
  expect
    level(ana) = high
)");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    std::vector<std::string> values;
    for (const auto& fact : only(checked).given)
        values.push_back(fact.attribute ? only(checked).individuals[static_cast<std::size_t>(fact.cells[0])].first + "=" +
                                              written(*checked.rulebase,
                                                      checked.rulebase->attributes[fact.attribute->index()].type, fact.cells[1])
                                        : fact.texts[1]);
    std::sort(values.begin(), values.end());
    EXPECT_THAT(values, ::testing::ElementsAre("A", "B", "ana=high", "ben=high", "ben=middle"));
    EXPECT_EQ(only(checked).individuals.size(), 2U);
}

TEST(Examples, ScenesMaySpeakOfOthersIndividuals) {
    EXPECT_EQ(
        check_examples("scene posts\n  given\n    head: Post\nscene bosses\n  given\n    ana: Person\n    boss(head) = ana\n"
                       "example one\n  like posts, bosses\n  expect\n    known boss(head)\n")
            .found(),
        "");
    const auto checked = check_examples(
        "scene bosses\n  given\n    ana: Person\n    boss(head) = ana\nexample one\n  like bosses\n  expect\n    unknown "
        "level(ana)\n");
    EXPECT_EQ(checked.found(), "E0102:23");
    EXPECT_THAT(checked.words(), HasSubstr("no individual is called `head` in the example `one`"));
}

TEST(Examples, Mistakes) {
    const auto example = [](const std::string& given, const std::string& expect = "    unknown level(ana)\n") {
        return check_examples("example one\n  given\n    ana: Person\n" + given + "  expect\n" + expect).found();
    };
    EXPECT_EQ(example("    level(anna) = high\n"), "E0102:23");
    EXPECT_EQ(example("    level(ana) = hihg\n"), "E0103:23");
    EXPECT_EQ(example("    level(ana)\n"), "E0401:23");
    EXPECT_EQ(example("    level(ana) = level(ana)\n"), "E0401:23");
    EXPECT_EQ(example("    young(ana)\n"), "E0111:23");
    EXPECT_EQ(example("    derived(ana)\n"), "E0405:23");
    EXPECT_EQ(example("    ana: Post\n"), "E0406:23");
    EXPECT_EQ(example("    size: number\n"), "E0401:23");
    EXPECT_EQ(example("    level(ana) = high, confidence vague\n"), "E0402:23");
    EXPECT_EQ(example("    level(ana) = high, confidence 1.5\n"), "E0113:23");
    EXPECT_EQ(example("    level(ana) = high, kind hearsay\n"), "E0402:23");
    EXPECT_EQ(example("    level(\"C04\") = high\n"), "E0205:23");
    EXPECT_EQ(example("", "    level(anna) = high\n"), "E0102:24");
    EXPECT_EQ(example("", "    beter refused\n"), "E0102:24");
    EXPECT_EQ(example("", "    level(ana) = high, saying \"x\"\n"), "E0401:24");
    EXPECT_EQ(check_examples("example one\n  like nowhere\n  expect\n    better refused\n").found(), "E0102:21");
    EXPECT_EQ(check_examples("example one\n  set doze = 2\n  expect\n    better refused\n").found(), "E0102:21");
    EXPECT_EQ(check_examples("example one\n  set dose = low\n  expect\n    better refused\n").found(), "E0105:21");
}

TEST(Examples, ScenesInACircle) {
    const auto checked =
        check_examples("scene a\n  like b\n  given\n    x: Person\nscene b\n  like a\n  given\n    x: Person\n");
    EXPECT_EQ(checked.found(), "E0403:25");
    EXPECT_THAT(checked.words(), HasSubstr("a -> b -> a"));
}

TEST(Examples, TodayNeedsADate) {
    const std::string facts =
        "  given\n    ana: Person\n    held(ana, organisation: \"A\", started: 2001-01-01, ended: 2002-01-01)\n";
    EXPECT_EQ(check_examples("example one\n" + facts + "  expect\n    old(ana)\n").found(), "E0404:20");
    EXPECT_EQ(check_examples("example one\n  as of 2020-01-01\n" + facts + "  expect\n    old(ana)\n").found(), "");
    EXPECT_EQ(check_examples("example one\n" + facts + "  expect\n    unknown level(ana)\n").found(), "");
    // An end that is open is today's.
    const std::string open = "  given\n    ana: Person\n    held(ana, organisation: \"A\", started: 2001-01-01)\n";
    EXPECT_EQ(check_examples("example one\n" + open + "  expect\n    held(person: ana)\n").found(), "E0404:20");
    EXPECT_EQ(check_examples("example one\n" + open + "  expect\n    unknown level(ana)\n").found(), "");
}

// --- Queries -----------------------------------------------------------------------------------------------------------------

struct Asked {
    std::string found;
    std::optional<Query> query;
};

Asked ask(const std::string& condition) {
    auto checked = check_examples("");
    Asked out;
    const auto file = checked.sources.add(text::SourceFile("query", condition));
    std::vector<text::Diagnostic> diagnostics;
    const auto parsed = parse::parse_condition(checked.sources, file, diagnostics);
    if (parsed) out.query = check_query(*checked.rulebase, checked.sources, *parsed, diagnostics);
    for (const auto& d : diagnostics) out.found += d.code + " ";
    return out;
}

std::string asked_for(const std::string& condition) {
    const auto asked = ask(condition);
    if (!asked.query) return asked.found;
    std::string out;
    for (std::uint32_t i = 0; i < asked.query->bound; ++i) out += asked.query->variables[i].name + " ";
    return out;
}

TEST(Queries, AskForTheirVariables) {
    EXPECT_EQ(asked_for("level(p) = l"), "p l ");
    EXPECT_EQ(asked_for("held(person: p, organisation: o)"), "p o ");
    EXPECT_EQ(asked_for("boss(v) = p and not held(person: p, organisation: o)"), "v p ");
    EXPECT_EQ(asked_for("level(\"C04\") = l"), "l ");
    EXPECT_EQ(asked_for("level(\"C04\") = high"), "");
    EXPECT_EQ(asked_for("P1 applies to p"), "p ");
    EXPECT_EQ(asked_for("P1 applies to \"C04\""), "");
    EXPECT_EQ(asked_for("some q: Person where level(q) = l"), "l ");
}

TEST(Queries, MayNameAnyone) {
    const auto asked = ask("boss(v) = \"C04\"");
    ASSERT_TRUE(asked.query) << asked.found;
    EXPECT_EQ(asked.query->condition.expressions[1].kind, ExpressionKind::individual);
    EXPECT_EQ(asked.query->condition.expressions[1].text, "C04");
}

TEST(Queries, Mistakes) {
    EXPECT_EQ(ask("levl(p) = high").found, "E0102 ");
    EXPECT_EQ(ask("level(p) = born").found, "");  // a variable, as any other name
    EXPECT_EQ(ask("level(p) > x and x > y").found, "");
    EXPECT_EQ(ask("held(person: p) or held(person: p, started: d)").found, "E0201 ");
    EXPECT_EQ(ask("level(p)").found, "E0105 ");
    EXPECT_EQ(ask("level(p) = 3").found, "E0103 ");
}

}  // namespace
}  // namespace credence::check
