// Faults from outside, on the built program: killed at any moment, no room on the disk, and where personal data must not show.
// CREDENCE_SOAK=N in the environment kills N times as often.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* canary = "Sorrel Blanc";  // the name of the sample's V07

int times(int usual) {
    const char* soak = std::getenv("CREDENCE_SOAK");
    return usual * (soak == nullptr ? 1 : std::max(1, std::atoi(soak)));
}

class OutsideFaults : public ::testing::Test {
protected:
    OutsideFaults() {
        environment = usual_environment(folder.path());
        environment.emplace_back("CREDENCE_RULES", (root() / "rules/grape_for_site").string());
        environment.emplace_back("CREDENCE_KB", "grapes.db");
        EXPECT_EQ(sh("credence kb init --quiet && credence kb import $CREDENCE_RULES/sample --history --quiet").exit, 0);
    }
    credence::testing::Run sh(const std::string& script) { return run({"bash", "-uc", script}, folder.path(), environment); }
    fs::path path(const char* name) const { return folder.path() / name; }

    TemporaryFolder folder;
    Environment environment;
};

TEST_F(OutsideFaults, KilledAtAnyMomentNothingIsLostOrHalf) {
    std::string more = "item,subject,attribute,value,quote\n";
    for (int i = 0; i < 400; ++i) more += "K" + std::to_string(i) + ",V07,ripening,III,looked at again\n";
    write_file(path("more/observations.csv"), more);
    const std::string verbs[] = {"kb add ripening subject=V07 value=III item=A$N",
                                 "kb import more",
                                 "kb backup copy$N.db",
                                 "kb add ripening subject=V02 value=II item=B$N --quiet",
                                 "kb retract K7 --reason again",
                                 "report variety_for_site variety=V07 site=S2 -o report --replace",
                                 "kb erase V08 --reason 'asked for'"};
    std::mt19937_64 random(33);
    int killed = 0;
    std::vector<std::string> acknowledged;
    const int kills = times(60);
    for (int i = 0; i < kills; ++i) {
        const auto& verb = verbs[static_cast<std::size_t>(i) % std::size(verbs)];
        const auto delay = 1 + random() % 45;  // milliseconds
        const auto n = std::to_string(i);
        const auto done =
            sh("N=" + n + "; timeout -s KILL 0.0" + (delay < 10 ? "0" : "") + std::to_string(delay) + " credence " + verb);
        killed += done.exit == 137 || done.exit == -9 ? 1 : 0;
        if (done.exit == 0 && verb.starts_with("kb add"))
            acknowledged.push_back((verb.find("item=A") != std::string::npos ? "A" : "B") + n);
        const auto seen = sh("credence kb verify");
        ASSERT_EQ(seen.exit, 0) << "after " << verb << " was killed\n" << seen.out << seen.err;
        ASSERT_THAT(seen.out, HasSubstr("All is as it was recorded"));
    }
    EXPECT_GT(killed, kills / 4) << "the control: most were killed at work";
    const auto table = sh("credence kb show ripening --format json").out;
    for (const auto& item : acknowledged) EXPECT_THAT(table, HasSubstr("\"" + item + "\"")) << "was acknowledged";
    const auto imported = static_cast<std::size_t>(table.find("\"K399\"") != std::string::npos);
    EXPECT_EQ(imported, static_cast<std::size_t>(table.find("\"K0\"") != std::string::npos))
        << "an import is whole or not there";
}

TEST_F(OutsideFaults, TheControlASideFileThatIsTakenAwayIsMissed) {
    // A killed writer leaves what it acknowledged in the log beside the file: without it a report finds the end cut off.
    ASSERT_EQ(sh("credence report variety_for_site variety=V07 site=S2 -o before").exit, 0);
    ASSERT_EQ(
        sh("cp grapes.db old.db; credence kb add ripening subject=V07 value=III item=A1; credence report variety_for_site "
           "variety=V07 site=S2 -o after; cp old.db grapes.db; rm -f grapes.db-wal grapes.db-shm")
            .exit,
        0);
    EXPECT_EQ(sh("credence kb verify --against before").exit, 0);
    const auto cut = sh("credence kb verify --against after");
    EXPECT_EQ(cut.exit, 1);
    EXPECT_THAT(cut.out, HasSubstr("its end was cut off"));
}

