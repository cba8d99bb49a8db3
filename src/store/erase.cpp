#include "store/erase.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "store/change.hpp"
#include "store/cursor.hpp"
#include "store/problem.hpp"
#include "store/rows.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shortest_name = 4;  // what is shorter stands in any file by chance

class Eraser {
public:
    Eraser(Connection& connection, const Vocabulary& vocabulary, const Table& entity, std::string id,
           const EnterOptions& options)
        : connection_(connection),
          vocabulary_(vocabulary),
          id_(std::move(id)),
          change_(connection, {"erase", options.by, options.reason, options.now}),
          rows_(rows_of_individual(connection, vocabulary, id_, check::EntityId{entity.declaration.index})) {
        SQLite::Statement query(connection.database,
                                fmt::format("SELECT \"name\" FROM {} WHERE \"id\" = ?", sql_name(entity.name)));
        query.bind(1, id_);
        while (query.executeStep()) {
            auto name = query.getColumn(0).getString();
            if (name.size() >= shortest_name) names_.push_back(std::move(name));
        }
    }

    [[nodiscard]] bool named_in(std::string_view text) const {
        return std::any_of(names_.begin(), names_.end(),
                           [&](const auto& name) { return text.find(name) != std::string_view::npos; });
    }
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    Erased run() {
        Erased out;
        for (const auto& row : rows_) take(row.table->name, row.entry);
        out.rows = static_cast<std::int64_t>(rows_.size());
        out.rows += take_decisions();
        take_words();
        out.mentions = mentions();
        change_.finish();
        out.change = change_.number();
        return out;
    }

private:
    void take(const std::string& table, std::int64_t entry) {
        {
            Cursor row(connection_, fmt::format("SELECT \"seal\" FROM {} WHERE \"entry\" = {}", sql_name(table), entry));
            if (!row.next()) return;  // a row may name the individual twice
            Bytes32 digest{};
            const auto seal = row.blob(0);
            if (seal.size() >= sizeof(Salt) + digest.size())
                std::copy_n(seal.begin() + sizeof(Salt), digest.size(), digest.begin());
            change_.erased(entry, digest);
        }
        connection_.database.exec(fmt::format("DELETE FROM {} WHERE \"entry\" = {}", sql_name(table), entry));
        connection_.database.exec(fmt::format("DELETE FROM \"credence_item\" WHERE \"entry\" = {}", entry));
    }

    std::int64_t take_decisions() {
        std::vector<std::int64_t> entries;
        Cursor rows(connection_, "SELECT \"entry\", \"subjects\" FROM \"credence_decision\"");
        while (rows.next()) {
            // A line a subject: "candidate=C15".
            const auto subjects = "\n" + std::string(rows.text(1).value_or("")) + "\n";
            if (subjects.find("=" + id_ + "\n") != std::string::npos) entries.push_back(rows.number(0));
        }
        for (const auto entry : entries) take("credence_decision", entry);
        return static_cast<std::int64_t>(entries.size());
    }

    void take_words() {
        std::vector<std::pair<std::int64_t, Bytes32>> changes;
        Cursor rows(connection_, "SELECT \"number\", \"by\", \"reason\", \"words\" FROM \"credence_change\"");
        while (rows.next()) {
            const auto says = [&](std::size_t column) {
                const auto text = rows.text(column).value_or("");
                return named_in(text) || text.find(id_) != std::string_view::npos;
            };
            if (!says(1) && !says(2)) continue;
            Bytes32 words{};
            std::copy_n(rows.blob(3).begin(), std::min(rows.blob(3).size(), words.size()), words.begin());
            changes.emplace_back(rows.number(0), words);
        }
        for (const auto& [number, words] : changes) {
            change_.erased(-number, words);
            connection_.database.exec(fmt::format(
                "UPDATE \"credence_change\" SET \"by\" = NULL, \"reason\" = NULL, \"salt\" = NULL WHERE \"number\" = {}",
                number));
        }
    }

