// Facts at random over a rulebase's vocabulary: few individuals and values, so that much of it meets, agrees and disputes.
#pragma once

#include "engine/facts.hpp"
#include "property/shuffle.hpp"

namespace credence::testing {

/// At most so many individuals of an entity, tuples of a relation and observations of an attribute of one individual.
struct Extent {
    std::size_t individuals = 4, tuples = 6, observations = 3;
    bool certain_tuples = false;
    bool coarse = false;  // few different values and confidences: many observations are alike
};
[[nodiscard]] engine::Facts random_facts(const check::Rulebase& rulebase, Dice& dice, Extent extent = {});

}  // namespace credence::testing
