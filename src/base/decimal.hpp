// Numbers of the language: decimals of at most nine digits after the point, as scaled int64. Exact, so no result depends on
// order, compiler or platform. Operations that overflow or divide by zero return nothing; callers report the place.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace credence {

class Decimal {
public:
    static constexpr std::int64_t scale = 1'000'000'000;

    constexpr Decimal() = default;
    [[nodiscard]] static constexpr Decimal from_raw(std::int64_t raw) {
        Decimal d;
        d.raw_ = raw;
        return d;
    }
    /// Whole numbers of magnitude up to 9,223,372,036.
    [[nodiscard]] static std::optional<Decimal> from_integer(std::int64_t whole);
    /// "12", "-0.5", "3.25"; nothing for anything else, more than nine digits after the point, or overflow.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t raw() const { return raw_; }
    /// Shortest exact form: "12", "0.5".
    [[nodiscard]] std::string text() const;
    /// Rounded half to even to `digits` (0 to 9) places, all of them printed.
    [[nodiscard]] std::string text(int digits) const;

    friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;

private:
    std::int64_t raw_ = 0;
};

[[nodiscard]] std::optional<Decimal> add(Decimal a, Decimal b);
[[nodiscard]] std::optional<Decimal> subtract(Decimal a, Decimal b);
/// Rounded half to even at the ninth digit.
[[nodiscard]] std::optional<Decimal> multiply(Decimal a, Decimal b);
/// Rounded half to even at the ninth digit; nothing for a divisor of zero.
[[nodiscard]] std::optional<Decimal> divide(Decimal a, Decimal b);
/// numerator / denominator, rounded half to even at the ninth digit.
[[nodiscard]] std::optional<Decimal> ratio(std::int64_t numerator, std::int64_t denominator);

}  // namespace credence
