// Numbers as files of other programs write them, to the plain decimals and ISO dates that people would have written. Digits are
// moved as text: no binary fraction is made on the way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace credence::sheet {

/// "1.5E3" as "1500", "0.30000000000000004" with 15 significant digits as "0.3". Nothing for what is no number, or has more
/// than forty digits when it is written out.
[[nodiscard]] std::optional<std::string> plain_number(std::string_view text, std::size_t significant_digits);

/// The day, or the moment, that a workbook counts in days from its epoch: "2026-03-11", "2026-03-11T09:00:00Z". Nothing for what
/// is no date: a time of day alone, the 29 February 1900 that spreadsheets made up, a year after 9999.
[[nodiscard]] std::optional<std::string> serial_date(std::string_view number, bool from_1904);

}  // namespace credence::sheet
