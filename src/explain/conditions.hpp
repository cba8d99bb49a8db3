// Conditions and expressions of rules in words, for one binding of their variables: "Risk tolerance: at least 4". What is
// computed says what it is, what is not bound prints "…". Sentences come from the catalogue, nouns from labels.
#pragma once

#include <string>

#include "explain/phrases.hpp"

namespace credence::explain {

/// The condition, first letter as in its labels, without a full stop: "all of: …", "recorded: …", "P17 applies".
[[nodiscard]] std::string in_words(const Phrases& phrases, const check::Condition& condition, const Binding& binding,
                                   bool negated = false);

/// What an expression is, whatever its value: "risk tolerance", "lowest of: ripening the grower wants". With `whose`, ids of
/// the individuals it is about are added.
[[nodiscard]] std::string noun(const Phrases& phrases, const check::Expression& expression, const Binding& binding,
                               bool whose = false);

/// The label of a pole of a question.
[[nodiscard]] const std::string& pole(const check::Rulebase& rulebase, std::uint32_t question, bool upper);

/// Literals, parameters and bound variables: their value says all there is to say.
[[nodiscard]] bool is_plain(const check::Expression& expression);
/// Values compared with values: true or false whatever is on record or set.
[[nodiscard]] bool says_nothing(const check::Condition& condition);

}  // namespace credence::explain
