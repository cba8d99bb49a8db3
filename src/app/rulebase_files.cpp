#include "app/rulebase_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/files.hpp"
#include "base/digest.hpp"
#include "check/check.hpp"
#include "parse/parse.hpp"

namespace credence::app {
namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> rule_files(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return std::vector{path};
    if (!fs::is_directory(path, error)) {
        return failure(FailureKind::input, fmt::format("there is no rulebase at `{}`", path.string()),
                       "name a folder of *.crd files with --rules");
    }
    std::vector<fs::path> files;
    for (auto at = fs::directory_iterator(path, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        if (at->path().extension() == ".crd" && at->is_regular_file(error)) files.push_back(at->path());
    }
    if (error) return failure(FailureKind::input, fmt::format("cannot list `{}`: {}", path.string(), error.message()));
    if (files.empty()) {
        return failure(FailureKind::input, fmt::format("the folder `{}` has no *.crd files", path.string()),
                       "a rulebase is a folder of *.crd files");
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.filename().string() < b.filename().string(); });
    return files;
}

}  // namespace

Result<RulebaseFiles> read_rulebase(const fs::path& path) {
    const auto files = rule_files(path);
    if (!files) return tl::unexpected(files.error());
    RulebaseFiles out;
    std::error_code error;
    out.folder = fs::is_directory(path, error) ? path : path.parent_path();

    Digest digest("credence rules 1");
    std::vector<syntax::Declaration> declarations;
    std::vector<syntax::Name> broken;
    bool all_read = true;
    for (const auto& file : *files) {
        auto text = read_file(file);
        if (!text) return tl::unexpected(text.error());
        digest.add(file.filename().string()).add(*text);
        const auto id = out.sources.add(text::SourceFile(file.filename().string(), std::move(*text)));
        out.paths.push_back(file);
        const auto before = out.diagnostics.size();
        auto parsed = parse::parse_file(out.sources, id, out.diagnostics);
        const bool unreadable = std::any_of(out.diagnostics.begin() + static_cast<std::ptrdiff_t>(before),
                                            out.diagnostics.end(), [](const auto& d) { return d.code == "E0009"; });
        all_read = all_read && !(unreadable && parsed.declarations.empty());
        std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
        std::move(parsed.broken_names.begin(), parsed.broken_names.end(), std::back_inserter(broken));
    }
    out.digest = digest.hex();
    if (all_read) {  // else what that file declares would be missed everywhere
        const bool parsed = !text::has_errors(out.diagnostics);
        auto rulebase = check::check_rulebase(out.sources, declarations, out.diagnostics, broken);
        if (parsed && !text::has_errors(out.diagnostics)) out.rulebase = std::move(rulebase);
    }
    text::sort_diagnostics(out.diagnostics);
    return out;
}

}  // namespace credence::app
