#include "check/codes.hpp"

namespace credence::check {
namespace {

using enum text::Level;

constexpr text::Code codes[] = {
    // Names and types
    {"E0101", error, "a name that is declared twice"},
    {"E0102", error, "a name that is not declared"},
    {"E0103", error, "not a value of the scale"},
    {"E0104", error, "a comparison across two scales"},
    {"E0105", error, "a value of another type than its place takes"},
    {"E0106", error, "numbers of different units"},
    {"E0107", error, "a variable that is used only once"},
    {"E0108", error, "a value that several scales share"},
    {"E0109", error, "an order where there is none"},
    {"E0110", error, "arguments that do not fit"},
    {"E0111", error, "a name of another kind than its place takes"},
    {"E0112", error, "a variable or parameter named like a value of its type"},
    {"E0113", error, "a number, date, time or range that does not exist"},
    {"E0114", error, "a hole of a text that does not resolve"},
    {"E0115", error, "a source that is not declared"},
    {"E0116", error, "a rulebase without exactly one `rulebase` declaration"},
    {"E0117", error, "a clause that does not fit its declaration"},
    {"E0118", error, "a variable whose type cannot be told"},
    // Rules
    {"E0201", error, "a variable that nothing binds"},
    {"E0202", error, "a conclusion with a variable that `for` does not name"},
    {"E0203", error, "a circle through an absence"},
    {"E0204", error, "a protected attribute that is read"},
    {"E0205", error, "a rule that names an individual"},
    {"E0206", error, "an attribute or relation that is both recorded and derived"},
    {"E0207", error, "`only if` over more than parameters"},
    {"E0208", error, "a condition that can never be met"},
    {"E0209", error, "`surely` or `possibly` over more than attributes and relations"},
    {"E0210", error, "`settled` over what has no end of values"},
    // Cases and tables
    {"E0301", error, "a case that can never be reached"},
    {"E0302", error, "cases that leave a gap"},
    {"E0303", error, "a table whose columns or cells do not fit"},
    {"W0301", warning, "rows of a table that overlap"},
    // Examples
    {"E0401", error, "a line of an example that states no fact"},
    {"E0402", error, "evidence that does not fit"},
    {"E0403", error, "scenes that use each other in a circle"},
    {"E0404", error, "an example that reads today's date and does not say `as of`"},
    {"E0405", error, "a fact of something that rules derive"},
    {"E0406", error, "an individual of an example with two types"},
    // Weights
    {"E0601", error, "odds of at most 1:1"},
    {"E0602", error, "bands that do not rise"},
    {"E0603", error, "bands that leave a gap"},
    {"E0604", error, "a weight or bands where there are some"},
    {"E0605", error, "a weight for what points to no pole"},
    {"E0606", error, "a proposition that is correlated twice"},
    {"E0607", error, "correlated propositions on different questions"},
    {"E0608", error, "a question without bands"},
    // Not yet
};

}  // namespace

std::span<const text::Code> diagnostic_codes() { return codes; }

}  // namespace credence::check
