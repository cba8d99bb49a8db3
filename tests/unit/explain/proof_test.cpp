// Proofs go down to what is on record, and where something is open to what is missing or disputed.
#include <gtest/gtest.h>

#include "explain/proof.hpp"
#include "unit/explain/explaining.hpp"

namespace credence::explain {
namespace {

constexpr const char* proof_rules = R"(
entity Pot "pot"
scale  Heat = cold < warm < hot
choice Verdict = pour | wait | unsure | other
attribute heat of Pot: Heat "heat"
  agreed within 1
attribute age of Pot: number years "age"
relation made(pot: Pot, by: text)
relation near(from: Pot, to: Pot)
relation linked(from: Pot, to: Pot)
rule direct(a, b): linked
  when near(a, b)
range allowed of Pot on Heat "allowed"
boundary old_pots "old pots"
  for  p: Pot
  when age(p) >= 10
  then allowed(p) at most warm
boundary very_old "very old pots"
  for  p: Pot
  when age(p) >= 100
  then allowed(p) at most cold
boundary same_as_old "as old pots"
  for  p: Pot
  when age(p) >= 20
  then allowed(p) at most hot
question q of Pot "question"
  from keep to use
proposition H1 "heat"
  for  p: Pot
  when heat(p) >= warm
  then q(p) leans to use
proposition H2 "age"
  for  p: Pot
  when age(p) < 1
  then q(p) leans to keep
define verdict(p: Pot): Verdict "verdict"
  = pour   when H1 applies to p and not made(p, by: "me"),
    wait   when heat(p) = cold,
    unsure if unknown,
    other  otherwise
define linked_pots(p: Pot): number "linked pots"
  = count over (linked(p, _))
)";

std::string with(const std::string& given) {
    // `linked` is derived from `near`, and through itself.
    std::string text = proof_rules;
    const std::string short_rule = "rule direct(a, b): linked\n  when near(a, b)\n";
    text.replace(text.find(short_rule), short_rule.size(),
                 "rule direct\n  for a: Pot, b: Pot\n  when near(a, b)\n  then linked(a, b)\n"
                 "rule further\n  for a: Pot, c: Pot\n  when near(a, b) and linked(b, c)\n  then linked(a, c)\n");
    return text + "example e\n  given\n    a: Pot\n    b: Pot\n    c: Pot\n    d: Pot\n" + given +
           "  expect\n    known heat(a)\n";
}

std::string names(const check::Rulebase& rulebase, const Support& support) {
    std::string out;
    for (const auto ref : support.rules) out += (out.empty() ? "" : " ") + rulebase.head_of(ref).name;
    return out;
}

std::string facts(const Phrases& phrases, const Support& support) {
    std::vector<std::string> ids;
    for (const auto fact : support.facts) ids.push_back(phrases.id(fact));
    sort_ids(ids);
    std::string out;
    for (const auto& id : ids) out += (out.empty() ? "" : " ") + id;
    return out;
}

TEST(Proof, CitesTheCaseThatIsMetAndItsFactsOnly) {
    const Told told(with("    heat(a) = hot, confidence high\n    age(a) = 3\n"));
    Prover prover(told.phrases);
    const auto claim = prover.define(told.define("verdict"), {0});
    EXPECT_EQ(claim.state, State::met);
    const auto support = support_of(claim);
    EXPECT_EQ(names(told.rulebase, support), "verdict H1");
    EXPECT_EQ(facts(told.phrases, support), "a/heat");  // age is not what it rests on
}

TEST(Proof, NamesWhatIsMissingWhereNothingIsDecided) {
    const Told told(with("    heat(b) = hot\n"));
    Prover prover(told.phrases);
    const auto claim = prover.rule({DeclarationKind::proposition, told.rulebase.find("H1")->index}, {0});
    EXPECT_EQ(claim.state, State::unknown);
    const auto missing = blockers(claim);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing.front()->text, "attribute_not_observed(heat)");
}

