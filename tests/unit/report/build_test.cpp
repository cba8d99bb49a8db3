// Builders: page one word for word, what stands where, and reports of assessments that lack this or that.
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/report/building.hpp"

namespace credence::report {
namespace {

bool says(const Report& report, std::string_view words) { return all_text(report).find(words) != std::string::npos; }

/// The flagship with a candidate whose record points one way and a mission that permits the other.
CheckedRules flagship_with_case() {
    return check_folder("rules/human_rights_approach", R"(
example one_case
  as of 2026-05-04
  given
    ana: Person
    bea: Person
    chief: Post
    here: Mission
    considered_for(ana, chief)
    considered_for(bea, chief)
    held(ana, organisation: "Ledger", sector: activism, role: "researcher", started: 2005-07, ended: 2025-12)
    risk_tolerance(ana) = r4, confidence moderate, kind behaviour, assessor "AS-01", on 2026-02-11, group g1
    risk_tolerance(ana) = r5, confidence moderate, kind behaviour, assessor "AS-06", on 2026-02-19, group g2
    consensus_seeking(ana) = r2, confidence moderate, kind behaviour, assessor "AS-01", on 2026-02-11, group g1
    role_view(ana) = r4, confidence moderate, kind behaviour, assessor "AS-02", on 2026-02-11, group g3
    risk_tolerance(bea) = r1, confidence moderate, kind behaviour
    mission_of(chief) = here
    kind(chief) = director
    desired(chief) = cooperative_support..private_persuasion
    council_unity(here) = blocking
    mandate(here) = promote_assist
    publishes(here) = no
    climate(here) = organised_opposition
    private_interests(here) = dominant
  expect
    fit(ana, chief) = inside
)");
}

TEST(Dossier, PageOneFollowsFromLabelsAndReadsAlone) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"ana", "chief"});
    ASSERT_TRUE(report.answer);
    const auto& lines = report.answer->lines;
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].lead, "Inside the desired range, by structure alone.");
    EXPECT_EQ(
        lines[0].text,
        "Predicted approach: private persuasion (B2). Desired range: cooperative support to private persuasion (B1 to B2).");
    EXPECT_EQ(lines[0].rules, (std::vector<std::string>{"fit"}));
    EXPECT_EQ(lines[0].facts, (std::vector<std::string>{"chief/desired"}));
    EXPECT_EQ(lines[1].text,
              "The record indicates: coercion pole. Band of the disposition: public pressure (B4). "
              "Structure permits cooperative support to private persuasion (B1 to B2).");
    EXPECT_EQ(lines[1].rules, (std::vector<std::string>{"P17", "S1_blocking", "S3_mandate"}));
    EXPECT_EQ(lines[2].text,
              "Confidence in the evidence: moderate. Structure moved the prediction. 4 observations by 3 assessors. Could "
              "become: not applicable, as the mission has "
              "no human rights office.");
    EXPECT_TRUE(lines[2].rules.empty());
}

TEST(Dossier, BoundariesSayWhetherTheyBind) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"ana", "chief"});
    ASSERT_EQ(report.ranges.size(), 1U);
    const auto& rows = report.ranges[0].boundaries->rows;
    std::string effects;
    for (const auto& row : rows) effects += row.cells[3].rules.front() + ": " + row.cells[2].text + "\n";
    EXPECT_EQ(effects,
              "S1_blocking: at most B2\n"
              "S3_mandate:2: at most B2\n"
              "S4_opposed: at most B2; no effect, B2 is reached without it\n"
              "S5_interests: at most B3; no effect, B2 is lower\n"
              "four_bands: at most B4; no effect, B2 is lower\n");
}

TEST(Dossier, TheOtherPoleIsSaidToHaveNoRule) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"ana", "chief"});
    ASSERT_TRUE(report.reasons_against);
    EXPECT_EQ(report.reasons_against->blocks.front().text.front().text, "No rule that points to persuasion applies.");
    ASSERT_TRUE(report.blocked);
    EXPECT_TRUE(says(report, "P12i")) << "switched off, and reported so";
}

