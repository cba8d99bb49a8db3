// Roles follow from what declarations read. The flagship's order is written nowhere: it must come out.
#include <gtest/gtest.h>

#include "report/roles.hpp"
#include "unit/report/building.hpp"

namespace credence::report {
namespace {

/// "disposition usual_band permissible": the declarations of items, by name.
std::string names(const check::Rulebase& rulebase, const Roles& roles, const std::vector<std::size_t>& items) {
    std::string out;
    for (const auto index : items) {
        const auto& item = roles.items[index];
        if (!out.empty()) out += ' ';
        if (item.expression == nullptr) {
            out += item.condition->kind == check::ConditionKind::relation ? rulebase.relations[item.condition->index].head.name
                                                                          : rulebase.defines[item.condition->index].head.name;
            continue;
        }
        switch (item.expression->kind) {
            case check::ExpressionKind::attribute: out += rulebase.attributes[item.expression->index].head.name; break;
            case check::ExpressionKind::range: out += rulebase.ranges[item.expression->index].head.name; break;
            case check::ExpressionKind::define: out += rulebase.defines[item.expression->index].head.name; break;
            default: out += "?"; break;
        }
    }
    return out;
}

Roles roles_named(const check::Rulebase& rulebase, std::string_view assessment) {
    const auto ref = rulebase.find(assessment);
    return roles_of(rulebase, check::AssessmentId{ref->index});
}

TEST(Roles, TheFlagshipsChainComesFromWhatItsRulesRead) {
    const auto& rulebase = flagship().rulebase;
    const auto roles = roles_named(rulebase, "appointment_fit");
    EXPECT_EQ(names(rulebase, roles, roles.chain), "disposition usual_band permissible predicted desired fit");
    EXPECT_EQ(names(rulebase, roles, roles.near_steps()), "predicted desired");
    EXPECT_EQ(names(rulebase, roles, roles.far_steps()), "disposition usual_band permissible");
    EXPECT_EQ(names(rulebase, roles, roles.of(ItemRole::qualifier)), "fit_basis");
    EXPECT_EQ(roles.columns, 1U);
}

TEST(Roles, FramesAreRangesAndDeclaredSteps) {
    const auto& rulebase = flagship().rulebase;
    const auto roles = roles_named(rulebase, "appointment_fit");
    std::vector<std::size_t> frames;
    for (const auto index : roles.chain) {
        if (roles.items[index].frame) frames.push_back(index);
    }
    EXPECT_EQ(names(rulebase, roles, frames), "permissible desired");
    for (const auto index : roles.of(ItemRole::beside)) {
        const auto& item = roles.items[index];
        const auto name = names(rulebase, roles, {index});
        std::string where;
        for (const auto frame : item.frames) where += names(rulebase, roles, {frame});
        if (name == "room" || name == "cost") {
            EXPECT_EQ(where, "permissible") << name;
        }
        if (name == "desired_check") {
            EXPECT_EQ(where, "desired");
        }
        if (name == "evidence_confidence" || name == "clipped") {
            EXPECT_EQ(where, "") << name;
        }
    }
}

TEST(Roles, TheQuestionBelongsToTheStepThatReadsIt) {
    const auto& rulebase = flagship().rulebase;
    const auto roles = roles_named(rulebase, "appointment_fit");
    for (const auto index : roles.chain) {
        EXPECT_EQ(roles.items[index].questions.size(), names(rulebase, roles, {index}) == "disposition" ? 1U : 0U);
    }
}

TEST(Roles, EvidenceIsOfTheCandidateAndOfTheFramesMission) {
    const auto& rulebase = flagship().rulebase;
    const auto roles = roles_named(rulebase, "appointment_fit");
    ASSERT_EQ(roles.evidence.size(), 2U);
    std::string candidate;
    for (const auto& subject : roles.evidence) {
        if (subject.frame) continue;
        for (const auto attribute : subject.attributes) candidate += rulebase.attributes[attribute.index()].head.name + " ";
    }
    EXPECT_EQ(candidate, "consensus_seeking organisation_values risk_tolerance role_view universality ");
}

TEST(Roles, TwoUsesOfOneDefineMakeColumns) {
    const auto& rulebase = flagship().rulebase;
    const auto roles = roles_named(rulebase, "pair");
    EXPECT_EQ(roles.columns, 2U);
    ASSERT_EQ(roles.column_subjects.size(), 2U);
    EXPECT_EQ(roles.column_subjects[0], (std::vector<check::VariableId>{check::VariableId{0U}, check::VariableId{1U}}));
    EXPECT_EQ(roles.column_subjects[1], (std::vector<check::VariableId>{check::VariableId{2U}, check::VariableId{3U}}));
}

TEST(Roles, AnotherFieldHasItsOwnChain) {
    const auto& rulebase = grapes().rulebase;
    const auto roles = roles_named(rulebase, "variety_for_site");
    EXPECT_EQ(names(rulebase, roles, roles.chain), "ripening season wish outcome");
    EXPECT_EQ(names(rulebase, roles, roles.of(ItemRole::beside)), "keeping rot on_trial catalogue_only");
    EXPECT_EQ(names(rulebase, roles, roles.of(ItemRole::list)), "planted ancestor");
    std::string charted;
    for (std::size_t i = 0; i < roles.charted.size(); ++i) {
        if (roles.charted[i]) charted += rulebase.scales[i].head.name;
    }
    EXPECT_EQ(charted, "Ripening");
}

TEST(Roles, NothingShownIsAChainOfTheAnswerAlone) {
    const auto checked = check_rules(R"(
entity Thing
relation present(thing: Thing)
define seen(t: Thing): yes_no = yes when present(t), no otherwise
assessment sight(thing: Thing)
  answer seen(thing)
)");
    const auto roles = roles_named(checked.rulebase, "sight");
    EXPECT_EQ(roles.chain, std::vector<std::size_t>{0});
    EXPECT_TRUE(roles.evidence.empty());
}

}  // namespace
}  // namespace credence::report
