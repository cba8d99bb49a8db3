// A spreadsheet that opens CSV runs what looks like a formula: `=HYPERLINK(…)`. Written with an apostrophe before it, it stays a
// text; whoever reads it back takes the apostrophe away, so that nothing is changed on the way.
#pragma once

#include <string>
#include <string_view>

namespace credence::sheet {

/// Whether a spreadsheet would take the text for a formula. Plain numbers, negative ones too, are none.
[[nodiscard]] bool is_formula(std::string_view text);

/// The text for a CSV file: an apostrophe before what is a formula, or would read as a disarmed one.
[[nodiscard]] std::string disarmed(std::string_view text);

/// The text that was disarmed; any other as it stands.
[[nodiscard]] std::string_view armed(std::string_view text);

}  // namespace credence::sheet
