#include "engine/facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace credence::engine {
namespace {

using check::Type;
using check::TypeKind;
using ::testing::ElementsAre;

TEST(TextPool, NumbersTextsAndFindsThem) {
    TextPool pool;
    EXPECT_EQ(pool.intern(""), 0);
    const Cell one = pool.intern("one");
    EXPECT_EQ(pool.intern("one"), one);
    EXPECT_EQ(pool[one], "one");
    EXPECT_EQ(pool.find("two"), std::nullopt);
    const TextPool moved = std::move(pool);
    EXPECT_EQ(moved[one], "one");
}

class FactsOfExample : public ::testing::Test {
protected:
    FactsOfExample() {
        rulebase.entities.resize(2);
        rulebase.attributes.resize(1);
        rulebase.attributes[0].head.name = "trait";
        rulebase.attributes[0].of = check::EntityId{std::size_t{0}};
        rulebase.attributes[0].type = {TypeKind::scale, 0};
        rulebase.relations.resize(1);
        rulebase.relations[0].head.name = "held";
        rulebase.relations[0].columns = {
            {"where", {TypeKind::text, 0}, {}}, {"who", {TypeKind::entity, 0}, {}}, {"until", {TypeKind::date, 0}, {}}};
        rulebase.relations[0].or_today = {false, false, true};
        // Of two entities, in the order in which the author names them.
        example.individuals = {{"p10", check::EntityId{std::size_t{0}}},
                               {"m1", check::EntityId{std::size_t{1}}},
                               {"p2", check::EntityId{std::size_t{0}}}};
    }

    check::GivenFact trait(Cell subject, Cell value) {
        check::GivenFact fact;
        fact.attribute = check::AttributeId{std::size_t{0}};
        fact.cells = {subject, value};
        fact.texts.resize(2);
        return fact;
    }
    check::GivenFact held(std::string where, Cell who) {
        check::GivenFact fact;
        fact.relation = check::RelationId{std::size_t{0}};
        fact.cells = {where.empty() ? no_cell : 0, who, no_cell};
        fact.texts = {std::move(where), "", ""};
        return fact;
    }

    check::Rulebase rulebase;
    check::Example example;
};

TEST_F(FactsOfExample, ListsIndividualsNaturallyAndSortsRows) {
    example.given = {trait(0, 3), trait(2, 1), trait(2, 0)};
    example.given[2].evidence.item = "E1";
    example.given[2].evidence.confidence = 6'000;
    const Facts facts = facts_of(rulebase, example);
    ASSERT_EQ(facts.individuals[0].size(), 2U);
    EXPECT_EQ(facts.individuals[0][0].id, "p2");
    EXPECT_EQ(facts.find(check::EntityId{std::size_t{0}}, "p10"), 1);
    EXPECT_EQ(facts.find(check::EntityId{std::size_t{0}}, "m1"), std::nullopt);
    const auto& observed = facts.observations[0];
    EXPECT_THAT(observed.subject, ElementsAre(0, 0, 1));
    EXPECT_THAT(observed.value, ElementsAre(0, 1, 3));
    EXPECT_THAT(observed.evidence.confidence, ElementsAre(6'000, 10'000, 10'000));
    EXPECT_EQ(facts.texts[observed.evidence.item[0]], "E1");
    EXPECT_EQ(facts.texts[observed.evidence.item[1]], "p2/trait");
    EXPECT_THAT(observed.evidence.group, ElementsAre(no_cell, no_cell, no_cell));
    EXPECT_EQ(facts.as_of.text(), "1970-01-01");
}

TEST_F(FactsOfExample, FillsTodayAndLeavesOtherEmptyCells) {
    example.as_of = Date::parse("2026-06-01");
    example.given = {held("zoo", 2), held("", no_cell), held("ark", 2)};
    const Facts facts = facts_of(rulebase, example);
    const auto& tuples = facts.relations[0];
    EXPECT_THAT(tuples.columns[1], ElementsAre(no_cell, 0, 0));
    EXPECT_EQ(tuples.columns[0][0], no_cell);
    EXPECT_EQ(facts.texts[tuples.columns[0][1]], "ark");
    EXPECT_EQ(facts.texts[tuples.columns[0][2]], "zoo");
    EXPECT_EQ(facts.texts[tuples.evidence.item[0]], "held");
    EXPECT_EQ(facts.texts[tuples.evidence.item[2]], "p2/held/2");
    EXPECT_THAT(tuples.columns[2], ::testing::Each(facts.as_of.code()));
}

TEST_F(FactsOfExample, LeavesOutEvidenceAfterItsDay) {
    example.as_of = Date::parse("2026-06-01");
    example.given = {trait(0, 3), trait(2, 1)};
    example.given[0].evidence.on = Date::parse("2026-06-02");
    example.given[1].evidence.on = Date::parse("2026-06");
    const Facts facts = facts_of(rulebase, example);
    EXPECT_THAT(facts.observations[0].subject, ElementsAre(0));
}

}  // namespace
}  // namespace credence::engine
