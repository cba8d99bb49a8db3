#include "store/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/commitment.hpp"
#include "store/cursor.hpp"
#include "store/panels.hpp"
#include "store/problem.hpp"
#include "store/rows.hpp"

namespace credence::store {
namespace {

struct KnownChange {
    std::int64_t number = 0, first = 0, last = 0;
    std::string made, what, by, reason, head;
};

std::vector<KnownChange> read_changes(Connection& connection) {
    std::vector<KnownChange> out;
    Cursor rows(connection,
                "SELECT \"number\", \"first\", \"last\", \"made\", \"what\", \"by\", \"reason\", \"head\" FROM "
                "\"credence_change\" ORDER "
                "BY \"number\"");
    const auto text = [&](std::size_t column) { return std::string(rows.text(column).value_or("")); };
    while (rows.next())
        out.push_back({rows.number(0), rows.number(1), rows.number(2), text(3), text(4), text(5), text(6), hex(rows.blob(7))});
    return out;
}

const KnownChange* change_of(const std::vector<KnownChange>& changes, std::int64_t entry) {
    const auto found =
        std::partition_point(changes.begin(), changes.end(), [&](const auto& change) { return change.last < entry; });
    return found == changes.end() ? nullptr : &*found;
}

/// By the row retracted: the entry of its retraction.
std::map<std::int64_t, std::int64_t> read_retractions(Connection& connection) {
    std::map<std::int64_t, std::int64_t> out;
    Cursor rows(connection, "SELECT \"of\", \"entry\" FROM \"credence_retraction\"");
    while (rows.next()) out.emplace(rows.number(0), rows.number(1));
    return out;
}

std::vector<RowAt> rows_of(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                           std::string_view what) {
    if (const auto* table = vocabulary.find(what); table != nullptr && connection.has_table(table->name)) {
        std::vector<RowAt> out;
        Cursor rows(connection, fmt::format("SELECT \"entry\" FROM {} ORDER BY \"entry\"", sql_name(table->name)));
        while (rows.next()) out.push_back({table, rows.number(0), true});
        return out;
    }
    auto out = rows_of_individual(connection, vocabulary, what);
    for (const auto& row : rows_named(connection, rulebase, vocabulary, what)) out.push_back(row);
    return out;
}

Failure unknown(std::string_view what) {
    return {FailureKind::usage, fmt::format("there is no individual, item or table `{}`", shown(what)),
            "credence kb show lists what there is"};
}

}  // namespace

Result<ShownTable> change_log(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<ShownTable> {
        const SQLite::Transaction snapshot(connection.database);
        const auto changes = read_changes(connection);
        std::set<std::int64_t> wanted;
        if (!what.empty()) {
            const auto vocabulary = vocabulary_of(rulebase);
            const auto rows = rows_of(connection, rulebase, vocabulary, what);
            if (rows.empty()) return tl::unexpected(unknown(what));
            const auto retractions = read_retractions(connection);
            const auto want = [&](std::int64_t entry) {
                if (const auto* change = change_of(changes, entry)) wanted.insert(change->number);
            };
            for (const auto& row : rows) {
                want(row.entry);
                if (const auto retraction = retractions.find(row.entry); retraction != retractions.end())
                    want(retraction->second);
            }
        }
        ShownTable out{"Changes", {"change", "made", "what", "rows", "by", "reason", "head"}, {}};
        for (const auto& change : changes) {
            if (!what.empty() && !wanted.contains(change.number)) continue;
            out.rows.push_back({std::to_string(change.number), change.made, change.what,
                                std::to_string(change.last - change.first + 1), change.by, change.reason, change.head});
        }
        return out;
    });
}

Result<ShownRecord> show_history(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<ShownRecord> {
        const SQLite::Transaction snapshot(connection.database);
        const auto vocabulary = vocabulary_of(rulebase);
        if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
        const auto rows = rows_of(connection, rulebase, vocabulary, what);
        if (rows.empty()) return tl::unexpected(unknown(what));
        const auto changes = read_changes(connection);
        const auto retractions = read_retractions(connection);
        const auto hidden = entries_of(held_back(connection, vocabulary, {}));
        ShownRecord record{std::string(what), {}};
        for (const auto& table : vocabulary.tables) {
            if (std::none_of(rows.begin(), rows.end(), [&](const RowAt& row) { return row.table == &table; })) continue;
            ShownTable out{rulebase.head_of(table.declaration).label, {"change"}, {}};
            for (const auto& column : table.columns) out.headers.push_back(column.header);
            for (const auto* header : {"retracted in change", "reason"}) out.headers.emplace_back(header);
            SQLite::Statement query(connection.database, fmt::format("SELECT {} FROM {} WHERE \"entry\" = ?",
                                                                     column_list(table), sql_name(table.name)));
            for (const auto& row : rows) {
                if (row.table != &table) continue;
                query.reset();
                query.bind(1, row.entry);
                if (!query.executeStep()) continue;
                const auto* made = change_of(changes, row.entry);
                std::vector<std::string> cells{made == nullptr ? "" : std::to_string(made->number)};
                for (std::size_t i = 0; i < table.columns.size(); ++i) {
                    const auto role = table.columns[i].role;
                    const bool told = role == Role::subject || role == Role::item || role == Role::assessor ||
                                      role == Role::group || role == Role::recorded || role == Role::retracted ||
                                      !hidden.contains(row.entry);
                    cells.emplace_back(told ? text_at(query, i).value_or("") : role == Role::value ? "held back" : "");
                }
                const auto retraction = retractions.find(row.entry);
                const auto* by = retraction == retractions.end() ? nullptr : change_of(changes, retraction->second);
                cells.push_back(by == nullptr ? "" : std::to_string(by->number));
                cells.push_back(by == nullptr ? "" : by->reason);
                out.rows.push_back(std::move(cells));
            }
            drop_empty_columns(out);
            record.tables.push_back(std::move(out));
        }
        return record;
    });
}

}  // namespace credence::store