TEST(Comparison, SaysEmptyGroupsAndOnlyDifferences) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"", "chief"});
    EXPECT_EQ(report.kind, Kind::comparison);
    ASSERT_TRUE(report.groups && report.common && report.differences);
    std::string groups;
    for (const auto& row : report.groups->table.rows) groups += row.cells[0].lead + ": " + row.cells[1].text + "; ";
    EXPECT_NE(groups.find("Outside: none; "), std::string::npos) << groups;
    for (const auto& row : report.differences->table.rows) {
        EXPECT_TRUE(row.cells[1].text != row.cells[2].text || row.cells[1].facts != row.cells[2].facts) << row.cells[0].lead;
    }
}

TEST(Rows, AreTheAnswersInTheOrderOfTheirValues) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto rows = answer_rows({made.model, made.words, made.origin}, made.asking("appointment_fit", {"", ""}));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].answer.value, "inside");
    std::size_t ana = rows[0].subjects[0].id == "ana" ? 0 : 1;
    EXPECT_EQ(rows[ana].not_observed, 2U);
    EXPECT_EQ(rows[ana].qualifiers.front().value, "by_structure");
}

constexpr const char* things = R"(
entity Thing "thing" plural "things"
scale  Size = small < large
choice Verdict = good "it is good" | bad "it is bad" | open "it cannot be said"
attribute size of Thing: Size "size"
attribute secret of Thing: text "secret" protected
relation present(thing: Thing)
)";

std::string facts(const std::string& given) {
    return std::string("example e\n  as of 2026-01-01\n  given\n    x: Thing\n    y: Thing\n    present(x)\n") + given +
           "  expect\n    present(x)\n";
}

TEST(Lacking, NothingButAnAnswerRenders) {
    const auto rules = check_rules(std::string(things) + R"(
define here(t: Thing): Verdict = good when present(t), bad otherwise
assessment sight(thing: Thing)
  answer here(thing)
)" + facts(""));
    Made made(rules.rulebase, "e");
    const auto report = made.report("sight", {"x"});
    EXPECT_EQ(report.answer->headline, "It is good");
    EXPECT_EQ(report.asked->question, "Sight.");
    EXPECT_FALSE(report.declared || report.evidence || report.blocked || report.assumptions || report.is_not ||
                 report.all_evidence);
    EXPECT_TRUE(report.ranges.empty() && report.scales.empty() && report.answer->figures.empty());
    EXPECT_EQ(made.report("sight", {"y"}).answer->headline, "It is bad");
}

TEST(Dossier, SaysWhereTheQuestionIsNotMeantForItsSubjects) {
    const auto rules = check_rules(std::string(things) + R"(
define here(t: Thing): Verdict = good when present(t), bad otherwise
assessment sight(thing: Thing)
  when present(thing)
  answer here(thing)
)" + facts(""));
    Made made(rules.rulebase, "e");
    EXPECT_TRUE(made.report("sight", {"x"}).asked->notes.empty());
    const auto notes = made.report("sight", {"y"}).asked->notes;
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_NE(notes.front().text.find("recorded: present: y"), std::string::npos) << notes.front().text;
}

TEST(Lacking, WhatIsMissingIsNamedAndNothingProtectedIsPrinted) {
    const auto rules = check_rules(std::string(things) + R"(
define verdict(t: Thing): Verdict "verdict"
  = good when size(t) = large, bad otherwise, open if unknown
assessment sight(thing: Thing) "sight"
  answer verdict(thing)
  show   size(thing)
)" + facts("    secret(x) = \"hush\"\n    size(y) = small\n    size(y) = large\n"));
    Made made(rules.rulebase, "e");
    const auto missing = made.report("sight", {"x"});
    EXPECT_EQ(missing.answer->headline, "It cannot be said");
    EXPECT_TRUE(says(missing, "Size: not observed"));
    EXPECT_FALSE(says(missing, "hush"));
    const auto disputed = made.report("sight", {"y"});
    EXPECT_TRUE(says(disputed, "Disputed: size: small (no assessor recorded), large (no assessor recorded)"))
        << all_text(disputed);
}

