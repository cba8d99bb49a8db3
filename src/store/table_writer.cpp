#include "store/table_writer.hpp"

#include <fmt/format.h>

namespace credence::store {
namespace {

std::size_t key_of(const Table& table) { return *table.find(table.is_entity() ? Role::id : Role::item); }

Row row_at(const SQLite::Statement& query, std::size_t columns) {
    Row row(columns);
    for (std::size_t i = 0; i < columns; ++i) {
        if (const auto text = text_at(query, i)) row[i] = std::string(*text);
    }
    return row;
}

void bind(SQLite::Statement& statement, std::size_t at, const Stored& text) {
    if (text) {
        statement.bindNoCopy(static_cast<int>(at), *text);
    } else {
        statement.bind(static_cast<int>(at));
    }
}

}  // namespace

TableWriter::Access& TableWriter::access(const Table& table) {
    const auto found = tables_.find(&table);
    if (found != tables_.end()) return found->second;
    const auto columns = column_list(table);
    std::string marks = "?";
    for (std::size_t i = 1; i < table.columns.size(); ++i) marks += ", ?";
    auto& database = connection_.database;
    Access made{{database, fmt::format("INSERT INTO {} ({}) VALUES ({})", sql_name(table.name), columns, marks)},
                {database, fmt::format("SELECT {} FROM {} WHERE {} = ?", columns, sql_name(table.name),
                                       sql_name(table.columns[key_of(table)].name))},
                {}};
    return tables_.emplace(&table, std::move(made)).first->second;
}

bool TableWriter::compared(const Column& column) const {
    return column.role != Role::retracted && (history_ || column.role != Role::recorded);
}

std::string TableWriter::content(const Table& table, const Row& row) const {
    std::string out;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!compared(table.columns[i])) continue;
        out += row[i] ? fmt::format("{}:{}", row[i]->size(), *row[i]) : "-";
    }
    return out;
}

void TableWriter::read_contents(const Table& table, Access& access) {
    access.contents.emplace();
    SQLite::Statement query(connection_.database,
                            fmt::format("SELECT {} FROM {} WHERE {} IS NULL", column_list(table), sql_name(table.name),
                                        sql_name(table.columns[key_of(table)].name)));
    while (query.executeStep()) access.contents->insert(content(table, row_at(query, table.columns.size())));
}

/// Items are unique in the whole knowledge base, so that a report can cite them.
const Table* TableWriter::owner_of(const std::string& item, const Table& table) {
    for (const auto& other : vocabulary_.tables) {
        if (&other == &table || other.is_entity()) continue;
        auto& query = access(other).by_key;
        query.reset();
        query.bindNoCopy(1, item);
        const bool found = query.executeStep();
        query.reset();
        if (found) return &other;
    }
    return nullptr;
}

TableWriter::Result TableWriter::add(const Table& table, const Row& row) {
    auto& statements = access(table);
    const auto key = key_of(table);
    if (row[key]) {
        auto& query = statements.by_key;
        query.reset();
        query.bindNoCopy(1, *row[key]);
        if (query.executeStep()) {
            const Row there = row_at(query, row.size());
            query.reset();
            for (std::size_t i = 0; i < row.size(); ++i) {
                // An entity's time of record says when it was first listed; a file may leave it out.
                const bool counts =
                    compared(table.columns[i]) && !(table.is_entity() && table.columns[i].role == Role::recorded);
                if (counts && row[i] != there[i]) return {Outcome::conflict, i, nullptr};
            }
            return {Outcome::unchanged, 0, nullptr};
        }
        query.reset();
        if (!table.is_entity()) {
            if (const auto* owner = owner_of(*row[key], table)) return {Outcome::conflict, key, owner};
        }
    } else {
        if (!statements.contents) read_contents(table, statements);
        if (!statements.contents->insert(content(table, row)).second) return {Outcome::unchanged, 0, nullptr};
    }
    auto& insert = statements.insert;
    insert.reset();
    for (std::size_t i = 0; i < row.size(); ++i) bind(insert, i + 1, row[i]);
    insert.exec();
    return {Outcome::added, 0, nullptr};
}

}  // namespace credence::store
