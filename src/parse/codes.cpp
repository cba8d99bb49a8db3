#include "parse/codes.hpp"

namespace credence::parse {
namespace {

constexpr Code codes[] = {
    {"E0001", "something else was expected here"},
    {"E0002", "no declaration starts like this"},
    {"E0003", "a text in quotes that is never closed"},
    {"E0004", "a bracket without its partner"},
    {"E0005", "a sign of another language"},
    {"E0006", "a keyword where a name should stand"},
    {"E0007", "a character that cannot stand here"},
    {"E0008", "nested too deeply"},
    {"E0009", "a date, number or file that cannot be read"},
    {"E0010", "a clause out of order, or twice"},
    {"E0011", "a part that is missing"},
    {"E0012", "`and` mixed with `or`"},
    {"E0013", "a hole in a text that cannot be read"},
    {"E0014", "a row that does not fit its table"},
};

}  // namespace

std::span<const Code> diagnostic_codes() { return codes; }

}  // namespace credence::parse
