// What the flagship's reports must hold: each part that planners expect, each caveat and refusal in its place, and each source's own
// strength of wording.
#include <gtest/gtest.h>

#include "explain/phrases.hpp"
#include "report/markdown_text.hpp"
#include "reports/rendered.hpp"

namespace credence::report {
namespace {

bool says(const Rendered& one, std::string_view words) { return one.markdown.find(markdown_text(words)) != std::string::npos; }

/// Each in the text, and in this order.
void expect_in_order(const std::string& text, const std::vector<std::string>& all) {
    std::size_t at = 0;
    for (const auto& words : all) {
        const auto found = text.find(words, at);
        ASSERT_NE(found, std::string::npos) << "not there, or out of order: " << words;
        at = found + words.size();
    }
}

TEST(Dossier, HoldsWhatPlannersExpectInItsOrder) {
    const auto& one = flagship_sample().named("appointment_fit C15 M4-DIR");
    expect_in_order(one.markdown, {"# Appointment fit: C15 · M4-DIR",
                                   "facts as of 2026-05-04",  // whom, for what, when
                                   "## 1. What was asked",
                                   "## 2. The answer",
                                   "1. **Inside the desired range, by structure alone.**",
                                   "2. The record indicates: coercion pole.",
                                   "3. Confidence in the evidence: moderate.",
                                   "![",
                                   "**How far this answer carries.**",
                                   "Neither is the better one.",
                                   "| Open for the reader | Where |",
                                   "## 3. What this report is not",
                                   "## 4. What was declared",
                                   "| Desired range | B1 to B2 | PL-01 | 2026-01-08 |",
                                   "Mandate in words",  // the post and its mandate
                                   "## 5. Permissible approaches",
                                   "| Boundary | Because | Effect |",
                                   "Undecided:",
                                   "Room for manoeuvre:",
                                   "## 6. The evidence",
                                   "**Agreement.**",
                                   "**Dates.**",
                                   "### Career",
                                   "## 7. Reasons for",
                                   "Step 1:",
                                   "## 8. Reasons against",
                                   "## 9. What could not be decided",
                                   "## 10. What would change the answer",
                                   "## 11. What to ask next",
                                   "“Tell us of a step that partners did not support.",
                                   "## 12. Robustness",
                                   "## 13. Assumptions the editors added",
                                   "## 14. The decision",
                                   "The report advises; a person decides.",
                                   "Comment by those concerned",
                                   "## 15. Provenance",
                                   "Digest of the rules",
                                   "Digest of the facts",
                                   "## Appendix: bands of approach",
                                   "## Appendix: all evidence"});
}

TEST(Comparison, HoldsWhatPlannersExpectInItsOrder) {
    const auto& one = flagship_sample().named("appointment_fit M3-DIR");
    expect_in_order(one.markdown,
                    {"## 1. What was asked", "## 2. The answer by groups", "There is no ranking.", "The same for all",
                     "Not the same for all", "## 3. Only the differences", "## 4. What this report is not",
                     "## 5. What would change the answer", "## 6. What to ask next", "The same questions are put to all",
                     "## 8. The decision", "## 9. Provenance"});
    for (const auto* id : {"C01", "C04", "C06", "C13", "C16"}) EXPECT_TRUE(says(one, id)) << id;
}

TEST(Pair, HoldsWhatPlannersExpectInItsOrder) {
    const auto& sample = flagship_sample();
    for (const auto& one : sample.reports) {
        if (one.report.kind != Kind::side_by_side) continue;
        SCOPED_TRACE(one.name);
        ASSERT_TRUE(one.report.side_by_side && one.report.changes && one.report.ask && one.report.robustness);
        expect_in_order(one.markdown, {"## 1. What was asked", "## 2. The answer", "How far this answer carries.",
                                       markdown_text("Disposition (" + one.report.subjects[0].id),
                                       markdown_text("Disposition (" + one.report.subjects[2].id), "## 3. Side by side",
                                       "**Towards coercion**", "**Towards persuasion**", "## 4. What this report is not",
                                       "Permissible approaches", "What would change the answer", "What to ask next",
                                       "Robustness", "The decision", "Provenance"});
        EXPECT_TRUE(
            says(one, "reports both to the leader of the mission"));  // two lines of reporting, and no rule between them
        EXPECT_TRUE(says(one, "Two predictions stand side by side; there is none for the mission as a whole"));
        EXPECT_TRUE(says(one, "The source names two lines of reporting and no rule between them"));
    }
}

TEST(Ledgers, StandWithEachColumn) {
    const auto& comparison = weights_sample().named("weighed_evidence").report;
    ASSERT_TRUE(comparison.differences);
    EXPECT_EQ(comparison.differences->ledgers.size(), comparison.differences->table.head.size() - 1);
    const auto& pair = weights_sample().named("pair C02 M5-SRSG C01 M5-DIR").report;
    ASSERT_TRUE(pair.side_by_side);
    ASSERT_EQ(pair.side_by_side->ledgers.size(), 2U);
    EXPECT_NE(pair.side_by_side->ledgers[0].title.find("C02, M5-SRSG"), std::string::npos);
    EXPECT_NE(pair.side_by_side->ledgers[1].title.find("C01, M5-DIR"), std::string::npos);
    EXPECT_NE(pair.side_by_side->ledgers[0].file(), pair.side_by_side->ledgers[1].file());
}

TEST(Caveats, StandInEveryAnswer) {
    for (const auto& one : flagship_sample().reports) {
        SCOPED_TRACE(one.name);
        if (one.report.kind == Kind::index) continue;
        if (one.report.kind == Kind::sheet) {
            EXPECT_FALSE(one.report.answer || one.report.groups || one.report.decision) << "a sheet answers nothing";
            continue;
        }
        EXPECT_TRUE(says(one, "Individual-level factors are not the only factors that matter"));  // T8
        EXPECT_TRUE(says(one, "it compares neither persons nor approaches"));                     // T20
        EXPECT_TRUE(says(one, "Which candidate will be more effective, or better?"));
        EXPECT_TRUE(says(one, "two predictions are made and never merged"));  // X9
        if (one.report.kind == Kind::side_by_side) continue;
        EXPECT_TRUE(says(one, "Neither approach is said to work better."));                                 // E5
        EXPECT_TRUE(says(one, "Nothing here is about competence, integrity, performance or suitability"));  // X15
        EXPECT_TRUE(says(one, "Confidence concerns the evidence about the person, not the validity of the theory."));
        EXPECT_TRUE(says(one, "No probability is known, and none is printed."));
    }
}

TEST(Propositions, KeepTheirSourcesStrengthOfWording) {
    const auto& sample = flagship_sample();
    const auto& rulebase = sample.session.rulebase();
    std::set<std::string> seen;
    for (const auto& one : sample.reports) {
        if (one.report.kind != Kind::dossier) continue;
        SCOPED_TRACE(one.name);
        ASSERT_TRUE(one.report.reasons_for);
        for (const auto& step : one.report.reasons_for->steps) {
            for (const auto& reason : step.reasons) {
                for (const auto& proposition : rulebase.propositions) {
                    if (proposition.head.name != reason.id || proposition.clauses.wording.empty()) continue;
                    seen.insert(reason.id);
                    for (const auto& citation : proposition.head.citations) {
                        if (citation.quote.empty()) continue;
                        EXPECT_TRUE(
                            says(one, "In the source's words (" + proposition.clauses.wording + "): “" + citation.quote + "”"))
                            << reason.id;
                    }
                }
            }
        }
    }
    EXPECT_EQ(seen, (std::set<std::string>{"P3", "P4", "P6", "P7", "P9", "P10", "P13", "P14", "P16",
                                           "P17"}));  // all that have a direction
}

TEST(Sides, AreSpokenOfAtEqualLength) {
    const auto& coercion = flagship_sample().named("appointment_fit C01 M5-DIR").report;
    const auto& persuasion = flagship_sample().named("appointment_fit C02 M5-SRSG").report;
    ASSERT_TRUE(coercion.reasons_against && persuasion.reasons_against);
    EXPECT_EQ(coercion.answer->lines.size(), persuasion.answer->lines.size());
    EXPECT_EQ(coercion.reasons_for->steps.size(), persuasion.reasons_for->steps.size());
    EXPECT_EQ(coercion.reasons_against->blocks.front().text.front().text, "No rule that points to persuasion applies.");
    EXPECT_EQ(persuasion.reasons_against->blocks.front().text.front().text, "No rule that points to coercion applies.");
    // Five rules each way; the one that only hints, where a value is not assessed, has no mirror in the source.
    EXPECT_EQ(coercion.reasons_for->steps[0].reasons.size(), 5U);
    EXPECT_EQ(persuasion.reasons_for->steps[0].reasons.size(), 5U);
}

}  // namespace
}  // namespace credence::report