    std::vector<std::string> mentions() {
        std::vector<std::string> out;
        for (const auto& table : vocabulary_.tables) {
            if (!connection_.has_table(table.name)) continue;
            Cursor rows(connection_, fmt::format("SELECT \"entry\", {} FROM {}", column_list(table), sql_name(table.name)));
            while (rows.next()) {
                for (std::size_t i = 1; i <= table.columns.size(); ++i) {
                    if (!named_in(rows.text(i).value_or(""))) continue;
                    out.push_back(fmt::format("entry {}, table `{}`, column `{}`", rows.number(0), table.name,
                                              table.columns[i - 1].header));
                }
            }
        }
        return out;
    }

    Connection& connection_;
    const Vocabulary& vocabulary_;
    std::string id_;
    Change change_;
    std::vector<RowAt> rows_;
    std::vector<std::string> names_;
};

/// The entity that lists the id, or ever did.
Result<const Table*> entity_of(Connection& connection, const Vocabulary& vocabulary, const std::string& id) {
    const Table* found = nullptr;
    for (const auto& row : rows_of_individual(connection, vocabulary, id)) {
        if (!row.table->is_entity() || row.table == found) continue;
        if (found != nullptr) {
            return failure(FailureKind::usage,
                           fmt::format("`{}` is listed in the tables `{}` and `{}`", shown(id), found->name, row.table->name),
                           "only one of an id can be erased");
        }
        found = row.table;
    }
    if (found == nullptr)
        return failure(FailureKind::usage, fmt::format("there is no individual `{}`", shown(id)),
                       "credence kb show lists what there is");
    return found;
}

/// The bytes of deleted rows: in the log, then in free pages and at the ends of others. False if somebody reads an older state.
bool clear_away(Connection& connection) {
    auto& database = connection.database;
    const auto truncate = [&] { return database.execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 0; };
    if (!truncate()) return false;
    sqlite3_limit(database.getHandle(), SQLITE_LIMIT_ATTACHED, 1);  // VACUUM works on a file of its own
    database.exec("VACUUM");
    sqlite3_limit(database.getHandle(), SQLITE_LIMIT_ATTACHED, 0);
    return truncate();
}

}  // namespace

bool holds(const fs::path& file, std::string_view bytes) {
    std::ifstream in(file, std::ios::binary);
    std::string window;
    std::array<char, 1U << 16U> block{};
    while (in) {
        in.read(block.data(), block.size());
        window.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (window.find(bytes) != std::string::npos) return true;
        if (window.size() >= bytes.size()) window.erase(0, window.size() - bytes.size() + 1);
    }
    return false;
}

Result<Erased> erase(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::string& id, const EnterOptions& options) {
    auto& connection = kb.connection();
    if (!options.reason) return failure(FailureKind::usage, "to erase takes a reason", "say on what ground with --reason");
    return guarded(connection.path, Mode::write, [&]() -> Result<Erased> {
        std::vector<std::string> names;
        Erased out;
        {
            SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
            const auto vocabulary = vocabulary_of(rulebase);
            if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
            const auto entity = entity_of(connection, vocabulary, id);
            if (!entity) return tl::unexpected(entity.error());
            Eraser eraser(connection, vocabulary, **entity, id, options);
            if (eraser.named_in(*options.reason) || options.reason->find(id) != std::string::npos)
                return failure(FailureKind::usage, "the reason names whom it is about, and would stay",
                               "say it without the name and the id");
            names = eraser.names();
            out = eraser.run();
            transaction.commit();
        }
        out.still_in_file = !clear_away(connection);
        const auto names_somebody = [&](const fs::path& file) {
            return std::any_of(names.begin(), names.end(), [&](const auto& name) { return holds(file, name); });
        };
        Cursor backups(connection, "SELECT \"path\" FROM \"credence_backup\" ORDER BY \"entry\"");
        while (backups.next()) {
            const fs::path path(std::string(backups.text(0).value_or("")));
            std::error_code error;
            if (!fs::exists(path, error))
                out.missing.push_back(path.string());
            else if (names_somebody(path))
                out.backups.push_back(path.string());
        }
        return out;
    });
}

}  // namespace credence::store
