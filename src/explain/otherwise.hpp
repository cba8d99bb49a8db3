// Sections of explanations and reports about what is not so: what would change an answer, what supposed facts come to, what the
// answer rests on, what to ask next. The searches are in flips.hpp, sensitivity.hpp and openness.hpp; here they are put into words.
#pragma once

#include "explain/change_words.hpp"
#include "explain/narrator.hpp"
#include "explain/openness.hpp"
#include "explain/sensitivity.hpp"

namespace credence::explain {

struct FlipRequest {
    std::optional<Reached> to;
    std::size_t most = 3;      // changes in a set
    std::size_t runs = 4'000;  // for each sort of change
    std::size_t lines = 8;     // shown of each sort; 0: all
};
/// A section for each sort of change. `complete` false: a search was cut short, and a note says so.
[[nodiscard]] std::vector<ExplanationSection> flip_sections(const Narrator& narrator, const Target& target,
                                                            const FlipRequest& request, bool& complete);

/// "Nothing that is missing or disputed can change the answer." or "Could become: …".
[[nodiscard]] Statement could_become(const Phrases& phrases, const Target& target, const Reachable& still);
/// The same before what may be asked: where only a further source could change the answer, that it could.
[[nodiscard]] Statement could_become(const Phrases& phrases, const Target& target, const Reachable& still,
                                     const std::vector<ToAsk>& asks);
/// A section for each effect.
[[nodiscard]] std::vector<ExplanationSection> ask_sections(const Narrator& narrator, const Target& target,
                                                           const std::vector<ToAsk>& asks);
/// "could become inside", "disposition", "a reason only": the most that it could change.
[[nodiscard]] std::string effect_of(const Phrases& phrases, const Target& target, const std::vector<Target>& steps,
                                    const ToAsk& ask);
/// "disputed: 5, 2", "not observed", "one source".
[[nodiscard]] Statement lack_of(const Phrases& phrases, const ToAsk& ask);

/// One table for facts, one for rules, of those that change the answer or a step to it; sentences for the rest.
[[nodiscard]] std::vector<ExplanationSection> sensitivity_sections(const Narrator& narrator, const Target& target,
                                                                   const std::vector<Target>& steps, const Sensitivity& found);
/// "E1503, consensus-seeking (C15): 2", "assessor AS-01", "high from".
[[nodiscard]] Statement in_words(const Phrases& phrases, const Varied& varied);

/// What the changes come to: each value of the assessment that is another, with its reasons as they would be.
[[nodiscard]] std::vector<ExplanationSection> what_if_sections(const Narrator& narrator, const std::vector<Target>& targets,
                                                               engine::Model& other);

}  // namespace credence::explain
