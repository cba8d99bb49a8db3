// What a report rests on, as one number: SHA-256 over facts in their order, each value by its name.
#pragma once

#include <string>

#include "check/rulebase.hpp"
#include "engine/facts.hpp"

namespace credence::store {

/// In hex. `facts` are arranged; empty `date or today` cells are still empty, so that the day asked for is not part of the
/// content.
[[nodiscard]] std::string content_digest(const check::Rulebase& rulebase, const engine::Facts& facts);

}  // namespace credence::store
