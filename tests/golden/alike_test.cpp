// The Markdown of the kept reports says the same through cmark-gfm, which makes our HTML, and through pandoc, which makes Word files.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "report/page.hpp"
#include "report/write.hpp"
#include "support/files.hpp"
#include "support/markup.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

/// What is read, in order: headings, items, cells, what stands out, links. Pictures and paragraphs around them are each one's own.
std::vector<std::string> pieces(const std::string& html) {
    const std::set<std::string> compared{"h1", "h2", "h3", "h4", "li", "th", "td", "strong", "code", "a", "blockquote"};
    const auto page = markup("<html>" + html + "</html>");
    EXPECT_TRUE(page.sound) << page.error;
    std::vector<std::string> out;
    for (const auto& element : page.elements) {
        if (!compared.contains(element.name)) continue;
        std::string text;
        for (const char c : element.text) {
            if (c != ' ' && c != '\n') text += c;  // blanks between elements
        }
        out.push_back(element.name + " " + element.attribute("href") + " " + text);
    }
    return out;
}

TEST(Markdown, says_the_same_in_cmark_gfm_and_pandoc) {
    if (std::system("command -v pandoc >/dev/null 2>&1") != 0) GTEST_SKIP() << "pandoc is missing";
    std::size_t reports = 0;
    for (const auto& entry : std::filesystem::directory_iterator(root() / "reports/samples")) {
        if (!exists(entry.path() / "report.md")) continue;
        const auto markdown = read_file(entry.path() / "report.md");
        const auto pandoc = run({"pandoc", "-f", "gfm", "-t", "html4", "--wrap=none"}, "/",
                                {{"PATH", std::getenv("PATH")}, {"LC_ALL", "C.UTF-8"}}, markdown);
        EXPECT_EQ(pieces(report::page_of(markdown, {}).body), pieces(pandoc.out)) << entry.path();
        ++reports;
    }
    EXPECT_GT(reports, 5U);
}

}  // namespace
}  // namespace credence::testing
