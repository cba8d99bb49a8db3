#include "store/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "check/print.hpp"
#include "sheet/utf8.hpp"
#include "store/problem.hpp"

namespace credence::store {
namespace {

using check::Type;
using check::TypeKind;

tl::unexpected<CellProblem> problem(std::string code, std::string message, std::string expected = {}, std::string help = {}) {
    return tl::unexpected<CellProblem>(CellProblem{std::move(code), std::move(message), std::move(expected), std::move(help)});
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// Why a text that looks like an ISO date is none: the month or the day does not exist.
std::string why_no_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
                        all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
    if (!shaped) return fmt::format("`{}` is not a date", shown(text));
    const int year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
    if (year == 0) return fmt::format("`{}` is not a date: there is no year 0", text);
    if (month < 1 || month > 12) return fmt::format("`{}` is not a date: there is no month {}", text, month);
    return fmt::format("{} has no {} {}", year, day, months[static_cast<std::size_t>(month - 1)]);
}

bool has_decimal_comma(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) return false;
    const auto whole = text.substr(text.starts_with('-') ? 1 : 0, comma - (text.starts_with('-') ? 1 : 0));
    return all_digits(whole) && all_digits(text.substr(comma + 1));
}

std::string confidence_words(const check::Rulebase& rulebase) {
    std::string words;
    for (const auto& [word, value] : rulebase.confidence) words += word + ", ";
    return words + (words.empty() ? "" : "or ") + "a number above 0 and up to 1, such as 0.6";
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::optional<CellProblem> unfit_as_id(std::string_view text) {
    constexpr std::size_t longest = 200;
    if (text.size() > longest) return CellProblem{"K0214", "an id of more than 200 bytes", "a short id such as C01", ""};
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; })) return std::nullopt;
    for (auto rest = text; !rest.empty();) {
        const auto character = sheet::first_character(rest);
        if (!character || character->code < 0x20 || character->code == 0x7f ||
            shown(rest.substr(0, character->size)) != rest.substr(0, character->size)) {
            return CellProblem{"K0214", fmt::format("`{}` holds a character that an id cannot have", shown(text)),
                               "a short id such as C01", ""};
        }
        rest.remove_prefix(character->size);
    }
    return std::nullopt;
}

KnownIds::KnownIds(Connection& connection, const Vocabulary& vocabulary, std::size_t entities) : KnownIds(entities) {
    for (const auto& table : vocabulary.tables) {
        if (!table.is_entity()) continue;
        SQLite::Statement query(connection.database,
                                "SELECT \"id\" FROM " + sql_name(table.name) + " WHERE \"retracted\" IS NULL");
        while (query.executeStep()) (void)ids_[table.declaration.index].intern(text_at(query, 0).value_or(""));
    }
}

bool KnownIds::contains(check::EntityId entity, std::string_view id) const {
    return excused_[entity.index()] || ids_[entity.index()].find(id);
}

std::vector<std::string> KnownIds::listed(check::EntityId entity) const {
    constexpr std::size_t most = 5'000;
    const auto& ids = ids_[entity.index()];
    std::vector<std::string> out;
    if (ids.size() > most) return out;
    for (std::size_t i = 0; i < ids.size(); ++i) out.push_back(ids.id(static_cast<check::Cell>(i)));
    return out;
}

CellResult CellReader::read(const Column& column, std::string_view text) const {
    const auto plain = trimmed(text);
    switch (column.role) {
        case Role::id:
            if (plain.empty()) return problem("K0209", "the id is empty", "an id such as C01");
            if (auto unfit = unfit_as_id(plain)) return tl::unexpected<CellProblem>(std::move(*unfit));
            return Stored(plain);
        case Role::name: return Stored(text);
        case Role::subject:
        case Role::value:
        case Role::own: return read_value(column, text);
        case Role::item:
            if (auto unfit = unfit_as_id(plain)) return tl::unexpected<CellProblem>(std::move(*unfit));
            break;
        case Role::confidence: return plain.empty() ? CellResult(Stored()) : read_confidence(plain);
        case Role::reliability:
            return read_rating(plain, "ABCDEF", "a reliability", "A, reliable, to E, unreliable; F, cannot be judged");
        case Role::credibility:
            return read_rating(plain, "123456", "a credibility", "1, confirmed, to 5, improbable; 6, cannot be judged");
        case Role::kind: return plain.empty() ? CellResult(Stored()) : read_kind(plain);
        case Role::on:
            if (plain.empty()) return Stored();
            if (!Date::parse(plain)) return problem("K0205", why_no_date(plain), "a date such as 2026-02-28");
            return Stored(plain);
        case Role::recorded:
            if (plain.empty()) return Stored();
            if (const auto time = parse_time(plain)) return Stored(time_text(*time));
            return problem("K0204", fmt::format("`{}` is not a time", shown(plain)),
                           "a time in UTC such as 2026-02-28T09:00:00Z");
        case Role::group:
        case Role::assessor: break;
        case Role::source:
        case Role::quote:
        case Role::retracted: return text.empty() ? CellResult(Stored()) : CellResult(Stored(text));
    }
    return plain.empty() ? CellResult(Stored()) : CellResult(Stored(plain));
}

