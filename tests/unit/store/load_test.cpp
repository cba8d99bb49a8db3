#include "store/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/connection.hpp"
#include "store/enter.hpp"
#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using ::testing::ElementsAre;
using testing::noon;
using testing::Office;

std::string person(const engine::Facts& facts, check::Cell cell) {
    return facts.individuals[0][static_cast<std::size_t>(cell)].id;
}

/// Everything that facts hold, as one text.
std::string dump(const engine::Facts& facts) {
    std::string out = facts.notice + facts.as_of.text() + time_text(facts.known_at) + facts.content_digest + "\n";
    for (const auto& listed : facts.individuals) {
        for (const auto& individual : listed) out += individual.id + "=" + individual.name + "\n";
    }
    const auto add = [&](const std::vector<check::Cell>& cells) {
        for (const auto cell : cells) out += std::to_string(cell) + " ";
        out += "\n";
    };
    const auto add_evidence = [&](const engine::EvidenceColumns& e) {
        for (const auto confidence : e.confidence) out += std::to_string(confidence) + " ";
        for (const auto* column : {&e.item, &e.source, &e.assessor, &e.group, &e.quote, &e.kind, &e.on, &e.recorded})
            add(*column);
    };
    for (const auto& observed : facts.observations) {
        add(observed.subject);
        add(observed.value);
        add_evidence(observed.evidence);
    }
    for (const auto& tuples : facts.relations) {
        for (const auto& column : tuples.columns) add(column);
        add_evidence(tuples.evidence);
    }
    for (std::size_t i = 0; i < facts.texts.size(); ++i) out += facts.texts[static_cast<check::Cell>(i)] + "\n";
    return out;
}

void fill(Office& office, bool shuffled) {
    const auto csv = [&](const std::string& name, const std::string& header, std::vector<std::string> rows) {
        if (shuffled) std::reverse(rows.begin(), rows.end());
        std::string text = header + "\n";
        for (const auto& row : rows) text += row + "\n";
        office.write(name, text);
    };
    csv("person.csv", "id,name", {"C10,Ten", "C2,Two", "C1,One"});
    csv("post.csv", "name,id", {"Director,M1", "Envoy,M2"});
    csv("observations.csv", "subject,attribute,value,item,source,on,recorded",
        {"C2,risk,4,E10,a report,2026-01-02,2026-01-03T09:00Z", "C2,risk,3,E9,a call,2026-02-02,2026-02-03T09:00Z",
         "C1,risk,1,,,,2026-03-01T09:00Z", "C1,risk,2,,,,2026-01-01T09:00Z", "C10,remark,zebra,,,,2026-01-01T09:00Z",
         "C10,remark,apple,,,,2026-01-01T09:00Z", "M1,desired,2..3,,,,2026-01-05T09:00Z"});
    csv("considered.csv", "candidate,post,recorded",
        {"C1,M2,2026-01-05T09:00Z", "C1,M1,2026-01-05T09:00Z", "C10,M1,2026-04-05T09:00Z", "C2,M1,2026-01-05T09:00Z"});
}

class Load : public ::testing::Test {
protected:
    Load() {
        fill(office, false);
        const auto report = office.import({true, noon});
        EXPECT_TRUE(report.accepted()) << import_text(report, "kb");
        risk = testing::attribute(office.rulebase, "risk").index();
        considered = testing::relation(office.rulebase, "considered").index();
    }

    Office office;
    std::size_t risk = 0, considered = 0;
};

TEST_F(Load, SortsBySubjectThenItemNaturally) {
    const auto facts = office.load();
    EXPECT_EQ(facts.individuals[0][0].id, "C1");
    EXPECT_EQ(facts.individuals[0][1].id, "C2");
    EXPECT_EQ(facts.individuals[0][2].id, "C10");
    const auto& observed = facts.observations[risk];
    std::vector<std::string> items;
    for (const auto item : observed.evidence.item) items.push_back(facts.texts[item]);
    EXPECT_THAT(items, ElementsAre("C1/risk", "C1/risk/2", "E9", "E10"));
    EXPECT_THAT(observed.subject, ElementsAre(0, 0, 1, 1));
    EXPECT_THAT(observed.value, ElementsAre(1, 0, 2, 3)) << "the entry recorded first is the first";
}

TEST_F(Load, GivesTheSameFactsWhateverTheOrder) {
    Office other;
    fill(other, true);
    ASSERT_TRUE(other.import({true, noon}).accepted());
    EXPECT_EQ(dump(other.load()), dump(office.load()));
    EXPECT_EQ(office.load().content_digest.size(), 64U);
}

