#include "store/panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/date.hpp"
#include "check/print.hpp"
#include "store/cursor.hpp"

namespace credence::store {
namespace {

bool by_nature(const std::string& a, const std::string& b) { return check::natural_less(a, b); }

bool known(const Moment& moment, std::optional<std::string_view> recorded) {
    return !moment.known_at || !recorded || parse_time(*recorded).value_or(0) <= *moment.known_at;
}

}  // namespace

std::vector<Panel> panels_at(Connection& connection, const Moment& moment) {
    std::map<std::string, std::set<std::string>> members;
    Cursor rows(
        connection,
        "SELECT \"panel\", \"assessor\", \"member\", \"recorded\", \"entry\" FROM \"credence_panel\" ORDER BY \"entry\"");
    while (rows.next()) {
        if (rows.number(4) > moment.last_entry || !known(moment, rows.text(3))) continue;
        auto& panel = members[std::string(rows.text(0).value_or(""))];
        const std::string assessor(rows.text(1).value_or(""));
        if (rows.text(2) == "no") {
            panel.erase(assessor);
        } else {
            panel.insert(assessor);
        }
    }
    std::vector<Panel> out;
    for (auto& [name, assessors] : members) {
        if (!assessors.empty()) out.push_back({name, {assessors.begin(), assessors.end()}});
    }
    std::sort(out.begin(), out.end(), [](const Panel& a, const Panel& b) { return by_nature(a.name, b.name); });
    for (auto& panel : out) std::sort(panel.assessors.begin(), panel.assessors.end(), by_nature);
    return out;
}

std::map<std::string, std::set<std::string>> panel_members(Connection& connection) {
    std::map<std::string, std::set<std::string>> out;
    for (const auto& panel : panels_at(connection, {}))
        out.emplace(panel.name, std::set(panel.assessors.begin(), panel.assessors.end()));
    return out;
}

std::vector<HeldBack> held_back(Connection& connection, const Vocabulary& vocabulary, const Moment& moment) {
    std::vector<HeldBack> out;
    const auto panels = panels_at(connection, moment);
    if (panels.empty()) return out;
    struct Sitting {
        std::set<std::string> entered;
        std::vector<std::int64_t> rows;
    };
    for (const auto& table : vocabulary.tables) {
        if (table.declaration.kind != check::DeclarationKind::attribute || !connection.has_table(table.name)) continue;
        std::map<std::pair<std::string, std::string>, Sitting> sittings;  // by panel and subject
        Cursor rows(
            connection,
            fmt::format("SELECT \"grp\", \"subject\", \"assessor\", \"recorded\", \"entry\" FROM {} WHERE \"grp\" IS NOT NULL",
                        sql_name(table.name)));
        while (rows.next()) {
            if (rows.number(4) > moment.last_entry || !known(moment, rows.text(3))) continue;
            auto& sitting = sittings[{std::string(rows.text(0).value_or("")), std::string(rows.text(1).value_or(""))}];
            sitting.entered.emplace(rows.text(2).value_or(""));  // what was taken back was entered all the same
            sitting.rows.push_back(rows.number(4));
        }
        for (const auto& panel : panels) {
            for (auto at = sittings.lower_bound({panel.name, ""}); at != sittings.end() && at->first.first == panel.name;
                 ++at) {
                HeldBack held{panel.name, &table, at->first.second, {}, at->second.rows};
                const auto& entered = at->second.entered;
                std::copy_if(panel.assessors.begin(), panel.assessors.end(), std::back_inserter(held.missing),
                             [&](const auto& assessor) { return !entered.contains(assessor); });
                if (!held.missing.empty()) out.push_back(std::move(held));
            }
        }
    }
    return out;
}

std::unordered_set<std::int64_t> entries_of(const std::vector<HeldBack>& held) {
    std::unordered_set<std::int64_t> out;
    for (const auto& each : held) out.insert(each.rows.begin(), each.rows.end());
    return out;
}

}  // namespace credence::store
