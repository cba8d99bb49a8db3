// How two texts differ, for people: the lines that left (-) and came (+), each with a little around it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::testing {

/// Lines without their breaks; the rest after the last break counts if it is not empty.
[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);

/// Empty where the texts are the same.
[[nodiscard]] std::string difference(std::string_view expected, std::string_view found);

}  // namespace credence::testing
