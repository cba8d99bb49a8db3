// What chance does to a file, and several processes to each other. CREDENCE_SOAK=N in the environment runs each N times as often.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>

#include "store/connection.hpp"
#include "store/enter.hpp"
#include "store/verify.hpp"
#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using credence::testing::read_file;
using credence::testing::write_file;
using testing::noon;
using testing::Office;

int times(int usual) {
    const char* soak = std::getenv("CREDENCE_SOAK");
    return usual * (soak == nullptr ? 1 : std::max(1, std::atoi(soak)));
}

class Faults : public ::testing::Test {
protected:
    Faults() {
        office.write("person.csv", "id,name\nC01,Ada Quill\nC02,Bo Ferrow\n");
        office.write("post.csv", "id,name\nM1,Director\n");
        std::string observations = "item,subject,attribute,value,quote\n";
        for (int i = 0; i < 60; ++i) {
            observations += "E" + std::to_string(i) + ",C0" + std::to_string(1 + i % 2) + ",risk," + std::to_string(1 + i % 5) +
                            ",said in meeting " + std::to_string(i) + "\n";
        }
        office.write("observations.csv", observations);
        office.write("held.csv",
                     "person,organisation,sector,started,ended\nC01,Watch,activism,2001-03,\nC02,Office,un_system,2010,2012\n");
        EXPECT_TRUE(office.import().accepted());
        EXPECT_TRUE(retract(office.kb, office.rulebase, "E7", {noon + 1, "PL-01", "heard twice"}));
    }
    Office office;
};

/// What an answer would rest on; or why there is none.
std::string rests_on(const std::filesystem::path& path, const check::Rulebase& rulebase, bool verified) {
    auto kb = open_knowledge_base(path, Mode::read);
    if (!kb) return "refused";
    auto request = whole_content(rulebase);
    request.verified = verified;
    const auto facts = load_facts(*kb, rulebase, request);
    if (!facts) return "refused";
    return facts->content_digest + facts->as_of.text() + std::to_string(facts->known_at);
}

TEST_F(Faults, NoFlippedBitIsBelieved) {
    office.kb.connection().database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto sound = read_file(office.path());
    const auto expected = rests_on(office.path(), office.rulebase, true);
    const auto flipped = office.files() / "flipped.sqlite";
    std::mt19937_64 random(6);
    int refused = 0, silent = 0, believed_unverified = 0;
    const int flips = times(200);
    for (int i = 0; i < flips; ++i) {
        auto bytes = sound;
        const auto bit = random() % (8 * bytes.size());
        bytes[bit / 8] = static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) ^ (1U << (bit % 8)));
        write_file(flipped, bytes);
        const auto found = rests_on(flipped, office.rulebase, true);
        if (found == "refused") {
            ++refused;
        } else if (found != expected) {
            ++silent;
        }
        const auto unverified = rests_on(flipped, office.rulebase, false);
        believed_unverified += unverified != "refused" && unverified != expected ? 1 : 0;
        std::filesystem::remove(flipped.string() + "-wal");
        std::filesystem::remove(flipped.string() + "-shm");
    }
    EXPECT_EQ(silent, 0) << "of " << flips;
    EXPECT_GT(refused, flips / 20);
    EXPECT_GT(believed_unverified, 0) << "the control: without a look at the seals some would be believed";
    RecordProperty("flips", flips);
    RecordProperty("refused", refused);
    RecordProperty("believed_unverified", believed_unverified);
}

TEST_F(Faults, AFileCutOffIsRefused) {
    office.kb.connection().database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto sound = read_file(office.path());
    const auto cut = office.files() / "cut.sqlite";
    for (std::size_t size = 0; size < sound.size(); size += 4'096) {
        write_file(cut, sound.substr(0, size));
        EXPECT_EQ(rests_on(cut, office.rulebase, true), "refused") << size;
    }
}

TEST_F(Faults, TwoWritersAndAReaderLoseNothing) {
    const int each = times(12);
    std::vector<pid_t> writers;
    for (int writer = 0; writer < 2; ++writer) {
        const auto child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            auto kb = open_knowledge_base(office.path(), Mode::write);
            bool done = kb.has_value();
            for (int i = 0; done && i < each; ++i) {
                const auto item = "W" + std::to_string(writer) + "/" + std::to_string(i);
                const auto added = add_row(*kb, office.rulebase, "risk", {{"subject", "C01"}, {"value", "3"}, {"item", item}},
                                           {}, {noon + 60 + i, {}, {}});
                done = added && added->accepted() && added->change > 0;
            }
            ::_exit(done ? 0 : 1);
        }
        writers.push_back(child);
    }
    int reads = 0;
    std::int64_t last = 0;
    for (int left = 2; left > 0;) {
        auto kb = open_knowledge_base(office.path(), Mode::read);
        ASSERT_TRUE(kb) << kb.error().message;
        const auto seen = verify(*kb);
        ASSERT_TRUE(seen) << seen.error().message;
        EXPECT_TRUE(seen->sound()) << verification_text(*seen, "kb");
        EXPECT_GE(seen->changes, last) << "a reader sees one state, and none goes back";
        last = seen->changes;
        ++reads;
        int status = 0;
        if (::waitpid(-1, &status, WNOHANG) > 0) {
            --left;
            EXPECT_EQ(status, 0) << "a writer was refused";
        }
    }
    const auto seen = verify(office.kb).value();
    EXPECT_TRUE(seen.sound());
    EXPECT_EQ(seen.changes, 3 + 2 * each) << "one change a row, none lost";
    EXPECT_GT(reads, 1);
}

}  // namespace
}  // namespace credence::store
