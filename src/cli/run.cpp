#include "app/run.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/table.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {
namespace {

/// What came of it, on the standard error.
std::string closing_remark(const app::RunResult& result, const BulkOptions& options) {
    std::size_t met = 0, open = 0;
    for (const auto& derived : result.derived) {
        met += derived.met;
        open += derived.open;
    }
    std::string out;
    if (result.derived.empty()) out += "No rule concludes anything.\n";
    if (!options.count)
        out +=
            fmt::format("Wrote {} to {}: {}.\n", counted(result.derived.size(), "file"), *options.output, counted(met, "row"));
    if (open > 0 && !options.grades) {
        out += fmt::format("Left out: {} of which it is unknown or disputed whether {}; --grades shows them.\n",
                           counted(open, "row"), open == 1 ? "it holds" : "they hold");
    }
    return out;
}

}  // namespace

int run_run(const Context& context, const BulkOptions& options) {
    if (!options.facts)
        return fail({FailureKind::usage, "`credence run` lacks a folder of facts", "credence run --facts DIR --out DIR"});
    if (options.output.has_value() == options.count || options.output == "") {
        return fail(
            {FailureKind::usage, "`credence run` writes to a folder, or only counts", "name one of --out DIR and --count"});
    }
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    app::RunOptions wanted;
    wanted.facts = *options.facts;
    if (options.output) wanted.output = *options.output;
    wanted.replace = options.replace;
    wanted.grades = options.grades;
    wanted.tabs = options.format == "tsv";
    const auto result = app::run(*opened.files, context.options, wanted);
    if (!result) return fail(result.error());
    if (!result->report.accepted()) {
        print_error(store::problems_text(result->report) + "Nothing was derived.\n");
        return 3;
    }
    if (options.count) {
        const char separator = wanted.tabs ? '\t' : ',';
        std::string out = fmt::format("name{}rows\n", separator);
        for (const auto& derived : result->derived) out += fmt::format("{}{}{}\n", derived.name, separator, derived.met);
        print(out);
    }
    if (!context.quiet) print_error(closing_remark(*result, options));
    return 0;
}

}  // namespace credence::cli
