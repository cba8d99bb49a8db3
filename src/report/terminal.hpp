// Reports and proofs for a terminal, laid out by its width: trees of claims with their ids at the right margin, tables as
// columns. Takes the same tree as the other prints and says nothing that they do not. No colour carries meaning; text that
// would steer the terminal is made harmless.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

struct TerminalStyle {
    std::size_t width = 98;  // columns; at least 40 are used
    bool unicode = false;    // branches as box lines
    bool colour = false;     // what stands out in bold
};

/// A claim and what it rests on.
struct Branch {
    Claim claim;
    std::vector<Branch> branches;
};

/// One tree; `root` stands without a branch in front.
[[nodiscard]] std::string tree_text(const Branch& root, const Words& words, const TerminalStyle& style);

/// `credence explain why`: the answer, the chain as a tree, what speaks against it, what could not be decided.
[[nodiscard]] std::string why_text(const Report& report, const Words& words, const TerminalStyle& style);

}  // namespace credence::report
