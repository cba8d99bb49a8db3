// The work of verify.hpp inside a transaction that is open already: readers verify the snapshot that they then read.
#pragma once

#include "store/connection.hpp"
#include "store/verify.hpp"

namespace credence::store {

[[nodiscard]] Verification verify_snapshot(Connection& connection);
/// A failure that names the first finding, if there is one: who answers or exports answers nothing then.
[[nodiscard]] Status require_sound(Connection& connection);

}  // namespace credence::store
