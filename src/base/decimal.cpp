#include "base/decimal.hpp"

#include <charconv>
#include <limits>

#include "base/wide.hpp"

namespace credence {
namespace {

std::optional<Decimal> narrow(Wide raw) {
    if (raw > std::numeric_limits<std::int64_t>::max() || raw < std::numeric_limits<std::int64_t>::min()) return {};
    return Decimal::from_raw(static_cast<std::int64_t>(raw));
}

Wide divide_half_even(Wide numerator, Wide denominator) {
    const bool negative = (numerator < 0) != (denominator < 0);
    const Wide n = numerator < 0 ? -numerator : numerator;
    const Wide d = denominator < 0 ? -denominator : denominator;
    Wide quotient = n / d;
    const Wide twice = (n % d) * 2;
    if (twice > d || (twice == d && quotient % 2 != 0)) ++quotient;
    return negative ? -quotient : quotient;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Decimal> Decimal::from_integer(std::int64_t whole) { return narrow(Wide{whole} * scale); }

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || whole.size() > 12 || fraction.size() > 9) return {};
    if (point != std::string_view::npos && fraction.empty()) return {};
    Wide raw = 0;
    for (const char c : whole) {
        if (!is_digit(c)) return {};
        raw = raw * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < 9; ++i) {
        if (i < fraction.size() && !is_digit(fraction[i])) return {};
        raw = raw * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    }
    return narrow(negative ? -raw : raw);
}

std::string Decimal::text() const {
    std::string exact = text(9);
    while (exact.back() == '0') exact.pop_back();
    if (exact.back() == '.') exact.pop_back();
    return exact;
}

std::string Decimal::text(int digits) const {
    Wide unit = 1;
    for (int i = digits; i < 9; ++i) unit *= 10;
    const Wide rounded = divide_half_even(raw_, unit);
    const Wide magnitude = rounded < 0 ? -rounded : rounded;
    Wide power = 1;
    for (int i = 0; i < digits; ++i) power *= 10;
    std::string out = rounded < 0 ? "-" : "";
    out += std::to_string(static_cast<std::uint64_t>(magnitude / power));
    if (digits > 0) {
        const std::string fraction = std::to_string(static_cast<std::uint64_t>(magnitude % power));
        out += '.';
        out.append(static_cast<std::size_t>(digits) - fraction.size(), '0');
        out += fraction;
    }
    return out;
}

std::optional<Decimal> add(Decimal a, Decimal b) { return narrow(Wide{a.raw()} + b.raw()); }
std::optional<Decimal> subtract(Decimal a, Decimal b) { return narrow(Wide{a.raw()} - b.raw()); }
std::optional<Decimal> multiply(Decimal a, Decimal b) {
    return narrow(divide_half_even(Wide{a.raw()} * b.raw(), Decimal::scale));
}
std::optional<Decimal> divide(Decimal a, Decimal b) {
    if (b.raw() == 0) return {};
    return narrow(divide_half_even(Wide{a.raw()} * Decimal::scale, b.raw()));
}
std::optional<Decimal> ratio(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) return {};
    return narrow(divide_half_even(Wide{numerator} * Decimal::scale, denominator));
}

}  // namespace credence
