// Facts at random over a rulebase's vocabulary: few individuals and values, so that much of it meets, agrees and disputes.
#pragma once

#include "engine/facts.hpp"
#include "property/shuffle.hpp"

namespace credence::testing {

[[nodiscard]] engine::Facts random_facts(const check::Rulebase& rulebase, Dice& dice);

}  // namespace credence::testing
