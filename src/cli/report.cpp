#include <fmt/format.h>

#include "app/reports.hpp"
#include "cli/answers.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/template_set.hpp"
#include "cli/verbs.hpp"
#include "report/json.hpp"

namespace credence::cli {
namespace {

int write(const Context& context, const ReportOptions& options, const std::vector<report::File>& files,
          const char* open_first) {
    const auto done =
        report::write_folder(*options.output, files, options.replace ? report::IfThere::replace : report::IfThere::refuse);
    if (!done) return fail(done.error());
    if (!context.quiet)
        print_error(fmt::format("Wrote {}. Open first: {}/{}\n", counted(files.size(), "file"), *options.output, open_first));
    return 0;
}

}  // namespace

int run_report(const Context& context, const ReportOptions& given) {
    auto options = given;
    const bool to_output = options.output == "-";
    if (to_output && options.all)
        return fail({FailureKind::usage, "--all writes every report: it takes a folder, not `-`", "credence report --all -o DIR"});
    if (to_output) options.output.reset();
    if (options.check_templates) {
        const auto opened = open_rulebase(context);
        if (!opened.files) return opened.exit;
        const auto templates = load_templates(context, *opened.files);
        if (templates.sound && !context.quiet) print("The templates are sound.\n");
        return templates.sound ? 0 : 1;
    }
    if (options.output && options.output->empty())
        return fail({FailureKind::usage, "-o names no folder", "credence report … -o DIR"});
    if (options.all && (!options.output || !options.arguments.empty())) {
        return fail({FailureKind::usage, "--all writes every report: it takes a folder and no question",
                     "credence report --all -o DIR"});
    }
    auto answering = prepare(context, options.arguments, !options.all, true);
    if (!answering.ready()) return answering.exit;
    const auto& files = answering.session->files();
    const auto templates = load_templates(context, files);
    if (!templates.sound) return 3;
    if (options.all) {
        if (templates.all.empty()) return fail({FailureKind::usage, "the rulebase has no assessment to report on", ""});
        const auto written = app::guarded(
            files.sources, [&] { return app::all_reports(answering.session->model(), answering.origin, templates.by_assessment()); });
        return written ? write(context, options, *written, "index.md") : fail(written.error());
    }
    const auto open = std::count(answering.asking->subjects.begin(), answering.asking->subjects.end(), std::nullopt);
    if (open > 1) {
        std::vector<std::string> names;
        const auto& variables = answering.session->rulebase().assessments[answering.asking->assessment.index()].variables;
        for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
            if (!answering.asking->subjects[v]) names.push_back(variables[v].name + "=ID");
        }
        return fail({FailureKind::usage, "a report leaves at most one subject open",
                     fmt::format("name all but one of {}; credence assess lists the answers for all", fmt::join(names, ", "))});
    }
    const auto& own = templates.all[answering.asking->assessment.index()];
    const report::Workshop workshop{answering.session->model(), own.words(), answering.origin};
    const auto report = app::guarded(files.sources, [&] { return report::build_report(workshop, *answering.asking); });
    if (!report) return fail(report.error());
    if (options.format == "json") {
        const auto text = report::json(*report, own.words());
        if (options.output) return write(context, options, {{"report.json", text}}, "report.json");
        print(text);
        return 0;
    }
    if (options.output) return write(context, options, report::files_of(*report, own), "report.md");
    print(own.markdown(*report));
    return 0;
}

}  // namespace credence::cli
