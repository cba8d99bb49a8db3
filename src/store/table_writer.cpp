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

TableWriter::TableWriter(Connection& connection, const Vocabulary& vocabulary, Change& change, Same same)
    : connection_(connection),
      vocabulary_(vocabulary),
      change_(change),
      same_(same),
      new_item_(connection.database, "INSERT OR IGNORE INTO \"credence_item\" VALUES (?, ?)"),
      entry_of_item_(connection.database, "SELECT \"entry\" FROM \"credence_item\" WHERE \"item\" = ?") {}

TableWriter::Access& TableWriter::access(const Table& table) {
    const auto found = tables_.find(&table);
    if (found != tables_.end()) return found->second;
    const auto columns = column_list(table);
    std::string marks = "?, ?";
    for (std::size_t i = 0; i < table.columns.size(); ++i) marks += ", ?";
    auto& database = connection_.database;
    Access made{
        {database, fmt::format("INSERT INTO {} (\"entry\", {}, \"seal\") VALUES ({})", sql_name(table.name), columns, marks)},
        {database, fmt::format("SELECT {} FROM {} WHERE {} = ?", columns, sql_name(table.name),
                               sql_name(table.is_entity() ? "id" : "entry"))},
        {}};
    return tables_.emplace(&table, std::move(made)).first->second;
}

bool TableWriter::compared(const Column& column) const {
    return column.role != Role::retracted && (same_ != Same::said || column.role != Role::recorded);
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
bool TableWriter::take_item(const std::string& item) {
    new_item_.reset();
    new_item_.bindNoCopy(1, item);
    new_item_.bind(2, change_.entry());
    return new_item_.exec() > 0;
}

TableWriter::Result TableWriter::compare(const Table& table, const Row& row, const Row& there) const {
    for (std::size_t i = 0; i < row.size(); ++i) {
        // An entity's time of record says when it was first listed; a file may leave it out.
        const bool counts = compared(table.columns[i]) && !(table.is_entity() && table.columns[i].role == Role::recorded);
        if (counts && row[i] != there[i]) return {Outcome::conflict, i, nullptr};
    }
    return {Outcome::unchanged, 0, nullptr};
}

/// The item is taken: by the same row, or by another.
TableWriter::Result TableWriter::with_item(const Table& table, const Row& row) {
    const auto item = key_of(table);
    entry_of_item_.reset();
    entry_of_item_.bindNoCopy(1, *row[item]);
    std::int64_t entry = 0;
    if (entry_of_item_.executeStep()) entry = entry_of_item_.getColumn(0).getInt64();
    entry_of_item_.reset();
    const auto there = [&](const Table& in) -> std::optional<Row> {
        auto& query = access(in).by_key;
        query.reset();
        query.bind(1, entry);
        std::optional<Row> found;
        if (query.executeStep()) found = row_at(query, in.columns.size());
        query.reset();
        return found;
    };
    if (const auto same = there(table)) return compare(table, row, *same);
    for (const auto& other : vocabulary_.tables) {
        if (&other != &table && !other.is_entity() && there(other)) return {Outcome::conflict, item, &other};
    }
    return {Outcome::conflict, item, nullptr};
}

/// An id may have had several rows: an individual's name was corrected, or it was retracted.
TableWriter::Result TableWriter::with_id(const Table& table, const Row& row) {
    auto& query = access(table).by_key;
    query.reset();
    query.bindNoCopy(1, *row[key_of(table)]);
    Result result{Outcome::added, 0, nullptr};
    while (query.executeStep() && result.outcome != Outcome::unchanged) {
        const auto there = row_at(query, row.size());
        if (same_ == Same::in_force && there[*table.find(Role::retracted)]) continue;
        result = compare(table, row, there);
    }
    query.reset();
    return result;
}

TableWriter::Result TableWriter::add(const Table& table, const Row& row) {
    if (table.is_entity()) {
        if (auto result = with_id(table, row); result.outcome != Outcome::added) return result;
    } else if (const auto& item = row[key_of(table)]) {
        if (!take_item(*item)) return with_item(table, row);
    } else {
        auto& statements = access(table);
        if (!statements.contents) read_contents(table, statements);
        if (!statements.contents->insert(content(table, row)).second) return {Outcome::unchanged, 0, nullptr};
    }
    write(table, row);
    return {Outcome::added, 0, nullptr};
}

void TableWriter::write(const Table& table, const Row& row) {
    auto& insert = access(table).insert;
    insert.reset();
    insert.bind(1, change_.entry());
    bytes_.start(table.name, change_.entry());
    for (std::size_t i = 0; i < row.size(); ++i) {
        bind(insert, i + 2, row[i]);
        if (table.columns[i].role == Role::retracted) continue;
        bytes_.add(row[i] ? std::optional<std::string_view>(*row[i]) : std::nullopt);
        if (table.columns[i].role == Role::recorded && row[i]) change_.recorded(*row[i]);
    }
    const auto& seal = change_.seal(bytes_);
    insert.bindNoCopy(static_cast<int>(row.size()) + 2, static_cast<const void*>(seal.data()), static_cast<int>(seal.size()));
    insert.exec();
}

}  // namespace credence::store
