#include "parse/codes.hpp"

namespace credence::parse {
namespace {

using enum text::Level;

constexpr text::Code codes[] = {
    {"E0001", error, "something else was expected here"},
    {"E0002", error, "no declaration starts like this"},
    {"E0003", error, "a text in quotes that is never closed"},
    {"E0004", error, "a bracket without its partner"},
    {"E0005", error, "a sign or word of another language"},
    {"E0006", error, "a keyword where a name should stand"},
    {"E0007", error, "a character that cannot stand here"},
    {"E0008", error, "nested too deeply"},
    {"E0009", error, "a date, number or file that cannot be read"},
    {"E0010", error, "a clause out of order, or twice"},
    {"E0011", error, "a part that is missing"},
    {"E0012", error, "`and` mixed with `or`"},
    {"E0013", error, "a hole in a text that cannot be read"},
    {"E0014", error, "a row that does not fit its table"},
};

}  // namespace

std::span<const text::Code> diagnostic_codes() { return codes; }

}  // namespace credence::parse
