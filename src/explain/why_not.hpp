// `credence explain why-not`: what stands between a condition and its being met, and every smallest set of blockers, nearest first.
#pragma once

#include "explain/narrator.hpp"
#include "explain/target.hpp"
#include "explain/ways.hpp"

namespace credence::explain {

/// A condition, or that an expression has a value that it has not. The condition must stay where it is while a model lives.
struct WhyNot {
    const check::Condition* condition = nullptr;
    engine::Binding binding;
    const check::Expression* expression = nullptr;  // where the condition says that it equals the value
    check::Cell wanted = check::no_cell;
};

/// "Not met.", "Unknown." or "Disputed.", and of what.
[[nodiscard]] Statement why_not_in_short(const Narrator& narrator, const WhyNot& asked);

/// Adds what stands between and the ways to an explanation; `shown`: ways that are printed.
void explain_why_not(const Narrator& narrator, const WhyNot& asked, const WaysOptions& options, std::size_t shown,
                     Explanation& explanation);

/// A change in words, as a thing that would have to be so: "Risk tolerance (C04): at least 4". `values`: all values that do.
[[nodiscard]] std::string change_in_words(const Phrases& phrases, const Change& change, const std::vector<check::Cell>& values,
                                          const Candidates& candidates);
/// The same with what is so now: "Risk tolerance (C04): at least 4. On record: 2, 2 steps below."
[[nodiscard]] Statement change_statement(const Narrator& narrator, const Change& change, const std::vector<check::Cell>& values,
                                         const Candidates& candidates);

}  // namespace credence::explain
