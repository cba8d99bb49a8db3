#include "check/print.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace credence::check {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the start of `text`, without leading zeros; `text` moves behind them.
std::string_view take_number(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && is_digit(text[end])) ++end;
    std::size_t begin = 0;
    while (begin + 1 < end && text[begin] == '0') ++begin;
    const auto digits = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return digits;
}

std::string with_article(const std::string& noun) {
    const bool vowel = !noun.empty() && std::string_view("aeiouAEIOU").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + noun;
}

/// The shorter of a value's name and its short label, as people type it.
const std::string& typed_form(const Value& value) {
    return !value.short_label.empty() && value.short_label.size() < value.name.size() ? value.short_label : value.name;
}

std::string expected_values(const Scale& scale) {
    constexpr std::size_t most = 12;
    std::string out;
    for (std::size_t i = 0; i < scale.values.size(); ++i) {
        if (i == most) return out + fmt::format(" and {} more", scale.values.size() - most);
        if (i > 0) out += i + 1 == scale.values.size() ? " or " : ", ";
        out += typed_form(scale.values[i]);
    }
    return out;
}

std::optional<Cell> value_named(const Scale& scale, std::string_view text) {
    for (auto part : {&Value::name, &Value::label, &Value::short_label})
        for (std::size_t i = 0; i < scale.values.size(); ++i)
            if (scale.values[i].*part == text) return static_cast<Cell>(i);
    return std::nullopt;
}

}  // namespace

std::string written(const Rulebase& rulebase, Type type, Cell cell) {
    const auto value_name = [&](Cell position) {
        return rulebase.scales[type.index].values[static_cast<std::size_t>(position)].name;
    };
    switch (type.kind) {
        case TypeKind::scale: return value_name(cell);
        case TypeKind::number: return Decimal::from_raw(cell).text();
        case TypeKind::date: return Date::from_code(cell).text();
        case TypeKind::time: return time_text(cell);
        case TypeKind::yes_no: return cell != 0 ? "yes" : "no";
        case TypeKind::range:
            return cell == empty_range ? "empty" : value_name(lowest_of(cell)) + ".." + value_name(highest_of(cell));
        case TypeKind::entity:
        case TypeKind::text: break;
    }
    return {};
}

Result<Cell> read_value(const Rulebase& rulebase, Type type, std::string_view text) {
    const auto expected = [](std::string what) { return failure(FailureKind::input, std::move(what)); };
    switch (type.kind) {
        case TypeKind::scale: {
            const auto& scale = rulebase.scales[type.index];
            if (const auto value = value_named(scale, text)) return *value;
            return expected(expected_values(scale));
        }
        case TypeKind::number:
            if (const auto number = Decimal::parse(text)) return number->raw();
            return expected("a number such as 12 or 0.5");
        case TypeKind::date:
            if (const auto date = Date::parse(text)) return date->code();
            return expected("a date such as 2026-02-28");
        case TypeKind::time:
            if (const auto time = parse_time(text)) return *time;
            return expected("a time such as 2026-02-28T09:00Z");
        case TypeKind::yes_no:
            if (text == "yes" || text == "true" || text == "1") return Cell{1};
            if (text == "no" || text == "false" || text == "0") return Cell{0};
            return expected("yes or no");
        case TypeKind::range: {
            const auto& scale = rulebase.scales[type.index];
            if (text == "empty") return empty_range;
            const auto dots = text.find("..");
            if (dots != std::string_view::npos) {
                const auto lowest = value_named(scale, text.substr(0, dots));
                const auto highest = value_named(scale, text.substr(dots + 2));
                if (lowest && highest && *lowest <= *highest) return pack_range(*lowest, *highest);
                if (lowest && highest) return expected("a range from its lower to its higher end");
            }
            return expected(fmt::format("a range such as {}..{}, of {}", typed_form(scale.values.front()),
                                        typed_form(scale.values.back()), expected_values(scale)));
        }
        case TypeKind::entity:
        case TypeKind::text: break;
    }
    return expected("a value of another type");
}

std::string described(const Rulebase& rulebase, Type type) {
    switch (type.kind) {
        case TypeKind::entity: return with_article(rulebase.entities[type.index].head.name);
        case TypeKind::scale: return "a value of " + rulebase.scales[type.index].head.name;
        case TypeKind::number: return type.index == 0 ? "a number without a unit" : "a number of " + rulebase.units[type.index];
        case TypeKind::date: return "a date";
        case TypeKind::time: return "a time";
        case TypeKind::text: return "a text";
        case TypeKind::yes_no: return "yes or no";
        case TypeKind::range: return "a range of " + rulebase.scales[type.index].head.name;
    }
    return {};
}

bool natural_less(std::string_view a, std::string_view b) {
    const auto whole_a = a;
    const auto whole_b = b;
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const auto number_a = take_number(a);
            const auto number_b = take_number(b);
            if (number_a.size() != number_b.size()) return number_a.size() < number_b.size();
            if (number_a != number_b) return number_a < number_b;
        } else {
            if (a.front() != b.front()) return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    if (a.empty() != b.empty()) return a.empty();
    return whole_a < whole_b;
}

}  // namespace credence::check
