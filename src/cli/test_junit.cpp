#include <fmt/format.h>

#include <algorithm>

#include "cli/output.hpp"
#include "cli/test_output.hpp"

namespace credence::cli {
namespace {

/// What XML 1.0 cannot hold even escaped becomes U+FFFD. In an attribute line breaks survive only escaped.
std::string escaped(std::string_view text, bool element = false) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += element ? "\n" : "&#10;"; break;
            case '\t': out += "&#9;"; break;
            case '\r': out += "&#13;"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                    out += "\uFFFD";
                } else {
                    out += c;
                }
        }
    }
    return out;
}

struct Totals {
    std::size_t tests = 0, failures = 0, errors = 0;

    void add(const app::ExampleOutcome& outcome) {
        ++tests;
        if (!outcome.error.empty()) {
            ++errors;
        } else if (!outcome.passed()) {
            ++failures;
        }
    }
    [[nodiscard]] std::string attributes() const {
        return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\"", tests, failures, errors);
    }
};

std::string testcase(const app::ExampleOutcome& outcome, const TestResults& results) {
    const auto& head = outcome.example->head;
    const auto& file = results.sources[head.span.file];
    const auto line = file.place(head.span.begin).line;
    auto out = fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\" assertions=\"{}\"",
                           escaped(results.rulebase.head.name), escaped(head.name), escaped(file.name()), line,
                           outcome.example->expect.size());
    if (outcome.passed()) return out + "/>\n";
    out += ">\n";
    if (!outcome.error.empty()) {
        out += fmt::format("      <error message=\"{0}\" type=\"stopped\">{0}</error>\n", escaped(outcome.error));
    }
    std::string message;
    std::string text;
    std::size_t failed = 0;
    for (const auto& result : outcome.expectations) {
        if (result.passed) continue;
        if (++failed == 1) message = fmt::format("expected {}, found {}", result.expectation->written, result.found);
        text += fmt::format("{}: expected {}\n  found {}\n", results.sources.place_text(result.expectation->span),
                            result.expectation->written, result.found);
        for (const auto& reason : result.why) text += fmt::format("  because {}\n", reason);
    }
    if (failed > 1) message += fmt::format(" (and {} more)", failed - 1);
    if (failed > 0) {
        out += fmt::format("      <failure message=\"{}\" type=\"expectation\">{}</failure>\n", escaped(message), escaped(text, true));
    }
    return out + "    </testcase>\n";
}

}  // namespace

std::string junit_xml(const TestResults& results) {
    Totals all;
    for (const auto& outcome : results.examples) all.add(outcome);
    auto out = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {}>\n",
                           escaped(results.rulebase.head.name), all.attributes());
    for (std::size_t f = 0; f < results.sources.size(); ++f) {
        std::vector<const app::ExampleOutcome*> here;  // in the order of the text
        for (const auto& outcome : results.examples) {
            if (outcome.example->head.span.file.index() == f) here.push_back(&outcome);
        }
        if (here.empty()) continue;
        std::sort(here.begin(), here.end(), [](const auto* a, const auto* b) { return a->example->head.span < b->example->head.span; });
        Totals totals;
        for (const auto* outcome : here) totals.add(*outcome);
        out += fmt::format("  <testsuite name=\"{}\" {}>\n", escaped(results.sources[text::FileId{f}].name()), totals.attributes());
        for (const auto* outcome : here) out += testcase(*outcome, results);
        out += "  </testsuite>\n";
    }
    return out + "</testsuites>\n";
}

}  // namespace credence::cli
