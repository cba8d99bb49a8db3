// `credence explain why-not`: the smallest sets of changes that make a condition met: of changes to what is on record and to what frames
// it, or of declarations, or of parameters, which answer to different people. A set is tried only if each of its changes is an
// obstacle once those before it are made (obstacles.hpp), sizes one after the other, so that no part of what is found does it. Each
// is verified by a run on the changed facts.
#pragma once

#include <vector>

#include "explain/obstacles.hpp"

namespace credence::explain {

struct WaysOptions {
    std::size_t most = 3;      // changes in a set
    bool larger = false;       // also sets larger than the smallest of their family that does
    std::size_t runs = 3'000;  // models asked
    std::size_t ways = 200;    // found at most
};

struct Ways {
    engine::State now = engine::State::unknown;
    std::vector<Changes> ways;    // by size, then in the order of their changes
    std::size_t complete_to = 0;  // every set of at most so many changes was tried or can do nothing
    bool hopeless = false;        // no set of changes of whatever size does it
    bool left_out = false;        // not every tuple on record was tried, see Candidates
};

/// Whether two changes may stand in one set.
[[nodiscard]] bool of_one_family(ChangeSort a, ChangeSort b);

/// Throws engine::EvaluationError where the condition itself cannot be worked out; a set on which a run fails is passed over.
[[nodiscard]] Ways find_ways(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                             const check::Condition& condition, const engine::Binding& binding, const WaysOptions& options);

/// Ways that differ in the value of one attribute alone, told together: by change of the first way its further values.
struct WayGroup {
    Changes changes;                               // of the first
    std::vector<std::vector<check::Cell>> values;  // by change: all values that do, ascending; of what has no value none
};
[[nodiscard]] std::vector<WayGroup> grouped(const std::vector<Changes>& ways, const Candidates& candidates);

}  // namespace credence::explain
