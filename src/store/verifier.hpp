// The work of verify.hpp inside a transaction that is open already: readers verify the snapshot that they then read.
#pragma once

#include "store/connection.hpp"
#include "store/verify.hpp"

namespace credence::store {

[[nodiscard]] Verification verify_snapshot(Connection& connection);

}  // namespace credence::store
