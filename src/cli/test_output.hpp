// What `credence test` prints beside the examples that fail: coverage, mutants, JSON, JUnit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/examples.hpp"
#include "app/suggestions.hpp"
#include "text/source.hpp"

namespace credence::cli {

/// All results of a run; what was not asked for is absent.
struct TestResults {
    const check::Rulebase& rulebase;
    const text::SourceSet& sources;
    std::vector<app::ExampleOutcome> examples;
    std::optional<analyse::Coverage> coverage;
    std::optional<std::vector<analyse::Suggestion>> suggestions;
    std::optional<std::vector<analyse::MutantResult>> mutants;
};

[[nodiscard]] std::string examples_text(const TestResults& results);
[[nodiscard]] std::string coverage_text(const TestResults& results);
/// The text of a rule file, ready to be read and kept.
[[nodiscard]] std::string suggestions_text(const TestResults& results);
[[nodiscard]] std::string mutation_text(const TestResults& results);
/// docs/schema/test.json
[[nodiscard]] std::string test_json(const TestResults& results);
/// JUnit XML: a testsuite a file, a testcase an example. It states no times: the same results are the same bytes.
[[nodiscard]] std::string junit_xml(const TestResults& results);

/// "S3_mandate, row 2" for a table's row, else the declaration's name.
[[nodiscard]] std::string name_of(const TestResults& results, check::DeclarationRef declaration);
/// The same, or "fit, case 5".
[[nodiscard]] std::string name_of(const TestResults& results, const analyse::Item& item);
/// "never true or unknown"; empty where all is shown.
[[nodiscard]] std::string lacks(const analyse::Atom& atom);
/// The words of the author on one line, at most `most` bytes of them.
[[nodiscard]] std::string quoted(const TestResults& results, text::Span span, std::size_t most = 100);

}  // namespace credence::cli
