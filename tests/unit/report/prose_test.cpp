// Every construct of the language as the rule book says it.
#include "explain/prose.hpp"

#include <gtest/gtest.h>

#include <ostream>

#include "unit/report/booking.hpp"

namespace credence::report {
namespace {

constexpr const char* prose_words = R"(
entity Ship "ship"
entity Port "port"
scale  Size = small < middle < large
scale  Band = stay < slow < fast
choice Craft = ferry | tug | yacht
parameter big_from: Size = large "size from which a ship is big"
parameter strict: yes_no = no "strict reading"
attribute size of Ship: Size "size of the ship"
attribute kind of Ship: Craft "kind, as painted"
attribute wind of Ship: number knots "wind"
attribute leaky of Ship: yes_no "leak"
attribute built of Ship: date "day of building"
attribute home of Ship: Port "home port" declared
attribute wish of Ship: range of Band "wished speed" declared
relation calls(ship: Ship, port: Port, since: date) "calls"
  reads "{ship} has called at {port} since {since}"
relation cargo(ship: Ship, goods: text, tons: number) "cargo"
relation near(a: Port, b: Port) "neighbours"
range speed of Ship on Band "permitted speed"
question trust of Ship "trust" from low_trust "mistrust" to high_trust "trust"
proposition P1 "leaks cost trust"
  for s: Ship
  when leaky(s)
  then trust(s) leans to low_trust
boundary blown
  for s: Ship
  when wind(s) > 30
  then speed(s) at most slow
define big(s: Ship) "big ship"
  when size(s) >= big_from
define load(s: Ship): number "load"
  = sum of t over (cargo(s, _, t))
define gap(s: Ship, p: Port, b: Band): number "what is missing"
  = 0
)";

struct Said {
    std::string condition, words;
    friend std::ostream& operator<<(std::ostream& out, const Said& said) { return out << said.condition; }
};

class ProseOf : public ::testing::TestWithParam<Said> {};

TEST_P(ProseOf, reads_as_english) {
    const auto rules =
        check_rules(std::string(prose_words) + "define tested(s: Ship, p: Port) when " + GetParam().condition + "\n");
    const Booking booking(rules);
    const auto& define = rules.rulebase.defines[rules.rulebase.find("tested")->index];
    explain::Prose prose(booking.phrases, define.variables, define.bound);
    prose.look_at(*define.condition);
    EXPECT_EQ(prose.clause(*define.condition), GetParam().words) << GetParam().condition;
}

INSTANTIATE_TEST_SUITE_P(
    constructs, ProseOf,
    ::testing::Values(
        Said{"size(s) >= middle", "the ship's size of the ship is at least middle"},
        Said{"size(s) >= big_from", "the ship's size of the ship is at least large (the size from which a ship is big)"},
        Said{"big_from = large", "the size from which a ship is big is large"},
        Said{"strict", "“strict reading” is switched on"}, Said{"not strict", "“strict reading” is switched off"},
        Said{"strict = no", "“strict reading” is switched off"}, Said{"leaky(s)", "the ship's leak is “yes”"},
        Said{"leaky(s) = no", "the ship's leak is “no”"}, Said{"kind(s) = tug", "the ship's “kind, as painted” is tug"},
        Said{"kind(s) in {tug, ferry, yacht}", "the ship's “kind, as painted” is tug, ferry or yacht"},
        Said{"kind(s) not in {tug, ferry}", "the ship's “kind, as painted” is neither tug nor ferry"},
        Said{"size(s) between small and middle", "the ship's size of the ship lies between small and middle, both counted"},
        Said{"wind(s) > 30", "the ship's wind is more than 30\u00a0knots"},
        Said{"30 < wind(s)", "the ship's wind is more than 30\u00a0knots"},
        Said{"not wind(s) > 30", "the ship's wind is at most 30\u00a0knots"},
        Said{"built(s) < 2001-02-03", "the ship's day of building is before 2001-02-03"},
        Said{"not built(s) < 2001-02-03", "the ship's day of building is not before 2001-02-03"},
        Said{"years(built(s), today) >= 20",
             "the years from the ship's day of building to the day of the question is at least 20\u00a0years"},
        Said{"home(s) = p", "the ship's home port is the port"},
        Said{"known size(s)", "the ship's size of the ship has been observed"},
        Said{"unknown size(s)", "the ship's size of the ship has not been observed"},
        Said{"not unknown size(s)", "the ship's size of the ship has been observed"},
        Said{"known load(s)", "the ship's load is known"}, Said{"disputed size(s)", "the ship's size of the ship is disputed"},
        Said{"unknown big(s)", "it cannot be decided whether “big ship” holds for the ship"},
        Said{"conflict speed(s)", "the boundaries of the ship's permitted speed conflict"},
        Said{"speed(s) = empty", "the ship's permitted speed is empty"},
        Said{"speed(s) within wish(s)", "the ship's permitted speed lies within the ship's wished speed"},
        Said{"not speed(s) overlaps slow..fast", "the ship's permitted speed does not overlap slow to fast"},
        Said{"distance(speed(s), wish(s)) <= 1",
             "the number of steps between the ship's permitted speed and the ship's wished speed is at most 1"},
        Said{"big(s)", "“big ship” holds for the ship"}, Said{"not big(s)", "“big ship” does not hold for the ship"},
        Said{"P1 applies to s", "P1 (leaks cost trust) applies to the ship"},
        Said{"blown does not apply to s", "“blown” does not apply to the ship"},
        Said{"pointers(trust(s), low_trust) > 0", "a proposition points to mistrust for the ship"},
        Said{"implied_pointers(trust(s), high_trust) = 0", "no proposition points to trust by implication for the ship"},
        Said{"pointers(trust(s), low_trust) >= 2",
             "the number of propositions that point to mistrust for the ship is at least 2"},
        Said{"gap(s, p, slow) > 0", "“what is missing” for the ship and the port (slow) is more than 0"},
        Said{"calls(s, p, 2001-02-03)", "it is on record that the ship has called at the port since 2001-02-03"},
        Said{"not calls(s, p, 2001-02-03)", "it is not on record that the ship has called at the port since 2001-02-03"},
        Said{"calls(ship: s)", "“calls” has an entry with the ship"},
        Said{"not cargo(ship: s)", "“cargo” has no entry with the ship"},
        Said{"cargo(s, \"coal\", t) and t > 5",
             "“cargo” has an entry with the ship, “coal” as goods and some tons, and that tons is more than 5"},
        Said{"near(p, q) and calls(ship: s, port: q)",
             "“neighbours” has an entry with port p as a and some port q as b, and “calls” has an entry with the ship and port "
             "q"},
        Said{"(big(s) and leaky(s)) or strict",
             "(“big ship” holds for the ship, and the ship's leak is “yes”), or “strict reading” is switched on"},
        Said{"not (big(s) and leaky(s))", "“big ship” does not hold for the ship, or the ship's leak is “no”"},
        Said{"not (calls(s, p, d) and d > 2001-02-03)",
             "there is no case in which it is on record that the ship has called at the port since any date, and that date "
             "is after 2001-02-03"},
        Said{"some x: Ship where big(x)", "“big ship” holds for some ship x"},
        Said{"not some x: Ship where big(x)", "there is no case in which “big ship” holds for any ship x"},
        Said{"every x: Ship where calls(ship: x, port: p) has big(x)",
             "wherever “calls” has an entry with some ship x and the port, there “big ship” holds for ship x"},
        Said{"observed size(s, value: small, confidence: c) and c > 0.5",
             "there is an observation of the ship's size of the ship with small as value and some confidence, and that "
             "confidence is more than "
             "0.5"},
        Said{"not observed(subject: s, kind: behaviour)", "there is no observation of the ship with behaviour as kind"},
        Said{"count over (calls(ship: s)) > 2",
             "the number of cases in which “calls” has an entry with the ship is more than 2"},
        Said{"count of g over (cargo(s, g, _)) > 2",
             "the number of different values of “goods” over all cases in which “cargo” has an entry with the ship and some "
             "goods is more than 2"},
        Said{"sum of t over (cargo(s, _, t)) > 2",
             "the sum of “tons” over all cases in which “cargo” has an entry with the ship and some tons is more than 2"},
        Said{"max(load(s), 3) + 1 > 2", "the highest of the ship's load and 3 plus 1 is more than 2"},
        Said{"lowest(speed(s)) up 1 = fast", "the lowest value of the ship's permitted speed moved up by 1 is fast"}));

TEST(Prose, lists_what_is_to_be_met_and_what_stands_below_it) {
    const auto rules = check_rules(std::string(prose_words) +
                                   "define tested(s: Ship) when big(s) and (leaky(s) or not (strict or wind(s) > 3))\n");
    const Booking booking(rules);
    const auto& define = rules.rulebase.defines[rules.rulebase.find("tested")->index];
    explain::Prose prose(booking.phrases, define.variables, define.bound);
    const auto outline = prose.outline(*define.condition);
    EXPECT_EQ(outline.text, "all of these hold");
    ASSERT_EQ(outline.below.size(), 2U);
    EXPECT_EQ(outline.below[0].text, "“big ship” holds for the ship");
    EXPECT_EQ(outline.below[1].text, "at least one of these holds");
    ASSERT_EQ(outline.below[1].below.size(), 2U);
    EXPECT_EQ(outline.below[1].below[1].text, "all of these hold") << "not (a or b) is: not a, and not b";
    ASSERT_EQ(outline.below[1].below[1].below.size(), 2U);
    EXPECT_EQ(outline.below[1].below[1].below[0].text, "“strict reading” is switched off");
}

}  // namespace
}  // namespace credence::report
