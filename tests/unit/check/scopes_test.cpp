// Variables: where they are held, when they are refused, what binds them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string scopes_vocabulary = R"(entity Person
scale Rating = r1 < r2 < r3
choice Sector = activism | diplomacy
attribute rating of Person: Rating
attribute age of Person: number
relation held(person: Person, organisation: text, sector: Sector, started: date)
relation coded(person: Person, organisation: text)
relation knows(a: Person, b: Person)
)";  // 8 lines

Checked define(const std::string& when) { return check_text(scopes_vocabulary + "define f(p: Person) when " + when + "\n"); }

std::string outline(const Condition& c, const std::vector<Variable>& variables) {
    std::string out;
    switch (c.kind) {
        case ConditionKind::exists:
            out = "exists";
            for (const auto v : c.variables) out += " " + variables[v.index()].name;
            break;
        case ConditionKind::negation: out = "not"; break;
        case ConditionKind::conjunction: out = "and"; break;
        case ConditionKind::disjunction: out = "or"; break;
        case ConditionKind::relation: return "atom";
        case ConditionKind::instance: return "is";
        default: return "test";
    }
    out += "(";
    for (std::size_t i = 0; i < c.operands.size(); ++i) out += (i > 0 ? " " : "") + outline(c.operands[i], variables);
    return out + ")";
}

std::string outline(const std::string& when) {
    const auto checked = define(when);
    if (!checked.rulebase) return checked.found();
    const auto& f = checked.rulebase->defines[0];
    return outline(*f.condition, f.variables);
}

TEST(Scopes, NearestHolderOfAllUses) {
    EXPECT_EQ(outline("held(person: p, organisation: o) and coded(p, o)"), "exists o(and(atom atom))");
    EXPECT_EQ(outline("not (held(person: p, organisation: o) and coded(p, o))"), "not(exists o(and(atom atom)))");
    EXPECT_EQ(outline("held(person: p, organisation: o) and not coded(p, o)"), "exists o(and(atom not(atom)))");
    EXPECT_EQ(outline("rating(p) = r1 or (held(person: p, organisation: o) and coded(p, o))"),
              "or(test exists o(and(atom atom)))");
    EXPECT_EQ(outline("not (rating(p) = r1 and not (held(person: p, organisation: o) and coded(p, o)))"),
              "not(and(test not(exists o(and(atom atom)))))");
}

TEST(Scopes, Quantifiers) {
    EXPECT_EQ(outline("some q: Person where knows(p, q)"), "exists q(and(is atom))");
    EXPECT_EQ(outline("every q: Person where knows(p, q) has rating(q) = r1"), "not(exists q(and(is atom not(test))))");
    EXPECT_EQ(outline("every q: Person where knows(p, q) has (held(person: q, organisation: o) and coded(q, o))"),
              "not(exists q(and(is atom not(exists o(and(atom atom))))))");
    EXPECT_EQ(outline("every q: Person where held(person: q, organisation: o) has coded(q, o)"),
              "not(exists o(exists q(and(is atom not(atom)))))");
    EXPECT_EQ(outline("some p: Person where rating(p) = r1"), "E0101:9");
    EXPECT_EQ(outline("some q: Persn where rating(q) = r1"), "E0102:9");
}

TEST(Scopes, AggregatesHoldTheirs) {
    const auto checked = check_text(
        scopes_vocabulary +
        "define f(p: Person): number = count of o over (held(person: p, organisation: o) and coded(q, o) and knows(p, q))\n");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& f = checked.rulebase->defines[0];
    const auto& aggregate = f.cases[0].value;
    ASSERT_EQ(aggregate.variables.size(), 2U);
    EXPECT_EQ(f.variables[aggregate.variables[0].index()].name, "o");
    EXPECT_EQ(f.variables[aggregate.variables[1].index()].name, "q");
    EXPECT_EQ(f.variables[aggregate.variables[1].index()].type.kind, TypeKind::entity);
}

