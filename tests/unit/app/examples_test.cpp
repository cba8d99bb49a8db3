#include "app/examples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "app/rulebase_files.hpp"
#include "support/files.hpp"

namespace credence::app {
namespace {

using ::testing::ElementsAre;

/// Rules about the size of things, and one example of them.
class Examples : public ::testing::Test {
protected:
    std::vector<ExampleOutcome> run(const std::string& given_and_expect, std::optional<std::uint64_t> steps = {}) {
        testing::write_file(folder_.path() / "rules.crd", std::string(rules) + "\nexample it\n" + given_and_expect);
        auto files = read_rulebase(folder_.path());
        if (!files || !files->rulebase) throw std::runtime_error(given_and_expect);
        files_ = std::move(*files);
        auto outcomes = run_examples(*files_.rulebase, files_.sources, {}, steps);
        EXPECT_TRUE(outcomes);
        return outcomes ? std::move(*outcomes) : std::vector<ExampleOutcome>{};
    }

    /// What is found where the expectation fails; "" where it passes.
    std::string found(const std::string& expectation) {
        const auto outcomes =
            run("  given\n    box: Thing\n    hat: Thing\n    size(box) = 5\n  expect\n    " + expectation + "\n");
        const auto& outcome = outcomes.front().expectations.front();
        EXPECT_EQ(outcome.passed, outcome.found.empty());
        EXPECT_EQ(outcomes.front().passed(), outcome.passed);
        return outcome.found;
    }

    static constexpr const char* rules =
        "rulebase t \"T\"\n"
        "entity Thing \"thing\"\n"
        "choice Class = small \"of a small kind\" | big \"of a big kind\"\n"
        "attribute size of Thing: number metres\n"
        "attribute parts of Thing: number\n"
        "range shelf of Thing on Height\n"
        "scale Height = low \"down\" < middle < high \"up\"\n"
        "boundary heavy \"heavy things stand low\"\n  for t: Thing\n  when size(t) > 4\n  then shelf(t) at most middle\n"
        "  because \"it measures {size(t)}\"\n"
        "table by_parts \"parts bound the shelf\"\n  for t: Thing\n  because \"it has {parts(t)} parts\"\n"
        "  | parts(t) | then shelf(t) at least |\n  | --- | --- |\n  | >= 2 | low |\n  | < 2 | middle |\n"
        "define class(t: Thing): Class\n  = big when size(t) > 3,\n    small otherwise\n"
        "define share(t: Thing): number metres\n  = size(t) / parts(t)\n"
        "refuse prettiest \"Which is prettier?\"\n  because \"nobody knows\"\n";

    testing::TemporaryFolder folder_;
    RulebaseFiles files_;
};

TEST_F(Examples, PassWhereEveryExpectationIsMet) {
    for (const char* expectation :
         {"class(box) = big", "known size(box)", "unknown class(hat)", "size(box) > 4.5", "shelf(box) = low..middle",
          "heavy applies to box", "heavy applies to box, saying \"measures 5 metres\"", "heavy does not apply to hat",
          "prettiest refused", "class(box) = big and unknown size(hat)"}) {
        EXPECT_EQ(found(expectation), "") << expectation;
    }
}

TEST_F(Examples, SayWhatHoldsInsteadAsTheExpectationWouldHaveToBeWritten) {
    EXPECT_EQ(found("class(box) = small"), "class(box) = big, by case 1 at rules.crd:21");
    EXPECT_EQ(found("class(hat) = small"), "class(hat) = unknown");
    EXPECT_EQ(found("size(box) = 4"), "size(box) = 5");
    EXPECT_EQ(found("shelf(box) = low..high"), "shelf(box) = low..middle");
    EXPECT_EQ(found("unknown size(box)"), "not met");
    EXPECT_EQ(found("heavy applies to hat"), "unknown");
    EXPECT_EQ(found("heavy does not apply to box"), "met");
    EXPECT_EQ(found("heavy applies to box, saying \"6 metres\""), "it says: it measures 5 metres");
}

TEST_F(Examples, FindWhatTheRowOfATableThatAppliesSays) {
    const auto outcomes = run("  given\n    box: Thing\n    parts(box) = 3\n  expect\n"
                              "    by_parts applies to box, saying \"it has 3 parts\"\n"
                              "    by_parts applies to box, saying \"it has 2 parts\"\n");
    EXPECT_EQ(outcomes.front().expectations[0].found, "");
    EXPECT_EQ(outcomes.front().expectations[1].found, "it says: it has 3 parts");
}

TEST_F(Examples, ThatCannotBeWorkedOutSayWhyAndWhere) {
    const auto outcomes =
        run("  given\n    box: Thing\n    size(box) = 5\n    parts(box) = 0\n  expect\n    known share(box)\n");
    EXPECT_FALSE(outcomes.front().passed());
    EXPECT_EQ(outcomes.front().error, "division by zero (rules.crd:24)");
    const auto cut = run("  given\n    box: Thing\n    size(box) = 5\n  expect\n    class(box) = big\n", 1);
    EXPECT_FALSE(cut.front().passed());
    EXPECT_NE(cut.front().error.find("the budget of 1 steps was used up"), std::string::npos);
}

TEST_F(Examples, RunAlone) {
    run("  given\n    box: Thing\n  expect\n    unknown size(box)\n\nexample other\n  given\n    box: Thing\n  expect\n    "
        "known size(box)\n");
    const auto names = [&](const std::vector<std::string>& only) {
        std::vector<std::string> out;
        const auto outcomes = run_examples(*files_.rulebase, files_.sources, only, {});
        EXPECT_TRUE(outcomes);
        for (const auto& outcome : *outcomes) out.push_back(outcome.example->head.name);
        return out;
    };
    EXPECT_THAT(names({}), ElementsAre("it", "other"));
    EXPECT_THAT(names({"other"}), ElementsAre("other"));
    const auto unknown = run_examples(*files_.rulebase, files_.sources, {"othre"}, {});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, FailureKind::usage);
    EXPECT_EQ(unknown.error().help, "did you mean `other`?");
}

}  // namespace
}  // namespace credence::app
