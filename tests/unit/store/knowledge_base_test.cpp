#include "store/knowledge_base.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "store/connection.hpp"
#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using credence::testing::read_file;
using credence::testing::TemporaryFolder;
using credence::testing::write_file;
using ::testing::HasSubstr;
using testing::noon;
using testing::Office;

std::string refusal(const std::filesystem::path& path, Mode mode = Mode::read) {
    const auto before = std::filesystem::is_regular_file(path) ? read_file(path) : "";
    const auto opened = open_knowledge_base(path, mode);
    if (opened) return "opened";
    EXPECT_EQ(opened.error().kind, FailureKind::knowledge_base);
    const auto after = std::filesystem::is_regular_file(path) ? read_file(path) : "";
    EXPECT_EQ(after, before) << "a refused file is left as it is";
    return opened.error().message;
}

int pragma(KnowledgeBase& kb, const std::string& name) {
    return kb.connection().database.execAndGet("PRAGMA " + name).getInt();
}

TEST(KnowledgeBase, IsReadByItsOwnerAlone) {
    Office office;
    office.write("person.csv", "id,name\nC01,Ada\n");
    ASSERT_TRUE(office.import().accepted());
    struct stat status {};
    ASSERT_EQ(::stat(office.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ASSERT_EQ(::stat((office.path().string() + "-wal").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(KnowledgeBase, RefusesToReplaceAFile) {
    Office office;
    const auto again = create_knowledge_base(office.path(), office.rulebase, {noon, false});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, FailureKind::usage);
    EXPECT_TRUE(open_knowledge_base(office.path(), Mode::read));
}

TEST(KnowledgeBase, SaysWhereItCannotBeMade) {
    TemporaryFolder folder;
    const auto made = create_knowledge_base(folder.path() / "no" / "kb.sqlite", testing::vocabulary(), {noon, false});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, FailureKind::write);
}

TEST(KnowledgeBase, IsHardened) {
    Office office;
    for (const auto mode : {Mode::read, Mode::write}) {
        auto kb = open_knowledge_base(office.path(), mode).value();
        EXPECT_EQ(pragma(kb, "foreign_keys"), 1);
        EXPECT_EQ(pragma(kb, "synchronous"), 2);
        EXPECT_EQ(pragma(kb, "secure_delete"), 1);
        EXPECT_EQ(pragma(kb, "mmap_size"), 0);
        EXPECT_EQ(pragma(kb, "trusted_schema"), 0);
        EXPECT_EQ(pragma(kb, "cell_size_check"), 1);
        EXPECT_EQ(pragma(kb, "busy_timeout"), 5'000);
        EXPECT_EQ(kb.connection().database.execAndGet("PRAGMA journal_mode").getString(), "wal");
        int defensive = 0;
        sqlite3_db_config(kb.connection().database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
        EXPECT_EQ(defensive, 1);
    }
    auto reader = open_knowledge_base(office.path(), Mode::read).value();
    EXPECT_THROW(reader.connection().database.exec("DELETE FROM person"), SQLite::Exception);
}

TEST(KnowledgeBase, HasTablesThatAnyToolCanRead) {
    Office office;
    office.write("person.csv", "id,name\nC01,Ada\n");
    office.write("post.csv", "id,name\nM1,Director\n");
    office.write("observations.csv",
                 "subject,attribute,value,confidence,kind,on\nC01,risk,5,high,observed behaviour,2026-03\nM1,desired,2..3,,,\n"
                 "C01,height,1.750,,,\nC01,active,1,,,\nC01,seen,2026-01-01T10:00Z,,,\n");
    ASSERT_TRUE(office.import().accepted());
    auto& database = office.kb.connection().database;
    const auto one = [&](const std::string& sql) { return database.execAndGet(sql).getString(); };
    EXPECT_EQ(one("SELECT subject || ' ' || value || ' ' || confidence || ' ' || kind || ' ' || on_date || ' ' || recorded "
                  "FROM risk"),
              "C01 r5 high behaviour 2026-03 2026-06-01T12:00:00Z");
    EXPECT_EQ(one("SELECT value FROM desired"), "r2..r3");
    EXPECT_EQ(one("SELECT value FROM height"), "1.75");
    EXPECT_EQ(one("SELECT value FROM active"), "yes");
    EXPECT_EQ(one("SELECT value FROM seen"), "2026-01-01T10:00:00Z");
    EXPECT_EQ(one("SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_list WHERE strict ORDER BY name)"),
              "active born cited considered credence_backup credence_change credence_decision credence_erased credence_item "
              "credence_meta credence_panel "
              "credence_retraction desired height held known_to person post remark risk seen")
        << "what rules derive has no table";
    EXPECT_THROW(database.exec("INSERT INTO active (subject, value, seal) VALUES ('C01', 'perhaps', x'00')"),
                 SQLite::Exception);
}

TEST(KnowledgeBase, NamesTablesApart) {
    auto rulebase = testing::vocabulary();
    rulebase.attributes[0].head.name = "post";
    rulebase.attributes[1].head.name = "sqlite_stat1";
    rulebase.attributes[2].head.name = "observations";
    TemporaryFolder folder;
    auto kb = create_knowledge_base(folder.path() / "kb", rulebase, {noon, false});
    ASSERT_TRUE(kb) << kb.error().message;
    const auto vocabulary = vocabulary_of(rulebase);
    EXPECT_EQ(vocabulary.find({check::DeclarationKind::attribute, 0})->name, "post");
    EXPECT_EQ(vocabulary.find({check::DeclarationKind::entity, 1})->name, "post_");
    EXPECT_EQ(vocabulary.find({check::DeclarationKind::attribute, 1})->name, "kb_sqlite_stat1");
    EXPECT_EQ(vocabulary.find({check::DeclarationKind::attribute, 2})->name, "observations_");
}

TEST(KnowledgeBase, RefusesWhatIsNone) {
    TemporaryFolder folder;
    const auto path = folder.path() / "kb.sqlite";
    EXPECT_THAT(refusal(path), HasSubstr("there is no knowledge base"));
    EXPECT_THAT(refusal(folder.path()), HasSubstr("is not a file"));
    write_file(path, "");
    EXPECT_THAT(refusal(path), HasSubstr("is empty"));
    write_file(path, std::string(5'000, 'x'));
    EXPECT_THAT(refusal(path), HasSubstr("not an SQLite file"));
    write_file(path, "SQLite format 3");
    EXPECT_THAT(refusal(path), HasSubstr("not an SQLite file"));
}

TEST(KnowledgeBase, RefusesAnotherProgramsFile) {
    TemporaryFolder folder;
    const auto path = folder.path() / "other.sqlite";
    {
        SQLite::Database other(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("PRAGMA application_id = 252006673");
        other.exec("CREATE TABLE person (id TEXT)");
    }
    EXPECT_THAT(refusal(path), HasSubstr("another program"));
    EXPECT_THAT(refusal(path, Mode::write), HasSubstr("another program"));
}

class Tampered : public ::testing::Test {
protected:
    void change(const std::string& sql) { SQLite::Database(office.path(), SQLite::OPEN_READWRITE).exec(sql); }
    Office office;
};

TEST_F(Tampered, RefusesNewerAndOlderFormats) {
    change("PRAGMA journal_mode = DELETE");  // so that the header is in the file
    change("PRAGMA user_version = 3");
    EXPECT_THAT(refusal(office.path()), HasSubstr("made by a newer Credence"));
    change("PRAGMA user_version = 0");
    EXPECT_THAT(refusal(office.path()), HasSubstr("made by an older Credence"));
}

TEST_F(Tampered, RefusesPlantedObjects) {
    change("CREATE TRIGGER quietly AFTER INSERT ON risk BEGIN DELETE FROM risk; END");
    EXPECT_THAT(refusal(office.path()), HasSubstr("trigger `quietly`"));
    change("DROP TRIGGER quietly");
    change("CREATE VIEW ratings AS SELECT 1");
    EXPECT_THAT(refusal(office.path()), HasSubstr("view `ratings`"));
    change("DROP VIEW ratings");
    change("CREATE INDEX fast ON risk (lower(value))");
    EXPECT_THAT(refusal(office.path()), HasSubstr("index `fast`"));
    change("DROP INDEX fast");
    EXPECT_EQ(refusal(office.path()), "opened");
    change("ALTER TABLE risk RENAME TO risks");
    EXPECT_THAT(refusal(office.path()), HasSubstr("table `risks`"));
    change("DROP TABLE risks");
    EXPECT_THAT(refusal(office.path()), HasSubstr("lacks tables"));
}

TEST_F(Tampered, RefusesADamagedFile) {
    office.write("person.csv", "id,name\nC01,Ada\n");
    ASSERT_TRUE(office.import().accepted());
    change("PRAGMA wal_checkpoint(TRUNCATE)");
    auto bytes = read_file(office.path());
    for (std::size_t i = 4'096; i < bytes.size(); ++i) bytes[i] = '\xaa';
    const auto copy = office.files() / "copy.sqlite";
    write_file(copy, bytes);
    auto kb = open_knowledge_base(copy, Mode::read);
    const auto failure = kb ? load_facts(*kb, office.rulebase, whole_content(office.rulebase)).error() : kb.error();
    EXPECT_EQ(failure.kind, FailureKind::knowledge_base);
    EXPECT_THAT(failure.message, HasSubstr("damaged"));
}

TEST_F(Tampered, RefusesValuesThatTheRulebaseDoesNotKnow) {
    change("INSERT INTO person (id, name, seal) VALUES ('C01', 'Ada', x'00')");
    change("INSERT INTO risk (subject, value, seal) VALUES ('C01', 'r9', x'00')");
    auto request = whole_content(office.rulebase);
    request.verified = false;
    const auto facts = load_facts(office.kb, office.rulebase, request);
    ASSERT_FALSE(facts);
    EXPECT_EQ(facts.error().kind, FailureKind::knowledge_base);
    EXPECT_THAT(facts.error().message, HasSubstr("`r9`"));
}

TEST_F(Tampered, RefusesAnotherRulebase) {
    auto other = testing::vocabulary();
    other.entities[0].head.name = "Ship";
    other.entities[1].head.name = "Berth";
    const auto facts = load_facts(office.kb, other, whole_content(other));
    ASSERT_FALSE(facts);
    EXPECT_THAT(facts.error().message, HasSubstr("`harbour`"));
    auto retyped = testing::vocabulary();
    retyped.relations[2].columns[1].name = "employer";
    const auto changed = load_facts(office.kb, retyped, whole_content(retyped));
    ASSERT_FALSE(changed);
    EXPECT_THAT(changed.error().message, HasSubstr("`held`"));
}

TEST(KnowledgeBase, IsReadWhileItIsWritten) {
    Office office;
    office.write("person.csv", "id,name\nC01,Ada\n");
    ASSERT_TRUE(office.import().accepted());
    auto writer = open_knowledge_base(office.path(), Mode::write).value();
    writer.connection().database.exec("BEGIN IMMEDIATE");
    writer.connection().database.exec("INSERT INTO person (id, name, seal) VALUES ('C02', 'Bo', x'00')");
    auto reader = open_knowledge_base(office.path(), Mode::read).value();
    LoadRequest as_it_is;
    as_it_is.verified = false;
    EXPECT_EQ(load_facts(reader, office.rulebase, as_it_is)->individuals[0].size(), 1U);
    writer.connection().database.exec("COMMIT");
    EXPECT_EQ(load_facts(reader, office.rulebase, as_it_is)->individuals[0].size(), 2U);
}

TEST(KnowledgeBase, SaysThatItIsBusy) {
    Office office;
    office.write("person.csv", "id,name\nC01,Ada\n");
    SQLite::Database other(office.path(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    office.kb.connection().database.setBusyTimeout(10);
    const auto report = import_files(office.kb, office.rulebase, office.files(), {false, noon});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, FailureKind::knowledge_base);
    EXPECT_THAT(report.error().message, HasSubstr("busy"));
}

TEST(KnowledgeBase, LeavesNoFilesBehind) {
    TemporaryFolder folder;
    const auto path = folder.path() / "kb.sqlite";
    ASSERT_TRUE(create_knowledge_base(path, testing::vocabulary(), {noon, false}));
    const auto bytes = read_file(path);
    {
        auto kb = open_knowledge_base(path, Mode::read).value();
        ASSERT_TRUE(load_facts(kb, testing::vocabulary(), {}));
    }
    EXPECT_EQ(read_file(path), bytes);
    const auto files = std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator());
    EXPECT_EQ(files, 1);
}

TEST(KnowledgeBase, IsReadFromAFolderWithOddCharacters) {
    TemporaryFolder folder;
    const auto path = folder.path() / "a?b#c%41.sqlite";
    ASSERT_TRUE(create_knowledge_base(path, testing::vocabulary(), {noon, false}));
    EXPECT_TRUE(open_knowledge_base(path, Mode::read));
}

}  // namespace
}  // namespace credence::store
