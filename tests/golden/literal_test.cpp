// Texts of a knowledge base, whatever they hold, in every print of the built program: as they are, and nothing comes of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "report/markdown_text.hpp"
#include "sheet/book.hpp"
#include "sheet/write_csv.hpp"
#include "support/files.hpp"
#include "support/hostile.hpp"
#include "support/markup.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

/// One individual, H1, whose observations each quote a hostile text and name it as their source.
class LiteralTexts : public ::testing::Test {
protected:
    void SetUp() override {
        texts_ = hostile_texts();
        texts_.emplace_back("a.b@example.org, mailto:a@example.org");
        std::vector<std::vector<std::string>> rows;
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            const auto number = std::to_string(i);
            rows.push_back({"H" + number, "H1", "ripening", "III", "vineyard", "s" + texts_[i].substr(0, 2000), "K" + number,
                            "q" + texts_[i].substr(0, 65'000)});
        }
        write_file(folder_.path() / "in/variety.csv", sheet::csv_text({"id", "name"}, {{"H1", texts_[3] + texts_[10]}}));
        write_file(folder_.path() / "in/observations.csv",
                   sheet::csv_text({"item", "subject", "attribute", "value", "kind", "source", "group", "quote"}, rows));
        base_ = {"--rules", (root() / "rules/grape_for_site").string(), "--kb", "kb.db", "--quiet"};
        const auto sample = (root() / "rules/grape_for_site/sample").string();
        for (const std::vector<std::string>& verb : {std::vector<std::string>{"kb", "init", "--sample"},
                                                     {"kb", "import", sample, "--history"},
                                                     {"kb", "import", "in"}}) {
            const auto done = credence(verb);
            ASSERT_EQ(done.exit, 0) << done.err;
        }
    }

    [[nodiscard]] testing::Run credence(std::vector<std::string> verb) const {
        verb.insert(verb.end(), base_.begin(), base_.end());
        return run_credence(verb, folder_.path());
    }
    [[nodiscard]] std::string report(const std::string& format) const {
        const auto done = credence({"report", "variety_for_site", "variety=H1", "site=S2", "--format", format, "-o", "-"});
        EXPECT_EQ(done.exit, 0) << done.err;
        return done.out;
    }
    /// That each text stands in one of `cells`, behind `before`, whole or, where `most` is given, to its end.
    void expect_all_in(const std::vector<std::string>& cells, const std::string& before) const {
        for (const auto& text : texts_) {
            const auto wanted = report::one_line(before + text.substr(0, before == "s" ? 2000 : 65'000));
            const auto found = std::any_of(cells.begin(), cells.end(), [&](const std::string& cell) {
                return cell.find(wanted.substr(0, 32'000)) != std::string::npos;
            });
            EXPECT_TRUE(found) << wanted.substr(0, 200);
        }
    }

    TemporaryFolder folder_;
    std::vector<std::string> texts_, base_;
};

TEST_F(LiteralTexts, in_a_page) {
    const auto page = markup(report("html"));
    ASSERT_TRUE(page.sound) << page.error;
    const std::set<std::string> allowed{
        "html",  "head",   "meta",  "title", "style",  "body",    "a",        "nav",    "details", "summary", "ol",
        "li",    "main",   "h1",    "h2",    "h3",     "p",       "ul",       "strong", "em",      "code",    "div",
        "table", "thead",  "tbody", "tr",    "th",     "td",      "svg",      "desc",   "rect",    "defs",    "pattern",
        "line",  "marker", "path",  "text",  "circle", "polygon", "polyline", "g",      "tspan",   "ellipse", "use"};
    std::vector<std::string> cells;
    for (const auto& element : page.elements) {
        EXPECT_TRUE(allowed.contains(element.name)) << element.name;
        for (const auto& [name, value] : element.attributes) {
            EXPECT_FALSE(name.starts_with("on") || name == "src" || name == "style") << name;
            EXPECT_TRUE(name != "href" || value.starts_with('#')) << value;
        }
        if (element.name == "td") cells.push_back(element.text);
    }
    expect_all_in(cells, "q");
    expect_all_in(cells, "s");
    EXPECT_EQ(page.count("script"), 0U);
}

TEST_F(LiteralTexts, in_a_workbook) {
    const auto bytes = report("xlsx");
    const auto book = sheet::open_book(sheet::Form::workbook, bytes);
    std::vector<std::string> cells;
    for (std::size_t part = 0; part < book->parts().size(); ++part) {
        const auto rows = book->open(part);
        for (sheet::Cells row; rows->next(row);) cells.insert(cells.end(), row.begin(), row.end());
        for (const auto& error : rows->take_errors()) ADD_FAILURE() << error.message;
    }
    expect_all_in(cells, "q");
    expect_all_in(cells, "s");
    EXPECT_TRUE(std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.size() <= 32'800; }));
}

TEST_F(LiteralTexts, in_json_and_on_the_terminal) {
    const auto json = report("json");
    EXPECT_NE(json.find("qsay \\\"so\\\""), std::string::npos);
    for (const std::vector<std::string>& verb :
         {std::vector<std::string>{"explain", "why", "variety_for_site", "variety=H1", "site=S2"},
          {"kb", "show", "H1"},
          {"assess", "variety_for_site", "site=S2"}}) {
        const auto shown = credence(verb).out;
        for (const std::string_view mark : {"\x1b", "\r", "\x07", "\xE2\x80\xAE", "\xE2\x80\x8F", "\xE2\x81\xA6", "\xD8\x9C"})
            EXPECT_EQ(shown.find(mark), std::string::npos) << verb[0];
    }
}

TEST_F(LiteralTexts, in_exported_csv_and_back) {
    ASSERT_EQ(credence({"kb", "export", "-o", "out"}).exit, 0);
    const auto csv = read_file(folder_.path() / "out/observations.csv");
    const auto book = sheet::open_book(sheet::Form::csv, csv);
    const auto rows = book->open(0);
    std::vector<std::string> cells;
    for (sheet::Cells row; rows->next(row);) {
        for (const auto cell : row) {
            EXPECT_TRUE(cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos ||
                        cell.find_first_not_of("-+.0123456789") == std::string_view::npos)
                << cell.substr(0, 100);
            cells.push_back(report::one_line(cell));
        }
    }
    expect_all_in(cells, "q");
}

}  // namespace
}  // namespace credence::testing
