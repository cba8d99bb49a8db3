// From a knowledge base to the facts that inference reads: only the tables asked for, as of a day, as known at a moment. The
// same content gives the same facts, in whatever order it was entered.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "engine/facts.hpp"
#include "store/knowledge_base.hpp"
#include "store/record.hpp"

namespace credence::store {

struct LoadRequest {
    std::vector<check::AttributeId> attributes;  // derived ones have no table and stay empty
    std::vector<check::RelationId> relations;
    std::optional<Date> as_of;             // default: the day of the last record (by `known_at`, if that is given)
    std::optional<std::int64_t> known_at;  // default: the moment of the last record
    std::optional<std::int64_t> change;    // only what this change and those before it recorded; default: all of them
    bool with_quotes = false;
    bool verified = true;  // a knowledge base that is not as it was recorded (verify.hpp) is refused
};

/// Everything that the rulebase's vocabulary can record.
[[nodiscard]] LoadRequest whole_content(const check::Rulebase& rulebase);

/// Individuals of all entities, and the rows asked for: without what is dated after `as_of`, recorded after `known_at`, or
/// retracted by then, and without rows about individuals that were not listed by then. One snapshot, whoever writes meanwhile.
/// `record`, where it is not null, is filled from the same snapshot.
[[nodiscard]] Result<engine::Facts> load_facts(KnowledgeBase& kb, const check::Rulebase& rulebase, const LoadRequest& request,
                                               Record* record = nullptr);

/// The same with empty `date or today` cells left empty, as they were recorded.
[[nodiscard]] Result<engine::Facts> load_content(KnowledgeBase& kb, const check::Rulebase& rulebase, const LoadRequest& request,
                                                 Record* record = nullptr);

}  // namespace credence::store
