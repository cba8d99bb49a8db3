// What a rulebase says on facts, as lines that can be compared: every assessment's answers, every define over single individuals,
// every range and proposition. Individuals stand in them by their ids.
#pragma once

#include <set>
#include <string>

#include "engine/model.hpp"

namespace credence::testing {

[[nodiscard]] std::set<std::string> answers(const check::Rulebase& rulebase, engine::Facts& facts, engine::Settings settings);
[[nodiscard]] std::set<std::string> answers(engine::Model& model);
/// Besides every weighing, tuple and summary, and what was looked at for them.
[[nodiscard]] std::set<std::string> everything_of(engine::Model& model);

}  // namespace credence::testing
