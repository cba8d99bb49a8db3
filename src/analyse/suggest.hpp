// Examples that are missing: for what no example shows, facts under which it shows, found by proposals (maker.hpp) that a run has
// confirmed. What is expected of them is what the rules come to as they stand: whether that is right is for the author to say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyse/coverage.hpp"
#include "check/rulebase.hpp"
#include "text/source.hpp"

namespace credence::analyse {

struct Suggestion {
    std::string name;
    std::string shows;  // "S1_split applies"
    text::Span span;    // of what it shows
    std::string text;   // the whole example; empty where none was found
};

/// For everything that `covered` lacks, in the order of the text, rules and cases before conditions; what an earlier suggestion shows
/// needs none. `steps`: of each run.
[[nodiscard]] std::vector<Suggestion> suggest(const check::Rulebase& rulebase, const text::SourceSet& sources, Coverage covered,
                                              std::uint64_t steps);

}  // namespace credence::analyse
