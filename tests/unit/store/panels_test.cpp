#include "store/panels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/export.hpp"
#include "store/history.hpp"
#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::noon;
using ::testing::Not;
using testing::Office;

class Panels : public ::testing::Test {
protected:
    Panels() {
        office.write("person.csv", "id,name\nC01,Ada\nC02,Bo\n");
        office.write("post.csv", "id,name\nM1-DIR,Director\n");
        office.write("panels.csv", "panel,assessor\nP1,AS-1\nP1,AS-2\n");
    }

    ImportReport say(const std::string& rows, std::int64_t now = noon) {
        office.write("observations.csv", "item,subject,attribute,value,assessor,group,quote\n" + rows);
        return office.import({false, now});
    }
    /// The values of `risk` that answers would rest on.
    std::vector<check::Cell> heard(LoadRequest request) {
        const auto risk = testing::attribute(office.rulebase, "risk");
        request.attributes = {risk};
        return office.load(request).observations[risk.index()].value;
    }
    std::vector<check::Cell> heard() { return heard({}); }

    ShownRecord shown(std::string_view what) { return show(office.kb, office.rulebase, what).value(); }

    Office office;
};

TEST_F(Panels, AreHeldBackUntilAllHaveEnteredTheirs) {
    ASSERT_TRUE(say("E1,C01,risk,5,AS-1,P1,bold words\n").accepted());
    EXPECT_THAT(heard(), ElementsAre());
    ASSERT_TRUE(say("E2,C01,risk,2,AS-2,P1,\nE3,C02,risk,4,AS-2,P1,\nE4,C01,risk,3,AS-9,alone,\n", noon + 60).accepted());
    EXPECT_THAT(heard(), ElementsAre(4, 1, 2)) << "complete for C01, not for C02; other groups are heard at once";
    LoadRequest before;
    before.known_at = noon;
    EXPECT_THAT(heard(before), ElementsAre()) << "an answer of that time stays what it was";
}

TEST_F(Panels, ShowNothingOfWhatIsHeldBack) {
    ASSERT_TRUE(say("E1,C01,risk,5,AS-1,P1,bold words\n").accepted());
    for (const auto* what : {"C01", "risk"}) {
        for (const auto& table : shown(what).tables) {
            for (const auto& row : table.rows) EXPECT_THAT(row, Not(Contains("bold words"))) << what;
        }
    }
    EXPECT_FALSE(show(office.kb, office.rulebase, "E1").has_value());
    const auto history = show_history(office.kb, office.rulebase, "risk").value();
    EXPECT_THAT(history.tables.at(0).rows.at(0), Contains("held back"));
    EXPECT_THAT(history.tables.at(0).rows.at(0), Not(Contains("bold words")));
    const auto exported = export_tables(office.kb, office.rulebase, {}).value();
    EXPECT_EQ(exported.withheld, 1U);
    for (const auto& table : exported.tables) EXPECT_NE(table.name, "observations");
    EXPECT_EQ(exported.tables.back().name, "panels");
    EXPECT_THAT(exported.tables.back().rows, ElementsAre(ElementsAre("P1", "AS-1", "2026-06-01T12:00:00Z"),
                                                         ElementsAre("P1", "AS-2", "2026-06-01T12:00:00Z")));
}

TEST_F(Panels, SayWhoIsMissing) {
    ASSERT_TRUE(say("E1,C01,risk,5,AS-1,P1,\nE2,C02,risk,5,AS-1,P1,\nE3,C02,risk,4,AS-2,P1,\n").accepted());
    const auto record = shown("P1");
    ASSERT_EQ(record.tables.size(), 3U);
    EXPECT_THAT(record.tables[0].rows, ElementsAre(ElementsAre("P1", "AS-1, AS-2")));
    EXPECT_THAT(record.tables[1].rows, ElementsAre(ElementsAre("risk", "C01", "AS-2")));
    EXPECT_THAT(record.tables[2].rows.at(0), ElementsAre("risk", "1", "0", "weighted kappa", HasSubstr("none")));
    EXPECT_THAT(shown("").tables.at(0).rows, Contains(ElementsAre("panels", "P1")));
}

TEST_F(Panels, AreCompleteWithoutAnAssessorWhoLeft) {
    ASSERT_TRUE(say("E1,C01,risk,5,AS-1,P1,\n").accepted());
    office.write("panels.csv", "panel,assessor,member\nP1,AS-2,no\n");
    const auto report = office.import({false, noon + 60});
    EXPECT_EQ(report.tables.back().table, "panels");
    EXPECT_EQ(report.tables.back().added, 1U);
    EXPECT_THAT(heard(), ElementsAre(4));
    EXPECT_EQ(office.import({false, noon + 90}).tables.back().added, 0U) << "a second import changes nothing";
}

TEST_F(Panels, HearOnlyTheirAssessors) {
    const auto foreign = say("E1,C01,risk,5,AS-7,P1,\n");
    ASSERT_EQ(foreign.problems.size(), 1U);
    EXPECT_EQ(foreign.problems[0].code, "K0216");
    EXPECT_EQ(foreign.problems[0].expected, "AS-1, AS-2");
    EXPECT_THAT(say("E1,C01,risk,5,,P1,\n").problems.at(0).message, HasSubstr("without an assessor"));
    office.write("panels.csv", "panel,assessor\nP1,\n,AS-1\nP1,AS-1,x\n");
    office.write("observations.csv", "subject,attribute,value\n");
    EXPECT_EQ(office.import().problems.size(), 2U);
    office.write("panels.csv", "panel,judge\n");
    EXPECT_EQ(office.import().problems.size(), 2U);
}

// Six targets and four judges of Shrout and Fleiss (1979), table 2: ICC(2,1) is .29.
TEST_F(Panels, AgreeAsFarAsThePublishedExampleDoes) {
    office.write("panels.csv", "panel,assessor\nP4,J1\nP4,J2\nP4,J3\nP4,J4\n");
    const std::vector<std::vector<int>> judged{{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                               {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
    std::string people = "id,name\n", rows;
    for (std::size_t target = 0; target < judged.size(); ++target) {
        const auto id = "T" + std::to_string(target);
        people += id + ",x\n";
        for (std::size_t judge = 0; judge < judged[target].size(); ++judge)
            rows += "," + id + ",height," + std::to_string(judged[target][judge]) + ",J" + std::to_string(judge + 1) + ",P4,\n";
    }
    office.write("person.csv", people);
    ASSERT_TRUE(say(rows).accepted());
    EXPECT_THAT(shown("P4").tables.back().rows, ElementsAre(ElementsAre("height", "6", "0", "ICC(2,1)", "0.29")));
}

}  // namespace
}  // namespace credence::store
