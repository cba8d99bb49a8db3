// Explanations for a terminal, laid out by its width: trees of statements with their ids at the right margin, tables as columns.
// Says the same as the other prints. No colour carries meaning; text that would steer the terminal is made harmless.
#pragma once

#include <cstddef>
#include <string>

#include "explain/explanation.hpp"
#include "report/words.hpp"

namespace credence::report {

struct TerminalStyle {
    std::size_t width = 98;  // columns; at least 40 are used
    bool unicode = false;    // branches as box lines
    bool colour = false;     // what stands out in bold
};

/// One tree; `root` stands without a branch in front.
[[nodiscard]] std::string tree_text(const explain::Statement& root, const Words& words, const TerminalStyle& style);

[[nodiscard]] std::string terminal_text(const explain::Explanation& explanation, const Words& words,
                                        const TerminalStyle& style);

}  // namespace credence::report
