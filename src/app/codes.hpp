// The one list of all codes that the program may report, of every stage.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "text/code.hpp"

namespace credence::app {

/// In the order of the codes.
[[nodiscard]] const std::vector<text::Code>& all_codes();

/// Nothing for a code that no stage lists.
[[nodiscard]] std::optional<text::Code> find_code(std::string_view code);

}  // namespace credence::app