TEST(Scopes, SharedWithAnAggregateIsHeldOutside) {
    const auto checked = define("held(person: p, organisation: o) and count of q over (coded(q, o)) > 1");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& condition = *checked.rulebase->defines[0].condition;
    ASSERT_EQ(condition.kind, ConditionKind::exists);
    EXPECT_EQ(condition.variables.size(), 1U);
    EXPECT_EQ(condition.operands[0].operands[1].expressions[0].variables.size(), 1U);
}

TEST(Scopes, UsedOnce) {
    EXPECT_EQ(define("held(person: p, organisation: o)").found(), "E0107:9");
    EXPECT_EQ(define("held(p, o, _, _)").found(), "E0107:9");
    EXPECT_EQ(define("held(person: p, organisation: _)").found(), "");
    EXPECT_EQ(define("rating(someone) = r1").found(), "E0107:9");
    EXPECT_EQ(define("unheard").found(), "E0107:9");
    EXPECT_THAT(define("held(person: p, organisation: o)").words(), HasSubstr("write `_` for any, or leave the column out"));
}

TEST(Scopes, TypesAreToldByOtherUses) {
    EXPECT_EQ(define("s != activism and held(person: p, sector: s)").found(), "");
    EXPECT_EQ(define("x = y and y = rating(p) and x = r1").found(), "");
    EXPECT_EQ(define("x = y and y = x").found(), "E0118:9");
    EXPECT_EQ(define("held(person: p, sector: s) and held(person: p, organisation: s)").found(), "E0105:9");
}

TEST(Scopes, NothingBinds) {
    EXPECT_EQ(define("age(p) < x and x < 3").found(), "E0201:9");
    EXPECT_EQ(define("age(p) = x and x < 3").found(), "");
    EXPECT_EQ(define("x = y + 1 and y = age(p) and x < 3").found(), "");
    EXPECT_EQ(define("x = y + 1 and y = x - 1 and x < age(p)").found(), "E0201:9 E0201:9");
    EXPECT_EQ(define("held(person: p, started: d) or d > 2001").found(), "E0201:9");
    EXPECT_EQ(define("not held(person: p, started: d) and d > 2001").found(), "E0201:9");
    EXPECT_EQ(define("not (held(person: p, started: d) and d > 2001)").found(), "");
    EXPECT_EQ(define("rating(q) = r1 and knows(q, p)").found(), "");
    EXPECT_EQ(define("rating(q) = r1 and rating(q) != r2").found(), "");  // individuals can be listed
    EXPECT_EQ(define("count of x over (x > age(p)) > 1").found(), "E0201:9");
    EXPECT_EQ(define("some d: date where d > 2001").found(), "E0201:9");
    EXPECT_EQ(define("sum of age(q) + age(q) over (knows(p, _)) > 1").found(), "E0201:9");  // no tuple has a `q`
    EXPECT_EQ(define("sum of age(q) + age(q) over (knows(p, q)) > 1").found(), "");
}

TEST(Scopes, RulesTakeTheirVariablesFromSomewhere) {
    EXPECT_EQ(check_text(scopes_vocabulary +
                         "relation derived(p: Person, d: date)\n"
                         "rule r\n  for p: Person, d: date\n  when held(person: p, started: d)\n  then derived(p, d)\n")
                  .found(),
              "");
    EXPECT_EQ(check_text(scopes_vocabulary + "relation derived(p: Person, d: date)\n"
                                             "rule r\n  for p: Person, d: date\n  when rating(p) = r1\n  then derived(p, d)\n")
                  .found(),
              "E0201:11");
    EXPECT_EQ(
        check_text(scopes_vocabulary + "relation derived(p: Person, d: date)\n"
                                       "rule r\n  for p: Person\n  when held(person: p, started: d)\n  then derived(p, d)\n")
            .found(),
        "E0202:13");
}

TEST(Scopes, WhenAndUnlessMayShare) {
    const auto checked = check_text(scopes_vocabulary + R"(advice ask_about
  for    p: Person
  when   held(person: p, organisation: o, sector: activism)
  unless coded(p, o)
  then   ask "What about {o}?" of expert
)");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    const auto& clauses = checked.rulebase->advice[0].clauses;
    EXPECT_EQ(outline(clauses.body, clauses.variables), "exists o(and(atom not(atom)))");
    EXPECT_EQ(outline(clauses.when, clauses.variables), "exists o(atom)");
    EXPECT_EQ(clauses.unless->kind, ConditionKind::relation);
    EXPECT_EQ(clauses.bound, 1U);
    EXPECT_EQ(checked.rulebase->advice[0].words.parts[0].hole->variable, clauses.when.variables[0]);
}

