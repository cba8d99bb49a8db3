#include "sheet/numbers.hpp"

#include <algorithm>
#include <cstdint>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace credence::sheet {
namespace {

constexpr int most_digits = 40;

/// digits × 10^power, without leading zeros.
struct Parts {
    bool negative = false;
    std::string digits;
    int power = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool read_exponent(std::string_view text, int& power) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return false;
    int exponent = 0;
    for (const char c : text) exponent = std::min(exponent * 10 + (c - '0'), 100'000);
    power += negative ? -exponent : exponent;
    return true;
}

std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    if (text.starts_with('-')) {
        parts.negative = true;
        text.remove_prefix(1);
    }
    bool any = false, point = false;
    while (!text.empty() && (is_digit(text.front()) || (text.front() == '.' && !point))) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '.') {
            point = true;
            continue;
        }
        any = true;
        if (c != '0' || !parts.digits.empty()) parts.digits += c;
        if (point) --parts.power;
        if (parts.digits.size() > 400) return std::nullopt;
    }
    if (!any) return std::nullopt;
    if (!text.empty()) {
        if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
        if (!read_exponent(text.substr(1), parts.power)) return std::nullopt;
    }
    return parts;
}

/// Half away from zero.
void round(Parts& parts, std::size_t significant) {
    if (parts.digits.size() <= significant) return;
    const bool up = parts.digits[significant] >= '5';
    parts.power += static_cast<int>(parts.digits.size() - significant);
    parts.digits.resize(significant);
    if (!up) return;
    for (std::size_t i = significant; i-- > 0;) {
        if (parts.digits[i] != '9') {
            ++parts.digits[i];
            return;
        }
        parts.digits[i] = '0';
    }
    parts.digits.insert(parts.digits.begin(), '1');
}

}  // namespace

std::optional<std::string> plain_number(std::string_view text, std::size_t significant_digits) {
    auto parts = parts_of(text);
    if (!parts) return std::nullopt;
    round(*parts, significant_digits);
    while (!parts->digits.empty() && parts->digits.back() == '0') {
        parts->digits.pop_back();
        ++parts->power;
    }
    if (parts->digits.empty()) return "0";
    const auto size = static_cast<int>(parts->digits.size());
    if (size > most_digits || parts->power > most_digits - size || parts->power < -most_digits) return std::nullopt;
    std::string out = parts->negative ? "-" : "";
    if (parts->power >= 0) return out + parts->digits + std::string(static_cast<std::size_t>(parts->power), '0');
    const int whole = size + parts->power;  // digits before the point
    if (whole <= 0) return out + "0." + std::string(static_cast<std::size_t>(-whole), '0') + parts->digits;
    return out + parts->digits.substr(0, static_cast<std::size_t>(whole)) + '.' +
           parts->digits.substr(static_cast<std::size_t>(whole));
}

std::optional<std::string> serial_date(std::string_view number, bool from_1904) {
    constexpr std::size_t enough = 15;
    constexpr std::int64_t seconds_a_day = 86'400;
    const auto plain = plain_number(number, enough);
    if (!plain) return std::nullopt;
    const auto point = std::min(plain->find('.'), plain->size());
    const auto decimal = Decimal::parse(plain->substr(0, point + 10));  // nine places are a ten-thousandth of a second
    if (!decimal || decimal->raw() < 0) return std::nullopt;
    auto days = decimal->raw() / Decimal::scale;
    const auto rest = decimal->raw() % Decimal::scale;
    auto seconds = (rest * seconds_a_day + Decimal::scale / 2) / Decimal::scale;
    if (seconds == seconds_a_day) {
        ++days;
        seconds = 0;
    }
    constexpr std::int64_t made_up = 60;  // 29 February 1900
    if (!from_1904 && (days == 0 || days == made_up)) return std::nullopt;
    const auto epoch = from_1904        ? Date::from_civil(1904, 1, 1)
                       : days < made_up ? Date::from_civil(1899, 12, 31)
                                        : Date::from_civil(1899, 12, 30);
    const auto last = Date::from_civil(9999, 12, 31).first;
    if (days > last - epoch.first) return std::nullopt;
    const Date day{epoch.first + static_cast<std::int32_t>(days), Precision::day};
    return seconds == 0 ? day.text() : time_text(std::int64_t{day.first} * seconds_a_day + seconds);
}

}  // namespace credence::sheet
