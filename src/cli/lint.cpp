#include <fmt/format.h>

#include <algorithm>

#include "app/config.hpp"
#include "app/lint.hpp"
#include "cli/diagnostics.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {

int run_lint(const Context& context, const std::string& format, bool fix) {
    const auto path = app::rules_of(context.options);
    if (!path) return fail(path.error());
    auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto levels = app::lint_levels(opened.files->folder);
    if (!levels) return fail(levels.error());
    const auto day = app::day_of(context.options.as_of);
    if (!day) return fail(day.error());
    if (fix) {
        const auto fixed = app::fix_lints(*path, *levels, *day);
        if (!fixed) return fail(fixed.error());
        if (!context.quiet) print_error(fmt::format("Fixed {}.\n", counted(*fixed, "finding")));
        opened = open_rulebase(context);
        if (!opened.files) return opened.exit;
    }
    auto& files = *opened.files;
    files.diagnostics = app::lint_rulebase(files, *levels, *day);
    const auto& found = files.diagnostics;
    if (format != "text") {
        print(diagnostics_for_programs(files, found, format));
    } else if (!found.empty()) {
        text::TextStyle style;
        style.colour = context.color_out;
        print(diagnostics_text(files, style, "lint"));
    } else if (!context.quiet) {
        print(fmt::format("{}: {}, nothing to mend\n", files.rulebase->head.name, counted(files.sources.size(), "file")));
    }
    const bool bad = std::any_of(found.begin(), found.end(), [](const auto& one) { return one.level != text::Level::note; });
    return bad ? 1 : 0;
}

}  // namespace credence::cli
