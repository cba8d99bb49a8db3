// The files of the project: the grammar's examples, its tables, the shipped rules; and the same files damaged.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <sstream>

#include "support.hpp"
#include "support/damage.hpp"
#include "support/files.hpp"
#include "support/tree_faults.hpp"
#include "syntax/forms.hpp"

namespace credence::parse {
namespace {

namespace fs = std::filesystem;

fs::path grammar(const std::string& name) { return testing::root() / "grammar" / name; }

// The names left of `=` at the start of a line, up to the tokens.
std::set<std::string> productions() {
    const auto all = content(grammar("credence.ebnf"));
    std::set<std::string> names;
    const auto end = all.find("(* --- Tokens");
    for (std::size_t line = 0; line < end; line = all.find('\n', line) + 1) {
        const auto stop = all.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", line);
        const auto next = all.find_first_not_of(' ', stop);
        if (stop > line && next != std::string::npos && all[next] == '=') names.insert(all.substr(line, stop - line));
    }
    return names;
}

TEST(Grammar, HasAnExampleForEachProduction) {
    std::set<std::string> examples;
    for (const auto& entry : fs::directory_iterator(grammar("examples"))) examples.insert(entry.path().stem().string());
    EXPECT_EQ(examples, productions());
    EXPECT_GT(examples.size(), 100U);
}

TEST(Grammar, ListsItsKeywordsWithTheirPlaces) {
    std::map<std::string, std::string> listed;
    const auto table = content(grammar("keywords.txt"));
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("#")) continue;
        std::istringstream words(line);
        std::string keyword, rest, word;
        words >> keyword;
        while (words >> word) rest += (rest.empty() ? "" : " ") + word;
        listed[keyword] = rest;
    }
    std::map<std::string, std::string> actual;
    for (auto i = static_cast<std::size_t>(syntax::first_keyword);
         i < static_cast<std::size_t>(syntax::TokenKind::count_of_kinds); ++i) {
        const auto kind = static_cast<syntax::TokenKind>(i);
        std::string clauses;
        std::size_t count = 0;
        for (const auto& form : syntax::declaration_forms()) {
            if (!form.openers.contains(kind)) continue;
            ++count;
            clauses += " " + std::string(syntax::spelling(form.keyword));
        }
        if (count == syntax::declaration_forms().size()) clauses = " all";
        actual[std::string(syntax::spelling(kind))] =
            (syntax::declaration_form(kind) != nullptr ? "declaration" : "-") + (clauses.empty() ? " -" : clauses);
    }
    EXPECT_EQ(listed, actual);
}

TEST(RuleFiles, ParseWithoutErrorsAndTile) {
    const auto files = rule_files();
    EXPECT_GT(files.size(), 100U);
    for (const auto& path : files) {
        const auto source = content(path);
        const auto p = parsed(source);
        EXPECT_EQ(p.errors(), std::vector<std::string>{}) << path;
        EXPECT_EQ(testing::tree_faults(source, p.file.tree), "") << path;
        EXPECT_TRUE(p.file.broken_names.empty()) << path;
        EXPECT_FALSE(p.file.declarations.empty()) << path;
    }
}

TEST(DamagedFiles, NeverCrashAndStillTileAndNest) {
    std::mt19937 random(20'260'311);
    std::size_t with_errors = 0, runs = 0;
    for (const auto& path : rule_files()) {
        const auto source = content(path);
        const auto rounds = source.size() > 1'000 ? 25 : 4;
        for (int i = 0; i < rounds; ++i) {
            const auto bad = testing::damaged(source, random);
            const auto p = parsed(bad);
            ++runs;
            with_errors += p.diagnostics.empty() ? 0U : 1U;
            ASSERT_EQ(testing::tree_faults(bad, p.file.tree), "") << path << "\n" << bad;
            for (const auto& d : p.diagnostics) {
                ASSERT_FALSE(d.code.empty());
                ASSERT_LE(d.primary.span.end, bad.size());
                ASSERT_LE(d.primary.span.begin, d.primary.span.end);
            }
        }
    }
    EXPECT_GT(runs, 700U);
    EXPECT_GT(with_errors, runs / 2);
}

// Cut anywhere, a file is an error or not, never a crash.
TEST(DamagedFiles, MayEndAnywhere) {
    const auto source = content(grammar("examples/reasoning.crd")) + content(grammar("examples/table.crd")) +
                        content(grammar("examples/evidence.crd"));
    for (std::size_t length = 0; length <= source.size(); ++length) {
        const auto cut = source.substr(0, length);
        ASSERT_EQ(testing::tree_faults(cut, parsed(cut).file.tree), "") << cut;
    }
}

}  // namespace
}  // namespace credence::parse