TEST(Lacking, AConflictOfBoundariesIsItsOwnWord) {
    const auto rules = check_rules(std::string(things) + R"(
range allowed of Thing on Size "allowed sizes"
boundary floor "floor"
  for  t: Thing
  when present(t)
  then allowed(t) at least large
boundary ceiling "ceiling"
  for  t: Thing
  when present(t)
  then allowed(t) at most small
define verdict(t: Thing): Verdict "verdict"
  = open when conflict allowed(t), good otherwise
assessment sight(thing: Thing) "sight"
  answer verdict(thing)
  show   allowed(thing)
)" + facts(""));
    Made made(rules.rulebase, "e");
    const auto report = made.report("sight", {"x"});
    EXPECT_EQ(report.ranges[0].value[0].lead, "Allowed sizes: the boundaries conflict.");
    EXPECT_TRUE(
        says(report, "These boundaries conflict, and nothing resolves it: ceiling: at most small; floor: at least large."));
    const auto free = made.report("sight", {"y"});
    EXPECT_TRUE(says(free, "No boundary is met."));
    EXPECT_TRUE(says(free, "Nothing sets the upper end."));
}

TEST(Lacking, WhatIsSaidOfNoOneInParticularStaysOpen) {
    const auto rules = check_rules(std::string(things) + R"(
question q of Thing "question"
  from down to up
proposition P1 "one"
  for t: Thing
  when size(t) = large
  then q(t) leans to up
  because "{t} has it"
  assumption "Assumed of {t}: {size(t)}."
proposition P2 "two"
  for t: Thing, other: Thing
  when size(t) = size(other) and present(other) and t != other
  then q(t) leans to down
define verdict(t: Thing): Verdict "verdict"
  = good when pointers(q(t), up) > 0, bad otherwise, open if unknown
assessment sight(thing: Thing) "sight"
  answer verdict(thing)
  show   present(thing: thing)
)" + facts("    size(x) = large\n"));
    Made made(rules.rulebase, "e");
    const auto report = made.report("sight", {"x"});
    EXPECT_TRUE(says(report, "Assumed of …: ….")) << all_text(report);
    EXPECT_TRUE(says(report, "P2, two"));
    EXPECT_TRUE(made.report("sight", {"y"}).answer);
}

TEST(Labels, OfAnyKindBreakNoSentence) {
    const std::string longest(200, 'x');
    for (const std::string& label :
         {std::string("q"), longest, std::string("the 'best' one: or two"), std::string("مقاس"), std::string("é")}) {
        const auto rules =
            check_rules("entity Thing \"" + label + "\" plural \"" + label + "\"\nscale Size = small \"" + label +
                        "\" < large\nattribute size of Thing: Size \"" + label +
                        "\"\nrelation present(thing: Thing)\ndefine verdict(t: Thing): Size \"" + label +
                        "\"\n  = large when size(t) = large, small otherwise\nassessment sight(thing: Thing) \"" + label +
                        "\"\n  answer verdict(thing)\n  show size(thing)\n" + facts("    size(x) = small\n"));
        Made made(rules.rulebase, "e");
        const auto report = made.report("sight", {"x"});
        EXPECT_TRUE(says(report, label)) << label;
        EXPECT_FALSE(report.answer->lines.empty());
        EXPECT_TRUE(made.report("sight", {""}).groups);
    }
}

TEST(SideBySide, TheSecondUseIsTheSecondColumn) {
    const auto rules = check_rules(std::string(things) + R"(
define verdict(t: Thing): Verdict "verdict"
  = good when size(t) = large, bad otherwise, open if unknown
define both(a: Thing, b: Thing): Verdict "both"
  = good when verdict(a) = verdict(b), bad otherwise
assessment two(left: Thing, right: Thing) "two"
  answer both(left, right)
  show   verdict(left), verdict(right)
)" + facts("    size(x) = small\n    size(y) = large\n"));
    Made made(rules.rulebase, "e");
    const auto report = made.report("two", {"x", "y"});
    EXPECT_EQ(report.kind, Kind::side_by_side);
    ASSERT_TRUE(report.side_by_side);
    EXPECT_EQ(report.side_by_side->table.head, (std::vector<std::string>{"Point", "x", "y"}));
    const auto& row = report.side_by_side->table.rows.front();
    EXPECT_EQ(row.cells[0].lead, "Verdict");
    EXPECT_EQ(row.cells[1].text, "it is bad");
    EXPECT_EQ(row.cells[2].text, "it is good");
}

