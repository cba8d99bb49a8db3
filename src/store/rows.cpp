#include "store/rows.hpp"

#include <fmt/format.h>

#include "store/cursor.hpp"

namespace credence::store {
namespace {

std::string retracted_name(const Table& table) { return sql_name(table.columns[*table.find(Role::retracted)].name); }

bool names_individual(const Table& table, const Column& column, std::optional<check::EntityId> entity) {
    if (column.role == Role::id) return !entity || table.declaration.index == entity->value;
    const bool own = column.role == Role::subject || column.role == Role::value || column.role == Role::own;
    return own && column.type.kind == check::TypeKind::entity && (!entity || column.type.index == entity->value);
}

}  // namespace

std::vector<RowAt> rows_of_individual(Connection& connection, const Vocabulary& vocabulary, std::string_view id,
                                      std::optional<check::EntityId> entity) {
    std::vector<RowAt> out;
    for (const auto& table : vocabulary.tables) {
        if (!connection.has_table(table.name)) continue;
        std::string where;
        for (const auto& column : table.columns) {
            if (names_individual(table, column, entity))
                where += (where.empty() ? "" : " OR ") + sql_name(column.name) + " = ?1";
        }
        if (where.empty()) continue;
        SQLite::Statement query(connection.database,
                                fmt::format("SELECT \"entry\", {} IS NULL FROM {} WHERE {} ORDER BY \"entry\"",
                                            retracted_name(table), sql_name(table.name), where));
        query.bind(1, std::string(id));
        while (query.executeStep()) out.push_back({&table, query.getColumn(0).getInt64(), query.getColumn(1).getInt() != 0});
    }
    return out;
}

}  // namespace credence::store
