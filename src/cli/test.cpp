#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/files.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/test_output.hpp"
#include "cli/verbs.hpp"
#include "report/terminal_lines.hpp"

namespace credence::cli {
namespace {

std::string told(const app::ExampleOutcome& outcome, const text::SourceSet& sources) {
    const auto& head = outcome.example->head;
    std::string out = "\n";
    const auto line = [&](const char* first, const std::string& text, const std::string& place) {
        report::append_lines(out, {fmt::format("{:<12}", first), std::string(12, ' ')}, text, place, 98);
    };
    report::append_lines(out, {"FAILED  ", "        "},
                         head.labelled ? fmt::format("{} \"{}\"", head.name, head.label) : head.name,
                         sources.place_text(head.span), 98);
    if (!outcome.error.empty()) line("  stopped", outcome.error, "");
    for (const auto& result : outcome.expectations) {
        if (result.passed) continue;
        line("  expected", result.expectation->written, sources.place_text(result.expectation->span));
        line("  found", result.found, "");
        for (std::size_t i = 0; i < result.why.size(); ++i) line(i == 0 ? "  because" : "", result.why[i], "");
    }
    const auto passed =
        std::count_if(outcome.expectations.begin(), outcome.expectations.end(), [](const auto& e) { return e.passed; });
    if (passed > 0) out += fmt::format("  passed    {} of {} expectations\n", passed, outcome.expectations.size());
    return out;
}

Result<std::optional<std::size_t>> percent(const std::optional<std::string>& text) {
    if (!text) return std::optional<std::size_t>{};
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc{} && end == text->data() + text->size() && value <= 100) return value;
    return failure(FailureKind::usage, fmt::format("--at-least: `{}` is no percentage", *text), "write a whole number from 0 to 100");
}

}  // namespace

std::string examples_text(const TestResults& results) {
    const auto failed = std::count_if(results.examples.begin(), results.examples.end(), [](const auto& o) { return !o.passed(); });
    std::string out = fmt::format("{}: {} passed, {} failed\n", counted(results.examples.size(), "example"),
                                  results.examples.size() - static_cast<std::size_t>(failed), failed);
    for (const auto& outcome : results.examples) {
        if (!outcome.passed()) out += told(outcome, results.sources);
    }
    return out;
}

int run_test(const Context& context, const TestOptions& options) {
    const auto least = percent(options.at_least);
    if (!least) return fail(least.error());
    if (*least && !options.coverage && !options.mutate) {
        return fail({FailureKind::usage, "--at-least is said of --coverage or --mutate", "add one of the two"});
    }
    if ((options.mutate || options.suggest) && !options.examples.empty()) {
        return fail({FailureKind::usage, "--mutate and --suggest are of all examples", "leave out the names of examples"});
    }
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto& rulebase = *opened.files->rulebase;
    const auto& steps = context.options.steps;
    auto outcomes = app::run_examples(rulebase, opened.files->sources, options.examples, steps);
    if (!outcomes) return fail(outcomes.error());
    TestResults results{rulebase, opened.files->sources, std::move(*outcomes), {}, {}, {}};
    if (options.coverage) results.coverage.emplace(app::cover_examples(rulebase, opened.files->sources, options.examples, steps));
    if (options.suggest) results.suggestions = app::suggest_examples(*opened.files, steps);
    if (options.mutate) results.mutants = app::mutate_examples(rulebase, opened.files->sources, steps);

    bool enough = std::all_of(results.examples.begin(), results.examples.end(), [](const auto& o) { return o.passed(); });
    if (*least && options.coverage) enough = enough && analyse::share_of_items(*results.coverage).percent() >= **least;
    if (*least && options.mutate) enough = enough && analyse::share_caught(*results.mutants).percent() >= **least;

    if (options.junit && *options.junit != "-") {
        if (const auto written = app::replace_file(*options.junit, junit_xml(results)); !written) return fail(written.error());
    }
    if (options.junit == "-") {
        print(junit_xml(results));
    } else if (options.format == "json") {
        print(test_json(results));
    } else {
        // Suggestions alone are the text of a rule file: `credence test --suggest > more.crd`.
        const bool alone = options.suggest && !options.coverage && !options.mutate;
        auto out = alone ? std::string() : examples_text(results);
        if (options.coverage) out += coverage_text(results);
        if (options.mutate) out += mutation_text(results);
        if (options.suggest) out += (alone ? "" : "\n") + suggestions_text(results);
        print(out);
    }
    return enough ? 0 : 1;
}

}  // namespace credence::cli
