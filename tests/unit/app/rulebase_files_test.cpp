#include "app/rulebase_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"

namespace credence::app {
namespace {

using ::testing::ElementsAre;
using testing::TemporaryFolder;
using testing::write_file;

constexpr const char* words = "rulebase t \"T\"\n\nentity Thing\nattribute size of Thing: number\n";
constexpr const char* rules = "define large(t: Thing)\n  when size(t) > 3\n";

std::vector<std::string> codes(const RulebaseFiles& files) {
    std::vector<std::string> out;
    for (const auto& diagnostic : files.diagnostics) out.push_back(diagnostic.code);
    return out;
}

TEST(RulebaseFiles, AreAllRuleFilesOfAFolderInTheOrderOfTheirNames) {
    const TemporaryFolder folder;
    write_file(folder.path() / "b.crd", words);
    write_file(folder.path() / "a.crd", rules);
    write_file(folder.path() / "notes.txt", "define nonsense");
    write_file(folder.path() / "deeper/c.crd", "define nonsense");
    const auto files = read_rulebase(folder.path());
    ASSERT_TRUE(files);
    ASSERT_TRUE(files->rulebase);
    EXPECT_THAT(files->paths, ElementsAre(folder.path() / "a.crd", folder.path() / "b.crd"));
    EXPECT_EQ(files->folder, folder.path());
    EXPECT_EQ(files->rulebase->defines.size(), 1U);
}

TEST(RulebaseFiles, MayBeOneFile) {
    const TemporaryFolder folder;
    write_file(folder.path() / "only.crd", std::string(words) + rules);
    write_file(folder.path() / "other.crd", "define nonsense");
    const auto files = read_rulebase(folder.path() / "only.crd");
    ASSERT_TRUE(files);
    EXPECT_TRUE(files->rulebase);
    EXPECT_EQ(files->folder, folder.path());
}

TEST(RulebaseFiles, HaveADigestOfTheirNamesAndBytes) {
    const TemporaryFolder folder;
    const auto digest = [&](const char* name, const std::string& text) {
        std::filesystem::remove_all(folder.path() / "r");
        write_file(folder.path() / "r" / name, text);
        return read_rulebase(folder.path() / "r")->digest;
    };
    const auto first = digest("a.crd", words);
    EXPECT_EQ(first.size(), 64U);
    EXPECT_EQ(digest("a.crd", words), first);
    EXPECT_NE(digest("a.crd", std::string(words) + "# a comment\n"), first);
    EXPECT_NE(digest("b.crd", words), first);
}

TEST(RulebaseFiles, ReportMistakesOfAllFilesAtOnce) {
    const TemporaryFolder folder;
    write_file(folder.path() / "a.crd", "define large(t: Thing)\n  when sice(t) > 3\n");
    write_file(folder.path() / "b.crd", words);
    write_file(folder.path() / "c.crd", "define small(t: Thing)\n  when (size(t) < 3\n");
    const auto files = read_rulebase(folder.path());
    ASSERT_TRUE(files);
    EXPECT_FALSE(files->rulebase);
    EXPECT_THAT(codes(*files), ElementsAre("E0102", "E0004"));
}

TEST(RulebaseFiles, WhatAFileThatIsNoTextDeclaresIsNotMissed) {
    const TemporaryFolder folder;
    write_file(folder.path() / "a.crd", rules);
    write_file(folder.path() / "b.crd", std::string(words) + '\0');
    const auto files = read_rulebase(folder.path());
    ASSERT_TRUE(files);
    EXPECT_FALSE(files->rulebase);
    EXPECT_THAT(codes(*files), ElementsAre("E0009"));
}

TEST(RulebaseFiles, AreFailuresWhereThereIsNothingToRead) {
    const TemporaryFolder folder;
    EXPECT_EQ(read_rulebase(folder.path()).error().kind, FailureKind::input);
    EXPECT_EQ(read_rulebase(folder.path() / "missing").error().kind, FailureKind::input);
    write_file(folder.path() / "large.crd", words);
    std::filesystem::resize_file(folder.path() / "large.crd", (16U << 20U) + 1U);
    const auto large = read_rulebase(folder.path());
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().message.find("larger than 16 MB"), std::string::npos);
}

}  // namespace
}  // namespace credence::app
