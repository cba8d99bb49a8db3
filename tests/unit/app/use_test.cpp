// `use "path"`: another rulebase's declarations, read from its folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "app/examples.hpp"
#include "app/fixes.hpp"
#include "app/reports.hpp"
#include "app/rulebase_files.hpp"
#include "support/files.hpp"

namespace credence::app {
namespace {

using ::testing::ElementsAre;
using testing::TemporaryFolder;
using testing::write_file;

constexpr const char* ports = R"(rulebase ports "Ports"
  confidence sure = 0.9
  kinds      seen | told
  margin     0.2

entity Port
scale  Depth = shallow < deep
attribute depth of Port: Depth

scene a_port
  given
    oslo: Port
    depth(oslo) = deep

example of_the_ports
  like a_port
  expect
    depth(oslo) = deep
)";

constexpr const char* ships = R"(rulebase ships "Ships"
  confidence doubtful = 0.3
  kinds      measured

use "../ports"

define open_to_all(p: Port)
  when depth(p) >= deep

example of_the_ships
  like a_port
  given
    depth(oslo) = deep, confidence sure, kind measured
  expect
    open_to_all(oslo)
)";

class Use : public ::testing::Test {
protected:
    void write(const std::string& folder, const std::string& text, const char* file = "r.crd") {
        write_file(folder_.path() / folder / file, text);
    }
    RulebaseFiles read(const std::string& folder) {
        auto files = read_rulebase(folder_.path() / folder);
        EXPECT_TRUE(files) << files.error().message;
        return std::move(*files);
    }
    /// "E0101 r.crd:3 (../a/r.crd:2)", one an entry.
    static std::vector<std::string> found(const RulebaseFiles& files) {
        std::vector<std::string> out;
        for (const auto& d : files.diagnostics) {
            auto one = d.code + ' ' + files.sources.place_text(d.primary.span);
            for (const auto& other : d.secondary) one += " (" + files.sources.place_text(other.span) + ')';
            out.push_back(one);
        }
        return out;
    }
    const TemporaryFolder folder_;
};

