// The layout of rule files changes nothing but the layout: on random files, on all files of the project, and on damaged ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "format/format.hpp"
#include "parse/parse.hpp"
#include "property/dump.hpp"
#include "property/random_rules.hpp"
#include "support/damage.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"
#include "syntax/lexer.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

struct Parsed {
    text::SourceSet sources;
    parse::ParsedFile file;
    std::vector<text::Diagnostic> diagnostics;

    [[nodiscard]] std::string_view source() const { return sources[file.tree.file()].text(); }
    [[nodiscard]] std::string layout() const { return format::format_file(source(), file.tree).text; }
};

Parsed parsed(std::string source) {
    Parsed out;
    const auto file = out.sources.add(text::SourceFile("test.crd", std::move(source)));
    out.file = parse::parse_file(out.sources, file, out.diagnostics);
    return out;
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && std::string_view(" \t\r").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

// Each comment with the words around it, and whether it stands behind one on its line.
std::vector<std::string> comments(const Parsed& p) {
    std::vector<std::string> out;
    const auto source = p.source();
    const auto word = [&](const syntax::Token& t) {
        const auto written = source.substr(t.begin, t.end - t.begin);
        const bool dashes = written.find_first_not_of('-') == std::string_view::npos;
        return std::string(t.kind == syntax::TokenKind::text ? "a text" : dashes ? "-" : written);
    };
    std::uint32_t at = 0;
    std::string before = "start";
    for (const auto& token : p.file.tree.tokens()) {
        for (const auto& c : syntax::comments_between(source, at, token.begin)) {
            const auto line = source.rfind('\n', c.begin);
            const auto lead = source.substr(line == std::string_view::npos ? 0 : line + 1,
                                            c.begin - (line == std::string_view::npos ? 0 : line + 1));
            const bool own = lead.find_first_not_of(" \t\r\xEF\xBB\xBF") == std::string_view::npos;
            out.push_back(before + (own ? " | " : " & ") +
                          std::string(without_blanks(source.substr(c.begin, c.end - c.begin))) + " > " + word(token));
        }
        if (token.end > token.begin) before = word(token);
        at = token.end;
    }
    return out;
}

// Empty: laid out, it says the same, keeps its comments, and stays as it is when it is laid out again.
/// What damage leaves may be written so oddly that a declaration stays as it is; nothing else may.
enum class LeftAsWritten { never, allowed };

std::string fault(const Parsed& before, LeftAsWritten left = LeftAsWritten::never) {
    const auto laid_out = format::format_file(before.source(), before.file.tree);
    const auto after = parsed(laid_out.text);
    if (!after.diagnostics.empty()) return "does not parse: " + after.diagnostics.front().message + "\n" + laid_out.text;
    const auto was = dump(before.file.declarations), is = dump(after.file.declarations);
    if (was != is) return "says something else:\n" + difference(was, is) + laid_out.text;
    if (comments(before) != comments(after)) return "lost a comment:\n" + laid_out.text;
    if (laid_out.kept > 0) return left == LeftAsWritten::allowed ? "" : "was not laid out";
    if (const auto again = after.layout(); again != laid_out.text) return "changes again:\n" + difference(laid_out.text, again);
    if (laid_out.text.find("\n\n\n") != std::string::npos) return "has two blank lines in a row";
    if (laid_out.text.find(" \n") != std::string::npos) return "has blanks at the end of a line:\n" + laid_out.text;
    return {};
}

TEST(Layout, KeepsWhatRandomFilesSay) {
    Dice dice(20'261'126);
    for (int i = 0; i < 1'000; ++i) {
        const auto source = random_rules(dice);
        const auto before = parsed(source);
        ASSERT_TRUE(before.diagnostics.empty())
            << before.diagnostics.front().message << " at " << before.diagnostics.front().primary.span.begin << "\n"
            << source;
        ASSERT_EQ(fault(before), "") << source;
    }
}

std::vector<fs::path> rule_files() {
    std::vector<fs::path> out;
    for (const auto* folder : {"rules", "grammar", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root() / folder)) {
            if (entry.path().extension() == ".crd") out.push_back(entry.path());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

TEST(Layout, KeepsWhatTheFilesOfTheProjectSay) {
    std::size_t count = 0;
    for (const auto& path : rule_files()) {
        const auto before = parsed(read_file(path));
        if (!before.diagnostics.empty()) continue;  // files of tests that show mistakes
        ++count;
        EXPECT_EQ(fault(before), "") << path;
    }
    EXPECT_GT(count, 120U);
}

TEST(Layout, KeepsWhatDamagedFilesSayThatStillParse) {
    std::mt19937 random(20'261'126);
    std::size_t count = 0;
    for (const auto& path : rule_files()) {
        const auto source = read_file(path);
        for (int i = 0; i < 30; ++i) {
            const auto before = parsed(damaged(source, random));
            if (!before.diagnostics.empty()) continue;
            ++count;
            ASSERT_EQ(fault(before, LeftAsWritten::allowed), "") << path << "\n" << before.source();
        }
    }
    EXPECT_GT(count, 200U);
}

// The rules that are shipped, the grammar's examples and the rulebases of tests are laid out: credence fmt PATH.
TEST(Layout, IsThatOfAllShippedFiles) {
    std::size_t count = 0;
    for (const auto& path : rule_files()) {
        const auto place = path.lexically_relative(root()).generic_string();
        const bool shipped = place.starts_with("rules/") || place.starts_with("grammar/") ||
                             place.starts_with("tests/fixtures/") || place.starts_with("tests/reference/");
        if (!shipped) continue;  // the others show mistakes, or what the layout makes of them
        ++count;
        const auto before = parsed(read_file(path));
        ASSERT_TRUE(before.diagnostics.empty()) << path;
        EXPECT_EQ(difference(before.source(), before.layout()), "") << "credence fmt " << place;
    }
    EXPECT_GT(count, 120U);
}

}  // namespace
}  // namespace credence::testing
