#include "report/markdown_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/hostile.hpp"
#include "unit/report/shown.hpp"

namespace credence::report {
namespace {

TEST(MarkdownText, shows_literally_wherever_it_stands) {
    if (renderers().empty()) GTEST_SKIP() << "neither cmark-gfm nor pandoc is installed";
    for (const std::string& renderer : renderers()) {
        for (const std::string& text : testing::hostile_texts()) {
            const std::string written = markdown_text(text);
            const std::string seen = one_line(text);
            const std::string html = html_of(renderer, written + "\n\n- " + written + "\n\n## 3. " + written + "\n\n> before " +
                                                           written + " after\n\n| head |\n| --- |\n| " + written + " |\n\n**" +
                                                           written + "** after\n\n[" + written + "](file.md)\n");
            const auto check = [&](std::string_view element, const std::string& expected) {
                EXPECT_EQ(text_in(html, element), expected)
                    << renderer << " of " << written.substr(0, 200) << "\nfrom " << text.substr(0, 200);
            };
            check("p", seen);
            check("li", seen);
            check("h2", "3. " + seen);
            check("blockquote", "before " + seen + " after");
            check("td", seen);
            check("strong", seen);
            check("a", seen);
        }
    }
}

TEST(MarkdownText, is_as_readable_as_it_can_be) {
    EXPECT_EQ(markdown_text("Inside the range: B1 to B2 (see M4/council_unity), 4 of 5; 50 %."),
              "Inside the range: B1 to B2 (see M4/council_unity), 4 of 5; 50 %.");
    EXPECT_EQ(markdown_text("R & D, a-b, 1 + 1 = 2, 5 > 4"), "R & D, a-b, 1 + 1 = 2, 5 > 4");
    EXPECT_EQ(markdown_text("\"quoted\", it's"), "\"quoted\", it's");
}

TEST(MarkdownText, is_one_line_of_visible_characters) {
    EXPECT_EQ(one_line("a\r\n\tb\xE2\x80\xA8"
                       "c\xC2\x85"
                       "d  e "),
              "a b c d e");
    EXPECT_EQ(one_line("abc\xE2\x80\xAE"
                       "fed\xE2\x80\xAC \xE2\x80\x8Fx\xD8\x9Cy"),
              "abcfed xy")
        << "marks that turn the direction";
    EXPECT_EQ(one_line(std::string_view("a\0b\x1b[31mc\x7f", 10)), "ab[31mc") << "controls";
    EXPECT_EQ(one_line("\xEF\xBB\xBFx"), "x") << "byte order mark";
    EXPECT_EQ(one_line("a\xFF\xC0\xAF\xED\xA0\x80z"),
              "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz")
        << "not UTF-8";
    EXPECT_EQ(one_line("\xF0\x9F"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "cut off";
}

TEST(MarkdownText, code_shows_literally_too) {
    EXPECT_EQ(markdown_code("a=1 b=2"), "`a=1 b=2`");
    EXPECT_EQ(markdown_code(""), "");
    for (const std::string& renderer : renderers()) {
        for (const std::string text : {"a=\"x\" --set b=1", "a`b", "``", "`x`", "a|b", "<x> & *y* \\n"}) {
            const std::string html = html_of(renderer, "| head |\n| --- |\n| " + markdown_code(text) + " |\n");
            EXPECT_EQ(text_in(html, "td"), text) << renderer << ": " << markdown_code(text);
        }
    }
}

TEST(MarkdownText, paths_are_safe_targets) {
    EXPECT_EQ(markdown_path("figures/range_chart.svg"), "figures/range_chart.svg");
    EXPECT_EQ(markdown_path("a b/(c).md"), "a%20b/%28c%29.md");
    EXPECT_EQ(markdown_path("javascript:alert(1)"), "javascript%3Aalert%281%29");
}

}  // namespace
}  // namespace credence::report
