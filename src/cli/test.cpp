#include <fmt/format.h>

#include <algorithm>

#include "app/examples.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
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
    }
    const auto passed =
        std::count_if(outcome.expectations.begin(), outcome.expectations.end(), [](const auto& e) { return e.passed; });
    if (passed > 0) out += fmt::format("  passed    {} of {} expectations\n", passed, outcome.expectations.size());
    return out;
}

}  // namespace

int run_test(const Context& context, const std::vector<std::string>& examples) {
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto outcomes = app::run_examples(*opened.files->rulebase, opened.files->sources, examples, context.options.steps);
    if (!outcomes) return fail(outcomes.error());
    const auto failed = std::count_if(outcomes->begin(), outcomes->end(), [](const auto& o) { return !o.passed(); });
    std::string out = fmt::format("{}: {} passed, {} failed\n", counted(outcomes->size(), "example"),
                                  outcomes->size() - static_cast<std::size_t>(failed), failed);
    for (const auto& outcome : *outcomes) {
        if (!outcome.passed()) out += told(outcome, opened.files->sources);
    }
    print(out);
    return failed == 0 ? 0 : 1;
}

}  // namespace credence::cli
