// The smallest changes that change an answer, or make it a named one. Candidates are searched a size at a time, so that what is found
// at one size has no part that does it: all smaller sets were tried. A set is tried only if each of its changes is to something that
// the answer looks at once the others before it are made, which no set that changes the answer can do without.
#pragma once

#include <optional>
#include <vector>

#include "explain/candidates.hpp"

namespace credence::explain {

struct Flip {
    Changes changes;  // in the order of Change
    Reached becomes;
    friend auto operator<=>(const Flip&, const Flip&) = default;
};

struct FlipOptions {
    std::optional<Reached> to;      // else any other answer
    std::vector<ChangeSort> sorts;  // the sorts of change that a set may be made of; none: every sort
    std::size_t most = 3;           // changes in a set
    std::size_t runs = 20'000;      // models asked
};

struct Flips {
    Reached now;
    std::vector<Flip> flips;      // by size, then in the order of their changes
    std::size_t complete_to = 0;  // every set of at most so many changes was tried, or can do nothing
    std::size_t runs = 0;
};

/// Throws engine::EvaluationError where the answer itself has none; a set of changes on which a run fails is passed over.
[[nodiscard]] Flips find_flips(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                               const Target& target, const FlipOptions& options);

}  // namespace credence::explain
