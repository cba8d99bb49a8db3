// The examples of the pages for files to import and for templates, through the program itself: the wrong one gives its code, the
// right one nothing. Those of rules are tests/unit/parse/codes_test.cpp and tests/unit/check/pages_test.cpp.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "app/codes.hpp"
#include "diagnostics/pages.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

constexpr const char* rules = R"(rulebase paged "What the pages take for granted"
  confidence low = 0.3, high = 0.9

entity Person
entity Mission
scale Rating = r1 "1" < r2 "2" < r3 "3" < r4 "4" < r5 "5"
scale Band = cooperative_support < private_persuasion < balanced_reporting < public_pressure
choice Sector = activism | diplomacy
attribute risk_tolerance of Person: Rating
attribute years_served of Person: number years
attribute born of Person: date
attribute desired of Mission: range of Band declared
relation held(person: Person, organisation: text, sector: Sector, started: date, ended: date or today)
assessment tolerance(p: Person)
  answer risk_tolerance(p)
)";

/// What the program says of a file of this content.
std::string said_of(const NamedExample& file) {
    const TemporaryFolder folder;
    write_file(folder.path() / "rules/paged.crd", rules);
    if (!file.file.ends_with(".csv")) {
        write_file(folder.path() / "rules/reports" / file.file, file.text);
        return run_credence({"report", "--check-templates", "--rules", "rules"}, folder.path()).err;
    }
    write_file(folder.path() / "data/person.csv", "id,name\nC01,Ada\nC02,Bo\n");
    write_file(folder.path() / "data/mission.csv", "id,name\nM1,North\n");
    write_file(folder.path() / "data/panels.csv", "panel,assessor\nP1,AS-01\nP1,AS-02\n");
    write_file(folder.path() / "data" / file.file, file.text);
    const auto made = run_credence({"kb", "init", "--rules", "rules", "--kb", "x.db"}, folder.path());
    EXPECT_EQ(made.exit, 0) << made.err;
    const auto found = run_credence({"kb", "import", "data", "--rules", "rules", "--kb", "x.db"}, folder.path());
    return found.out + found.err;
}

/// The codes that stand in brackets in what the program says, in order.
std::string codes_in(const std::string& said) {
    std::string out;
    for (auto at = said.find('['); at != std::string::npos; at = said.find('[', at + 1)) {
        if (app::find_code(said.substr(at + 1, 5))) out += (out.empty() ? "" : " ") + said.substr(at + 1, 5);
    }
    return out;
}

class Pages : public ::testing::TestWithParam<std::string> {};

TEST_P(Pages, say_what_the_program_does) {
    const auto page = read_page(GetParam());
    const auto wrong = said_of(named(page.wrong));
    EXPECT_EQ(codes_in(wrong), GetParam()) << page.wrong << wrong;
    const auto right = said_of(named(page.right));
    EXPECT_EQ(codes_in(right), "") << page.right << right;
}

std::vector<std::string> codes_of_files() {
    std::vector<std::string> out;
    for (const auto& code : app::all_codes()) {
        if (code.code[0] == 'K' || code.code[0] == 'T') out.emplace_back(code.code);
    }
    return out;
}
INSTANTIATE_TEST_SUITE_P(codes, Pages, ::testing::ValuesIn(codes_of_files()), [](const auto& code) { return code.param; });

}  // namespace
}  // namespace credence::testing
