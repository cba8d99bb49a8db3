// The engine against the reference evaluator: on every example of the shipped and fixture rulebases and of the small ones beside
// this file, and on the whole sample knowledge base. The examples' own expectations must hold in the reference as well.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "reference/agreement.hpp"
#include "reference/loading.hpp"
#include "reference/random_facts.hpp"
#include "support/names.hpp"

namespace credence::reference {
namespace {

namespace fs = std::filesystem;
using testing::checked;
using testing::flagship;
using testing::imported;
using testing::sample;
constexpr std::size_t shown_differences = 20;
constexpr std::uint64_t random_runs = 20;

void expect_no_differences(const Agreement& agreement, const std::string& where) {
    const auto& found = agreement.differences();
    EXPECT_GT(agreement.asked(), 0U);
    for (std::size_t i = 0; i < std::min(found.size(), shown_differences); ++i) ADD_FAILURE() << where << ": " << found[i];
    if (found.size() > shown_differences)
        ADD_FAILURE() << where << ": and " << found.size() - shown_differences << " more differences";
}

void compare_example(const app::RulebaseFiles& files, const check::Example& example) {
    const auto& rulebase = *files.rulebase;
    auto facts = engine::facts_of(rulebase, example);
    auto settings = engine::default_settings(rulebase);
    for (const auto& [parameter, cell, words] : example.set) {
        settings.parameters[parameter.index()] = cell;
        settings.texts[parameter.index()] = words;
    }
    Agreement agreement(rulebase, files.sources, facts, settings);
    agreement.compare_everything();
    for (const auto& expectation : example.expect) {
        if (expectation.kind == check::Expectation::Kind::refused) continue;
        agreement.compare(expectation.condition, {}, expectation.written);
        const bool met = agreement.reference().state(agreement.reference().truth(expectation.condition, {})) == State::met;
        EXPECT_EQ(met, expectation.kind != check::Expectation::Kind::applies_not)
            << example.head.name << ": the reference does not find: " << expectation.written;
    }
    expect_no_differences(agreement, example.head.name);
}

void compare_knowledge_base(const fs::path& rules, const fs::path& csv, const std::vector<std::pair<std::string, Cell>>& set) {
    const auto files = checked(rules);
    auto facts = imported(*files.rulebase, csv);
    auto settings = engine::default_settings(*files.rulebase);
    settings.alike = 1;
    for (const auto& [name, cell] : set) settings.parameters[files.rulebase->find(name)->index] = cell;
    Agreement agreement(*files.rulebase, files.sources, facts, settings);
    agreement.compare_everything();
    expect_no_differences(agreement, csv.string());
}

TEST(SampleKnowledgeBase, engine_and_reference_agree) { compare_knowledge_base(flagship(), sample(), {}); }

TEST(SampleKnowledgeBase, engine_and_reference_agree_on_the_other_readings) {
    compare_knowledge_base(flagship(), sample(),
                           {{"theory", 1}, {"use_implied_universality", 1}, {"with_leverage", 1}, {"behaviour_first", 1}});
}

TEST(SecondField, engine_and_reference_agree) {
    const auto folder = testing::root() / "rules" / "grape_for_site";
    compare_knowledge_base(folder, folder / "sample", {});
}

class Examples : public ::testing::TestWithParam<fs::path> {};
class RandomFacts : public ::testing::TestWithParam<fs::path> {};

TEST_P(Examples, engine_and_reference_agree) {
    const auto files = checked(GetParam());
    EXPECT_FALSE(files.rulebase->examples.empty());
    for (const auto& example : files.rulebase->examples) compare_example(files, example);
}

TEST_P(RandomFacts, engine_and_reference_agree) {
    const auto files = checked(GetParam());
    for (std::uint64_t seed = 0; seed < random_runs && !HasFailure(); ++seed) {
        testing::Dice dice(seed);
        auto facts = testing::random_facts(*files.rulebase, dice);
        auto settings = engine::default_settings(*files.rulebase);
        for (std::size_t p = 0; p < settings.parameters.size(); ++p) {
            if (files.rulebase->parameters[p].type.kind == check::TypeKind::yes_no)
                settings.parameters[p] = static_cast<Cell>(dice.roll(2));
        }
        settings.alike = seed % 2;  // however few rows there are, or never
        Agreement agreement(*files.rulebase, files.sources, facts, settings);
        agreement.compare_everything();
        expect_no_differences(agreement, fmt::format("seed {}", seed));
    }
}

/// The shipped rulebases, the fixture that is meant to be sound, and the small ones beside this file.
std::vector<fs::path> rulebases() {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(testing::root() / "rules")) {
        if (entry.is_directory()) out.push_back(entry.path());
    }
    out.push_back(testing::root() / "tests" / "fixtures" / "semantics" / "rules.crd");
    for (const auto& entry : fs::directory_iterator(testing::root() / "tests" / "reference" / "rulebases"))
        out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

std::string rulebase_name(const ::testing::TestParamInfo<fs::path>& given) {
    const auto& path = given.param;
    return testing::test_name((path.stem() == "rules" ? path.parent_path().filename() : path.stem()).string());
}

INSTANTIATE_TEST_SUITE_P(All, Examples, ::testing::ValuesIn(rulebases()), rulebase_name);
INSTANTIATE_TEST_SUITE_P(All, RandomFacts, ::testing::ValuesIn(rulebases()), rulebase_name);

}  // namespace
}  // namespace credence::reference