TEST_F(Use, BringsTheDeclarationsConfidenceWordsAndKinds) {
    write("ports", ports);
    write("ships", ships);
    const auto files = read("ships");
    ASSERT_THAT(found(files), ElementsAre());
    const auto& rulebase = *files.rulebase;
    EXPECT_EQ(rulebase.head.label, "Ships");
    EXPECT_EQ(rulebase.confidence.size(), 2U);
    EXPECT_EQ(rulebase.scales[rulebase.kind_choice.index()].values.size(), 3U);
    EXPECT_EQ(rulebase.margin, 2'000) << "the rules that it uses were written with it";
    EXPECT_EQ(files.sources[text::FileId{1}].name(), "../ports/r.crd");
    EXPECT_EQ(files.paths[1], folder_.path() / "ports/r.crd");
}

TEST_F(Use, RunsItsOwnExamplesAndOthersWhenAsked) {
    write("ports", ports);
    write("ships", ships);
    const auto files = read("ships");
    ASSERT_TRUE(files.rulebase);
    const auto own = run_examples(*files.rulebase, files.sources, {}, {});
    ASSERT_TRUE(own);
    ASSERT_EQ(own->size(), 1U);
    EXPECT_EQ(own->front().example->head.name, "of_the_ships");
    EXPECT_TRUE(own->front().passed());
    EXPECT_EQ(run_examples(*files.rulebase, files.sources, {"of_the_ports"}, {})->size(), 1U);
}

TEST_F(Use, ReadsAFolderOnceHoweverManyUseIt) {
    write("ports", ports);
    write("a", "rulebase a\nuse \"../ports\"\n");
    write("b", "rulebase b\nuse \"../ports/\"\nuse \"../a/../ports\"\n");
    write("all", "rulebase all\nuse \"../a\"\nuse \"../b\"\n");
    const auto files = read("all");
    EXPECT_THAT(found(files), ElementsAre());
    EXPECT_EQ(files.sources.size(), 4U);
}

TEST_F(Use, CountsInTheDigest) {
    write("ports", ports);
    write("ships", ships);
    const auto before = read("ships").digest;
    EXPECT_EQ(read("ships").digest, before);
    write("ports", std::string(ports) + "# a comment\n");
    EXPECT_NE(read("ships").digest, before);
}

TEST_F(Use, RefusesNamesWordsAndKindsThatClashWithBothPlaces) {
    write("ports", ports);
    write("ships", "rulebase ships\n  confidence sure = 0.8\n  kinds told\nuse \"../ports\"\nchoice Depth = dark | light\n");
    EXPECT_THAT(found(read("ships")), ElementsAre("E0101 r.crd:2 (../ports/r.crd:2)", "E0101 r.crd:3 (../ports/r.crd:3)",
                                                  "E0101 r.crd:5 (../ports/r.crd:7)"));
}

TEST_F(Use, RefusesACircleWithItsPlaces) {
    write("a", "rulebase a\nuse \"../b\"\n");
    write("b", "rulebase b\n\nuse \"../c\"\n");
    write("c", "rulebase c\n\n\nuse \"../a\"\n");
    EXPECT_THAT(found(read("a")), ElementsAre("E0502 ../c/r.crd:4 (r.crd:2) (../b/r.crd:3)"));
    write("self", "rulebase self\nuse \"../self\"\n");
    EXPECT_THAT(found(read("self")), ElementsAre("E0502 r.crd:2"));
}

TEST_F(Use, SaysWhatIsMissingAndMissesNothingElse) {
    write("empty", "", "notes.txt");
    for (const auto* path : {"../missing", "../empty", "", "/usr", "r.crd"}) {
        write("a", "rulebase a\nuse \"" + std::string(path) + "\"\ndefine f(p: Port)\n  when known depth(p)\n");
        EXPECT_THAT(found(read("a")), ElementsAre("E0501 r.crd:2")) << path;
    }
}

TEST_F(Use, ReportsTheMistakesOfAUsedRulebaseOnceAndOwnOnesToo) {
    write("ports", std::string(ports) + "define f(p: Port)\n  when depth(p) = flat\n");
    write("ships", std::string(ships) + "define g(p: Port)\n  when depth(p) = high\n");
    EXPECT_THAT(found(read("ships")), ElementsAre("E0107 r.crd:17", "E0107 ../ports/r.crd:20"));
}

TEST_F(Use, RefusesAUsedRulebaseThatDoesNotStandAlone) {
    write("ports", std::string(ports) + "define f(p: Port)\n  when open_to_all(p)\n");
    write("ships", ships);
    EXPECT_THAT(found(read("ships")), ElementsAre("E0102 ../ports/r.crd:20"));
    write("ports", "entity Port\n");
    write("ships", "rulebase ships\nuse \"../ports\"\n");
    EXPECT_THAT(found(read("ships")), ElementsAre("E0116 ../ports/r.crd:1"));
}

TEST_F(Use, TakesTheMarginOfTheUsedUnlessTheyDiffer) {
    write("one", "rulebase one\n  margin 0.1\n");
    write("other", "rulebase other\n  margin 0.2\n");
    write("both", "rulebase both\nuse \"../one\"\nuse \"../other\"\n");
    EXPECT_THAT(found(read("both")), ElementsAre("E0503 ../other/r.crd:2 (../one/r.crd:2)"));
    write("both", "rulebase both\n  margin 0.3\nuse \"../one\"\nuse \"../other\"\n");
    EXPECT_EQ(read("both").rulebase->margin, 3'000);
}

TEST_F(Use, StopsAtALongChain) {
    for (int i = 0; i < 100; ++i) {
        const auto name = "r" + std::to_string(i);
        write(name, "rulebase " + name + "\nuse \"../r" + std::to_string(i + 1) + "\"\n");
    }
    write("r100", "rulebase r100\n");
    EXPECT_THAT(found(read("r0")), ElementsAre("E0501 ../r64/r.crd:2"));
    EXPECT_THAT(found(read("r40")), ElementsAre());
}

TEST_F(Use, FixesNoFileOfAUsedRulebase) {
    const auto broken = std::string(ports) + "define f(p: Port)\n  when depth(p) == deep\n";
    write("ports", broken);
    write("ships", ships);
    auto files = read("ships");
    ASSERT_FALSE(files.diagnostics.empty());
    EXPECT_EQ(apply_safe_fixes(files), 0U);
    EXPECT_EQ(testing::read_file(folder_.path() / "ports/r.crd"), broken);
}

TEST_F(Use, LooksForTemplatesWhereTheAssessmentStandsToo) {
    write("ports", std::string(ports) + "assessment a(p: Port)\n  answer depth(p)\n");
    write("ships", ships);
    const auto files = read("ships");
    ASSERT_TRUE(files.rulebase);
    EXPECT_THAT(template_folders(files, files.rulebase->assessments[0].head),
                ElementsAre(folder_.path() / "ships/reports/a", folder_.path() / "ships/reports",
                            folder_.path() / "ports/reports/a", folder_.path() / "ports/reports"));
}

class Pages : public Use, public ::testing::WithParamInterface<const char*> {};

TEST_P(Pages, SayWhatHappens) {
    write("one", "rulebase one\n  margin 0.1\n");
    write("other", "rulebase other\n  margin 0.2\n");
    const auto page = testing::read_file(testing::root() / "docs/diagnostics" / (std::string(GetParam()) + ".md"));
    const auto block = [&](const std::string& after) {
        std::istringstream in(page.substr(page.find("\n" + after + "\n\n") + after.size() + 3));
        std::string out, line;
        while (std::getline(in, line) && line.starts_with("    ")) out += line.substr(4) + "\n";
        return out;
    };
    write("page", "rulebase page\n" + block("Wrong:"));
    const auto wrong = read("page");
    ASSERT_EQ(wrong.diagnostics.size(), 1U);
    EXPECT_EQ(wrong.diagnostics.front().code, GetParam());
    const bool margin = std::string(GetParam()) == "E0503";
    write("page", std::string("rulebase page\n") + (margin ? "  margin 0.1\n" : "") + block("Right:"));
    EXPECT_THAT(found(read("page")), ElementsAre());
}

INSTANTIATE_TEST_SUITE_P(codes, Pages, ::testing::Values("E0501", "E0502", "E0503"), [](const auto& code) { return code.param; });

}  // namespace
}  // namespace credence::app
