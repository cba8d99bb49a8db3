// What the terminal at hand can show.
#pragma once

#include "cli/verbs.hpp"
#include "report/terminal.hpp"

namespace credence::cli {

/// Its width where the output is a terminal, 98 columns elsewhere; box lines where the locale's characters are UTF-8.
[[nodiscard]] report::TerminalStyle terminal_style(const Context& context);

}  // namespace credence::cli
