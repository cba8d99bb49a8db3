#include <fmt/format.h>
#include <unistd.h>

#include "app/report_forms.hpp"
#include "app/reports.hpp"
#include "app/sheet.hpp"
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

/// What is asked of -o, before anything is read: the forms that are one file take a file of their name.
Status output_of(const ReportOptions& options) {
    const bool one = app::is_one_file(options.format);
    const auto to = options.output.value_or("");
    const auto ending = [&](std::string_view format) { return to.ends_with(fmt::format(".{}", format)); };
    const auto mistaken = [](std::string message, std::string help) {
        return failure(FailureKind::usage, std::move(message), std::move(help));
    };
    if (options.all && to == "-")
        return mistaken("--all writes every report: it takes a folder, not `-`", "credence report --all -o DIR");
    if (options.output && to.empty()) return mistaken("-o names no folder", "credence report … -o DIR");
    if (options.all && !options.output)
        return mistaken("--all writes every report: it takes a folder", "credence report --all -o DIR");
    if (options.all && options.format != "markdown" && options.format != "html")
        return mistaken(fmt::format("--all has no format `{}`", options.format), "write one of: markdown, html");
    if (options.all || to == "-") return {};
    for (const std::string_view format : {"html", "pdf", "docx", "xlsx"}) {
        if (!one && ending(format))
            return mistaken(fmt::format("`{}` is a folder to write Markdown into, but looks like a file", to),
                            fmt::format("for that, add --format {}", format));
    }
    if (one && options.output && !ending(options.format))
        return mistaken(fmt::format("--format {0} is one file, and `{1}` does not end in .{0}", options.format, to),
                        fmt::format("-o {}.{}", to, options.format));
    const bool text = options.format == "html" || !one;
    if (!text && !options.output)
        return mistaken(fmt::format("--format {} is not printed: it takes a file", options.format),
                        fmt::format("-o report.{}; or -o - for a pipe", options.format));
    return {};
}

/// Each file as it is made, so that however many reports there are, one is in memory.
int write_all(const Context& context, const ReportOptions& options, Answering& answering, const TemplateSet& templates) {
    auto folder =
        report::new_report_folder(*options.output, options.replace ? report::IfThere::replace : report::IfThere::refuse);
    if (!folder) return fail(folder.error());
    Status done;
    std::size_t count = 0;
    const app::AllOf which{answering.asking, options.format == "html" ? app::Pages::html : app::Pages::markdown};
    const auto made = app::guarded(answering.session->files().sources, [&] {
        app::each_report(answering.session->model(), answering.origin, templates.by_assessment(), which, [&](const auto& file) {
            done = report::write_into(*folder, file);
            ++count;
            return done.has_value();
        });
        return true;
    });
    if (!made) return fail(made.error());
    if (!done) return fail(done.error());
    if (const auto put = folder->commit(); !put) return fail(put.error());
    if (!context.quiet) {
        print_error(fmt::format("Wrote {}. Open first: {}/{}\n", counted(count, "file"), *options.output,
                                which.pages == app::Pages::html ? "index.html" : "index.md"));
    }
    return 0;
}

int write_one(const Context& context, const ReportOptions& options, const app::OneFile& file) {
    if (!options.output || options.output == "-") {
        if (options.format != "html" && ::isatty(STDOUT_FILENO) == 1)
            return fail({FailureKind::usage, "the standard output is a terminal", fmt::format("-o report.{}", options.format)});
        print(file.bytes);
    } else {
        const auto done = report::write_single(*options.output, file.bytes,
                                               options.replace ? report::IfThere::replace : report::IfThere::refuse);
        if (!done) return fail(done.error());
        if (!context.quiet) print_error(fmt::format("Wrote {}.\n", *options.output));
    }
    if (!file.remark.empty()) print_error(fmt::format("note: {}\n", file.remark));
    return 0;
}

/// A sheet asks no question, so none is looked for.
Answering prepare_report(const Context& context, const ReportOptions& options) {
    if (!options.all && !options.arguments.empty() && options.arguments.front() == "sheet") {
        auto out = prepare(context, {}, false, true);
        if (!out.ready() || app::asks_for_sheet(out.session->rulebase(), options.arguments)) return out;
    }
    return prepare(context, options.arguments, !options.all, true);
}

}  // namespace

int run_report(const Context& context, const ReportOptions& given) {
    auto options = given;
    if (options.check_templates) {
        const auto opened = open_rulebase(context);
        if (!opened.files) return opened.exit;
        const auto templates = load_templates(context, *opened.files);
        if (templates.sound && !context.quiet) print("The templates are sound.\n");
        return templates.sound ? 0 : 1;
    }
    if (const auto sound = output_of(options); !sound) return fail(sound.error());
    if (options.output == "-" && !app::is_one_file(options.format)) options.output.reset();
    const auto audience = audience_of(options.audience);
    if (!audience) return fail(audience.error());
    auto answering = prepare_report(context, options);
    if (!answering.ready()) return answering.exit;
    answering.origin.audience = *audience;
    const bool is_sheet = !options.all && !answering.asking;
    if (is_sheet && *audience != report::Audience::planner)
        return fail({FailureKind::usage, "a sheet is written for planners alone", "--audience goes with an assessment"});
    const auto* one = options.all || is_sheet ? nullptr : &*answering.asking;  // what speaks of one question alone
    if (const auto suited = suits(*audience, answering.session->rulebase(), one); !is_sheet && !suited)
        return fail(suited.error());
    const auto& files = answering.session->files();
    const auto templates = load_templates(context, files);
    if (!templates.sound) return 3;
    if (options.all) {
        if (templates.all.empty()) return fail({FailureKind::usage, "the rulebase has no assessment to report on", ""});
        return write_all(context, options, answering, templates);
    }
    const auto subject =
        is_sheet ? std::optional(app::read_sheet(answering.session->model(), options.arguments)) : std::nullopt;
    if (subject && !*subject) return fail(subject->error());
    if (is_sheet && templates.all.empty())
        return fail({FailureKind::usage, "the rulebase has no assessment, so no templates are looked up", ""});
    const auto open =
        is_sheet ? 0 : std::count(answering.asking->subjects.begin(), answering.asking->subjects.end(), std::nullopt);
    if (open > 1) {
        std::vector<std::string> names;
        const auto& variables = answering.session->rulebase().assessments[answering.asking->assessment.index()].variables;
        for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
            if (!answering.asking->subjects[v]) names.push_back(variables[v].name + "=ID");
        }
        return fail({FailureKind::usage, "a report leaves at most one subject open",
                     fmt::format("name all but one of {}; credence assess lists the answers for all", fmt::join(names, ", "))});
    }
    const auto& own = is_sheet ? templates.all.front() : templates.all[answering.asking->assessment.index()];
    const report::Workshop workshop{answering.session->model(), own.words(), answering.origin};
    const auto report = app::guarded(files.sources, [&] {
        return is_sheet ? report::build_sheet(workshop, (*subject)->entity, (*subject)->individual)
                        : report::build_report(workshop, *answering.asking);
    });
    if (!report) return fail(report.error());
    if (options.format == "json") {
        const auto text = report::json(*report, own.words());
        if (options.output) return write(context, options, {{"report.json", text}}, "report.json");
        print(text);
        return 0;
    }
    if (app::is_one_file(options.format)) {
        const auto file = app::one_file(options.format, *report, own);
        return file ? write_one(context, options, *file) : fail(file.error());
    }
    if (options.output) return write(context, options, report::files_of(*report, own), "report.md");
    print(own.markdown(*report));
    return 0;
}

}  // namespace credence::cli
