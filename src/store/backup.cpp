#include "store/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "store/change.hpp"
#include "store/cursor.hpp"
#include "store/verifier.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;

Status cannot(std::string_view what, const fs::path& path) {
    return failure(FailureKind::write, fmt::format("cannot {} `{}`: {}", what, path.string(),
                                                   std::error_code(errno, std::generic_category()).message()));
}

Status on_the_disk(const fs::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) return cannot("open", path);
    const bool done = ::fsync(file) == 0;
    ::close(file);
    return done ? Status() : cannot("write", path);
}

/// Of every table and every row.
Bytes32 whole_digest(Connection& connection) {
    RunningDigest digest("credence copy");
    std::vector<std::string> tables;
    Cursor schema(connection,
                  "SELECT \"name\", \"sql\", \"type\" FROM sqlite_schema WHERE \"sql\" IS NOT NULL ORDER BY \"name\"");
    while (schema.next()) {
        digest.add_text(schema.text(0).value_or(""));
        digest.add_text(schema.text(1).value_or(""));
        if (schema.text(2) == std::string_view("table")) tables.emplace_back(schema.text(0).value_or(""));
    }
    for (const auto& table : tables) {
        Cursor rows(connection, "SELECT * FROM " + sql_name(table));
        while (rows.next()) {
            for (std::size_t i = 0; i < rows.columns(); ++i) {
                digest.add_number(rows.text(i) ? 1 : 0);
                digest.add_text(rows.text(i).value_or(""));
            }
        }
    }
    return digest.value();
}

/// A file that goes unless it is kept.
class Scratch {
public:
    explicit Scratch(fs::path path) : path_(std::move(path)) {}
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove(path_, ignored);
    }
    void keep() { path_.clear(); }

private:
    fs::path path_;
};

Connection reader(const fs::path& path) { return {SQLite::Database(path, SQLite::OPEN_READWRITE), path, Mode::read}; }

Status copy_rows(const fs::path& from, const fs::path& part) {
    return guarded(from, Mode::write, [&]() -> Status {
        auto source = reader(from);
        source.database.exec("PRAGMA trusted_schema = OFF");
        SQLite::Statement into(source.database, "VACUUM INTO ?");
        into.bind(1, part.string());
        into.exec();
        auto copy = reader(part);
        if (whole_digest(source) != whole_digest(copy))
            return failure(FailureKind::write, fmt::format("the copy `{}` is not what was copied", part.string()));
        return {};
    });
}

}  // namespace

Status copy_whole(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(to, error))) {
        return failure(FailureKind::usage, fmt::format("`{}` exists already", to.string()),
                       "choose another name, or remove it first");
    }
    fs::path part = to;
    part += ".part";
    const int file = ::open(part.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return cannot("make", part);
    ::close(file);
    Scratch scratch(part);
    if (auto done = copy_rows(from, part); !done) return done;
    if (auto done = on_the_disk(part, O_RDWR); !done) return done;
    if (::link(part.c_str(), to.c_str()) != 0) return cannot("make", to);  // never over a file that came meanwhile
    return on_the_disk(fs::absolute(to).parent_path(), O_RDONLY | O_DIRECTORY);
}

Status back_up(KnowledgeBase& kb, const fs::path& to, std::int64_t now) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::write, [&]() -> Status {
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        const auto sound = verify_snapshot(connection);
        if (!sound.sound()) {
            return failure(FailureKind::knowledge_base,
                           fmt::format("`{}` is not as it was recorded: {}", connection.path.string(),
                                       finding_text(sound.findings.front())),
                           "`credence kb verify` lists all; a backup of it would be no better");
        }
        if (auto copied = copy_whole(connection.path, to); !copied) return copied;
        Change change(connection, {"backup", {}, {}, now});
        (void)change.add("credence_backup", {fs::absolute(to).lexically_normal().string(), change.now()});
        change.finish();
        transaction.commit();
        return {};
    });
}

}  // namespace credence::store
