#include "base/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace credence {
namespace {

namespace ch = std::chrono;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return text.empty() ? std::nullopt : std::optional(value);
}

std::int32_t day_number(ch::year_month_day ymd) {
    return static_cast<std::int32_t>(ch::sys_days{ymd}.time_since_epoch().count());
}

ch::year_month_day civil(std::int32_t day) { return ch::year_month_day{ch::sys_days{ch::days{day}}}; }

/// The day `years` after `start`; 29 February falls on 1 March in common years.
std::int32_t anniversary(std::int32_t start, int years) {
    const auto from = civil(start);
    const ch::year_month_day to{from.year() + ch::years{years}, from.month(), from.day()};
    if (to.ok()) return day_number(to);
    return day_number(ch::year_month_day{to.year(), ch::March, ch::day{1}});
}

/// Years from `start` to the day `end`, which is not counted itself. Requires start <= end.
Decimal elapsed_years(std::int32_t start, std::int32_t end) {
    int whole = static_cast<int>(civil(end).year()) - static_cast<int>(civil(start).year());
    if (anniversary(start, whole) > end) --whole;
    const std::int32_t from = anniversary(start, whole);
    const std::int32_t next = anniversary(start, whole + 1);
    const auto rest = ratio(end - from, next - from);
    return *add(*Decimal::from_integer(whole), *rest);
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    const auto part = [&](std::size_t at, std::size_t length) { return digits(text.substr(at, length)); };
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return {};
    if ((text.size() > 4 && text[4] != '-') || (text.size() > 7 && text[7] != '-')) return {};
    const auto year = part(0, 4);
    const auto month = text.size() > 4 ? part(5, 2) : std::optional(1);
    const auto day = text.size() > 7 ? part(8, 2) : std::optional(1);
    if (!year || !month || !day || *year < 1) return {};
    const ch::year_month_day ymd{ch::year{*year}, ch::month{static_cast<unsigned>(*month)},
                                 ch::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok()) return {};
    const auto precision = text.size() == 10  ? Precision::day
                           : text.size() == 7 ? Precision::month
                                              : Precision::year;
    return Date{day_number(ymd), precision};
}

Date Date::from_civil(int year, unsigned month, unsigned day) {
    return {day_number(ch::year_month_day{ch::year{year}, ch::month{month}, ch::day{day}}), Precision::day};
}

std::int32_t Date::last() const {
    const auto ymd = civil(first);
    switch (precision) {
        case Precision::day: return first;
        case Precision::month: return day_number(ch::year_month_day{ch::sys_days{ymd.year() / ymd.month() / ch::last}});
        case Precision::year: return day_number(ymd.year() / ch::December / 31);
    }
    return first;
}

std::string Date::text() const {
    const auto ymd = civil(first);
    const int year = static_cast<int>(ymd.year());
    if (precision == Precision::year) return fmt::format("{:04}", year);
    const auto month = static_cast<unsigned>(ymd.month());
    if (precision == Precision::month) return fmt::format("{:04}-{:02}", year, month);
    return fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(ymd.day()));
}

Date Date::from_code(std::int64_t code) {
    const auto precision = static_cast<int>(code & 3);
    return {static_cast<std::int32_t>((code - precision) / 4), static_cast<Precision>(precision)};
}

Decimal years_counting_both(std::int32_t first_day, std::int32_t last_day) {
    return last_day < first_day ? Decimal{} : elapsed_years(first_day, last_day + 1);
}

Decimal duration_years(std::vector<std::pair<std::int32_t, std::int32_t>> stretches) {
    std::erase_if(stretches, [](const auto& s) { return s.second < s.first; });
    std::sort(stretches.begin(), stretches.end());
    Decimal total;
    for (std::size_t i = 0; i < stretches.size();) {
        auto [first, last] = stretches[i++];
        for (; i < stretches.size() && stretches[i].first <= last + 1; ++i) last = std::max(last, stretches[i].second);
        total = *add(total, years_counting_both(first, last));
    }
    return total;
}

Decimal years_between(Date from, Date to) {
    return to.first < from.first ? Decimal{} : elapsed_years(from.first, to.first);
}

std::optional<std::int64_t> parse_time(std::string_view text) {
    const bool seconds = text.size() == 20;
    if ((text.size() != 17 && !seconds) || text.back() != 'Z' || text[10] != 'T' || text[13] != ':') return {};
    if (seconds && text[16] != ':') return {};
    const auto date = Date::parse(text.substr(0, 10));
    const auto hour = digits(text.substr(11, 2));
    const auto minute = digits(text.substr(14, 2));
    const auto second = seconds ? digits(text.substr(17, 2)) : std::optional(0);
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return {};
    return std::int64_t{date->first} * 86'400 + *hour * 3'600 + *minute * 60 + *second;
}

std::string time_text(std::int64_t seconds) {
    auto day = seconds / 86'400;
    auto rest = seconds % 86'400;
    if (rest < 0) {
        rest += 86'400;
        --day;
    }
    const Date date{static_cast<std::int32_t>(day), Precision::day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", date.text(), rest / 3'600, rest / 60 % 60, rest % 60);
}

}  // namespace credence