TEST_F(Load, NumbersTextsInTheirOrder) {
    const auto facts = office.load();
    const auto& remark = facts.observations[testing::attribute(office.rulebase, "remark").index()];
    EXPECT_LT(*facts.texts.find("apple"), *facts.texts.find("zebra"));
    EXPECT_EQ(facts.texts[remark.value[0]], "apple");
}

TEST_F(Load, IsOfTheLastRecordUnlessAsked) {
    const auto facts = office.load();
    EXPECT_EQ(time_text(facts.known_at), "2026-04-05T09:00:00Z");
    EXPECT_EQ(facts.as_of.text(), "2026-04-05");
    auto request = whole_content(office.rulebase);
    request.known_at = parse_time("2026-02-01T00:00Z");
    const auto earlier = office.load(request);
    EXPECT_EQ(earlier.as_of.text(), "2026-02-01");
    EXPECT_EQ(earlier.observations[risk].size(), 2U) << "C1 = 2 and E10 were recorded by then";
    EXPECT_EQ(earlier.relations[considered].size(), 3U);
    EXPECT_NE(earlier.content_digest, facts.content_digest);
    EXPECT_EQ(earlier.texts[earlier.observations[risk].evidence.item[0]], "C1/risk") << "a later entry renames none";
    EXPECT_FALSE(earlier.texts.find("a call"));
}

TEST_F(Load, LeavesOutWhatIsDatedLater) {
    auto request = whole_content(office.rulebase);
    request.as_of = Date::parse("2026-01-15");
    const auto facts = office.load(request);
    EXPECT_EQ(facts.as_of.text(), "2026-01-15");
    EXPECT_EQ(facts.observations[risk].size(), 3U) << "all but E9";
    request.as_of = Date::parse("2026-02");
    EXPECT_EQ(office.load(request).observations[risk].size(), 4U) << "a month means its last day";
    EXPECT_EQ(office.load(request).as_of.text(), "2026-02-28");
}

TEST_F(Load, LeavesOutWhatIsRetractedByThen) {
    const EnterOptions now{*parse_time("2026-04-06T09:00Z"), {}, "entered by mistake"};
    ASSERT_TRUE(retract(office.kb, office.rulebase, "E9", now));
    ASSERT_TRUE(retract(office.kb, office.rulebase, "C10", now));
    const auto facts = office.load();
    EXPECT_EQ(facts.observations[risk].size(), 3U);
    EXPECT_EQ(facts.individuals[0].size(), 2U);
    EXPECT_EQ(facts.relations[considered].size(), 3U) << "nor what is about somebody who is not listed any more";
    auto request = whole_content(office.rulebase);
    request.known_at = parse_time("2026-04-05T09:00Z");
    EXPECT_EQ(office.load(request).observations[risk].size(), 4U);
    EXPECT_EQ(office.load(request).individuals[0].size(), 3U);
}

TEST_F(Load, ReadsOnlyWhatIsAskedFor) {
    LoadRequest request;
    request.attributes.push_back(check::AttributeId{risk});
    const auto facts = office.load(request);
    EXPECT_EQ(facts.observations[risk].size(), 4U);
    EXPECT_EQ(facts.relations[considered].size(), 0U);
    EXPECT_FALSE(facts.texts.find("zebra"));
    EXPECT_EQ(person(facts, facts.observations[risk].subject[3]), "C2");
}

TEST_F(Load, TheDigestChangesWithAnyCell) {
    const auto before = office.load().content_digest;
    office.write("observations.csv", "subject,attribute,value,recorded\nC2,active,no,2026-04-05T09:00Z\n");
    ASSERT_TRUE(office.import({true, noon}, "observations.csv").accepted());
    EXPECT_NE(office.load().content_digest, before);
}

TEST_F(Load, TheDayAskedForIsNotPartOfTheContent) {
    office.write("held.csv", "person,organisation,sector,started,ended,recorded\nC1,x,activism,2001,,2026-01-01T09:00Z\n");
    ASSERT_TRUE(office.import({true, noon}, "held.csv").accepted());
    auto request = whole_content(office.rulebase);
    request.as_of = Date::parse("2026-05-01");
    const auto may = office.load(request);
    request.as_of = Date::parse("2026-05-02");
    const auto later = office.load(request);
    EXPECT_EQ(may.content_digest, later.content_digest);
    const auto held = testing::relation(office.rulebase, "held").index();
    EXPECT_NE(may.relations[held].columns[4][0], later.relations[held].columns[4][0]);
}

TEST(LoadNothing, IsEmptyOfTheDayItWasMade) {
    Office office;
    const auto facts = office.load();
    EXPECT_EQ(facts.as_of.text(), "2026-06-01");
    EXPECT_EQ(facts.known_at, noon);
}

}  // namespace
}  // namespace credence::store
