// What a user asks: an assessment and the subjects that are named. "appointment_fit post=M3-DIR" names one of two.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/model.hpp"

namespace credence::app {

struct Question {
    std::optional<check::AssessmentId> assessment;           // either this,
    std::optional<check::RefusalId> refusal;                 // or a question that the rulebase does not answer
    std::vector<std::pair<std::string, std::string>> named;  // subject, id
};

/// Finds the assessment by its name, or, where the name is left out, the only one with all the subjects named. Unknown names are usage
/// failures with the nearest.
[[nodiscard]] Result<Question> read_question(const check::Rulebase& rulebase, const std::vector<std::string>& arguments);

/// The subjects named, by VariableId of the assessment; no_cell for those left open. An unknown id is a usage failure with the nearest.
[[nodiscard]] Result<engine::Binding> named_subjects(const engine::Model& model, const Question& question);

}  // namespace credence::app
