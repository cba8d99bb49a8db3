// `credence test`: the examples of a rulebase, each on its own facts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyse/coverage.hpp"
#include "analyse/mutation.hpp"
#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "text/source.hpp"

namespace credence::app {

struct ExpectationOutcome {
    const check::Expectation* expectation = nullptr;
    bool passed = false;
    std::string found;             // where it failed: what holds instead, "disposition(x) = no_lean"
    std::vector<std::string> why;  // and what that rests on, in words; the first few
};

struct ExampleOutcome {
    const check::Example* example = nullptr;
    std::vector<ExpectationOutcome> expectations;
    std::string error;  // where the example could not be worked out: a budget used up, a division by zero

    [[nodiscard]] bool passed() const;
};

/// Every example in the order of the table but those of the rulebases used, or those whose names are in `only`; an unknown name is a
/// usage failure.
[[nodiscard]] Result<std::vector<ExampleOutcome>> run_examples(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                                               const std::vector<std::string>& only,
                                                               std::optional<std::uint64_t> steps);

/// What the examples exercise, all or those named (as in run_examples); one that cannot be worked out adds nothing.
[[nodiscard]] analyse::Coverage cover_examples(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                               const std::vector<std::string>& only, std::optional<std::uint64_t> steps);
/// Which faults the examples that pass would notice.
[[nodiscard]] std::vector<analyse::MutantResult> mutate_examples(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                                                 std::optional<std::uint64_t> steps);

}  // namespace credence::app
