#include "store/migrate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "store/backup.hpp"
#include "store/change.hpp"
#include "store/connection.hpp"
#include "store/cursor.hpp"
#include "store/verifier.hpp"

namespace credence::store {
namespace {

/// A table of format 1, and what it becomes.
struct Former {
    std::string name, sql, kept_as;
    struct Column {
        std::string name;                 // in the new table
        std::optional<std::size_t> from;  // in the former one; nothing: it had none
    };
    std::vector<Column> columns;
    bool entity = false;
};

std::string new_line(std::string_view line) {
    std::string out(line.substr(0, line.find(" REFERENCES ")));
    for (const std::string_view gone : {" PRIMARY KEY", " UNIQUE"}) {
        if (const auto at = out.find(gone); at != std::string::npos) out.erase(at, gone.size());
    }
    // Columns of these names became `entry_` and `seal_`.
    for (const std::string_view taken : {"  \"entry\"", "  \"seal\""}) {
        if (out.starts_with(taken)) out.insert(taken.size() - 1, "_");
    }
    return out;
}

/// Format 1 did not say how far a source is to be relied on, and what it says: columns behind that of the source, which is the seventh
/// from the end.
void add_ratings(Former& former, std::vector<std::string>& lines) {
    constexpr std::size_t evidence = 10, behind_source = 6;
    const auto own = former.columns.begin() + static_cast<std::ptrdiff_t>(former.columns.size() - evidence);
    std::size_t at = former.columns.size() - behind_source;
    std::vector<std::string> names;
    for (const std::string name : {"reliability", "credibility"}) {
        const bool taken = std::any_of(former.columns.begin(), own, [&](const auto& column) { return column.name == name; });
        names.push_back((taken ? "evidence_" : "") + name);
    }
    for (const auto& name : names) {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), "  " + sql_name(name) + " TEXT");
        former.columns.insert(former.columns.begin() + static_cast<std::ptrdiff_t>(at), Former::Column{name, {}});
        ++at;
    }
}

Former read_former(const std::string& name, std::string_view sql) {
    Former out{name, {}, name + " of format 1", {}, false};
    const auto begin = sql.find('\n') + 1;
    std::vector<std::string> lines;
    for (auto rest = sql.substr(begin); rest.starts_with("  \"");) {
        auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (line.ends_with(',')) line.remove_suffix(1);
        out.entity = out.entity || line == "  \"id\" TEXT PRIMARY KEY NOT NULL";
        lines.push_back(new_line(line));
        out.columns.push_back({lines.back().substr(3, lines.back().find('"', 3) - 3), out.columns.size()});
    }
    if (!out.entity) add_ratings(out, lines);
    out.sql.append(sql.substr(0, begin)) += "  \"entry\" INTEGER PRIMARY KEY,\n";
    for (const auto& line : lines) out.sql += line + ",\n";
    out.sql += "  \"seal\" BLOB NOT NULL\n) STRICT";
    return out;
}

std::vector<Former> read_formers(Connection& connection) {
    std::vector<Former> out;
    SQLite::Statement tables(connection.database,
                             "SELECT \"name\", \"sql\" FROM sqlite_schema WHERE \"type\" = 'table' ORDER BY rowid");
    while (tables.executeStep()) {
        const auto name = tables.getColumn(0).getString();
        if (name != "credence_meta") out.push_back(read_former(name, tables.getColumn(1).getString()));
    }
    return out;
}

void copy_rows(Connection& connection, Change& change, const Former& former) {
    std::string marks = "?, ?";
    for (std::size_t i = 0; i < former.columns.size(); ++i) marks += ", ?";
    SQLite::Statement insert(connection.database, fmt::format("INSERT INTO {} VALUES ({})", sql_name(former.name), marks));
    SQLite::Statement item(connection.database, "INSERT INTO \"credence_item\" VALUES (?, ?)");
    const auto form = form_of(former.sql).value();
    const auto retracted = form.retracted.value();
    std::vector<std::pair<std::int64_t, std::string>> retractions;
    RowBytes bytes;
    Cursor rows(connection, fmt::format("SELECT * FROM {} ORDER BY rowid", sql_name(former.kept_as)));
    while (rows.next()) {
        const auto entry = change.entry();
        bytes.start(former.name, entry);
        insert.reset();
        insert.bind(1, entry);
        for (std::size_t i = 0; i < former.columns.size(); ++i) {
            const auto from = former.columns[i].from;
            const auto text = from ? rows.text(*from) : std::nullopt;
            const int at = static_cast<int>(i) + 2;
            if (text) {
                insert.bind(at, std::string(*text));
            } else {
                insert.bind(at);
            }
            if (i != retracted) bytes.add(text);
            if (text && form.item == i) {
                item.reset();
                item.bind(1, std::string(*text));
                item.bind(2, entry);
                item.exec();
            }
            if (text && i + 1 == retracted) change.recorded(*text);  // `recorded`
        }
        if (const auto time = rows.text(*former.columns[retracted].from)) retractions.emplace_back(entry, *time);
        const auto& seal = change.seal(bytes);
        insert.bind(static_cast<int>(former.columns.size()) + 2, static_cast<const void*>(seal.data()),
                    static_cast<int>(seal.size()));
        insert.exec();
    }
    for (const auto& [entry, time] : retractions) {
        (void)change.add("credence_retraction", {std::to_string(entry), time});
        change.recorded(time);
    }
}

}  // namespace

std::int64_t migrate_tables(Connection& connection, std::int64_t now, const std::function<void(const std::string&)>& execute) {
    const auto formers = read_formers(connection);
    std::string schema(own_statements("schema.sql").front());
    const auto make = [&](const std::string& statement) {
        execute(statement);
        schema.append(between_statements).append(statement);
    };
    for (const auto& statement : own_statements("migrations/2.sql")) make(statement);
    Change change(connection, {"migrate", {}, {}, now});
    for (const auto& former : formers) {
        execute(fmt::format("ALTER TABLE {} RENAME TO {}", sql_name(former.name), sql_name(former.kept_as)));
        make(former.sql);
        if (former.entity)
            make(fmt::format("CREATE INDEX {} ON {} (\"id\")", sql_name(former.name + " id"), sql_name(former.name)));
        copy_rows(connection, change, former);
    }
    for (auto former = formers.rbegin(); former != formers.rend(); ++former) execute("DROP TABLE " + sql_name(former->kept_as));
    connection.set_meta("schema", schema);
    execute(fmt::format("PRAGMA user_version = {}", format_version));
    change.finish();
    return change.rows();
}

Result<Migrated> migrate(const std::filesystem::path& path, const std::filesystem::path& backup, std::int64_t now) {
    auto opened = open_connection(path, Mode::write, 1);
    if (!opened) return tl::unexpected(opened.error());
    auto& connection = **opened;
    return guarded(path, Mode::write, [&]() -> Result<Migrated> {
        connection.database.exec("PRAGMA foreign_keys = OFF");  // tables change places
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        if (auto copied = copy_whole(path, backup); !copied) return tl::unexpected(copied.error());
        Migrated out{1, format_version, backup, 0};
        out.rows = migrate_tables(connection, now, [&](const std::string& sql) { connection.database.exec(sql); });
        CREDENCE_CHECK(verify_snapshot(connection).sound());
        transaction.commit();
        return out;
    });
}

}  // namespace credence::store
