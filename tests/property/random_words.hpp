// The words of random declarations, before they are laid out.
#pragma once

#include <string>
#include <vector>

#include "property/shuffle.hpp"

namespace credence::testing {

// How a word is joined to the one before.
enum class Join { free, glued, clause, entry, row, margin };

struct Word {
    std::string text;  // '\n' in a quoted text: a break there
    Join join = Join::free;
};

/// One declaration of any kind, with any of its clauses. Parses without an error; its names mean nothing.
[[nodiscard]] std::vector<Word> random_declaration(Dice& dice);

}  // namespace credence::testing
