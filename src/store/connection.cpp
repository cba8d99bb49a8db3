#include "store/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace credence::store {

std::optional<std::string> Connection::meta(std::string_view key) {
    SQLite::Statement query(database, "SELECT \"value\" FROM \"credence_meta\" WHERE \"key\" = ?");
    query.bind(1, std::string(key));
    if (!query.executeStep()) return std::nullopt;
    return query.getColumn(0).getString();
}

void Connection::set_meta(std::string_view key, std::string_view value) {
    SQLite::Statement write(database, "INSERT OR REPLACE INTO \"credence_meta\" VALUES (?, ?)");
    write.bind(1, std::string(key));
    write.bind(2, std::string(value));
    write.exec();
}

bool Connection::has_table(std::string_view name) {
    SQLite::Statement query(database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    query.bind(1, std::string(name));
    return query.executeStep();
}

Failure failure_of(const SQLite::Exception& error, const std::filesystem::path& path, Mode mode) {
    const std::string name = path.string();
    switch (error.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {FailureKind::knowledge_base, fmt::format("`{}` is busy: another program is writing to it", name),
                    "try again when it is done"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {FailureKind::knowledge_base, fmt::format("`{}` is damaged: {}", name, error.what()),
                    "take the last backup"};
        case SQLITE_NOMEM: return {FailureKind::limit, "memory is used up", ""};
        default: break;
    }
    return {mode == Mode::write ? FailureKind::write : FailureKind::knowledge_base,
            fmt::format("cannot {} `{}`: {}", mode == Mode::write ? "write to" : "read", name, error.what()), ""};
}

Status check_tables(Connection& connection, const Vocabulary& vocabulary) {
    bool entities = false, listed = false;
    for (const auto& table : vocabulary.tables) {
        entities = entities || table.is_entity();
        listed = listed || (table.is_entity() && connection.has_table(table.name));
    }
    if (entities && !listed) {
        return failure(FailureKind::knowledge_base,
                       fmt::format("`{}` was made for another rulebase, `{}`", connection.path.string(),
                                   connection.meta("rulebase").value_or("unknown")),
                       "name the right one with --rules or --kb");
    }
    SQLite::Statement query(connection.database, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?");
    for (const auto& table : vocabulary.tables) {
        query.reset();
        query.bind(1, table.name);
        if (!query.executeStep() || text_at(query, 0) == std::string_view(table.sql)) continue;
        return failure(FailureKind::knowledge_base,
                       fmt::format("table `{}` of `{}` does not have the columns that the rulebase declares", table.name,
                                   connection.path.string()),
                       "it was made for another version of the rulebase, or for another rulebase");
    }
    return {};
}

void make_missing_tables(Connection& connection, const Vocabulary& vocabulary) {
    std::string schema = connection.meta("schema").value_or("");
    bool grown = false;
    for (const auto& table : vocabulary.tables) {
        if (connection.has_table(table.name)) continue;
        for (const auto& statement : statements_of(table)) {
            connection.database.exec(statement);
            schema += ";\n" + statement;
        }
        grown = true;
    }
    if (grown) connection.set_meta("schema", schema);
}

std::optional<std::string_view> text_at(const SQLite::Statement& statement, std::size_t index) {
    const auto column = const_cast<SQLite::Statement&>(statement).getColumn(static_cast<int>(index));
    if (column.isNull()) return std::nullopt;
    const char* text = column.getText();
    return std::string_view(text, static_cast<std::size_t>(column.getBytes()));
}

}  // namespace credence::store
