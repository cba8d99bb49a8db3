// Every code that the program can report stands in one table, has a page, and stands in the list of docs/diagnostics/README.md.
#include "app/codes.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "diagnostics/pages.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

bool is_code(std::string_view word) {
    return word.size() == 5 && std::string_view("EKLTW").find(word[0]) != std::string_view::npos &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The codes that a source quotes outside its comments: "E0102".
std::set<std::string> quoted_codes(std::string_view source) {
    std::set<std::string> out;
    for (auto line : lines(source)) {
        line = line.substr(0, line.find("//"));
        for (auto at = line.find('"'); at != std::string_view::npos; at = line.find('"', at + 1)) {
            if (line.size() > at + 6 && line[at + 6] == '"' && is_code(line.substr(at + 1, 5)))
                out.emplace(line.substr(at + 1, 5));
        }
    }
    return out;
}

std::set<std::string> listed_codes() {
    std::set<std::string> out;
    for (const auto& code : app::all_codes()) out.emplace(code.code);
    return out;
}

TEST(Codes, stand_in_a_table_where_the_program_quotes_them) {
    std::set<std::string> quoted;
    for (const auto& entry : fs::recursive_directory_iterator(root() / "src")) {
        if (entry.path().extension() != ".cpp" || entry.path().filename() == "codes.cpp") continue;
        for (const auto& code : quoted_codes(read_file(entry.path()))) {
            EXPECT_TRUE(listed_codes().contains(code)) << code << " of " << entry.path();
            quoted.insert(code);
        }
    }
    EXPECT_EQ(quoted, listed_codes()) << "a table lists a code that nothing reports";
}

TEST(Codes, are_found_by_the_test_itself) {
    EXPECT_EQ(quoted_codes("report(\"E0102\", x);  // \"E0103\"\nconst auto y = \"K0201\"; \"E010\"; \"X0101\""),
              (std::set<std::string>{"E0102", "K0201"}));
}

TEST(Codes, are_listed_once) {
    EXPECT_EQ(listed_codes().size(), app::all_codes().size());
    EXPECT_EQ(app::find_code("E0102")->title, "a name that is not declared");
    EXPECT_FALSE(app::find_code("E0199"));
}

TEST(Codes, have_a_page_and_each_page_a_code) {
    for (const auto& code : app::all_codes()) {
        const auto page = read_page(code.code);
        EXPECT_EQ(page.title, fmt::format("# {}: {}", code.code, code.title));
        EXPECT_EQ(page.wrong.empty(), code.code == "E0008") << code.code;  // whose example would fill pages
        EXPECT_NE(page.right, "") << code.code;
    }
    for (const auto& entry : fs::directory_iterator(root() / "docs/diagnostics")) {
        const auto name = entry.path().stem().string();
        EXPECT_TRUE(name == "README" || listed_codes().contains(name)) << entry.path();
    }
}

TEST(Codes, stand_in_the_readme_of_their_pages) {
    constexpr const char* levels[] = {"error", "warning", "note"};
    std::string table;
    for (const auto& code : app::all_codes()) {
        table += fmt::format("| [{0}]({0}.md) | {1} | {2} |\n", code.code, levels[static_cast<int>(code.level)], code.title);
    }
    std::string found;
    for (const auto line : lines(read_file(root() / "docs/diagnostics/README.md"))) {
        if (line.starts_with("| [")) found += std::string(line) + '\n';
    }
    EXPECT_EQ(found, table) << difference(found, table);
}

}  // namespace
}  // namespace credence::testing
