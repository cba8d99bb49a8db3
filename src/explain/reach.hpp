// What a target came to, in a form that can be compared, for the explanations that ask it again and again on changed facts.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "explain/target.hpp"

namespace credence::explain {

/// Of an expression its state and value, of a condition its state.
struct Reached {
    engine::State state = engine::State::unknown;  // of an expression met: it has a value
    check::Cell cell = check::no_cell;             // no_cell also of a text
    std::string text;                              // of a text, whose number means nothing in another model
    friend auto operator<=>(const Reached&, const Reached&) = default;
};
[[nodiscard]] Reached reach(engine::Model& model, const Target& target);

/// All declarations that the target reads, directly or not, sorted: its cone.
[[nodiscard]] std::vector<check::DeclarationRef> read_by(const check::Rulebase& rulebase, const Target& target);

/// The propositions and boundaries of questions and ranges among `read` that are met for the individuals in `about`.
using Reasons = std::set<std::pair<check::DeclarationRef, engine::Binding>>;
[[nodiscard]] Reasons reasons_met(engine::Model& model, const std::vector<check::DeclarationRef>& read,
                                  const std::vector<engine::AttributeOf>& about);

}  // namespace credence::explain
