#include "app/formatting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "format/format.hpp"
#include "parse/parse.hpp"

namespace credence::app {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> files_to_format(const std::vector<fs::path>& paths) {
    std::vector<fs::path> out;
    std::set<fs::path> known;
    for (const auto& path : paths) {
        std::error_code error;
        std::vector<fs::path> found;
        if (fs::is_regular_file(path, error)) {
            found.push_back(path);
        } else if (fs::is_directory(path, error)) {
            for (auto at = fs::recursive_directory_iterator(path, error); !error && at != fs::recursive_directory_iterator();
                 at.increment(error)) {
                const bool folder = at->is_directory(error);
                if (folder && at->path().filename().string().starts_with('.')) at.disable_recursion_pending();
                if (!folder && at->path().extension() == ".crd") found.push_back(at->path());
            }
            if (error) return failure(FailureKind::input, fmt::format("cannot list `{}`: {}", path.string(), error.message()));
            if (found.empty())
                return failure(FailureKind::input, fmt::format("the folder `{}` has no *.crd files", path.string()));
        } else {
            return failure(FailureKind::input, fmt::format("there is no file or folder `{}`", path.string()));
        }
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.string() < b.string(); });
        for (auto& file : found) {
            if (known.insert(fs::weakly_canonical(file, error)).second) out.push_back(std::move(file));
        }
    }
    return out;
}

FormattedFile formatted(std::string name, std::string text) {
    FormattedFile out;
    const auto file = out.sources.add(text::SourceFile(std::move(name), std::move(text)));
    const auto parsed = parse::parse_file(out.sources, file, out.diagnostics);
    text::sort_diagnostics(out.diagnostics);
    if (text::has_errors(out.diagnostics)) return out;
    auto laid_out = format::format_file(out.sources[file].text(), parsed.tree);
    out.text = std::move(laid_out.text);
    out.kept = laid_out.kept;
    return out;
}

}  // namespace credence::app
