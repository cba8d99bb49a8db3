#include "cli/diagnostics.hpp"

#include <system_error>

#include "app/codes.hpp"
#include "app/diagnostic_pages.hpp"
#include "cli/usage.hpp"
#include "text/render_json.hpp"
#include "text/render_sarif.hpp"

namespace credence::cli {
namespace {

namespace fs = std::filesystem;

/// Relative to where the program runs, as code hosts want it; a rule file elsewhere by its name alone.
std::string uri(const fs::path& path, const std::string& name) {
    std::error_code error;
    auto relative = path.is_absolute() ? path.lexically_relative(fs::current_path(error)) : path.lexically_normal();
    const bool outside = error || relative.empty() || *relative.begin() == "..";
    return text::uri_of_path(outside ? name : relative.generic_string());
}

}  // namespace

std::string diagnostics_for_programs(const app::RulebaseFiles& files, const std::vector<text::Diagnostic>& diagnostics,
                                     const std::string& format) {
    if (format == "json") return text::render_json(files.sources, diagnostics);
    std::vector<text::SarifRule> rules;
    for (const auto& code : app::all_codes()) rules.push_back({code, app::diagnostic_page(code.code).value_or(code.title)});
    text::SarifTool tool{version, rules, {}};
    for (std::size_t i = 0; i < files.paths.size(); ++i)
        tool.uris.push_back(uri(files.paths[i], files.sources[text::FileId(i)].name()));
    return text::render_sarif(files.sources, diagnostics, tool);
}

}  // namespace credence::cli
