#include "store/show.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using ::testing::ElementsAre;
using testing::noon;
using testing::Office;

class Show : public ::testing::Test {
protected:
    Show() {
        office.write("person.csv", "id,name\nC01,Ada\nC02,Bo\n");
        office.write("post.csv", "id,name\nM1,Director\n");
        office.write("observations.csv",
                     "item,subject,attribute,value,confidence,kind,on,quote\nE1,C01,risk,5,high,self_report,2026-03,\"a | b\"\n"
                     ",C02,known_to,C01,0.25,,,\n");
        office.write("considered.csv", "candidate,post\nC01,M1\nC02,M1\n");
        office.write("held.csv", "person,organisation,sector,started,ended,item\nC01,Watch,activism,2001-03,,C01/1\n");
        office.write("notice.txt", "All fictional.");
        EXPECT_TRUE(office.import().accepted());
    }
    ShownRecord record(std::string_view what) { return show(office.kb, office.rulebase, what).value(); }

    Office office;
};

TEST_F(Show, OverviewCountsTables) {
    const auto overview = record("");
    ASSERT_EQ(overview.tables.size(), 2U);
    EXPECT_THAT(overview.tables[0].rows,
                ElementsAre(ElementsAre("notice", "All fictional."), ElementsAre("rulebase", "harbour"),
                            ElementsAre("version of the rulebase", "2.1"), ElementsAre("made", "2026-06-01T12:00:00Z"),
                            ElementsAre("last record", "2026-06-01T12:00:00Z"), ElementsAre("changes", "2"),
                            ElementsAre("head", ::testing::SizeIs(64))));
    EXPECT_THAT(overview.tables[1].rows.front(), ElementsAre("person", "candidate", "2"));
}

TEST_F(Show, AnItemWithAllItsColumns) {
    const auto item = record("E1");
    ASSERT_EQ(item.tables.size(), 1U);
    EXPECT_EQ(item.tables[0].title, "risk");
    EXPECT_THAT(item.tables[0].headers,
                ElementsAre("subject", "value", "item", "confidence", "kind", "on", "quote", "recorded"));
    EXPECT_THAT(item.tables[0].rows,
                ElementsAre(ElementsAre("C01", "r5", "E1", "high", "self_report", "2026-03", "a | b", "2026-06-01T12:00:00Z")));
    EXPECT_THAT(record("C02/considered").tables[0].rows,
                ElementsAre(ElementsAre("C02", "M1", "C02/considered", "2026-06-01T12:00:00Z")));
}

TEST_F(Show, AnIndividualWithAllThatNamesIt) {
    const auto ada = record("C01");
    ASSERT_EQ(ada.tables.size(), 4U);
    EXPECT_THAT(ada.tables[0].rows, ElementsAre(ElementsAre("C01", "Ada")));
    ASSERT_EQ(ada.tables[1].rows.size(), 2U);
    EXPECT_THAT(ada.tables[1].rows[0],
                ElementsAre("known_to", "C02", "C01", "C02/known_to", "0.25", "", "", "", "2026-06-01T12:00:00Z"));
    EXPECT_EQ(ada.tables[1].rows[1][0], "risk");
    EXPECT_EQ(ada.tables[2].title, "considered");
    EXPECT_EQ(ada.tables[3].title, "held");
}

TEST_F(Show, ATableAsItWasRecorded) {
    const auto held = record("held");
    ASSERT_EQ(held.tables.size(), 1U);
    EXPECT_THAT(held.tables[0].headers, ElementsAre("person", "organisation", "sector", "started", "item", "recorded"))
        << "an open end stays open";
}

TEST_F(Show, SuggestsTheNearestName) {
    const auto missing = show(office.kb, office.rulebase, "considred");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, FailureKind::usage);
    EXPECT_EQ(missing.error().help, "did you mean `considered`?");
}

}  // namespace
}  // namespace credence::store
