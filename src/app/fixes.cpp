#include "app/fixes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/files.hpp"

namespace credence::app {
namespace {

using Edits = std::vector<text::Edit>;

bool touch(const text::Span& a, const text::Span& b) { return a.begin <= b.end && b.begin <= a.end; }

/// Later places first, so that the earlier ones stay where they are.
std::string edited(std::string text, Edits edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
    for (const auto& edit : edits) text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
    return text;
}

}  // namespace

Result<std::size_t> apply_safe_fixes(const RulebaseFiles& files) {
    std::map<text::FileId, Edits> chosen;
    std::size_t count = 0;
    for (const auto& diagnostic : files.diagnostics) {
        const auto fix = std::find_if(diagnostic.fixes.begin(), diagnostic.fixes.end(), [](const auto& f) { return f.safe; });
        if (fix == diagnostic.fixes.end()) continue;
        const bool elsewhere = std::any_of(fix->edits.begin(), fix->edits.end(),
                                           [&](const auto& edit) { return !files.sources.own(edit.span); });
        if (elsewhere) continue;  // a rulebase that is used is fixed by its own authors
        const bool clear = std::none_of(fix->edits.begin(), fix->edits.end(), [&](const auto& edit) {
            const auto& before = chosen[edit.span.file];
            return std::any_of(before.begin(), before.end(), [&](const auto& other) { return touch(edit.span, other.span); });
        });
        if (!clear) continue;
        for (const auto& edit : fix->edits) chosen[edit.span.file].push_back(edit);
        ++count;
    }
    for (auto& [file, edits] : chosen) {
        if (edits.empty()) continue;
        const auto& source = files.sources[file];
        if (const auto done = replace_file(files.paths[file.index()], edited(std::string(source.text()), std::move(edits)));
            !done) {
            return tl::unexpected(done.error());
        }
    }
    return count;
}

}  // namespace credence::app
