#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/agreement.hpp"
#include "base/date.hpp"
#include "check/print.hpp"
#include "store/cursor.hpp"
#include "store/panels.hpp"

namespace credence::store {
namespace {

using check::Type;
using check::TypeKind;

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

/// By subject, what each assessor said last and did not take back, in the order of the panel.
using Said = std::map<std::string, std::vector<std::optional<std::string>>>;

Said read_said(Connection& connection, const Table& table, const Panel& panel, const Moment& moment,
               const std::unordered_set<std::int64_t>& held) {
    Said said;
    SQLite::Statement rows(
        connection.database,
        fmt::format("SELECT \"subject\", \"assessor\", \"value\", \"recorded\", \"entry\" FROM {} WHERE \"grp\" = ? AND "
                    "\"retracted\" IS NULL ORDER BY \"recorded\", \"entry\"",
                    sql_name(table.name)));
    rows.bind(1, panel.name);
    while (rows.executeStep()) {
        const auto entry = rows.getColumn(4).getInt64();
        const auto recorded = parse_time(text_at(rows, 3).value_or("")).value_or(0);
        if (entry > moment.last_entry || (moment.known_at && recorded > *moment.known_at) || held.contains(entry)) continue;
        const auto assessor = std::find(panel.assessors.begin(), panel.assessors.end(), text_at(rows, 1).value_or(""));
        if (assessor == panel.assessors.end()) continue;
        auto& row = said.try_emplace(std::string(text_at(rows, 0).value_or("")), panel.assessors.size()).first->second;
        row[static_cast<std::size_t>(assessor - panel.assessors.begin())] = std::string(text_at(rows, 2).value_or(""));
    }
    std::erase_if(said, [](const auto& row) {
        return std::any_of(row.second.begin(), row.second.end(), [](const auto& value) { return !value; });
    });
    return said;
}

bool has_distance(const check::Rulebase& rulebase, Type type) {
    return type.kind == TypeKind::number || (type.kind == TypeKind::scale && rulebase.scales[type.index].ordered);
}

std::vector<std::string> agreement(const check::Rulebase& rulebase, const Table& table, const Panel& panel, const Said& said) {
    const auto type = table.columns[*table.find(Role::value)].type;
    const auto same = std::count_if(said.begin(), said.end(), [](const auto& row) {
        return std::all_of(row.second.begin(), row.second.end(),
                           [&](const auto& value) { return value == row.second.front(); });
    });
    std::string measure, value;
    if (has_distance(rulebase, type)) {
        Ratings ratings;
        for (const auto& [subject, values] : said) {
            auto& row = ratings.emplace_back();
            for (const auto& each : values) row.push_back(check::read_value(rulebase, type, *each).value_or(0));
        }
        const bool two = panel.assessors.size() == 2;
        measure = two ? "weighted kappa" : "ICC(2,1)";
        const auto worked_out = two ? weighted_kappa(ratings) : intraclass_correlation(ratings);
        constexpr int digits = 2;
        value = worked_out ? worked_out->text(digits) : "none: too few or all alike";
    }
    return {table.name, std::to_string(said.size()), std::to_string(same), measure, value};
}

}  // namespace

std::optional<ShownRecord> show_panel(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                                      std::string_view name, const Moment& moment) {
    const auto panels = panels_at(connection, moment);
    const auto found = std::find_if(panels.begin(), panels.end(), [&](const Panel& panel) { return panel.name == name; });
    if (found == panels.end()) return std::nullopt;
    ShownRecord record{found->name, {}};
    ShownTable members{"Panel", {"panel", "assessors"}, {{found->name, joined(found->assessors)}}};
    record.tables.push_back(std::move(members));
    const auto held = held_back(connection, vocabulary, moment);
    ShownTable open{"Held back until all have entered theirs", {"attribute", "subject", "missing"}, {}};
    for (const auto& each : held) {
        if (each.panel == name) open.rows.push_back({each.table->name, each.subject, joined(each.missing)});
    }
    if (!open.rows.empty()) record.tables.push_back(std::move(open));
    const auto hidden = entries_of(held);
    ShownTable agreed{"Agreement", {"attribute", "rated by all", "all alike", "measure", "agreement"}, {}};
    for (const auto& table : vocabulary.tables) {
        if (table.declaration.kind != check::DeclarationKind::attribute || !connection.has_table(table.name)) continue;
        const auto said = read_said(connection, table, *found, moment, hidden);
        if (!said.empty()) agreed.rows.push_back(agreement(rulebase, table, *found, said));
    }
    if (!agreed.rows.empty()) record.tables.push_back(std::move(agreed));
    return record;
}

}  // namespace credence::store