TEST(Scopes, UnlessMayHoldItsOwn) {
    const auto checked = check_text(scopes_vocabulary + R"(advice warn_about
  for    p: Person
  when   rating(p) = r1
  unless held(person: p, organisation: o) and coded(p, o)
  then   warn "{p}"
)");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& clauses = checked.rulebase->advice[0].clauses;
    EXPECT_EQ(outline(clauses.body, clauses.variables), "and(test not(exists o(and(atom atom))))");
}

TEST(Scopes, Holes) {
    const auto advice = [](const std::string& words) {
        return check_text(scopes_vocabulary +
                          "advice a\n  for p: Person\n  when held(person: p, organisation: o)\n  then note \"" + words + "\"\n")
            .found();
    };
    EXPECT_EQ(advice("{p} {o} {rating(p)} {age(p):.2} {Sector.activism}"), "");
    EXPECT_EQ(advice("{o} {whatever}"), "E0114:12");
    EXPECT_EQ(advice("{o:.2}"), "E0114:12");
    EXPECT_EQ(advice("{o} {knows(p, p)}"), "E0111:12");
    EXPECT_EQ(advice("nothing of it"), "E0107:11");
}

TEST(Scopes, ReadsOfAttributesAndDefines) {
    EXPECT_EQ(check_text("entity P\nattribute a of P: text\n  reads \"{it} says {value}\"\n").found(), "");
    EXPECT_EQ(check_text("entity P\nattribute a of P: text\n  reads \"{its} says {value}\"\n").found(), "E0114:3");
    EXPECT_EQ(check_text("entity P\nrelation r(p: P, t: text) reads \"{p}: {t}\"\n").found(), "");
    EXPECT_EQ(check_text("entity P\nrelation r(p: P, t: text) reads \"{p}: {x}\"\n").found(), "E0114:2");
    EXPECT_EQ(check_text("entity P\ndefine d(p: P): number\n  reads \"{p} has {value}\"\n  = 3\n").found(), "");
}

TEST(Scopes, ShortFormRules) {
    const auto checked = check_text(R"(entity N
relation edge(a: N, b: N)
relation path(a: N, b: N)
rule path(x, z) when edge(x, z)
rule path(x, z) when edge(x, y) and path(y, z)
)");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& rules = checked.rulebase->rules;
    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[0].head.name, "path:1");
    EXPECT_EQ(rules[0].clauses.bound, 2U);
    EXPECT_TRUE(checked.rulebase->relations[1].derived);
    EXPECT_FALSE(checked.rulebase->relations[0].derived);
}

TEST(Scopes, ValuesTakeNoLooseVariables) {
    EXPECT_EQ(check_text(scopes_vocabulary + "define f(p: Person): text = o\n").found(), "E0102:9");
    EXPECT_EQ(check_text(scopes_vocabulary + "define f(p: Person): number\n  = x when age(p) = x,\n    0 otherwise\n").found(),
              "E0202:10");
    EXPECT_EQ(check_text(scopes_vocabulary + "define f(p: Person): number = x + x\n").found(), "E0201:9");
}

TEST(Scopes, OnlyIfReadsParameters) {
    const std::string with = scopes_vocabulary + "parameter on: yes_no = no\nquestion q of Person from a to b\n";
    EXPECT_EQ(check_text(with + "proposition P1\n  only if on\n  for p: Person\n  then q(p) leans to a\n").found(), "");
    EXPECT_EQ(check_text(with + "proposition P1\n  only if not on\n  for p: Person\n  then q(p) leans to c\n").found(),
              "E0103:14");
    EXPECT_EQ(check_text(with + "proposition P1\n  only if knows(_, _)\n  for p: Person\n  then q(p) leans to a\n").found(),
              "E0207:12");
}

}  // namespace
}  // namespace credence::check
