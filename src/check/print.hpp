// Values of the checked language as people write and read them. One place, so that every command prints alike.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "check/rulebase.hpp"

namespace credence::check {

/// `name` as written in rules: value names, numbers without unit, ISO dates, yes/no, "low..high", "empty". Not for entities
/// and texts.
[[nodiscard]] std::string written(const Rulebase& rulebase, Type type, Cell cell);

/// A value from text by name, label or short label (names first); numbers, dates, times, yes/no (true/false, 1/0), ranges as
/// "low..high". The failure says what was expected: "1, 2, 3, 4 or 5". Not for entities and texts.
[[nodiscard]] Result<Cell> read_value(const Rulebase& rulebase, Type type, std::string_view text);

/// "a value of Rating", "a number of years", "a Person": for messages to authors.
[[nodiscard]] std::string described(const Rulebase& rulebase, Type type);

/// Natural order of names and ids: digits compare as numbers, so P2 comes before P10; ties by bytes.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);

}  // namespace credence::check
