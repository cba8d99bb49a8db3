// What a user finds where the program was started.
#pragma once

#include <string>

#include "app/config.hpp"

namespace credence::cli {

/// "Here: grape_for_site 0.1 (rules/grapes) and grapes.db, from ./credence.toml", or what is wrong with that file; empty without one.
[[nodiscard]] std::string here(const app::Environment& environment);

}  // namespace credence::cli