TEST_F(OutsideFaults, WithoutRoomOnTheDiskNothingIsHalf) {
    std::string more = "item,subject,attribute,value,quote\n";
    for (int i = 0; i < 4'000; ++i) more += "K" + std::to_string(i) + ",V07,ripening,III,looked at again and again\n";
    write_file(path("more/observations.csv"), more);
    const auto before = sh("credence kb verify").out;
    for (const auto* blocks : {"8", "64", "300", "400", "600"}) {  // of 1,024 bytes, for any file
        const auto full = sh(std::string("trap '' XFSZ; ulimit -f ") + blocks + "; credence kb import more");
        EXPECT_EQ(full.exit, 6) << blocks << full.err;
        EXPECT_THAT(full.err, HasSubstr("grapes.db")) << "which file";
        EXPECT_EQ(sh("credence kb verify").out, before) << blocks;
    }
    const auto backup = sh("trap '' XFSZ; ulimit -f 16; credence kb backup copy.db");
    EXPECT_EQ(backup.exit, 6) << backup.err;
    EXPECT_FALSE(fs::exists(path("copy.db")));
    EXPECT_FALSE(fs::exists(path("copy.db.part")));
    EXPECT_EQ(sh("credence kb import more").exit, 0) << "the control: with room it goes";
    EXPECT_EQ(sh("credence kb log > /dev/full").exit, 6);
}

TEST_F(OutsideFaults, NamesShowOnlyWhereTheyAreAskedFor) {
    write_file(path("bad/observations.csv"),
               "subject,attribute,value,quote\nV07,ripening,9,Sorrel Blanc said so\nV07,ripenning,3,\n");
    write_file(path("bad/variety.csv"), "id,name\nV07,Sorrel Blanc\nV99,Sorrel Blanc\n");
    const std::string scripts[] = {
        "credence kb import bad",
        "credence kb add ripening subject=V07 value=9 quote='Sorrel Blanc said so'",
        "credence kb retract V77 --reason x",
        "credence kb retract V07",
        "credence assess variety_for_site variety=V77",
        "credence decide variety_for_site variety=V07 site=S2 --depart --decision x --name y",
        "credence kb verify",
        "credence kb log",
        "sqlite=$(command -v python3) && $sqlite -c \"import sqlite3; c = sqlite3.connect('grapes.db'); c.execute(\\\"UPDATE "
        "variety SET "
        "name = name || '!'\\\"); c.commit()\"; credence kb verify; credence report variety_for_site variety=V07 site=S2",
    };
    for (const auto& script : scripts) {
        const auto found = sh(script);
        EXPECT_THAT(found.err, Not(HasSubstr(canary))) << script;
        if (script.find("kb verify") != std::string::npos || script.find("kb log") != std::string::npos) {
            EXPECT_THAT(found.out, Not(HasSubstr(canary))) << script;
        }
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        if (!entry.is_regular_file() || entry.path().string().find("/bad/") != std::string::npos) continue;
        const auto name = entry.path().filename().string();
        if (name.starts_with("grapes.db")) continue;
        EXPECT_THAT(read_file(entry.path()), Not(HasSubstr(canary))) << name;
    }
    EXPECT_THAT(read_file(path("grapes.db")), HasSubstr(canary)) << "the control: the name is there to be found";
}

TEST_F(OutsideFaults, WhatIsErasedIsInNoByteOfTheFile) {
    ASSERT_EQ(sh("credence kb backup copy.db && credence kb add ripening subject=V07 value=III item=A1 quote='Sorrel Blanc "
                 "again' --by "
                 "'Sorrel Blanc' && credence kb retract A1 --reason 'Sorrel Blanc asked'")
                  .exit,
              0);
    ASSERT_EQ(sh("cat grapes.db* | grep -ac 'Sorrel Blanc'").exit, 0) << "the control: it is there before";
    const auto erased = sh("credence kb erase V07 --reason 'asked for'");
    EXPECT_EQ(erased.exit, 1) << "as the backup still holds the name";
    EXPECT_THAT(erased.out, HasSubstr("copy.db"));
    for (const auto* file : {"grapes.db", "grapes.db-wal", "grapes.db-shm", "grapes.db-journal"}) {
        if (!fs::exists(path(file))) continue;
        EXPECT_THAT(read_file(path(file)), Not(HasSubstr(canary))) << file;
    }
    const auto seen = sh("credence kb verify");
    EXPECT_EQ(seen.exit, 0) << seen.out << "the chain holds";
    EXPECT_EQ(sh("credence kb --kb copy.db erase V07 --reason 'asked for'; credence kb verify --kb copy.db").exit, 0);
    EXPECT_THAT(read_file(path("copy.db")), Not(HasSubstr(canary)));
    EXPECT_EQ(sh("credence kb erase V07 --reason 'asked for'").exit, 2) << "nobody is there to be erased";
}

TEST_F(OutsideFaults, AnOldReportIsBuiltOnceMoreFromALaterKnowledgeBase) {
    const std::string report = "credence report variety_for_site variety=V07 site=S2 --quiet -o ";
    ASSERT_EQ(sh(report + "old").exit, 0);
    EXPECT_THAT(sh("credence verify old").out, HasSubstr("Authentic: yes"));
    EXPECT_THAT(sh("credence verify old").out, HasSubstr("Current: yes"));
    ASSERT_EQ(sh("credence kb add price subject=V02 value=5 item=P9").exit, 0);
    EXPECT_EQ(sh("credence verify old --current").exit, 0) << "that is about another variety" << sh("credence verify old").out;
    ASSERT_EQ(sh("credence kb add ripening subject=V07 value=I item=A1").exit, 0);
    const auto later = sh("credence verify old");
    EXPECT_EQ(later.exit, 0);
    EXPECT_THAT(later.out, HasSubstr("Authentic: yes"));
    EXPECT_THAT(later.out, HasSubstr("Current: no"));
    EXPECT_THAT(later.out, HasSubstr("fact A1 is new"));
    EXPECT_EQ(sh("credence verify old --current").exit, 1);
    const auto then = read_file(path("old/report.md"));
    const auto known_at = sh("grep -o '2026-03-01T08:00:00Z' old/report.md | head -1").out;
    ASSERT_EQ(sh(report + "again --known-at " + known_at.substr(0, known_at.size() - 1)).exit, 0);
    EXPECT_EQ(sh("diff <(grep -v '^| Command' old/report.md) <(grep -v '^| Command' again/report.md)").out, "")
        << "the same bytes, but for the command";
    write_file(path("old/report.md"), then + "\nand more\n");
    EXPECT_EQ(sh("credence verify old").exit, 1);
    EXPECT_THAT(sh("credence verify old").out, HasSubstr("report.md differs"));
}

}  // namespace
}  // namespace credence::testing
