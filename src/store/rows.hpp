// Rows by the names that people know them by, for this folder alone.
#pragma once

#include <string_view>
#include <vector>

#include "store/connection.hpp"
#include "store/schema.hpp"

namespace credence::store {

struct RowAt {
    const Table* table = nullptr;
    std::int64_t entry = 0;
    bool in_force = true;  // now
};

/// The rows whose item this is, or whose name in reports (`C01/mandate`); by entry.
[[nodiscard]] std::vector<RowAt> rows_named(Connection& connection, const check::Rulebase& rulebase,
                                            const Vocabulary& vocabulary, std::string_view item);

/// The rows of an individual: those of its entity's table that have this id, then those that name it; by table and entry. Without `entity`
/// of whatever entity.
[[nodiscard]] std::vector<RowAt> rows_of_individual(Connection& connection, const Vocabulary& vocabulary, std::string_view id,
                                                    std::optional<check::EntityId> entity = {});

}  // namespace credence::store
