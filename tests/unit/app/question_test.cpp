#include "app/question.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/rulebase_files.hpp"
#include "support/files.hpp"

namespace credence::app {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

/// The three assessments and two refusals of the second field.
class Questions : public ::testing::Test {
protected:
    Questions() {
        auto files = read_rulebase(testing::root() / "rules/grape_for_site");
        EXPECT_TRUE(files && files->rulebase);
        rulebase_ = std::move(*files->rulebase);
    }

    std::string assessment(const std::vector<std::string>& arguments) {
        const auto question = read_question(rulebase_, arguments);
        return question ? rulebase_.assessments[question->assessment->index()].head.name : question.error().message;
    }
    Failure failing(const std::vector<std::string>& arguments) {
        const auto question = read_question(rulebase_, arguments);
        EXPECT_FALSE(question);
        return question ? Failure{} : question.error();
    }

    check::Rulebase rulebase_;
};

TEST_F(Questions, NameTheAssessmentOrFitOnlyOne) {
    EXPECT_EQ(assessment({"variety_for_site"}), "variety_for_site");
    EXPECT_EQ(assessment({"site=S1", "variety_for_site"}), "variety_for_site");
    EXPECT_EQ(assessment({"site=S1"}), "variety_for_site");
    EXPECT_EQ(assessment({"place=S1", "variety=V1"}), "keeping_in_the_wet");
    const auto both = failing({"variety=V1"});
    EXPECT_EQ(both.message, "more than one assessment has these subjects");
    EXPECT_EQ(both.help, "name one of: keeping_in_the_wet, variety_for_site");
    EXPECT_EQ(failing({"site=S1", "place=S1"}).message, "no assessment has all these subjects");
}

TEST_F(Questions, KeepTheSubjectsAsTheyAreNamed) {
    const auto question = read_question(rulebase_, {"keeping_in_the_wet", "place=S=1", "variety=V 1"});
    ASSERT_TRUE(question);
    EXPECT_THAT(question->named, ElementsAre(Pair("place", "S=1"), Pair("variety", "V 1")));
}

TEST_F(Questions, MayBeRefused) {
    const auto question = read_question(rulebase_, {"better_wine"});
    ASSERT_TRUE(question);
    EXPECT_FALSE(question->assessment);
    EXPECT_EQ(question->refusal, check::RefusalId{1});
}

TEST_F(Questions, MistakesAreUsageFailuresWithAWayOut) {
    EXPECT_EQ(failing({"variety_for_sight"}).help, "did you mean `variety_for_site`?");
    EXPECT_EQ(failing({"wine"}).help, "there are: keeping_in_the_wet, one_picking, variety_for_site, best_price, better_wine");
    EXPECT_EQ(failing({"vareity=V1"}).help, "did you mean `variety`?");
    EXPECT_EQ(failing({"vine=V1"}).help, "there are: variety, place, first, second, site");
    EXPECT_EQ(failing({"keeping_in_the_wet", "site=S1"}).help, "its subjects are: variety, place");
    EXPECT_EQ(failing({"variety="}).help, "write variety=ID");
    EXPECT_EQ(failing({"site=S1", "site=S2"}).message, "`site` is named twice");
    EXPECT_EQ(failing({"keeping_in_the_wet", "better_wine"}).message, "one argument too many: `better_wine`");
    for (const auto& arguments : {std::vector<std::string>{"wine"}, {"variety="}, {}})
        EXPECT_EQ(failing(arguments).kind, FailureKind::usage);
}

TEST_F(Questions, FindTheIndividualsNamed) {
    auto facts = engine::facts_of(rulebase_, rulebase_.examples.front());  // vine and slope
    const engine::Model model(rulebase_, facts, engine::default_settings(rulebase_));
    const auto named = [&](const std::vector<std::string>& arguments) {
        return named_subjects(model, *read_question(rulebase_, arguments));
    };
    ASSERT_TRUE(named({"site=slope"}));
    EXPECT_THAT(*named({"site=slope"}), ElementsAre(check::no_cell, 0));
    EXPECT_THAT(*named({"variety_for_site"}), ElementsAre(check::no_cell, check::no_cell));
    const auto nobody = named({"site=slop"});
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().message, "no site has the id `slop`");
    EXPECT_EQ(nobody.error().help, "did you mean `slope`?");
}

}  // namespace
}  // namespace credence::app
