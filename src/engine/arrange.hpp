// Facts are filled in any order, from a knowledge base or an example; these steps put them into the one order that the engine
// and reports rely on, so that shuffled files, rows and insertions change no byte. Called in this order, once.
#pragma once

#include "engine/facts.hpp"

namespace credence::engine {

/// A place for each entity, attribute and relation of the rulebase, without rows.
[[nodiscard]] Facts empty_facts(const check::Rulebase& rulebase);

/// What was recorded without an item gets one: `C01/mandate`, of a tuple that of its first individual: `C01/considered_for`.
/// Further ones of the same subject count on: `C01/considered_for/2`, by time of record, then content, so that a later entry
/// renames none.
void name_items(const check::Rulebase& rulebase, Facts& facts);

/// Texts are numbered in their natural order; observations are sorted by subject, then item, tuples by their first individual,
/// then item; what is left open by content.
void arrange(const check::Rulebase& rulebase, Facts& facts);

/// As much of it as inference needs, for many facts that nobody lists: tuples stay in the order in which they came.
void arrange_to_infer(const check::Rulebase& rulebase, Facts& facts);

/// Empty cells of `date or today` columns become the day that the facts are of.
void fill_today(const check::Rulebase& rulebase, Facts& facts);

}  // namespace credence::engine
