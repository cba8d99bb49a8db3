#include "report/write.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "support/files.hpp"
#include "unit/report/grapes.hpp"

namespace credence::report {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> entries(const fs::path& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
}

TEST(WriteFolder, writes_the_report_and_its_figures) {
    const testing::TemporaryFolder folder;
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const Templates templates = Templates::load({}, "en", sources, diagnostics);
    const Report report = grape_dossier(templates.words());
    ASSERT_TRUE(write_folder(folder.path() / "a/b", files_of(report, templates), IfThere::refuse));
    EXPECT_EQ(entries(folder.path() / "a"), (std::vector<std::string>{"b"})) << "nothing is left beside it";
    EXPECT_EQ(entries(folder.path() / "a/b"), (std::vector<std::string>{"figures", "report.md"}));
    EXPECT_EQ(testing::read_file(folder.path() / "a/b/report.md"), templates.markdown(report));
    EXPECT_TRUE(testing::read_file(folder.path() / "a/b/figures/range_chart.svg").starts_with("<svg"));
}

fs::perms mode_of(const fs::path& path) { return fs::status(path).permissions() & fs::perms::all; }

TEST(WriteFolder, is_for_its_owner_alone) {
    const testing::TemporaryFolder folder;
    const auto before = ::umask(0);
    EXPECT_TRUE(write_folder(folder.path() / "a/b", {{"report.md", "x"}, {"figures/f.svg", "y"}}, IfThere::refuse));
    EXPECT_TRUE(write_single(folder.path() / "c/report.html", "x", IfThere::refuse));
    EXPECT_TRUE(write_folder(folder.path() / "book", {{"rule_book.md", "x"}}, IfThere::refuse, Readers::system));
    ::umask(before);
    for (const auto* each : {"a", "a/b", "a/b/figures", "c"})
        EXPECT_EQ(mode_of(folder.path() / each), fs::perms::owner_all) << each;
    for (const auto* each : {"a/b/report.md", "a/b/figures/f.svg", "c/report.html"})
        EXPECT_EQ(mode_of(folder.path() / each), fs::perms::owner_read | fs::perms::owner_write) << each;
    EXPECT_NE(mode_of(folder.path() / "book/rule_book.md") & fs::perms::others_read, fs::perms::none)
        << "rules are nobody's secret";
}

TEST(WriteSingle, is_whole_or_not_there) {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "report.html";
    ASSERT_TRUE(write_single(file, "old", IfThere::refuse));
    EXPECT_FALSE(write_single(file, "new", IfThere::refuse));
    EXPECT_EQ(testing::read_file(file), "old");
    EXPECT_TRUE(write_single(file, "new", IfThere::replace));
    EXPECT_EQ(testing::read_file(file), "new");
    fs::create_directory(folder.path() / "folder.html");
    EXPECT_FALSE(write_single(folder.path() / "folder.html", "x", IfThere::replace));
    EXPECT_FALSE(write_single(file / "below.html", "x", IfThere::refuse)) << "a file is no folder";
    EXPECT_EQ(entries(folder.path()), (std::vector<std::string>{"folder.html", "report.html"}));
}

TEST(WriteFolder, refuses_what_is_there_unless_told_to_replace_a_report) {
    const testing::TemporaryFolder folder;
    const fs::path target = folder.path() / "out";
    ASSERT_TRUE(write_folder(target, {{"report.md", "old"}, {"figures/x.svg", "x"}}, IfThere::refuse));
    const Status refused = write_folder(target, {{"report.md", "new"}}, IfThere::refuse);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, FailureKind::write);
    EXPECT_EQ(testing::read_file(target / "report.md"), "old");
    ASSERT_TRUE(write_folder(target, {{"report.md", "new"}}, IfThere::replace));
    EXPECT_EQ(entries(target), (std::vector<std::string>{"report.md"}));
    EXPECT_EQ(testing::read_file(target / "report.md"), "new");
    EXPECT_EQ(entries(folder.path()), (std::vector<std::string>{"out"}));
}

TEST(WriteFolder, never_replaces_a_folder_of_something_else) {
    const testing::TemporaryFolder folder;
    const fs::path target = folder.path() / "home";
    testing::write_file(target / "thesis.txt", "years of work");
    EXPECT_FALSE(write_folder(target, {{"report.md", "new"}}, IfThere::replace));
    EXPECT_EQ(testing::read_file(target / "thesis.txt"), "years of work");
    testing::write_file(target / "report.md", "a report beside it does not make the thesis ours");
    EXPECT_FALSE(write_folder(target, {{"report.md", "new"}}, IfThere::replace));
    EXPECT_EQ(testing::read_file(target / "thesis.txt"), "years of work");
    testing::write_file(folder.path() / "file", "x");
    EXPECT_FALSE(write_folder(folder.path() / "file", {{"report.md", "new"}}, IfThere::replace));
    fs::create_directory(folder.path() / "empty");
    EXPECT_TRUE(write_folder(folder.path() / "empty/", {{"report.md", "new"}}, IfThere::replace));
    EXPECT_EQ(entries(folder.path() / "empty"), (std::vector<std::string>{"report.md"}));
}

TEST(WriteFolder, leaves_nothing_behind_when_it_fails) {
    const testing::TemporaryFolder folder;
    // The second file needs a folder where the first one is a file.
    const Status status = write_folder(folder.path() / "out", {{"a", "x"}, {"a/b", "y"}}, IfThere::refuse);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, FailureKind::write);
    EXPECT_TRUE(entries(folder.path()).empty());
    if (::geteuid() == 0) return;  // root may write anywhere
    const fs::path locked = folder.path() / "locked";
    fs::create_directory(locked);
    ::chmod(locked.c_str(), 0500);
    EXPECT_FALSE(write_folder(locked / "out", {{"report.md", "x"}}, IfThere::refuse));
    ::chmod(locked.c_str(), 0700);
}

}  // namespace
}  // namespace credence::report