CellResult CellReader::read_value(const Column& column, std::string_view text) const {
    if (column.type.kind == TypeKind::text) {
        if (text.empty() && column.role == Role::value)
            return problem("K0209", "the value is empty", "a text; what is not known has no row");
        return Stored(text);
    }
    const auto plain = trimmed(text);
    if (plain.empty()) {
        if (column.or_today) return Stored();
        auto expected = column.type.kind == TypeKind::entity ? std::string("an id")
                                                             : check::read_value(rulebase_, column.type, "").error().message;
        return problem("K0209", fmt::format("`{}` is empty", column.header), std::move(expected),
                       column.role == Role::value ? "what is not known has no row" : "");
    }
    if (column.type.kind == TypeKind::entity) return read_individual(column.type.entity(), plain);
    const auto cell = check::read_value(rulebase_, column.type, plain);
    if (!cell) return tl::unexpected<CellProblem>(explain(column.type, plain, cell.error().message));
    return Stored(check::written(rulebase_, column.type, *cell));
}

CellResult CellReader::read_individual(check::EntityId entity, std::string_view text) const {
    if (known_.contains(entity, text)) return Stored(text);
    auto near = suggestion(std::string(text), known_.listed(entity));
    if (near.empty()) near = "individuals come first: an id and a name in the file of their entity";
    return problem("K0207", fmt::format("no {} `{}`", rulebase_.entities[entity.index()].head.label, shown(text)), "",
                   std::move(near));
}

CellResult CellReader::read_confidence(std::string_view text) const {
    if (confidence_of(rulebase_, text)) {
        const auto decimal = Decimal::parse(text);
        return Stored(decimal ? decimal->text() : std::string(text));
    }
    std::vector<std::string> words;
    for (const auto& [word, value] : rulebase_.confidence) words.push_back(word);
    return problem("K0204", fmt::format("`{}` is not a confidence", shown(text)), confidence_words(rulebase_),
                   suggestion(std::string(text), words));
}

/// One of the signs, which are letters or digits.
CellResult CellReader::read_rating(std::string_view text, std::string_view signs, std::string_view what,
                                   std::string_view expected) {
    if (text.empty()) return Stored();
    const char sign = text[0] >= 'a' && text[0] <= 'z' ? static_cast<char>(text[0] - 'a' + 'A') : text[0];
    if (text.size() == 1 && signs.find(sign) != std::string_view::npos) return Stored(std::string(1, sign));
    return problem("K0204", fmt::format("`{}` is not {}", shown(text), what), std::string(expected));
}

CellResult CellReader::read_kind(std::string_view text) const {
    const Type type{TypeKind::scale, rulebase_.kind_choice.value};
    const auto cell = check::read_value(rulebase_, type, text);
    if (cell) return Stored(check::written(rulebase_, type, *cell));
    auto unknown = not_a_value(rulebase_.kind_choice, text, cell.error().message);
    unknown.message = fmt::format("no kind of observation `{}`", shown(text));
    return tl::unexpected<CellProblem>(std::move(unknown));
}

CellProblem CellReader::not_a_value(check::ScaleId id, std::string_view text, std::string expected) const {
    const auto& scale = rulebase_.scales[id.index()];
    std::vector<std::string> known;
    for (const auto& value : scale.values) {
        known.push_back(value.name);
        if (value.label != value.name) known.push_back(value.label);
    }
    return {"K0203", fmt::format("`{}` is not {} {}", shown(text), scale.ordered ? "on the scale" : "one of", scale.head.name),
            std::move(expected), suggestion(std::string(text), known)};
}

CellProblem CellReader::explain(Type type, std::string_view text, std::string expected) const {
    switch (type.kind) {
        case TypeKind::scale: return not_a_value(type.scale(), text, std::move(expected));
        case TypeKind::number:
            if (has_decimal_comma(text))
                return {"K0204", fmt::format("`{}` has a decimal comma", shown(text)), std::move(expected), "write a point"};
            return {"K0204", fmt::format("`{}` is not a number", shown(text)), std::move(expected), ""};
        case TypeKind::date: return {"K0205", why_no_date(text), std::move(expected), ""};
        case TypeKind::time: return {"K0204", fmt::format("`{}` is not a time", shown(text)), std::move(expected), ""};
        case TypeKind::yes_no:
            return {"K0204", fmt::format("`{}` is neither yes nor no", shown(text)), std::move(expected), ""};
        case TypeKind::range: break;
        case TypeKind::entity:
        case TypeKind::text: return {"K0203", fmt::format("`{}` cannot stand here", shown(text)), std::move(expected), ""};
    }
    const Type ends{TypeKind::scale, type.index};
    const auto dots = text.find("..");
    if (dots != std::string_view::npos) {
        const auto low = text.substr(0, dots);
        const auto high = text.substr(dots + 2);
        if (check::read_value(rulebase_, ends, low) && check::read_value(rulebase_, ends, high)) {
            return {"K0211", fmt::format("the range `{}` runs from high to low", shown(text)), "",
                    fmt::format("did you mean `{}..{}`?", shown(high), shown(low))};
        }
    }
    return {"K0203", fmt::format("`{}` is not a range of {}", shown(text), rulebase_.scales[type.index].head.name),
            std::move(expected), ""};
}

std::optional<std::int32_t> confidence_of(const check::Rulebase& rulebase, std::string_view text) {
    for (const auto& [word, value] : rulebase.confidence) {
        if (word == text) return value;
    }
    constexpr std::int64_t step = Decimal::scale / 10'000;
    const auto decimal = Decimal::parse(text);
    if (!decimal || decimal->raw() <= 0 || decimal->raw() > Decimal::scale || decimal->raw() % step != 0) return std::nullopt;
    return static_cast<std::int32_t>(decimal->raw() / step);
}

}  // namespace credence::store
