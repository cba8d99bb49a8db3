// The shipped rulebase and the fictional sample, for real: the import, and that the order of rows changes nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "check/check.hpp"
#include "engine/arrange.hpp"
#include "parse/parse.hpp"
#include "store/fact_files.hpp"
#include "store/import.hpp"
#include "store/load.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;
using credence::testing::read_file;
using credence::testing::root;
using credence::testing::TemporaryFolder;
using credence::testing::write_file;

constexpr std::int64_t sample_now = 1'790'000'000;

class Sample : public ::testing::Test {
protected:
    Sample() {
        text::SourceSet sources;
        std::vector<text::Diagnostic> diagnostics;
        std::vector<syntax::Declaration> declarations;
        for (const auto& entry : fs::directory_iterator(root() / "rules/human_rights_approach")) {
            if (entry.path().extension() != ".crd") continue;
            const auto file = sources.add(text::SourceFile(entry.path().filename().string(), read_file(entry.path())));
            auto parsed = parse::parse_file(sources, file, diagnostics);
            std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
        }
        rulebase = check::check_rulebase(sources, declarations, diagnostics).value();
    }

    engine::Facts import(const fs::path& files) {
        const auto path = folder.path() / ("kb" + std::to_string(made++) + ".sqlite");
        auto kb = create_knowledge_base(path, rulebase, {sample_now, true}).value();
        const auto report = import_files(kb, rulebase, files, {true, sample_now}).value();
        EXPECT_TRUE(report.accepted()) << import_text(report, "kb");
        return load_facts(kb, rulebase, whole_content(rulebase)).value();
    }

    TemporaryFolder folder;
    check::Rulebase rulebase;
    int made = 0;
};

TEST_F(Sample, ComesInWhole) {
    const auto facts = import(root() / "rules/human_rights_approach/sample");
    EXPECT_THAT(facts.notice, ::testing::HasSubstr("fictional"));
    EXPECT_EQ(time_text(facts.known_at), "2026-05-04T09:00:00Z");
    EXPECT_EQ(facts.as_of.text(), "2026-05-04");
    std::size_t rows = 0, individuals = 0;
    for (const auto& observed : facts.observations) rows += observed.size();
    for (const auto& tuples : facts.relations) rows += tuples.size();
    for (const auto& listed : facts.individuals) individuals += listed.size();
    // Rows in the files, counted by their line breaks: no cell of the sample holds one.
    std::size_t lines = 0;
    for (const auto& entry : fs::directory_iterator(root() / "rules/human_rights_approach/sample")) {
        if (entry.path().extension() != ".csv") continue;
        const auto text = read_file(entry.path());
        lines += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 1;
    }
    EXPECT_EQ(rows + individuals, lines);
    EXPECT_EQ(individuals, 31U) << "16 candidates, 5 missions, 10 posts";
}

TEST_F(Sample, IsTheSameFromShuffledRows) {
    for (const auto& entry : fs::directory_iterator(root() / "rules/human_rights_approach/sample")) {
        const auto name = entry.path().filename();
        auto text = read_file(entry.path());
        if (name.extension() == ".csv") {
            auto lines = credence::testing::lines(text);
            std::reverse(lines.begin() + 1, lines.end());
            std::string reversed;
            for (const auto line : lines) reversed += std::string(line) + "\r\n";
            text = reversed;
        }
        write_file(folder.path() / "shuffled" / name, text);
    }
    const auto facts = import(root() / "rules/human_rights_approach/sample");
    const auto shuffled = import(folder.path() / "shuffled");
    EXPECT_EQ(shuffled.content_digest, facts.content_digest);
    ASSERT_EQ(shuffled.texts.size(), facts.texts.size());
    for (std::size_t i = 0; i < facts.texts.size(); ++i) {
        ASSERT_EQ(shuffled.texts[static_cast<check::Cell>(i)], facts.texts[static_cast<check::Cell>(i)]);
    }
    for (std::size_t i = 0; i < facts.observations.size(); ++i) {
        EXPECT_EQ(shuffled.observations[i].subject, facts.observations[i].subject);
        EXPECT_EQ(shuffled.observations[i].value, facts.observations[i].value);
        EXPECT_EQ(shuffled.observations[i].evidence.item, facts.observations[i].evidence.item);
    }
}

/// Without a knowledge base the same facts come in, but for the items that nobody wrote.
TEST_F(Sample, IsTheSameWithoutAKnowledgeBase) {
    const auto sample = root() / "rules/human_rights_approach/sample";
    const auto kept = import(sample);
    auto read = read_fact_files(rulebase, sample, {}).value();
    ASSERT_TRUE(read.report.accepted()) << problems_text(read.report);
    auto& facts = read.facts;
    for (auto& observed : facts.observations) observed.evidence.resize(observed.size());
    for (auto& tuples : facts.relations) tuples.evidence.resize(tuples.size());
    engine::name_items(rulebase, facts);
    engine::arrange(rulebase, facts);
    EXPECT_EQ(facts.as_of, kept.as_of);
    EXPECT_EQ(facts.known_at, kept.known_at);
    ASSERT_EQ(facts.individuals.size(), kept.individuals.size());
    for (std::size_t e = 0; e < kept.individuals.size(); ++e) {
        ASSERT_EQ(facts.individuals[e].size(), kept.individuals[e].size());
        for (std::size_t i = 0; i < kept.individuals[e].size(); ++i) {
            EXPECT_EQ(facts.individuals[e][i].id, kept.individuals[e][i].id);
            EXPECT_EQ(facts.individuals[e][i].name, kept.individuals[e][i].name);
        }
    }
    const auto same = [](const engine::EvidenceColumns& a, const engine::EvidenceColumns& b) {
        return a.confidence == b.confidence && a.item == b.item && a.source == b.source && a.assessor == b.assessor &&
               a.group == b.group && a.quote == b.quote && a.kind == b.kind && a.on == b.on && a.recorded == b.recorded;
    };
    for (std::size_t a = 0; a < kept.observations.size(); ++a) {
        EXPECT_EQ(facts.observations[a].subject, kept.observations[a].subject) << rulebase.attributes[a].head.name;
        EXPECT_EQ(facts.observations[a].value, kept.observations[a].value) << rulebase.attributes[a].head.name;
        EXPECT_TRUE(same(facts.observations[a].evidence, kept.observations[a].evidence)) << rulebase.attributes[a].head.name;
    }
    for (std::size_t r = 0; r < kept.relations.size(); ++r) {
        EXPECT_EQ(facts.relations[r].columns, kept.relations[r].columns) << rulebase.relations[r].head.name;
        EXPECT_TRUE(same(facts.relations[r].evidence, kept.relations[r].evidence)) << rulebase.relations[r].head.name;
    }
}

}  // namespace
}  // namespace credence::store
