// Values, texts and conditions as people read them. The catalogue here prints keys, so that no test depends on a language.
#include <gtest/gtest.h>

#include "explain/assumptions.hpp"
#include "explain/conditions.hpp"
#include "unit/explain/explaining.hpp"

namespace credence::explain {
namespace {

constexpr const char* rules = R"(
entity Pot "pot" plural "pots"
scale  Heat "heat" = cold "quite cold" "C" < warm "W" < hot
parameter limit: Heat = warm "least heat that counts"
parameter share: number parts = 2.5 "parts of water"
attribute heat of Pot: Heat "heat of the pot"
  agreed within 1
  reads "{it} is {value}"
attribute weight of Pot: number grams "weight"
attribute wish of Pot: range of Heat "wished heat" declared
relation filled(pot: Pot, what: text, since: date) "fillings"
  reads "{pot} holds {what} since {since}"
define ready(p: Pot) "ready to pour"
  when heat(p) >= limit and not filled(pot: p, what: "sand")
define fits(p: Pot)
  when heat(p) < highest(wish(p)) or (known weight(p) and weight(p) between 2 and 3)
define wished(p: Pot)
  when heat(p) between lowest(wish(p)) and highest(wish(p))
define about(p: Pot)
  when heat(p) between limit and highest(wish(p))
relation beside(pot: Pot, other: Pot)
advice hot_beside "hot beside"
  for  p: Pot
  when beside(p, o) and heat(o) = hot
  then note "{o} is hot"
define missing(p: Pot)
  when not known heat(p) and not disputed weight(p) and heat(p) in {cold, hot}
example e
  as of 2026-01-01
  given
    a: Pot
    b: Pot
    c: Pot
    heat(c) = hot
    beside(a, b)
    beside(a, c)
    beside(b, b)
    heat(a) = hot, confidence high, assessor "X", on 2025-05-01
    heat(a) = warm, confidence high, assessor "Y"
    weight(a) = 1234.5678, confidence high
    weight(b) = 10
    wish(a) = cold..warm
    filled(a, what: "water", since: 2025-02)
  expect
    known heat(a)
)";

TEST(Phrases, ValuesPrintLabelsAndShortOnesBesideThemOnChartedScales) {
    const Told told(rules);
    const check::Type heat{check::TypeKind::scale, told.rulebase.find("Heat")->index};
    EXPECT_EQ(told.phrases.value(heat, 0), "long_and_short(quite cold; C)");
    EXPECT_EQ(told.phrases.value(heat, 0, Form::longer), "quite cold");
    EXPECT_EQ(told.phrases.value(heat, 0, Form::shorter), "C");
    EXPECT_EQ(told.phrases.value(heat, 2), "hot");
    const check::Type range{check::TypeKind::range, heat.index};
    EXPECT_EQ(told.phrases.value(range, check::pack_range(0, 1), Form::shorter), "C to W");
    EXPECT_EQ(told.phrases.value(range, check::pack_range(2, 2), Form::longer), "hot");  // one value where both ends are equal
    EXPECT_EQ(told.phrases.value(range, check::empty_range), "empty_range");
}

TEST(Phrases, NumbersAreRoundedAndKeepTheirUnitBesideThem) {
    const Told told(rules);
    const auto type = told.rulebase.attributes[told.attribute("weight").index()].type;
    EXPECT_EQ(told.phrases.number(type, 1'234'567'800'000, {}), "1234.57\u00a0grams");
    EXPECT_EQ(told.phrases.number(type, 2'500'000'000, {}), "2.5\u00a0grams");
    EXPECT_EQ(told.phrases.number(type, 2'000'000'000, {}), "2\u00a0grams");
    EXPECT_EQ(told.phrases.number(type, 100'000'000'000, {}), "100\u00a0grams");
    EXPECT_EQ(told.phrases.number(type, 2'000'000'000, 1), "2.0\u00a0grams");
    EXPECT_EQ(told.phrases.number(type, 1'000'000'000, {}), "1\u00a0gram");
    EXPECT_EQ(told.phrases.number(type, -1'000'000'000, {}), "-1\u00a0gram");
    EXPECT_EQ(told.phrases.number(type, 1'000'000'000, 1), "1.0\u00a0grams");
    EXPECT_EQ(told.phrases.number(type, 1'200'000'000, 0), "1\u00a0gram");
}

TEST(Phrases, AnAttributePrintsEachValueThatWasObserved) {
    const Told told(rules);
    EXPECT_EQ(told.phrases.observed_values(told.attribute("heat"), 0), (std::vector<Cell>{1, 2}));
    EXPECT_TRUE(told.phrases.observed_values(told.attribute("heat"), 1).empty());
}

TEST(Phrases, TuplesAreSaidByReads) {
    const Told told(rules);
    EXPECT_EQ(told.phrases.tuple(check::RelationId{told.rulebase.find("filled")->index}, 0), "a holds water since 2025-02");
}

TEST(Phrases, FactsWithoutAnItemAreNamedAfterWhatTheySay) {
    const Told told(rules);
    EXPECT_EQ(told.phrases.id({FactRef::Kind::observation, told.attribute("wish").value, 0}), "a/wish");
    EXPECT_EQ(told.phrases.id({FactRef::Kind::tuple, told.rulebase.find("filled")->index, 0}), "a/filled");
}

TEST(Conditions, ComparisonsSayWhatIsComparedAndTheValueItself) {
    const Told told(rules);
    const auto& ready = told.condition("ready");
    EXPECT_EQ(in_words(told.phrases, ready.operands[0], {0}), "is_at_least(heat of the pot; W)");
    EXPECT_EQ(in_words(told.phrases, ready.operands[0], {0}, true), "is_less(heat of the pot; W)");
    EXPECT_EQ(in_words(told.phrases, ready.operands[1], {0}), "no_record(a holds sand since open_column)");
}

TEST(Conditions, AComputedSideAddsWhatItIs) {
    const Told told(rules);
    const auto& fits = told.condition("fits");
    EXPECT_NE(in_words(told.phrases, fits.operands[0], {0}).find("highest_of(wished heat)"), std::string::npos);
    EXPECT_NE(in_words(told.phrases, fits.operands[0], {0}).find("W"), std::string::npos);
}

TEST(Phrases, ATextSaysWhatIsMetAndOnlyElseWhatIsOpen) {
    const Told told(rules);
    const auto& advice = told.rulebase.advice[told.rulebase.find("hot_beside")->index];
    const auto said = [&](Cell pot) {
        Binding binding(advice.clauses.variables.size(), check::no_cell);
        binding[0] = pot;
        return told.phrases.texts(advice.words, advice.clauses, binding);
    };
    EXPECT_EQ(said(0), std::vector<std::string>{"c is hot"});  // b may be: nobody looked
    EXPECT_EQ(said(1), std::vector<std::string>{"b is hot"});  // that it would say so
}

TEST(Conditions, BetweenSaysWhatItsEndsAre) {
    const Told told(rules);
    const auto& fits = told.condition("fits").operands[1].operands[1];
    EXPECT_EQ(in_words(told.phrases, fits, {0}), "is_between(3\u00a0grams; weight; 2\u00a0grams)");
    const auto& wished = told.condition("wished");
    EXPECT_EQ(in_words(told.phrases, wished, {0}),
              "is_within(heat of the pot; value_and_noun(wished heat; long_and_short(quite cold to W; C to W)))");
    EXPECT_TRUE(in_words(told.phrases, wished, {0}, true).starts_with("is_not_within("));
    const auto& about = told.condition("about");
    EXPECT_EQ(in_words(told.phrases, about, {0}),
              "all_of(listed_after(is_at_least(heat of the pot; W); "
              "is_at_most(heat of the pot; value_and_noun(highest_of(wished heat); W))))");
    EXPECT_EQ(in_words(told.phrases, about, {0}, true),
              "any_of(listed_after(is_less(heat of the pot; W); "
              "is_more(heat of the pot; value_and_noun(highest_of(wished heat); W))))");
}

TEST(Conditions, NegationGoesToTheLeaves) {
    const Told told(rules);
    const auto& missing = told.condition("missing");
    EXPECT_EQ(in_words(told.phrases, missing.operands[0], {0}), "not_observed(heat of the pot)");
    EXPECT_EQ(in_words(told.phrases, missing.operands[1], {0}), "not_disputed(weight)");
    EXPECT_EQ(in_words(told.phrases, missing.operands[2], {0}, true),
              "is_none_of(heat of the pot; long_and_short(quite cold; C), hot)");
    EXPECT_EQ(in_words(told.phrases, missing, {0}, true).substr(0, 7), "any_of(");
}

TEST(Words, SentencesRaiseTheFirstLetterAndEndOnce) {
    EXPECT_EQ(sentence("the record is thin"), "The record is thin.");
    EXPECT_EQ(sentence("Is it thin?"), "Is it thin?");
    EXPECT_EQ(sentence("été"), "Été.");
    EXPECT_EQ(sentence("śnieg"), "Śnieg.");
    EXPECT_EQ(sentence("ζεστό"), "Ζεστό.");
    EXPECT_EQ(sentence("حار"), "حار.");
    EXPECT_EQ(sentence("4, 5"), "4, 5.");
    EXPECT_EQ(sentence(""), "");
}

TEST(Assumptions, AreNumberedByNameAndEqualTextsOnce) {
    const auto rulebase = checked(R"(
entity Pot
attribute heat of Pot: yes_no
parameter p10: number = 1 "ten"
  assumption "Late."
parameter p2: number = 1 "two"
  assumption "Early, {p2}."
question q of Pot "q"
  from down to up
proposition a9 "nine"
  said of "lids", applied to "pots"
  for p: Pot
  when heat(p)
  then q(p) leans to up
  assumption "Late."
proposition a10 "ten"
  said of "lids", applied to "pots"
  for p: Pot
  when heat(p)
  then q(p) leans to down
)");
    const Assumptions assumptions(rulebase);
    ASSERT_EQ(assumptions.all().size(), 3U);
    EXPECT_EQ(assumptions.all()[0].of, (std::vector<std::string>{"a9", "p10"}));  // "Late.", first made by a9
    EXPECT_EQ(assumptions.all()[1].said_of, "lids");
    EXPECT_EQ(assumptions.all()[1].of, (std::vector<std::string>{"a9", "a10"}));
    EXPECT_EQ(assumptions.all()[2].of, (std::vector<std::string>{"p2"}));
    EXPECT_EQ(assumptions.of(*rulebase.find("a10")), (std::vector<std::uint32_t>{2}));
}

}  // namespace
}  // namespace credence::explain
