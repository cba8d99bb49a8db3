// One mistake, one error, at its line, with the fix that makes the file what its author meant. README.md says how cases read.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/codes.hpp"
#include "app/rulebase_files.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"
#include "text/render_text.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

struct Case {
    std::string name;
    std::vector<std::string> expected;  // "E0001:4"
    std::string wrong;
    std::optional<std::string> right;
};

/// The blank line before the next case belongs to none.
std::string trimmed(std::string text) {
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

std::vector<Case> cases() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(root() / "tests/mistakes")) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Case> out;
    for (const auto& path : files) {
        std::string* into = nullptr;
        const auto text = read_file(path);
        for (const auto line : lines(text)) {
            if (line.starts_with("=== ")) {
                out.push_back({std::string(line.substr(4)), {}, {}, {}});
                into = nullptr;
            } else if (line == "--- wrong") {
                into = &out.back().wrong;
            } else if (line == "--- right") {
                into = &out.back().right.emplace();
            } else if (into != nullptr) {
                *into += std::string(line) + '\n';
            } else {
                for (std::size_t at = 0; at < line.size();) {
                    const auto end = std::min(line.find(' ', at), line.size());
                    out.back().expected.emplace_back(line.substr(at, end - at));
                    at = end + 1;
                }
            }
        }
    }
    for (auto& one : out) {
        one.wrong = trimmed(one.wrong);
        if (one.right) one.right = trimmed(*one.right);
    }
    return out;
}

class Mistakes : public ::testing::Test {
protected:
    app::RulebaseFiles check(const std::string& text) {
        write_file(folder_.path() / "base.crd", read_file(root() / "tests/mistakes/base.crd"));
        write_file(folder_.path() / "case.crd", text);
        return app::read_rulebase(folder_.path()).value();
    }

    static std::string place(const app::RulebaseFiles& files, const text::Diagnostic& d) {
        if (!d.primary.span.valid()) return d.code;
        return fmt::format("{}:{}", d.code, files.sources[d.primary.span.file].place(d.primary.span.begin).line);
    }

    static std::vector<std::string> places(const app::RulebaseFiles& files) {
        std::vector<std::string> out;
        for (const auto& d : files.diagnostics) out.push_back(place(files, d));
        return out;
    }

    /// The case's file with the first fix of every error applied.
    static std::string fixed(const app::RulebaseFiles& files, std::string text) {
        std::vector<text::Edit> edits;
        for (const auto& d : files.diagnostics) {
            if (!d.fixes.empty()) edits.insert(edits.end(), d.fixes[0].edits.begin(), d.fixes[0].edits.end());
        }
        std::stable_sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
        for (const auto& edit : edits) {
            if (files.sources[edit.span.file].name() != "case.crd") return "a fix of another file";
            text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
        }
        return text;
    }

    static std::string words(const app::RulebaseFiles& files) { return text::render_text(files.sources, files.diagnostics); }

    TemporaryFolder folder_;
};

TEST_F(Mistakes, are_said_once_where_they_stand_with_the_fix_that_was_meant) {
    const auto all = cases();
    std::size_t placed = 0, mended = 0, cascades = 0;
    std::string rest;
    for (const auto& one : all) {
        const auto files = check(one.wrong);
        auto found = places(files);
        auto more = found;
        bool every = true;
        for (const auto& expected : one.expected) {
            const auto at = std::find(more.begin(), more.end(), expected);
            every = every && at != more.end();
            if (at != more.end()) more.erase(at);
        }
        const bool right = one.right && fixed(files, one.wrong) == *one.right;
        placed += every ? 1U : 0U;
        mended += right ? 1U : 0U;
        cascades += more.size();
        if (!every || !more.empty() || (one.right && !right)) rest += fmt::format("--- {}\n{}", one.name, words(files));
    }
    std::cout << fmt::format("{} mistakes: {} lines, {} fixes, {} that follow from others\n{}", all.size(), placed, mended,
                             cascades, rest);
    EXPECT_GE(all.size(), 100U);
    EXPECT_EQ(placed, all.size());
    EXPECT_GE(mended * 100, all.size() * 95);
    EXPECT_LE(cascades, 5U);
}

TEST_F(Mistakes, are_gone_when_what_was_meant_is_written) {
    for (const auto& one : cases()) {
        if (!one.right) continue;
        const auto files = check(*one.right);
        EXPECT_TRUE(files.diagnostics.empty()) << one.name << '\n' << words(files);
    }
}

// Safe fixes are applied unasked: each by itself must make the file no worse.
TEST_F(Mistakes, have_levels_of_the_table_and_fixes_that_can_be_applied) {
    for (const auto& one : cases()) {
        const auto files = check(one.wrong);
        for (const auto& d : files.diagnostics) {
            const auto code = app::find_code(d.code);
            ASSERT_TRUE(code) << d.code;
            EXPECT_EQ(d.level, code->level) << one.name;
            EXPECT_FALSE(d.message.empty() || d.message.ends_with('.')) << one.name << ": " << d.message;
            for (const auto& fix : d.fixes) {
                EXPECT_FALSE(fix.edits.empty()) << one.name;
                if (!fix.safe || fix.edits.empty()) continue;
                auto alone = files;
                alone.diagnostics = {d};
                alone.diagnostics[0].fixes = {fix};
                const auto then = check(fixed(alone, one.wrong));
                EXPECT_LT(then.diagnostics.size(), files.diagnostics.size() + (files.diagnostics.size() > 1 ? 1U : 0U))
                    << one.name << '\n'
                    << words(then);
            }
        }
    }
}

}  // namespace
}  // namespace credence::testing
