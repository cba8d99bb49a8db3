// Every code of the checker has a page; its wrong example gets that code, its right one gets none.
#include <gtest/gtest.h>

#include <sstream>

#include "check/codes.hpp"
#include "support/files.hpp"
#include "unit/check/checking.hpp"

namespace credence::text {

void PrintTo(const Code& code, std::ostream* out) { *out << code.code; }

}  // namespace credence::text

namespace credence::check {
namespace {

// What the pages take for granted.
const std::string pages_vocabulary = R"(entity Person "candidate"
entity Mission
entity Post
scale  Rating = r1 "1" < r2 "2" < r3 "3" < r4 "4" < r5 "5"
scale  Unity  = blocking < open_split < lukewarm < broadly_united < backing
scale  Band   = cooperative_support < private_persuasion < balanced_reporting < public_pressure
scale  Level  = no_nerve < some_nerve < much_nerve
choice Sector = activism | diplomacy | academic
parameter activism_dose: number years = 1
parameter high_from: Rating = r4
attribute risk_tolerance of Person: Rating
attribute council_unity of Mission: Unity
attribute mission_of of Post: Mission declared
relation held(person: Person, organisation: text, sector: Sector, started: date)
relation considered_for(person: Person, post: Post)
question approach of Person from persuasion to coercion
range permissible of Mission on Band

)";

std::string page_of(std::string_view code) {
    return testing::read_file(testing::root() / "docs/diagnostics" / (std::string(code) + ".md"));
}

/// The indented block after a line.
std::string block_after(const std::string& page, const std::string& line) {
    std::istringstream in(page.substr(std::min(page.size(), page.find("\n" + line + "\n") + line.size() + 2)));
    std::string out, one;
    while (std::getline(in, one)) {
        if (one.starts_with("    "))
            out += one.substr(4) + "\n";
        else if (one.empty())
            out += "\n";
        else
            break;
    }
    return out;
}

class Pages : public ::testing::TestWithParam<text::Code> {};

TEST_P(Pages, say_what_the_checker_does) {
    const auto& [code, level, title] = GetParam();
    const auto page = page_of(code);
    EXPECT_TRUE(page.starts_with("# " + std::string(code) + ": " + std::string(title) + "\n"))
        << page.substr(0, page.find('\n'));

    const auto wrong = check_text(pages_vocabulary + block_after(page, "Wrong:"));
    ASSERT_FALSE(wrong.diagnostics.empty()) << block_after(page, "Wrong:");
    for (const auto& d : wrong.diagnostics) {
        EXPECT_EQ(d.code, code) << wrong.words();
        EXPECT_EQ(d.level, level) << wrong.words();
    }
    const auto right = check_text(pages_vocabulary + block_after(page, "Right:"));
    EXPECT_EQ(right.found(), "") << right.words() << block_after(page, "Right:");
}

const auto codes = diagnostic_codes();
INSTANTIATE_TEST_SUITE_P(codes, Pages, ::testing::ValuesIn(codes.begin(), codes.end()),
                         [](const auto& code) { return std::string(code.param.code); });

}  // namespace
}  // namespace credence::check
