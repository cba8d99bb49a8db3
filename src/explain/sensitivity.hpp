// What the answer rests on, and how firmly: each thing on record moved a step or left out, each source and assessor left out, each
// parameter and weight varied to the point at which the answer changes; one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explain/candidates.hpp"
#include "explain/phrases.hpp"

namespace credence::explain {

/// One thing that is varied, and what each way of varying it leads to.
struct Varied {
    enum class Input : std::uint8_t { observation, tuple, source, assessor, parameter, weight } input = Input::observation;
    FactRef fact;                // of observation and tuple
    Cell text = check::no_cell;  // of source and assessor
    std::uint32_t index = 0;     // of the parameter, or of the proposition that a weight is of
    struct Trial {
        std::optional<Cell> value;  // it has instead; none: left out. Of weights millibans
        Reached becomes;
        std::vector<Reached> shown;
    };
    std::vector<Trial> trials;
    [[nodiscard]] bool changes(const Reached& now) const;
};

struct Sensitivity {
    Reached now;
    std::vector<Reached> shown;
    std::vector<Varied> facts;  // observations, tuples, sources, assessors
    std::vector<Varied> rules;  // parameters, weights
    bool left_out = false;      // there is more on record than was varied
};

/// `shown`: further values to look at. A number that is a parameter, and a weight, has as trials the values nearest to its own, below
/// and above, at which the answer is another, if there are such: exact, one step of the type nearer the answer stays.
[[nodiscard]] Sensitivity sensitivity(const check::Rulebase& rulebase, const engine::Facts& facts,
                                      const engine::Settings& settings, const Target& target, const std::vector<Target>& shown);

}  // namespace credence::explain
