#include "report/page.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "report/markdown_text.hpp"
#include "report/templates.hpp"
#include "report/write.hpp"
#include "support/files.hpp"
#include "support/hostile.hpp"
#include "support/markup.hpp"
#include "unit/report/grapes.hpp"

namespace credence::report {
namespace {

using testing::markup;
using testing::MarkupElement;

Templates standard_templates(const std::vector<std::filesystem::path>& folders = {}) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    auto out = Templates::load(folders, "en", sources, diagnostics);
    EXPECT_FALSE(text::has_errors(diagnostics));
    return out;
}

TEST(Page, holds_the_report_and_its_figures_and_asks_for_nothing_else) {
    const Templates templates = standard_templates();
    const auto html = html_file(files_of(grape_dossier(templates.words()), templates), templates);
    const auto page = markup(html);
    ASSERT_TRUE(page.sound) << page.error;
    std::set<std::string> ids;
    std::vector<int> levels;
    for (const auto& element : page.elements) {
        EXPECT_TRUE(element.name != "script" && element.name != "link" && element.name != "img") << element.name;
        for (const auto& [name, value] : element.attributes) {
            EXPECT_FALSE(name.starts_with("on")) << name;
            EXPECT_TRUE(name != "src" && name != "style") << name;
            EXPECT_TRUE(name != "id" || ids.insert(value).second) << value << " twice";
        }
        if (element.name.size() == 2 && element.name[0] == 'h' && element.name[1] != 'r')
            levels.push_back(element.name[1] - '0');
        EXPECT_TRUE(element.name != "th" || element.attribute("scope") == "col");
    }
    for (const auto& element : page.elements) {
        const auto target = element.attribute("href");
        EXPECT_TRUE(!target.starts_with('#') || ids.contains(target.substr(1))) << target;
    }
    ASSERT_FALSE(levels.empty());
    EXPECT_EQ(levels.front(), 1);
    EXPECT_EQ(std::count(levels.begin(), levels.end(), 1), 1);
    for (std::size_t i = 1; i < levels.size(); ++i) EXPECT_LE(levels[i], levels[i - 1] + 1);
    EXPECT_EQ(page.count("svg"), 1U);
    EXPECT_EQ(page.count("main"), 1U);
    EXPECT_EQ(page.first("html").attribute("lang"), "en");
    EXPECT_EQ(page.first("title").text, page.first("h1").text);
}

/// Every element of a page by its name, each attribute by name, in order.
std::vector<std::string> skeleton(const testing::Markup& page) {
    std::vector<std::string> out;
    for (const auto& element : page.elements) {
        out.push_back(element.name);
        for (const auto& [name, value] : element.attributes) out.back() += " " + name;
    }
    return out;
}

Report filled_with(const std::string& text, const Words& words) {
    Report out = grape_dossier(words);
    out.title = text;
    out.heading = text;
    out.asked->question = text;
    out.answer->lines.front().lead = text;
    out.answer->lines.front().text = text;
    out.answer->lines.front().facts = {text};
    out.answer->figures.front().title = text;
    out.answer->figures.front().alt = text;
    out.answer->figures.front().chart->title = text;
    out.all_evidence->table.head.front() = text;
    for (auto& row : out.all_evidence->table.rows) row.cells.front().text = text;
    return out;
}

TEST(Page, shows_texts_literally) {
    const Templates templates = standard_templates();
    const auto plain = markup(html_file(files_of(filled_with("plain", templates.words()), templates), templates));
    auto texts = testing::hostile_texts();
    texts.emplace_back("a.b@example.org, mailto:a@example.org");  // GitHub makes links of these, whatever one writes
    for (const auto& text : texts) {
        const auto begin = std::chrono::steady_clock::now();
        const auto page = markup(html_file(files_of(filled_with(text, templates.words()), templates), templates));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2)) << text.substr(0, 100);
        ASSERT_TRUE(page.sound) << page.error << " of " << text.substr(0, 200);
        const auto seen = one_line(text);
        EXPECT_EQ(page.first("title").text, seen);
        EXPECT_EQ(page.first("h1").text, seen);
        EXPECT_EQ(page.first("strong").text, seen);
        EXPECT_EQ(page.first("desc").text, seen) << "of the figure";
        const auto cell = std::find_if(page.elements.rbegin(), page.elements.rend(), [&](const MarkupElement& each) {
            return each.name == "td" && each.text.starts_with(seen);
        });
        EXPECT_NE(cell, page.elements.rend()) << text.substr(0, 200);
        // The figure breaks its title into lines by their length.
        auto without_lines = [](std::vector<std::string> all) {
            all.erase(std::remove_if(all.begin(), all.end(), [](const auto& each) { return each.starts_with("text "); }),
                      all.end());
            return all;
        };
        EXPECT_EQ(without_lines(skeleton(page)), without_lines(skeleton(plain))) << text.substr(0, 200);
    }
}

TEST(Page, shows_markdown_of_templates_without_raw_html_and_images_of_others) {
    const auto page = page_of(
        "# T\n\n<script>x</script>\n\n### Deep\n\na <b>b</b> ![said](other.png) [x](javascript:y)\n\n"
        "![f](figures/f.svg)\n\nagain ![f](figures/f.svg)\n",
        {{"figures/f.svg", "<svg id=\"f-x\"></svg>\n"}});
    EXPECT_EQ(page.body.find("<script"), std::string::npos);
    EXPECT_EQ(page.body.find("<b>"), std::string::npos);
    EXPECT_EQ(page.body.find("<img"), std::string::npos);
    EXPECT_EQ(page.body.find("javascript"), std::string::npos);
    EXPECT_NE(page.body.find("<em>said</em>"), std::string::npos);
    EXPECT_NE(page.body.find("<h2 id=\"section-1\">Deep</h2>"), std::string::npos) << page.body;
    EXPECT_NE(page.body.find("again <em>f</em>"), std::string::npos) << "ids stand once in a page";
    EXPECT_EQ(page.title, "T");
}

TEST(Page, is_framed_by_what_the_user_wrote) {
    const testing::TemporaryFolder folder;
    testing::write_file(folder.path() / "page.html", "<title>{{title}}</title><style>{{style}}</style><body>{{body}}</body>");
    testing::write_file(folder.path() / "page.css", "b::after { content: '</style><script>' }");
    testing::write_file(folder.path() / "reference.docx", "styles");
    const auto templates = standard_templates({folder.path()});
    EXPECT_EQ(templates.html({"a < b", {}, "", "<p>x</p>"}),
              "<title>a &lt; b</title><style>b::after { content: '<\\/style><script>' }</style><body><p>x</p></body>");
    EXPECT_EQ(templates.reference(), "styles");
    EXPECT_TRUE(standard_templates().reference().starts_with("PK"));
    testing::write_file(folder.path() / "page.html", "{{titel}}");
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    (void)Templates::load({folder.path()}, "en", sources, diagnostics);
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(diagnostics.front().code, "T0106");
}

}  // namespace
}  // namespace credence::report
