#include "syntax/lexer_words.hpp"

#include <algorithm>
#include <array>

#include "base/date.hpp"

namespace credence::syntax {
namespace {

using enum TokenKind;

constexpr bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// 'd' stands for a digit.
bool matches(std::string_view rest, std::string_view pattern) {
    if (rest.size() < pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == 'd' ? !is_digit_byte(rest[i]) : rest[i] != pattern[i]) return false;
    }
    return true;
}

constexpr ForeignSign foreign_signs[] = {
    {"===", "=", equal},     {"==", "=", equal},    {"=>", ">=", greater_equal}, {"=<", "<=", less_equal},
    {"<>", "!=", not_equal}, {"&&", "and", kw_and}, {"||", "or", kw_or},         {"&", "and", kw_and},
};

constexpr OddCharacter odd_characters[] = {
    {"\u00A0", OddKind::blank, "this blank is a no-break space", " ", bad},
    {"\u202F", OddKind::blank, "this blank is a narrow no-break space", " ", bad},
    {"\u2009", OddKind::blank, "this blank is a thin space", " ", bad},
    {"\u3000", OddKind::blank, "this blank is an ideographic space", " ", bad},
    {"\u200B", OddKind::blank, "an invisible character (zero-width space) stands here", "", bad},
    {"\u200C", OddKind::blank, "an invisible character (zero-width non-joiner) stands here", "", bad},
    {"\u200D", OddKind::blank, "an invisible character (zero-width joiner) stands here", "", bad},
    {"\uFEFF", OddKind::blank, "an invisible character (byte order mark) stands here", "", bad},
    {"\u00AD", OddKind::blank, "an invisible character (soft hyphen) stands here", "", bad},
    {"\u200E", OddKind::blank, "an invisible mark of writing direction stands here", "", bad},
    {"\u200F", OddKind::blank, "an invisible mark of writing direction stands here", "", bad},
    {"\u202A", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u202B", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u202C", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u202D", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u202E", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u2066", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u2067", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u2068", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u2069", OddKind::turn, "an invisible mark of writing direction stands here", "", bad},
    {"\u201C", OddKind::quote, "texts stand in straight quotes, not in curly ones", "", bad},
    {"\u201D", OddKind::quote, "texts stand in straight quotes, not in curly ones", "", bad},
    {"\u201E", OddKind::quote, "texts stand in straight quotes, not in curly ones", "", bad},
    {"\u00AB", OddKind::quote, "texts stand in straight quotes, not in guillemets", "", bad},
    {"\u00BB", OddKind::quote, "texts stand in straight quotes, not in guillemets", "", bad},
    {"\u2265", OddKind::sign, "the sign for at least is written in two characters", ">=", greater_equal},
    {"\u2264", OddKind::sign, "the sign for at most is written in two characters", "<=", less_equal},
    {"\u2260", OddKind::sign, "the sign for unequal is written in two characters", "!=", not_equal},
    {"\u2212", OddKind::sign, "this minus is not the one of the keyboard", "-", minus},
    {"\u2013", OddKind::sign, "this is a dash, not a minus", "-", minus},
    {"\u2014", OddKind::sign, "this is a dash, not a minus", "-", minus},
    {"\u00D7", OddKind::sign, "times is written with an asterisk", "*", star},
    {"\u00F7", OddKind::sign, "divided by is written with a slash", "/", slash},
    {"\u2026", OddKind::sign, "a range is written with two points", "..", dots},
    {"\uFF0C", OddKind::sign, "this comma is not the one of the keyboard", ",", comma},
    {"\uFF1A", OddKind::sign, "this colon is not the one of the keyboard", ":", colon},
    {"\uFF08", OddKind::sign, "this bracket is not the one of the keyboard", "(", left_parenthesis},
    {"\uFF09", OddKind::sign, "this bracket is not the one of the keyboard", ")", right_parenthesis},
};

}  // namespace

Sign sign_at(std::string_view rest) {
    const auto next = [&](std::size_t i) { return i < rest.size() ? rest[i] : '\0'; };
    switch (rest[0]) {
        case '(': return {left_parenthesis, 1};
        case ')': return {right_parenthesis, 1};
        case '{': return {left_brace, 1};
        case '}': return {right_brace, 1};
        case ',': return {comma, 1};
        case ':': return {colon, 1};
        case '.': return next(1) == '.' ? Sign{dots, 2} : Sign{dot, 1};
        case '|': return {pipe, 1};
        case '=': return {equal, 1};
        case '!': return next(1) == '=' ? Sign{not_equal, 2} : Sign{bad, 1};
        case '<': return next(1) == '=' ? Sign{less_equal, 2} : Sign{less, 1};
        case '>': return next(1) == '=' ? Sign{greater_equal, 2} : Sign{greater, 1};
        case '+': return {plus, 1};
        case '*': return {star, 1};
        case '/': return {slash, 1};
        case '-': {
            std::uint32_t length = 1;
            while (next(length) == '-') ++length;
            return length >= 3 ? Sign{dashes, length} : Sign{minus, 1};
        }
        default: return {bad, 1};
    }
}