TEST(Dossier, the_matrix_says_what_each_source_says_and_what_they_make_together) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"ana", "chief"});
    ASSERT_EQ(report.evidence->figures.size(), 1U);
    const auto& figure = report.evidence->figures[0];
    ASSERT_TRUE(figure.matrix);
    EXPECT_NE(figure.title.find("1 agreed, 2 of one source, 2 not observed"), std::string::npos) << figure.title;
    std::string rows;
    for (const auto& row : figure.matrix->rows) {
        rows += row.label + ":";
        for (const auto& cell : row.cells) {
            rows += " [";
            for (const auto& one : cell.sightings) rows += one.text + "@" + std::to_string(one.step.value_or(-1));
            rows += "]";
        }
        rows += " " + row.together + "; " + row.agreement + "\n";
    }
    EXPECT_EQ(rows,
              "Consensus-seeking: [2@1] [] [] 2; one source\n"
              "Emphasis on the organisation's values: [] [] [] unknown; \n"
              "Risk tolerance: [4@3] [5@4] [] 4, 5; 2 sources, 1 step apart, agreed\n"
              "View of the operation's role: [] [] [4@3] 4; one source\n"
              "Value attached to the universality of human rights: [] [] [] unknown; \n");
}

TEST(Dossier, the_rules_on_each_side_stand_with_the_step_that_asks) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"ana", "chief"});
    const auto& step = report.reasons_for->steps.front();
    ASSERT_EQ(step.figures.size(), 1U);
    const auto& sides = *step.figures[0].sides;
    EXPECT_EQ(sides.lower, "persuasion");
    EXPECT_TRUE(std::none_of(sides.lower_rows.begin(), sides.lower_rows.end(),
                             [](const SideRow& row) { return row.pointing == Pointing::applies; }));
    const auto found = std::find_if(sides.upper_rows.begin(), sides.upper_rows.end(), [](auto& row) { return row.id == "P6"; });
    ASSERT_NE(found, sides.upper_rows.end());
    EXPECT_EQ(found->pointing, Pointing::applies);
    const auto open = std::find_if(sides.upper_rows.begin(), sides.upper_rows.end(), [](auto& row) { return row.id == "P14"; });
    ASSERT_NE(open, sides.upper_rows.end());
    EXPECT_EQ(open->pointing, Pointing::open);
    EXPECT_NE(open->note.find("values"), std::string::npos) << "what is missing: " << open->note;
}

TEST(Dossier, a_list_with_first_and_last_days_has_a_timeline) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto report = made.report("appointment_fit", {"ana", "chief"});
    std::vector<Figure> figures;
    for (const auto& block : report.evidence->lists) figures.insert(figures.end(), block.figures.begin(), block.figures.end());
    ASSERT_EQ(figures.size(), 1U) << "the lists without dates have none";
    ASSERT_EQ(figures[0].timeline->periods.size(), 1U);
    const auto& period = figures[0].timeline->periods[0];
    EXPECT_EQ(period.label, "Ledger");
    EXPECT_EQ(period.text, "2005-07 to 2025-12");
    EXPECT_EQ(period.begun - period.first, 30) << "a month is its days";
    EXPECT_FALSE(period.open);
}

TEST(Index, says_what_each_range_permits_to_each_individual) {
    const auto rules = flagship_with_case();
    Made made(rules.rulebase, "one_case");
    const auto index = build_index({made.model, made.words, made.origin}, {});
    const auto block = std::find_if(index.index->blocks.begin(), index.index->blocks.end(),
                                    [](const Block& one) { return !one.figures.empty(); });
    ASSERT_NE(block, index.index->blocks.end());
    EXPECT_EQ(block->figures[0].file(), "figures/room_permissible.svg");
    ASSERT_EQ(block->figures[0].chart->rows.size(), 1U);
    EXPECT_EQ(block->figures[0].chart->rows[0].bars[0].text, "B1 to B2");
    EXPECT_EQ(block->table->rows[0].cells[1].text, "cooperative support to private persuasion (B1 to B2)");
}

}  // namespace
}  // namespace credence::report
