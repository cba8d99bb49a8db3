#include "check/codes.hpp"

#include <array>

namespace credence::check {
namespace {

constexpr std::array codes{
    // Names and types
    Code{"E0101", "a name that is declared twice"},
    Code{"E0102", "a name that is not declared"},
    Code{"E0103", "not a value of the scale"},
    Code{"E0104", "a comparison across two scales"},
    Code{"E0105", "a value of another type than its place takes"},
    Code{"E0106", "numbers of different units"},
    Code{"E0107", "a variable that is used only once"},
    Code{"E0108", "a value that several scales share"},
    Code{"E0109", "an order where there is none"},
    Code{"E0110", "arguments that do not fit"},
    Code{"E0111", "a name of another kind than its place takes"},
    Code{"E0112", "a variable or parameter named like a value of its type"},
    Code{"E0113", "a number, date, time or range that does not exist"},
    Code{"E0114", "a hole of a text that does not resolve"},
    Code{"E0115", "a source that is not declared"},
    Code{"E0116", "a rulebase without exactly one `rulebase` declaration"},
    Code{"E0117", "a clause that does not fit its declaration"},
    Code{"E0118", "a variable whose type cannot be told"},
    // Rules
    Code{"E0201", "a variable that nothing binds"},
    Code{"E0202", "a conclusion with a variable that `for` does not name"},
    Code{"E0203", "a circle through an absence"},
    Code{"E0204", "a protected attribute that is read"},
    Code{"E0205", "a rule that names an individual"},
    Code{"E0206", "an attribute or relation that is both recorded and derived"},
    Code{"E0207", "`only if` over more than parameters"},
    Code{"E0208", "a condition that can never be met"},
    // Cases and tables
    Code{"E0301", "a case that can never be reached"},
    Code{"E0302", "cases that leave a gap"},
    Code{"E0303", "a table whose columns or cells do not fit"},
    Code{"W0301", "rows of a table that overlap"},
    // Examples
    Code{"E0401", "a line of an example that states no fact"},
    Code{"E0402", "evidence that does not fit"},
    Code{"E0403", "scenes that use each other in a circle"},
    Code{"E0404", "an example that reads today's date and does not say `as of`"},
    Code{"E0405", "a fact of something that rules derive"},
    Code{"E0406", "an individual of an example with two types"},
    // Not yet
    Code{"E0900", "not supported yet"},
};

}  // namespace

std::span<const Code> diagnostic_codes() { return codes; }

}  // namespace credence::check
