#include "text/render_text.hpp"

#include <gtest/gtest.h>

#include "text/render_json.hpp"

namespace credence::text {
namespace {

class Rendering : public ::testing::Test {
protected:
    FileId add(std::string name, std::string text) { return sources_.add(SourceFile(std::move(name), std::move(text))); }

    // The first place of `part` in the file.
    Span span(FileId file, const std::string& part) const {
        const auto at = sources_[file].text().find(part);
        EXPECT_NE(at, std::string_view::npos) << part;
        return {file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
    }

    SourceSet sources_;
};

Diagnostic error(std::string code, std::string message, Span span, std::string label = {}) {
    Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.primary = {span, std::move(label)};
    return d;
}

TEST_F(Rendering, PutsTwoMarksOfALineUnderIt) {
    const auto file = add("boundaries.crd", std::string(16, '\n') + "  when council_unity(m) >= high_from\n");
    auto d = error("E0104", "`council_unity(m)` and `high_from` are on different scales", span(file, "council_unity(m)"),
                   "Unity: blocking < open_split");
    d.secondary.push_back({span(file, "high_from"), "Rating: 1 < 2 < 3"});
    d.notes.emplace_back("values of two scales have no common order, even where both have five steps");
    d.help = "compare with a value of Unity, for example `council_unity(m) >= broadly_united`";
    EXPECT_EQ(render_text(sources_, d),
              "error[E0104]: `council_unity(m)` and `high_from` are on different scales\n"
              "  --> boundaries.crd:17:8\n"
              "   |\n"
              "17 |   when council_unity(m) >= high_from\n"
              "   |        ^^^^^^^^^^^^^^^^    --------- Rating: 1 < 2 < 3\n"
              "   |        |\n"
              "   |        Unity: blocking < open_split\n"
              "   |\n"
              "   note: values of two scales have no common order, even where both have five steps\n"
              "   help: compare with a value of Unity, for example `council_unity(m) >= broadly_united`\n");
}

// The line that is shown and the one of marks below it, of a mark on `part` in a long line.
std::pair<std::string, std::string> line_and_marks(const SourceSet& sources, Span marked) {
    const auto text = render_text(sources, error("E0001", "wrong", marked), {false, 60});
    const auto line = text.find(" 1 | ") + 5;
    const auto marks = text.find("| ", line) + 2;
    return {text.substr(line, text.find('\n', line) - line), text.substr(marks, text.find('\n', marks) - marks)};
}

TEST_F(Rendering, UnderlinesWhatStandsNearTheRightEndOfALongLine) {
    const auto file = add("long.crd", "when " + std::string(300, 'a') + " bcdefgh");
    const auto size = static_cast<std::uint32_t>(sources_[file].text().size());
    const auto shown = [](const std::string& line) { return line.size() - 2; };  // "…" takes three bytes
    for (std::uint32_t back = 1; back < 70; ++back) {
        const auto [line, marks] = line_and_marks(sources_, {file, size - back, size - back + 1});
        EXPECT_TRUE(marks.ends_with('^')) << back;
        EXPECT_EQ(marks.find_first_not_of(' '), marks.size() - 1) << back;
        ASSERT_LE(marks.size(), shown(line)) << back;
        if (back > 7) continue;
        EXPECT_EQ(line[marks.size() + 1], "hgfedcb"[back - 1]) << line;
    }
    const auto [line, marks] = line_and_marks(sources_, {file, size, size});  // something is missing at the end
    EXPECT_TRUE(line.ends_with("bcdefgh")) << line;
    EXPECT_EQ(marks, std::string(shown(line), ' ') + '^');
}

TEST_F(Rendering, ShowsNearLinesTogetherAndOtherFilesApart) {
    const auto file =
        add("propositions.crd", "proposition P9 \"Consensus\"\n  from blog\n  then approach(p) leans to x\n  when y\n");
    const auto other = add("vocabulary.crd", "attribute risk_tolerance of Person\n");
    auto d = error("E0010", "in proposition P9, `then` comes before `when`", span(file, "then"), "too early");
    d.secondary.push_back({span(file, "when"), "belongs before it"});
    d.secondary.push_back({span(other, "risk_tolerance"), "did you mean this one?"});
    d.secondary.push_back({span(file, "P9"), "in this declaration"});
    d.fixes.push_back({"swap them", {}, true});
    EXPECT_EQ(render_text(sources_, d),
              "error[E0010]: in proposition P9, `then` comes before `when`\n"
              "  --> propositions.crd:3:3\n"
              "   |\n"
              " 1 | proposition P9 \"Consensus\"\n"
              "   |             -- in this declaration\n"
              " 3 |   then approach(p) leans to x\n"
              "   |   ^^^^ too early\n"
              " 4 |   when y\n"
              "   |   ---- belongs before it\n"
              "   |\n"
              "  ::: vocabulary.crd:1:11\n"
              " 1 | attribute risk_tolerance of Person\n"
              "   |           -------------- did you mean this one?\n"
              "   fix: swap them\n");
}

TEST_F(Rendering, HangsManyLabelsOfALine) {
    const auto file = add("a.crd", "one two three\n");
    auto d = error("E1", "three things", span(file, "one"), "first");
    d.secondary.push_back({span(file, "two"), "second"});
    d.secondary.push_back({span(file, "three"), "third"});
    EXPECT_EQ(render_text(sources_, d),
              "error[E1]: three things\n"
              "  --> a.crd:1:1\n"
              "   |\n"
              " 1 | one two three\n"
              "   | ^^^ --- ----- third\n"
              "   | |   |\n"
              "   | |   second\n"
              "   | first\n");
}

TEST_F(Rendering, AlignsTabsWideAndCombiningCharacters) {
    const auto file = add("a.crd", "\t日本 e\u0301 here\n");
    const auto text = render_text(sources_, error("E1", "m", span(file, "here")));
    EXPECT_NE(text.find(" 1 |     日本 e\u0301 here\n   |            ^^^^\n"), std::string::npos) << text;
    EXPECT_NE(text.find("a.crd:1:8"), std::string::npos) << "columns count code points: " << text;
}

TEST_F(Rendering, NeverSteersTheTerminal) {
    const auto file = add("a.crd", "x \x1b[31m \u202E y \xFF z\n");
    const auto text = render_text(sources_, error("E1", "the word \x1b[2J", span(file, "z")));
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_EQ(text.find('\xFF'), std::string::npos);
    EXPECT_NE(text.find("x \uFFFD[31m \uFFFD y \uFFFD z"), std::string::npos) << text;
}

TEST_F(Rendering, LeavesOutAByteOrderMark) {
    const auto file = add("a.crd", "\xEF\xBB\xBFrulebase t T\n");
    EXPECT_EQ(render_text(sources_, error("E0001", "no", span(file, "T"))),
              "error[E0001]: no\n  --> a.crd:1:12\n   |\n 1 | rulebase t T\n   |            ^\n");
    const auto first = render_text(sources_, error("E0001", "no", {file, 0, 3}));
    EXPECT_NE(first.find(" 1 | rulebase t T\n   | ^\n"), std::string::npos) << first;
}

TEST_F(Rendering, CropsLongLinesAroundThePlace) {
    const auto file = add("a.crd", std::string(50'000, 'a') + " here " + std::string(50'000, 'b') + "\n");
    TextStyle style;
    style.width = 60;
    const auto text = render_text(sources_, error("E1", "m", span(file, "here"), "this"), style);
    ASSERT_LT(text.size(), 400U);
    const auto line = text.find(" 1 | …");
    ASSERT_NE(line, std::string::npos) << text;
    const auto shown = text.substr(line, text.find('\n', line) - line);
    const auto carets = text.substr(text.find("   | ", line));
    // "…" is three bytes wide in the text and one column on the terminal.
    EXPECT_EQ(shown.find("here") - 2, carets.find("^^^^")) << text;
}

TEST_F(Rendering, MarksThePlaceAfterTheLastByte) {
    const auto file = add("a.crd", "abc");
    EXPECT_NE(render_text(sources_, error("E1", "m", {file, 3, 3}, "nothing follows")).find("   |    ^ nothing follows\n"),
              std::string::npos);
    const auto empty = add("b.crd", "");
    EXPECT_NE(render_text(sources_, error("E1", "m", {empty, 0, 0})).find("   | ^\n"), std::string::npos);
}

TEST_F(Rendering, SaysOnlyTheMessageWhereThereIsNoPlace) {
    EXPECT_EQ(render_text(sources_, error("E1", "no rulebase", {})), "error[E1]: no rulebase\n");
}

TEST_F(Rendering, WrapsNotesAtTheWidth) {
    const auto file = add("a.crd", "abc\n");
    auto d = error("E1", "m", span(file, "abc"));
    d.notes.emplace_back("the order is  from, wording, said of");
    TextStyle style;
    style.width = 30;
    EXPECT_NE(render_text(sources_, d, style).find("   note: the order is  from,\n         wording, said of\n"),
              std::string::npos)
        << render_text(sources_, d, style);
}

TEST_F(Rendering, ColoursOnlyWhenAsked) {
    const auto file = add("a.crd", "abc\n");
    const auto d = error("E1", "m", span(file, "abc"));
    TextStyle style;
    style.colour = true;
    EXPECT_EQ(render_text(sources_, d).find('\x1b'), std::string::npos);
    EXPECT_NE(render_text(sources_, d, style).find("\x1b[1;31merror[E1]\x1b[0m: m\n"), std::string::npos);
}

TEST_F(Rendering, CountsErrorsFilesAndFixes) {
    const auto a = add("a.crd", "abc\n");
    const auto b = add("b.crd", "abc\n");
    auto first = error("E0010", "m", {a, 0, 1});
    first.fixes.push_back({"f", {}, true});
    auto second = error("E0001", "m", {b, 0, 1});
    second.fixes.push_back({"f", {}, false});
    EXPECT_EQ(summary_text({first, second}, 6),
              "2 errors in 2 of 6 files. 1 has a fix: credence check --fix\n"
              "Explained with examples: credence help E0001, E0010\n");
    second.level = Level::warning;
    EXPECT_EQ(summary_text({first, second}, 2),
              "1 error and 1 warning in 2 of 2 files. 1 has a fix: credence check --fix\n"
              "Explained with examples: credence help E0001, E0010\n");
    EXPECT_EQ(summary_text({}, 1), "No errors in 1 file.\n");
}

TEST_F(Rendering, JsonHoldsPlacesFixesAndSurvivesBytesThatAreNoText) {
    const auto file = add("a.crd", "é x\n");
    auto d = error("E0001", "found \xFF", span(file, "x"), "here");
    d.fixes.push_back({"write `y`", {{span(file, "x"), "y"}}, true});
    const auto json = render_json(sources_, {d});
    EXPECT_NE(json.find("\"schema\": \"credence/diagnostics/v1\""), std::string::npos) << json;
    EXPECT_NE(json.find("\"line\": 1"), std::string::npos);
    EXPECT_NE(json.find("\"column\": 3"), std::string::npos);
    EXPECT_NE(json.find("\"offset\": 3"), std::string::npos);
    EXPECT_NE(json.find("\"replacement\": \"y\""), std::string::npos);
    EXPECT_NE(json.find("found \uFFFD"), std::string::npos);
}

}  // namespace
}  // namespace credence::text
