// Keys by which two checked expressions or conditions are the same: equal keys mean equal in every model, whatever the spans.
#pragma once

#include <string>

#include "check/rulebase.hpp"

namespace credence::check {

[[nodiscard]] std::string key_of(const Expression& expression);
[[nodiscard]] std::string key_of(const Condition& condition);

}  // namespace credence::check
