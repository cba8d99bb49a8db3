// `credence explain why`: why a value is what it is, or a condition holds or does not, down to who said what. Of a case also why none
// above it, of a question what speaks for each side, of a range what sets its ends, and what could not be decided.
#pragma once

#include "explain/narrator.hpp"
#include "explain/target.hpp"

namespace credence::explain {

/// Adds the sections to an explanation whose question and answer are there. `again` false: what is explained once is only named
/// after that.
void explain_why(const Narrator& narrator, const std::vector<Target>& targets, Explanation& explanation);

/// "Fit: inside." or "Met: all of: …", with its state: what an answer says at once of a target that is no assessment's.
[[nodiscard]] Statement in_short(const Narrator& narrator, const Target& target);

}  // namespace credence::explain
