#include <fmt/format.h>

#include <algorithm>

#include "app/examples.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {
namespace {

std::string told(const app::ExampleOutcome& outcome, const text::SourceSet& sources) {
    const auto& head = outcome.example->head;
    std::string out = fmt::format("\nFAILED  {}", head.name);
    if (head.labelled) out += fmt::format(" \"{}\"", head.label);
    out += fmt::format("  {}\n", sources.place_text(head.span));
    if (!outcome.error.empty()) out += fmt::format("  stopped   {}\n", outcome.error);
    for (const auto& result : outcome.expectations) {
        if (result.passed) continue;
        out += fmt::format("  expected  {}  {}\n", result.expectation->written, sources.place_text(result.expectation->span));
        out += fmt::format("  found     {}\n", result.found);
    }
    const auto passed = std::count_if(outcome.expectations.begin(), outcome.expectations.end(), [](const auto& e) { return e.passed; });
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
