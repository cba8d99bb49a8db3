// What an explanation is about: the answer of an assessment, or a condition or expression that a user wrote, for one binding of its
// variables.
#pragma once

#include <optional>

#include "check/rulebase.hpp"
#include "engine/model.hpp"

namespace credence::explain {

/// Exactly one of the two is there. Both must stay where they are while a model that is asked lives.
struct Target {
    const check::Expression* expression = nullptr;
    const check::Condition* condition = nullptr;
    engine::Binding binding;
    std::optional<check::AssessmentId> assessment;  // whose answer it is; the binding is of its variables
};

}  // namespace credence::explain
