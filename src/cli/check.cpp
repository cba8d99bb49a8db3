#include <fmt/format.h>

#include "app/fixes.hpp"
#include "cli/diagnostics.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {

int run_check(const Context& context, const std::string& format, bool fix) {
    const auto path = app::rules_of(context.options);
    if (!path) return fail(path.error());
    auto files = app::read_rulebase(*path);
    if (!files) return fail(files.error());
    if (fix) {
        const auto fixed = app::apply_safe_fixes(*files);
        if (!fixed) return fail(fixed.error());
        if (!context.quiet)
            print_error(fmt::format("Fixed {} of {}.\n", *fixed, counted(files->diagnostics.size(), "mistake")));
        if (*fixed > 0) files = app::read_rulebase(*path);
        if (!files) return fail(files.error());
    }
    if (format != "text") {
        print(diagnostics_for_programs(*files, files->diagnostics, format));
    } else if (files->diagnostics.empty()) {
        const auto& rulebase = *files->rulebase;
        if (!context.quiet) {
            const auto& sources = files->sources;
            const auto own = std::count_if(files->paths.begin(), files->paths.end(), [&, f = 0U](const auto&) mutable {
                return sources[text::FileId{f++}].folder().empty();
            });
            const auto used = sources.size() - static_cast<std::size_t>(own);
            const auto examples = std::count_if(rulebase.examples.begin(), rulebase.examples.end(),
                                                [&](const auto& e) { return sources.own(e.head.span); });
            const auto laws = rulebase.properties.size();
            print(fmt::format("{}{}{}: {}{}, {}{}, no errors\n", rulebase.head.name, rulebase.version.empty() ? "" : " ",
                              rulebase.version, counted(static_cast<std::size_t>(own), "file"),
                              used == 0 ? "" : fmt::format(" and {} of rulebases that it uses", used),
                              counted(static_cast<std::size_t>(examples), "example"),
                              laws == 0 ? "" : fmt::format(", {} (not proved)", counted(laws, "law"))));
        }
    } else {
        text::TextStyle style;
        style.colour = context.color_out;
        print(diagnostics_text(*files, style));
    }
    return files->rulebase ? 0 : 1;
}

}  // namespace credence::cli
