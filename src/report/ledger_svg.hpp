// The picture of a ledger: a bar a rule from even to what it weighs, with a line over what it may weigh, and the sum below.
// Direction and shape tell what colour tells: a bar ends in a tip that points to its pole, one that does not count is an outline.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

[[nodiscard]] std::string ledger_svg(const Ledger& ledger, const Words& words);

}  // namespace credence::report
