#include "store/knowledge_base.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>

#include "base/date.hpp"
#include "store/change.hpp"
#include "store/connection.hpp"

namespace credence::store {
namespace {

constexpr int busy_milliseconds = 5'000;
constexpr int one_thread =
    SQLITE_OPEN_NOMUTEX;  // a connection is used by one thread at a time; a lock a cell is a tenth of the time

/// Settings that SQLite recommends for files of unknown origin, and those that make a commit durable and an erased text gone.
void harden(SQLite::Database& database) {
    sqlite3* handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16'000'000);
    database.setBusyTimeout(busy_milliseconds);
    database.exec("PRAGMA mmap_size = 0");
    database.exec("PRAGMA cell_size_check = ON");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA secure_delete = ON");
}

std::string system_words() { return std::error_code(errno, std::generic_category()).message(); }

/// An empty file that only its owner reads; SQLite gives its side files the same mode.
Status make_file(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        if (errno == EEXIST) {
            return failure(FailureKind::usage, fmt::format("`{}` exists already", path.string()),
                           "choose another name, or remove it first");
        }
        return failure(FailureKind::write, fmt::format("cannot make `{}`: {}", path.string(), system_words()));
    }
    ::close(file);
    return {};
}

void make_tables(Connection& connection, const check::Rulebase& rulebase, const Making& making) {
    auto& database = connection.database;
    database.exec("BEGIN IMMEDIATE");
    database.exec(fmt::format("PRAGMA application_id = {}", application_id));
    database.exec(fmt::format("PRAGMA user_version = {}", format_version));
    auto statements = own_statements("schema.sql");
    for (const auto& table : vocabulary_of(rulebase).tables) {
        for (auto& statement : statements_of(table)) statements.push_back(std::move(statement));
    }
    std::string schema;
    for (const auto& statement : statements) {
        database.exec(statement);
        schema += (schema.empty() ? std::string_view() : between_statements);
        schema += statement;
    }
    connection.set_meta("schema", schema);
    connection.set_meta("rulebase", rulebase.head.name);
    connection.set_meta("rulebase_version", rulebase.version);
    if (making.sample)
        connection.set_meta("sample", "yes");
    else
        connection.set_meta("created", time_text(making.now));
    Change(connection, {"init", {}, {}, making.now}).finish();
    database.exec("COMMIT");
    database.exec("PRAGMA journal_mode = WAL");
}

std::uint32_t big_endian(const char* bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// Looks at the file's first page before SQLite does, so that no other program's file is ever opened.
Status check_header(const std::filesystem::path& path, std::uint32_t format) {
    const std::string name = path.string();
    const auto refuse = [](std::string message, std::string help = {}) {
        return failure(FailureKind::knowledge_base, std::move(message), std::move(help));
    };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        return refuse(fmt::format("there is no knowledge base `{}`", name), "make one with `credence kb init`");
    }
    if (!std::filesystem::is_regular_file(status)) return refuse(fmt::format("`{}` is not a file", name));
    std::array<char, 100> header{};
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse(fmt::format("cannot read `{}`", name));
    in.read(header.data(), header.size());
    if (in.gcount() == 0)
        return refuse(fmt::format("`{}` is empty, not a knowledge base", name),
                      "remove it, and make one with `credence kb init`");
    constexpr std::string_view magic("SQLite format 3\0", 16);
    if (static_cast<std::size_t>(in.gcount()) < header.size() || std::string_view(header.data(), magic.size()) != magic) {
        return refuse(fmt::format("`{}` is not a knowledge base: not an SQLite file", name));
    }
    if (const auto id = big_endian(header.data() + 68); id != application_id) {
        return refuse(
            fmt::format("`{}` is an SQLite file of another program (application id 0x{:08x}), not a knowledge base", name, id));
    }
    const auto version = big_endian(header.data() + 60);
    if (version == format) return {};
    if (version == format_version) return refuse(fmt::format("`{}` is of the present format already: {}", name, version));
    const auto made_by = [&](std::string_view age) {
        return fmt::format("`{}` was made by {} Credence: its format is {}, this program reads {}", name, age, version,
                           format_version);
    };
    if (version > format_version) return refuse(made_by("a newer"), "update the program");
    return refuse(made_by("an older"), "bring it up to date with `credence kb migrate`");
}