TEST(Proof, AnyExpressionHasAProof) {
    const Told told(with("    heat(a) = hot\n    age(a) = 30\n"));
    const auto& place = told.rulebase.boundaries[told.rulebase.find("old_pots")->index].value;
    EXPECT_TRUE(explain_why(told.phrases, place, {0}).children.empty());  // a fixed value rests on nothing
    const auto& heat = *told.rulebase.defines[told.define("verdict").index()].cases[1].when;
    const auto why = explain_why(told.phrases, heat.expressions[0], {0});
    EXPECT_EQ(why.text, "heat: hot");
    EXPECT_EQ(facts(told.phrases, support_of(why)), "a/heat");
}

TEST(Proof, ADisputeListsEachValueAndWhoGaveIt) {
    const Told told(with("    heat(a) = hot, confidence high, assessor \"X\"\n    heat(a) = cold, confidence high\n"));
    Prover prover(told.phrases);
    const auto claim = prover.rule({DeclarationKind::proposition, told.rulebase.find("H1")->index}, {0});
    EXPECT_EQ(claim.state, State::disputed);
    const auto missing = blockers(claim);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing.front()->state, State::disputed);
    EXPECT_NE(missing.front()->text.find("value_by(hot; X)"), std::string::npos) << missing.front()->text;
    EXPECT_NE(missing.front()->text.find("value_by(cold; no_assessor)"), std::string::npos) << missing.front()->text;
}

TEST(Proof, EarlierCasesSayWhyTheyDoNotHold) {
    const Told told(with("    heat(a) = cold\n    made(a, by: \"me\")\n"));
    Prover prover(told.phrases);
    const auto cases = prover.earlier_cases(told.define("verdict"), {0});
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases.front().text, "pour");
    EXPECT_EQ(cases.front().state, State::not_met);
}

TEST(Proof, DerivedTuplesGoDownToWhatWasRecorded) {
    const Told told(with("    near(a, b)\n    near(b, c)\n    near(c, d)\n    near(d, a)\n"));  // a circle
    Prover prover(told.phrases);
    const auto claim = prover.define(told.define("linked_pots"), {0});
    const auto support = support_of(claim);
    EXPECT_EQ(support.facts.size(), 4U);
    EXPECT_EQ(names(told.rulebase, support), "linked_pots direct further");
}

TEST(Proof, ValuesOfOthersAreNamedAndNotEntered) {
    const Told told(with("    age(a) = 12\n    heat(a) = hot\n"));
    const auto& rulebase = told.rulebase;
    const DeclarationRef verdict{DeclarationKind::define, told.define("verdict").value};
    Prover prover(told.phrases);
    prover.leave_to_others({Instance{verdict, {0}}});
    EXPECT_TRUE(prover.define(told.define("verdict"), {0}).children.empty());
    EXPECT_EQ(names(rulebase, support_of(prover.define(told.define("linked_pots"), {0}))), "linked_pots");
}

TEST(Ledger, EveryRuleOfAQuestionHasAStanding) {
    const Told told(with("    heat(a) = hot\n"));
    const auto pointers = ledger(told.phrases, check::QuestionId{0U}, 0);
    ASSERT_EQ(pointers.size(), 2U);
    EXPECT_EQ(pointers[0].standing, Standing::met);
    EXPECT_EQ(pointers[1].standing, Standing::undecided);
    EXPECT_FALSE(pointers[1].disputed);
}

TEST(Bounds, OnlyTheLowestCeilingBinds) {
    const Told told(with("    age(a) = 30\n"));
    const auto bounds = bounds_of(told.phrases, check::RangeId{0U}, 0);
    std::string standing;
    for (const auto& bound : bounds.bounds) {
        standing += told.rulebase.boundaries[bound.boundary.index()].head.name;
        standing += bound.binds_high ? " binds; " : bound.standing == Standing::met ? " met; " : " not met; ";
    }
    EXPECT_EQ(standing, "old_pots binds; same_as_old met; very_old not met; ");
    EXPECT_FALSE(bounds.low_is_set());
    EXPECT_TRUE(bounds.high_is_set());
}

}  // namespace
}  // namespace credence::explain
