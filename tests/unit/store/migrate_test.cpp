// A knowledge base of format 1 becomes one of the present format, or stays as it is.
#include "store/migrate.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "check/check.hpp"
#include "parse/parse.hpp"
#include "store/backup.hpp"
#include "store/connection.hpp"
#include "store/import.hpp"
#include "store/load.hpp"
#include "store/verify.hpp"
#include "support/files.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;
using credence::testing::read_file;
using credence::testing::root;
using credence::testing::TemporaryFolder;

constexpr std::int64_t now = 1'790'000'000;

class Migrate : public ::testing::Test {
protected:
    Migrate() {
        SQLite::Database made(path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        made.exec("PRAGMA synchronous = OFF");
        made.exec(read_file(root() / "tests/fixtures/kb/format_1.sql"));
        made.exec("PRAGMA journal_mode = WAL");
        text::SourceSet sources;
        std::vector<text::Diagnostic> diagnostics;
        std::vector<syntax::Declaration> declarations;
        for (const auto& entry : fs::directory_iterator(root() / "rules/grape_for_site")) {
            if (entry.path().extension() != ".crd") continue;
            const auto file = sources.add(text::SourceFile(entry.path().filename().string(), read_file(entry.path())));
            auto parsed = parse::parse_file(sources, file, diagnostics);
            std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
        }
        rulebase = check::check_rulebase(sources, declarations, diagnostics).value();
    }

    fs::path path(const char* name = "old.sqlite") const { return folder.path() / name; }
    std::string content(const fs::path& of) {
        auto kb = open_knowledge_base(of, Mode::read);
        if (!kb) return kb.error().message;
        return load_facts(*kb, rulebase, whole_content(rulebase)).value().content_digest;
    }
    std::string imported() {
        auto kb = create_knowledge_base(path("new.sqlite"), rulebase, {now, false}).value();
        EXPECT_TRUE(import_files(kb, rulebase, root() / "rules/grape_for_site/sample", {true, now})->accepted());
        return load_facts(kb, rulebase, whole_content(rulebase)).value().content_digest;
    }

    TemporaryFolder folder;
    check::Rulebase rulebase;
};

TEST_F(Migrate, KeepsAllThatIsOnRecord) {
    EXPECT_THAT(content(path()), ::testing::HasSubstr("made by an older Credence"));
    const auto done = migrate(path(), path("backup"), now);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->from, 1U);
    EXPECT_EQ(content(path()), imported());
    auto kb = open_knowledge_base(path(), Mode::write).value();
    const auto sound = verify(kb).value();
    EXPECT_TRUE(sound.sound()) << verification_text(sound, "kb");
    EXPECT_EQ(sound.rows, done->rows);
    const auto again = import_files(kb, rulebase, root() / "rules/grape_for_site/sample", {true, now}).value();
    EXPECT_TRUE(again.accepted()) << import_text(again, "kb");
    EXPECT_EQ(verify(kb).value().changes, 1) << "what was there is not imported again";
}

TEST_F(Migrate, TheBackupIsAsTheFileWas) {
    ASSERT_TRUE(migrate(path(), path("backup"), now));
    ASSERT_TRUE(migrate(path("backup"), path("second"), now)) << "it could be migrated in its turn";
    EXPECT_EQ(content(path("backup")), content(path()));
    const auto again = migrate(path(), path("third"), now);
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message, ::testing::HasSubstr("present format already"));
}

TEST_F(Migrate, ReplacesNoFileByItsBackup) {
    credence::testing::write_file(path("backup"), "mine");
    const auto refused = migrate(path(), path("backup"), now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, FailureKind::usage);
    EXPECT_EQ(read_file(path("backup")), "mine");
    EXPECT_TRUE(migrate(path(), path("other"), now)) << "the file is as it was";
}

TEST_F(Migrate, HappensWholeOrNotAtAllWhicheverStatementFails) {
    std::size_t statements = 0, fails_at = 0;
    const auto attempt = [&] {
        auto connection = open_connection(path(), Mode::write, 1);
        ASSERT_TRUE(connection) << connection.error().message << " after statement " << fails_at;
        auto& database = (*connection)->database;
        database.exec("PRAGMA foreign_keys = OFF");
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        statements = 0;
        try {
            migrate_tables(**connection, now, [&](const std::string& sql) {
                if (statements++ == fails_at) throw std::runtime_error("no");
                database.exec(sql);
            });
            transaction.commit();
        } catch (const std::runtime_error&) {
        }
    };
    const auto version = [&] { return SQLite::Database(path()).execAndGet("PRAGMA user_version").getInt(); };
    for (fails_at = 0; version() == 1 && fails_at < 500; ++fails_at) attempt();
    EXPECT_EQ(version(), 2);
    EXPECT_GT(statements, 40U);
    EXPECT_EQ(fails_at, statements + 1) << "each of them failed once";
    EXPECT_EQ(content(path()), imported());
}

TEST_F(Migrate, MakesWhatInitMakes) {
    ASSERT_TRUE(migrate(path(), path("backup"), now));
    imported();
    const auto schema = [&](const char* name) {
        SQLite::Database database(path(name));
        SQLite::Statement query(database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
        std::string out;
        while (query.executeStep()) out += query.getColumn(0).getString() + "\n";
        return out;
    };
    EXPECT_EQ(schema("old.sqlite"), schema("new.sqlite"));
}

class Backup : public Migrate {};

TEST_F(Backup, IsWholeAndListed) {
    imported();
    auto kb = open_knowledge_base(path("new.sqlite"), Mode::write).value();
    ASSERT_TRUE(back_up(kb, path("copy"), now));
    EXPECT_EQ(content(path("copy")), content(path("new.sqlite")));
    EXPECT_EQ(fs::status(path("copy")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(kb.connection().database.execAndGet("SELECT path FROM credence_backup").getString(), path("copy").string());
    EXPECT_TRUE(verify(kb)->sound());
    const auto again = back_up(kb, path("copy"), now);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, FailureKind::usage);
    EXPECT_FALSE(back_up(kb, folder.path() / "no" / "copy", now));
}

TEST_F(Backup, OfWhatIsNotAsItWasRecordedIsRefused) {
    imported();
    SQLite::Database(path("new.sqlite"), SQLite::OPEN_READWRITE).exec("UPDATE site SET name = 'elsewhere'");
    auto kb = open_knowledge_base(path("new.sqlite"), Mode::write).value();
    EXPECT_FALSE(back_up(kb, path("copy"), now));
    EXPECT_FALSE(fs::exists(path("copy")));
}

}  // namespace
}  // namespace credence::store
