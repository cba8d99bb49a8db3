#include "store/codes.hpp"

namespace credence::store {
namespace {

using enum text::Level;

constexpr text::Code codes[] = {
    {"K0201", error, "a file, a row or a cell that cannot be read"},
    {"K0202", error, "an attribute, column or table that there is not"},
    {"K0203", error, "not a value of its scale or choice, or not a range of it"},
    {"K0204", error, "not a number, a time, yes or no, or a confidence"},
    {"K0205", error, "not a date"},
    {"K0206", error, "a row with more or fewer cells than the header"},
    {"K0207", error, "somebody or something that is not listed"},
    {"K0208", error, "there already with other content"},
    {"K0209", error, "an empty cell, or a column that is missing"},
    {"K0210", error, "dated after its time of record"},
    {"K0211", error, "a range from high to low"},
    {"K0212", error, "a time of record without `--history`, or none with it"},
    {"K0213", warning, "it ends before it starts"},
    {"K0214", error, "not fit to be an id or an item"},
    {"K0215", warning, "a text that may tell what rules may not read"},
    {"K0216", error, "no assessor of the panel"},
};

}  // namespace

std::span<const text::Code> diagnostic_codes() { return codes; }

}  // namespace credence::store
