// The reading of record.hpp inside a transaction that is open already: in the snapshot that facts are read from.
#pragma once

#include "store/connection.hpp"
#include "store/record.hpp"
#include "store/schema.hpp"

namespace credence::store {

/// What was recorded by then (seconds since 1970), up to that entry.
[[nodiscard]] Record read_record(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                                 std::int64_t known_at, std::int64_t last_entry);

}  // namespace credence::store
