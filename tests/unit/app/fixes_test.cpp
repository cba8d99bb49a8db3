#include "app/fixes.hpp"

#include <gtest/gtest.h>

#include "support/files.hpp"

namespace credence::app {
namespace {

using testing::TemporaryFolder;

constexpr const char* before = "abcdef";

/// A file with `before` in it, and a diagnostic for each fix.
RulebaseFiles files_with(const TemporaryFolder& folder, const std::vector<text::Fix>& fixes) {
    testing::write_file(folder.path() / "r.crd", before);
    RulebaseFiles files;
    files.paths.push_back(folder.path() / "r.crd");
    files.sources.add(text::SourceFile("r.crd", before));
    for (const auto& fix : fixes) {
        text::Diagnostic diagnostic;
        diagnostic.fixes.push_back(fix);
        files.diagnostics.push_back(diagnostic);
    }
    return files;
}

text::Fix fix(bool safe, std::vector<text::Edit> edits) { return {"", std::move(edits), safe}; }
text::Edit edit(std::uint32_t begin, std::uint32_t end, const char* replacement) {
    return {{text::FileId{0}, begin, end}, replacement};
}

std::string fixed(const std::vector<text::Fix>& fixes, std::size_t expected) {
    const TemporaryFolder folder;
    const auto files = files_with(folder, fixes);
    const auto count = apply_safe_fixes(files);
    EXPECT_TRUE(count);
    EXPECT_EQ(*count, expected);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "nothing is left beside it";
    return testing::read_file(folder.path() / "r.crd");
}

TEST(Fixes, OnlySafeOnesAreApplied) {
    EXPECT_EQ(fixed({fix(false, {edit(0, 1, "x")})}, 0), before);
    EXPECT_EQ(fixed({fix(false, {edit(0, 1, "x")}), fix(true, {edit(2, 3, "")})}, 1), "abdef");
}

TEST(Fixes, MayHaveSeveralEditsInAnyOrder) {
    EXPECT_EQ(fixed({fix(true, {edit(0, 2, ""), edit(4, 4, "ab")}), fix(true, {edit(5, 6, "long")})}, 2), "cdabelong");
}

TEST(Fixes, OfTwoThatTouchTheSamePlaceTheFirstCounts) {
    EXPECT_EQ(fixed({fix(true, {edit(1, 3, "x")}), fix(true, {edit(2, 4, "y"), edit(5, 6, "y")})}, 1), "axdef");
}

TEST(Fixes, KeepTheFileWhereItCannotBeWritten) {
    const TemporaryFolder folder;
    const auto files = files_with(folder, {fix(true, {edit(0, 1, "x")})});
    std::filesystem::create_directory(folder.path() / "r.crd.new");
    const auto count = apply_safe_fixes(files);
    ASSERT_FALSE(count);
    EXPECT_EQ(count.error().kind, FailureKind::write);
    EXPECT_EQ(testing::read_file(folder.path() / "r.crd"), before);
}

}  // namespace
}  // namespace credence::app
