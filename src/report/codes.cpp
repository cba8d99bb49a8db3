#include "report/codes.hpp"

namespace credence::report {
namespace {

using enum text::Level;

constexpr text::Code codes[] = {
    {"T0101", error, "a catalogue of words that cannot be read"},
    {"T0102", error, "a message that does not fit the one it replaces"},
    {"T0103", error, "a tag without an end or a name"},
    {"T0104", error, "a section that is not closed, not open, or too deep"},
    {"T0105", error, "an unescaped value, or other delimiters"},
    {"T0106", error, "a name that a report does not have here"},
    {"T0107", error, "a list or a part where a value should stand"},
    {"T0108", error, "a part that there is not"},
    {"T0109", error, "a part that contains itself"},
    {"T0110", error, "a message that there is not, or that has holes"},
    {"T0111", error, "a file that no report uses"},
    {"T0112", warning, "a message that leaves out what fills a hole"},
};

}  // namespace

std::span<const text::Code> diagnostic_codes() { return codes; }

}  // namespace credence::report
