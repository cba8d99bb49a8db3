#include "sheet/formulas.hpp"

#include <algorithm>

#include "sheet/numbers.hpp"

namespace credence::sheet {
namespace {

std::string_view behind_apostrophes(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of('\''), text.size()));
}

}  // namespace

bool is_formula(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view("=+@\t\r").find(text.front()) != std::string_view::npos) return true;
    constexpr std::size_t any = 400;
    if (text.front() == '-') return !plain_number(text, any);
    // The same signs in full width, which some spreadsheets take for them.
    constexpr std::string_view wide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    return std::any_of(std::begin(wide), std::end(wide), [&](auto sign) { return text.starts_with(sign); });
}

std::string disarmed(std::string_view text) { return (is_formula(behind_apostrophes(text)) ? "'" : "") + std::string(text); }

std::string_view armed(std::string_view text) {
    return text.starts_with('\'') && is_formula(behind_apostrophes(text)) ? text.substr(1) : text;
}

}  // namespace credence::sheet
