// Changes, and what they lead to, in words. Flips that differ in one value are one line: "3 corrected to 1 or 2".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/explanation.hpp"
#include "explain/flips.hpp"
#include "explain/phrases.hpp"

namespace credence::explain {

/// A change with one value or another; nothing: what it is of is taken off the record.
struct Choice {
    Change change;  // of which the last cell is not looked at
    std::vector<std::optional<Cell>> values;
};
/// Choices that each, whatever is chosen, lead to the same.
struct FlipLine {
    std::vector<Choice> choices;
    Reached becomes;
};
/// By size, then in the order of their changes.
[[nodiscard]] std::vector<FlipLine> lines_of(const std::vector<Flip>& flips);

/// "Risk tolerance (C15): 4 corrected to 1 or 2; role view (C15): 4 set aside", with the ids of the facts.
[[nodiscard]] Statement in_words(const Phrases& phrases, const std::vector<Choice>& choices);
[[nodiscard]] Statement in_words(const Phrases& phrases, const Changes& changes);
/// "risk tolerance (C15)"
[[nodiscard]] std::string whose(const Phrases& phrases, engine::AttributeOf what);
/// "a, b or c"
[[nodiscard]] std::string either(const Words& words, const std::vector<std::string>& items);

/// What a target came to: the value as sentences print it, "unknown", "disputed"; of a condition its state.
[[nodiscard]] std::string in_words(const Phrases& phrases, const Target& target, const Reached& reached,
                                   Form form = Form::longer);

/// The defines and ranges that the assessment of the target shows and its answer reads, in the order in which they are shown; of other
/// targets nothing.
[[nodiscard]] std::vector<Target> steps_of(const check::Rulebase& rulebase, const Target& target);
/// "predicted approach"
[[nodiscard]] std::string label_of(const Phrases& phrases, const Target& target);
/// The same of one of several steps: with whom it is about where another has its label.
[[nodiscard]] std::string label_of(const Phrases& phrases, const std::vector<Target>& steps, std::size_t index);

}  // namespace credence::explain
