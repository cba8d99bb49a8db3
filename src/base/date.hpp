// Calendar dates (proleptic Gregorian) of day, month or year precision, and moments in UTC seconds. No clock, no zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"

namespace credence {

enum class Precision : std::uint8_t { day, month, year };

/// A date as written: a month or a year may stand for its first to last day. Years 1 to 9999. Ordered by the first day.
struct Date {
    std::int32_t first = 0;  // days since 1970-01-01 of the first day meant
    Precision precision = Precision::day;

    /// "2026-02-28", "2026-02" or "2026"; nothing for a day that does not exist.
    [[nodiscard]] static std::optional<Date> parse(std::string_view text);
    [[nodiscard]] static Date from_civil(int year, unsigned month, unsigned day);
    [[nodiscard]] std::int32_t last() const;  // days since 1970-01-01 of the last day meant
    [[nodiscard]] std::string text() const;   // as it was written

    /// One int64 for columns: orders as the dates do, then by precision.
    [[nodiscard]] std::int64_t code() const { return std::int64_t{first} * 4 + static_cast<int>(precision); }
    [[nodiscard]] static Date from_code(std::int64_t code);

    friend auto operator<=>(const Date&, const Date&) = default;
};

/// Whole years from the first day to the last, both counted, plus the rest over the days to the next anniversary (29 February: 1 March).
/// 1 January to 31 December is exactly 1; a reversed pair counts 0.
[[nodiscard]] Decimal years_counting_both(std::int32_t first_day, std::int32_t last_day);

/// The years covered by stretches of days (both ends counted): what overlaps or touches is joined, the joined stretches are added.
[[nodiscard]] Decimal duration_years(std::vector<std::pair<std::int32_t, std::int32_t>> stretches);

/// Years between two dates' first days, as elapsed time: the same day is 0. A reversed pair counts 0.
[[nodiscard]] Decimal years_between(Date from, Date to);

/// Moments: seconds since 1970-01-01T00:00:00Z.
[[nodiscard]] std::optional<std::int64_t> parse_time(std::string_view text);  // 2026-03-11T09:00Z or 2026-03-11T09:00:00Z
[[nodiscard]] std::string time_text(std::int64_t seconds);                    // 2026-03-11T09:00:00Z

}  // namespace credence
