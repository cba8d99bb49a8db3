// The chain of changes: that nothing on record can be changed, moved, added or left out unseen.
#include "store/verify.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/connection.hpp"
#include "store/enter.hpp"
#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::noon;
using testing::Office;

class Verify : public ::testing::Test {
protected:
    Verify() {
        office.write("person.csv", "id,name\nC01,Ada\nC02,Bo\n");
        office.write("post.csv", "id,name\nM1,Director\n");
        office.write(
            "observations.csv",
            "item,subject,attribute,value,quote\nE1,C01,risk,5,steady\nE2,C02,risk,2,\n,C01,born,1970,\n,C02,known_to,C01,\n");
        office.write("cited.csv", "person,source,item,evidence_item\nC01,a book,p. 3,E3\n");
        EXPECT_TRUE(office.import().accepted());
        EXPECT_TRUE(add_row(office.kb, office.rulebase, "risk", {{"subject", "C01"}, {"value", "4"}, {"item", "E4"}}, "E1",
                            {noon + 60, "PL-01", "read again"})
                        ->accepted());
    }

    Verification verification() { return verify(office.kb).value(); }
    /// What verify says after somebody changed the file with another program.
    std::vector<std::string> after(const std::string& sql) {
        SQLite::Database(office.path(), SQLite::OPEN_READWRITE).exec(sql);
        std::vector<std::string> out;
        for (const auto& finding : verification().findings) out.push_back(finding_text(finding));
        return out;
    }

    Office office;
};

TEST_F(Verify, FindsNothingInWhatWasOnlyWritten) {
    const auto found = verification();
    EXPECT_TRUE(found.sound()) << verification_text(found, "kb");
    EXPECT_EQ(found.changes, 3);
    EXPECT_EQ(found.rows, 10) << "the import's eight, a row and a retraction";
    EXPECT_EQ(found.head.change, 3);
    const auto facts = office.load();
    EXPECT_EQ(facts.head.digest, found.head.head);
}

TEST_F(Verify, NamesEveryChangedCell) {
    EXPECT_THAT(after("UPDATE risk SET value = 'r1', quote = 'reckless' WHERE item = 'E1'"),
                ElementsAre("entry 5, change 2, table `risk`: `value` was changed",
                            "entry 5, change 2, table `risk`: `quote` was changed"));
    const auto facts = load_facts(office.kb, office.rulebase, whole_content(office.rulebase));
    ASSERT_FALSE(facts) << "nothing is answered then";
    EXPECT_EQ(facts.error().kind, FailureKind::knowledge_base);
    EXPECT_THAT(facts.error().message, HasSubstr("entry 5"));
}

TEST_F(Verify, NoticesThatNothingBecameSomething) {
    EXPECT_THAT(after("UPDATE risk SET quote = '' WHERE item = 'E2'"), ElementsAre(HasSubstr("`quote` was changed")));
}

TEST_F(Verify, FindsRowsThatWereMovedAddedOrTakenAway) {
    EXPECT_THAT(after("DELETE FROM risk WHERE item = 'E2'"), Contains("entry 6, change 2: the row is missing"));
    EXPECT_THAT(after("INSERT INTO risk SELECT 99, subject, value, 'E9', confidence, kind, source, reliability, credibility, "
                      "assessor, on_date, grp, "
                      "quote, recorded, "
                      "retracted, seal FROM risk WHERE item = 'E1'"),
                Contains("entry 99, table `risk`: a row that no change recorded"));
}

TEST_F(Verify, FindsRowsThatChangedPlaces) {
    const auto found =
        after("UPDATE person SET entry = entry + 1000; UPDATE person SET entry = CASE id WHEN 'C01' THEN 2 ELSE 1 END");
    EXPECT_THAT(found, Contains(HasSubstr("entry 1, change 2, table `person`")));
}

TEST_F(Verify, FindsARetractionThatNobodyMade) {
    EXPECT_THAT(after("UPDATE risk SET retracted = '2026-06-01T12:00:00Z' WHERE item = 'E2'"),
                ElementsAre("entry 6, change 2, table `risk`: `retracted` was set, but no change retracted the row"));
    EXPECT_THAT(after("UPDATE risk SET retracted = NULL"),
                Contains("entry 5, change 2, table `risk`: `retracted` was changed"));
}

TEST_F(Verify, FindsChangesThatWereEdited) {
    EXPECT_THAT(after("UPDATE credence_change SET reason = 'as the director asked' WHERE number = 3"),
                ElementsAre("change 3, table `credence_change`: who made it, or why, was changed"));
    EXPECT_THAT(after("UPDATE credence_change SET reason = NULL, by = NULL, salt = NULL WHERE number = 3"),
                ElementsAre(HasSubstr("who made it, or why, was changed")));
}

TEST_F(Verify, FindsAChangeThatWasLeftOut) {
    EXPECT_THAT(after("UPDATE credence_change SET made = '2020-01-01T00:00:00Z' WHERE number = 2"),
                Contains(HasSubstr("change 2, table `credence_change`: its head")));
    EXPECT_THAT(after("DELETE FROM credence_change WHERE number = 2"), Contains(HasSubstr("change 2 is missing")));
}

TEST_F(Verify, FindsAnotherNotice) {
    EXPECT_THAT(after("INSERT INTO credence_meta VALUES ('notice', 'approved')"),
                ElementsAre("change 3, table `credence_meta`: what it says of itself is not what was recorded last"));
}

TEST_F(Verify, FindsAListOfItemsThatIsNotThatOfTheRows) {
    EXPECT_THAT(after("DELETE FROM credence_item WHERE item = 'E1'"), ElementsAre(HasSubstr("the list of items")));
}

TEST_F(Verify, FindsASealThatWasMadeAgain) {
    // Whoever changes a row and takes the seal of another row with it changes the content of its change.
    EXPECT_THAT(after("UPDATE risk SET seal = (SELECT seal FROM risk WHERE item = 'E2') WHERE item = 'E1'"),
                Contains(HasSubstr("entry 5, change 2")));
}

TEST_F(Verify, SampleHeadsAreTheSame) {
    const auto head = [](const std::filesystem::path& folder, bool sample) {
        auto kb = create_knowledge_base(folder / (sample ? "sample" : "kb"), testing::vocabulary(), {noon, sample}).value();
        return verify(kb)->head.head;
    };
    credence::testing::TemporaryFolder one, other;
    EXPECT_EQ(head(one.path(), true), head(other.path(), true));
    EXPECT_NE(head(one.path(), false), head(other.path(), false)) << "salts are random";
}

}  // namespace
}  // namespace credence::store
