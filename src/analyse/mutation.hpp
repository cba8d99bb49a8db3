// Would the examples notice a fault? Each mutant runs the examples that can read what it changes, until one fails.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyse/coverage.hpp"
#include "check/rulebase.hpp"
#include "explain/words.hpp"
#include "text/source.hpp"

namespace credence::analyse {

enum class Fate : std::uint8_t { caught, missed, equivalent };

struct MutantResult {
    check::DeclarationRef declaration;
    text::Span span;
    std::string change;
    Fate fate = Fate::missed;
};

/// Those of examples that pass; `steps` is the budget of a run of an unchanged example, a mutant's is never above two million.
[[nodiscard]] std::vector<MutantResult> mutate(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                               const explain::Words& words, std::uint64_t steps);

/// Of the mutants that differ from the rules at all.
[[nodiscard]] Share share_caught(const std::vector<MutantResult>& results);

}  // namespace credence::analyse