/// Every object must be one that we made: a planted trigger or view would run with our rights.
Status check_objects(Connection& connection, std::uint32_t format) {
    std::set<std::string, std::less<>> ours;
    const std::string schema = connection.meta("schema").value_or("");
    for (std::size_t begin = 0; begin <= schema.size();) {
        const auto end = std::min(schema.find(between_statements, begin), schema.size());
        ours.insert(schema.substr(begin, end - begin));
        begin = end + between_statements.size();
    }
    SQLite::Statement query(connection.database,
                            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    while (query.executeStep()) {
        const auto sql = query.getColumn(2).getString();
        if (ours.erase(sql) > 0 && (format < format_version || is_own(sql))) continue;
        return failure(FailureKind::knowledge_base,
                       fmt::format("`{}` holds a {} `{}` that Credence did not make", connection.path.string(),
                                   query.getColumn(0).getString(), query.getColumn(1).getString()),
                       "remove it with an SQLite tool, or take the last backup");
    }
    if (ours.empty()) return {};
    return failure(FailureKind::knowledge_base, fmt::format("`{}` lacks tables that Credence made", connection.path.string()),
                   "take the last backup");
}

/// A URI, so that SQLite reads a file as one that does not change: where neither it nor its folder can be written to and nobody
/// writes to it, the side files that WAL needs cannot be made.
std::string unchanging(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        const bool special = c == '%' || c == '?' || c == '#';
        uri += special ? fmt::format("%{:02x}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return uri + "?immutable=1";
}

/// A reader may write where it can, to clear the side files away behind it; `query_only` keeps it from changing anything.
SQLite::Database open_for_reading(const std::filesystem::path& path) {
    if (::access(path.c_str(), W_OK) == 0) {
        SQLite::Database database(path, one_thread | SQLite::OPEN_READWRITE);
        database.exec("PRAGMA query_only = ON");
        return database;
    }
    const auto folder = std::filesystem::absolute(path).parent_path();
    const bool shared = std::filesystem::exists(path.string() + "-wal") || ::access(folder.c_str(), W_OK) == 0;
    if (shared) return SQLite::Database(path, one_thread | SQLite::OPEN_READONLY);
    return SQLite::Database(unchanging(path), one_thread | SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

}  // namespace

KnowledgeBase::KnowledgeBase(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
KnowledgeBase::KnowledgeBase(KnowledgeBase&&) noexcept = default;
KnowledgeBase& KnowledgeBase::operator=(KnowledgeBase&&) noexcept = default;
KnowledgeBase::~KnowledgeBase() = default;

Result<KnowledgeBase> create_knowledge_base(const std::filesystem::path& path, const check::Rulebase& rulebase,
                                            const Making& making) {
    if (auto made = make_file(path); !made) return tl::unexpected(made.error());
    auto result = guarded(path, Mode::write, [&]() -> Result<KnowledgeBase> {
        auto connection = std::make_unique<Connection>(
            Connection{SQLite::Database(path, one_thread | SQLite::OPEN_READWRITE), path, Mode::write});
        harden(connection->database);
        make_tables(*connection, rulebase, making);
        return KnowledgeBase(std::move(connection));
    });
    std::error_code ignored;
    if (!result) std::filesystem::remove(path, ignored);
    return result;
}

Result<std::unique_ptr<Connection>> open_connection(const std::filesystem::path& path, Mode mode, std::uint32_t format) {
    if (auto ours = check_header(path, format); !ours) return tl::unexpected(ours.error());
    return guarded(path, mode, [&]() -> Result<std::unique_ptr<Connection>> {
        auto database =
            mode == Mode::write ? SQLite::Database(path, one_thread | SQLite::OPEN_READWRITE) : open_for_reading(path);
        auto connection = std::make_unique<Connection>(Connection{std::move(database), path, mode});
        harden(connection->database);
        if (auto sound = check_objects(*connection, format); !sound) return tl::unexpected(sound.error());
        // A backup that became the knowledge base: only with a log is a commit on the disk, with this setting of `synchronous`.
        auto& opened = connection->database;
        if (mode == Mode::write && opened.execAndGet("PRAGMA journal_mode").getString() != "wal")
            opened.exec("PRAGMA journal_mode = WAL");
        return connection;
    });
}

Result<KnowledgeBase> open_knowledge_base(const std::filesystem::path& path, Mode mode) {
    auto connection = open_connection(path, mode, format_version);
    if (!connection) return tl::unexpected(connection.error());
    return KnowledgeBase(std::move(*connection));
}

}  // namespace credence::store
