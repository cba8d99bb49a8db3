#include "store/record.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "check/print.hpp"
#include "store/change.hpp"
#include "store/cursor.hpp"
#include "store/problem.hpp"
#include "store/record_reader.hpp"

namespace credence::store {
namespace {

/// A line a subject: "candidate=C15". Ids have no line breaks.
std::string written(const std::vector<std::pair<std::string, std::string>>& subjects) {
    std::string out;
    for (const auto& [role, id] : subjects) out += (out.empty() ? "" : "\n") + role + "=" + id;
    return out;
}

std::vector<std::pair<std::string, std::string>> read_subjects(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> out;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        const auto equals = line.find('=');
        if (equals != std::string_view::npos) out.emplace_back(line.substr(0, equals), line.substr(equals + 1));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return out;
}

std::vector<Decision> read_decisions(Connection& connection, const std::string& known_at, std::int64_t last_entry) {
    std::vector<Decision> out;
    Cursor rows(connection,
                "SELECT \"entry\", \"assessment\", \"subjects\", \"advice\", \"decision\", \"follows\", \"reason\", \"name\", "
                "\"recorded\" "
                "FROM \"credence_decision\" ORDER BY \"entry\"");
    const auto text = [&](std::size_t column) { return std::string(rows.text(column).value_or("")); };
    while (rows.next()) {
        if (rows.number(0) > last_entry || text(8) > known_at) continue;
        out.push_back({text(1), read_subjects(text(2)), text(3), text(4), text(5) == "yes",
                       rows.text(6) ? std::optional(text(6)) : std::nullopt, text(7), text(8)});
    }
    return out;
}

std::string sql_column(const Table& table, Role role) { return sql_name(table.columns[*table.find(role)].name); }

void read_declared(Connection& connection, const check::Rulebase& rulebase, const Table& table, const std::string& known_at,
                   std::int64_t last_entry, std::vector<Declared>& out) {
    const check::AttributeId attribute{table.declaration.index};
    const auto column = [&](Role role) { return "t." + sql_column(table, role); };
    Cursor rows(
        connection,
        fmt::format("SELECT t.\"entry\", {}, {}, {}, {}, {}, {}, {}, c.\"reason\", r.\"entry\" FROM {} t "
                    "LEFT JOIN \"credence_change\" c ON t.\"entry\" BETWEEN c.\"first\" AND c.\"last\" "
                    "LEFT JOIN \"credence_retraction\" r ON r.\"of\" = CAST(t.\"entry\" AS TEXT) ORDER BY {}, t.\"entry\"",
                    column(Role::subject), column(Role::value), column(Role::assessor), column(Role::source),
                    column(Role::quote), column(Role::recorded), column(Role::retracted), sql_name(table.name),
                    column(Role::recorded)));
    const auto text = [&](std::size_t at) { return std::string(rows.text(at).value_or("")); };
    while (rows.next()) {
        if (rows.number(0) > last_entry || text(6) > known_at) continue;
        const auto value = check::read_value(rulebase, rulebase.attributes[attribute.index()].type, text(2));
        if (!value) continue;  // loading refuses it
        const bool retracted = rows.text(7) && text(7) <= known_at && rows.number(9) <= last_entry;
        out.push_back({attribute, text(1), *value, text(3), text(4), text(5), text(6), retracted ? text(7) : "", text(8)});
    }
}

}  // namespace

Record read_record(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary, std::int64_t known_at,
                   std::int64_t last_entry) {
    const auto moment = time_text(known_at);
    Record out{read_decisions(connection, moment, last_entry), {}};
    for (const auto& table : vocabulary.tables) {
        const bool declared = table.declaration.kind == check::DeclarationKind::attribute &&
                              rulebase.attributes[table.declaration.index].combination == check::Combination::declared;
        if (declared && connection.has_table(table.name))
            read_declared(connection, rulebase, table, moment, last_entry, out.declared);
    }
    return out;
}

Result<std::int64_t> record_decision(KnowledgeBase& kb, const Decision& decision, std::int64_t now) {
    if (decision.decision.empty())
        return failure(FailureKind::usage, "a decision takes words", "say what was decided with --decision");
    if (decision.name.empty()) return failure(FailureKind::usage, "a decision takes a name", "say who decided with --name");
    if (!decision.follows && decision.reason.value_or("").empty())
        return failure(FailureKind::usage, "a departure from the advice takes a reason", "say why with --reason");
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::write, [&]() -> Result<std::int64_t> {
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        Change change(connection, {"decide", decision.name, decision.reason, now});
        (void)change.add("credence_decision",
                         {decision.assessment, written(decision.subjects), decision.advice, decision.decision,
                          decision.follows ? "yes" : "no", decision.reason, decision.name, change.now()});
        change.recorded(change.now());
        change.finish();
        transaction.commit();
        return change.number();
    });
}

}  // namespace credence::store