std::optional<ForeignSign> foreign_sign(std::string_view rest) {
    constexpr std::string_view own_alone = "(){},.+-*/>!";  // none of other languages begins so
    if (own_alone.find(rest[0]) != std::string_view::npos) return {};
    for (const auto& sign : foreign_signs) {
        if (rest.starts_with(sign.written)) return sign;
    }
    return {};
}

std::optional<OddCharacter> odd_character(std::string_view rest) {
    for (const auto& odd : odd_characters) {
        if (rest.starts_with(odd.bytes)) return odd;
    }
    return {};
}

std::uint32_t date_length(std::string_view rest) {
    if (!matches(rest, "dddd-dd")) return 0;
    std::uint32_t length = 7;
    if (matches(rest, "dddd-dd-dd")) {
        length = 10;
        if (matches(rest, "dddd-dd-ddTdd:ddZ")) length = 17;
        if (matches(rest, "dddd-dd-ddTdd:dd:ddZ")) length = 20;
    }
    const bool goes_on = rest.size() > length && (is_digit_byte(rest[length]) || is_letter(rest[length]));
    return goes_on ? 0 : length;
}

std::string_view code_point(std::string_view rest) {
    std::size_t length = 1;
    while (length < rest.size() && length < 4 && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
    return rest.substr(0, length);
}

ForeignDate foreign_date(std::string_view rest) {
    // Three numbers with points, slashes or hyphens between: day first, month first, or the year first.
    std::array<std::string_view, 3> part;
    std::size_t at = 0;
    char sign = '\0';
    for (std::size_t i = 0; i < 3; ++i) {
        const auto begin = at;
        while (at < rest.size() && is_digit_byte(rest[at])) ++at;
        part[i] = rest.substr(begin, at - begin);
        if (part[i].empty() || part[i].size() > 4) return {};
        if (i == 2) break;
        if (at >= rest.size() || (rest[at] != '.' && rest[at] != '/' && rest[at] != '-')) return {};
        if (i == 1 && rest[at] != sign) return {};
        sign = rest[at++];
    }
    if (at < rest.size() && (is_digit_byte(rest[at]) || is_letter(rest[at]))) return {};
    const bool year_first = part[0].size() == 4 && part[1].size() <= 2 && part[2].size() <= 2;
    const bool year_last = part[2].size() == 4 && part[0].size() <= 2 && part[1].size() <= 2;
    if (!year_first && !year_last) return {};
    ForeignDate out{static_cast<std::uint32_t>(at), {}};
    const auto add = [&](std::string_view year, std::string_view month, std::string_view day) {
        const auto two = [](std::string_view digits) { return (digits.size() < 2 ? "0" : "") + std::string(digits); };
        const auto reading = std::string(year) + "-" + two(month) + "-" + two(day);
        const bool known = std::find(out.readings.begin(), out.readings.end(), reading) != out.readings.end();
        if (!known && Date::parse(reading)) out.readings.push_back(reading);
    };
    if (year_first) add(part[0], part[1], part[2]);
    if (year_last) add(part[2], part[1], part[0]);
    if (year_last && sign == '/') add(part[2], part[0], part[1]);
    return out;
}

std::optional<std::string> last_day(std::string_view date) {
    if (date.size() != 10) return {};
    for (const char* day : {"31", "30", "29", "28"}) {
        const auto candidate = std::string(date.substr(0, 8)) + day;
        if (Date::parse(candidate)) return candidate;
    }
    return {};
}

std::optional<std::string> hundredth(std::string_view digits) {
    if (digits.empty() || digits.size() > 3 || digits.find('.') != std::string_view::npos) return {};
    std::string padded = std::string(3 - digits.size(), '0') + std::string(digits);
    auto out = padded.substr(0, 1) + "." + padded.substr(1);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out;
}

bool starts_at_margin(std::string_view line) {
    return !line.empty() && line[0] != ' ' && line[0] != '\t' && line[0] != '\n' && line[0] != '\r';
}

LineStart line_start(std::string_view line) {
    const auto begin = std::min(line.find_first_not_of(" \t"), line.size());
    auto end = begin;
    while (end < line.size() && is_letter(line[end])) ++end;
    return {line.substr(begin, end - begin), static_cast<std::uint32_t>(begin)};
}

}  // namespace credence::syntax
