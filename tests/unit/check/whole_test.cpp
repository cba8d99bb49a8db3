// What concerns the whole rulebase: circles, protected attributes, who reads whom.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/dependencies.hpp"
#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string whole_vocabulary = R"(entity Person
entity Post
scale Level = low < high
attribute level of Person: Level
attribute derived_level of Person: Level
relation considered(person: Person, post: Post)
relation senior(a: Person, b: Person)
relation eligible(person: Person, post: Post)
relation blocked(person: Person, post: Post)
relation above(a: Person, b: Person)
)";  // 10 lines

Checked check_whole(const std::string& more) { return check_text(whole_vocabulary + more); }

TEST(Strata, RecursionByWhatHolds) {
    EXPECT_EQ(check_whole("rule above(x, z) when senior(x, z)\nrule above(x, z) when senior(x, y) and above(y, z)\n").found(),
              "");
    EXPECT_EQ(check_whole("rule above(x, z) when some y: Person where above(x, y) and above(y, z)\n").found(), "");
}

TEST(Strata, CircleThroughAnAbsence) {
    const auto checked = check_whole(R"(rule eligible_unless_blocked
  for p: Person, v: Post
  when considered(p, v) and not blocked(p, v)
  then eligible(p, v)

rule blocked_by_seniors
  for p: Person, v: Post
  when some q: Person where eligible(q, v) and senior(q, p)
  then blocked(p, v)
)");
    EXPECT_EQ(checked.found(), "E0203:13");
    EXPECT_THAT(checked.words(), HasSubstr("`eligible` would depend on its own absence"));
    EXPECT_THAT(checked.words(), HasSubstr("`eligible` needs that `blocked` does not hold"));
    EXPECT_THAT(checked.words(), HasSubstr("`blocked` needs `eligible`"));
    EXPECT_THAT(checked.words(), HasSubstr("the circle is  eligible -> not blocked -> eligible"));
}

TEST(Strata, OtherCircles) {
    EXPECT_EQ(check_whole("define f(p: Person) when f(p) or level(p) = low\n").found(), "E0203:11");
    EXPECT_EQ(check_whole("define f(p: Person): number = count of q over (above(p, q))\n"
                          "rule above(x, y) when senior(x, y) and f(y) > 2\n")
                  .found(),
              "E0203:12");
    EXPECT_EQ(check_whole("rule r\n  for p: Person\n  when derived_level(p) = high\n  then derived_level(p) = low\n").found(),
              "E0203:13");
    EXPECT_EQ(check_whole("rule above(x, y) when senior(x, y) and count of z over (above(y, z)) > 1\n").found(), "E0203:11");
    EXPECT_EQ(check_whole("question q of Person from a to b\n"
                          "proposition P1\n  for p: Person\n  when pointers(q(p), a) > 0\n  then q(p) leans to b\n")
                  .found(),
              "E0203:14");
    EXPECT_EQ(check_whole("question q of Person from a to b\n"
                          "proposition P1\n  for p: Person\n  when P2 applies to p\n  then q(p) leans to b\n"
                          "proposition P2\n  for p: Person\n  when P1 applies to p\n  then q(p) leans to b\n")
                  .found(),
              "E0203:14");
    EXPECT_EQ(
        check_whole(
            "range r of Person on Level\nboundary b\n  for p: Person\n  when lowest(r(p)) = low\n  then r(p) at most low\n")
            .found(),
        "E0203:14");
    EXPECT_EQ(
        check_whole(
            "range r of Person on Level\nrange s of Person on Level\nboundary b\n  for p: Person\n  then r(p) within s(p)\n")
            .found(),
        "");
}

TEST(Strata, OneCircleOneError) {
    EXPECT_EQ(
        check_whole("define f(p: Person) when not g(p) and not h(p)\ndefine g(p: Person) when not f(p)\ndefine h(p: Person) "
                    "when not g(p) and not f(p)\n")
            .diagnostics.size(),
        1U);
}

TEST(Protected, ReadDirectlyOrNot) {
    const std::string with = "attribute origin of Person: Level protected\n";  // line 11
    EXPECT_EQ(check_whole(with).found(), "");
    const auto checked = check_whole(with + R"(define favoured(p: Person)
  when origin(p) = high
define fit(p: Person, v: Post): Level
  = high when favoured(p),
    low otherwise
assessment fits(person: Person, post: Post)
  when considered(person, post)
  answer fit(person, post)
)");
    EXPECT_EQ(checked.found(), "E0204:13");
    EXPECT_THAT(checked.words(), HasSubstr("the path is  fits -> fit -> favoured -> origin"));
    EXPECT_EQ(check_whole(with + "advice a\n  for p: Person\n  then note \"{origin(p)}\"\n").found(), "E0204:14");
    EXPECT_EQ(check_whole(with + "define f(p: Person) when observed origin(p, assessor: \"x\")\n").found(), "E0204:12");
    EXPECT_EQ(check_whole(with + "define f(p: Person) when observed(subject: p, attribute: origin)\n").found(), "E0204:12");
    EXPECT_EQ(check_whole(with + "define f(p: Person) when observed(subject: p)\n").found(), "");  // never meets it
    EXPECT_EQ(check_whole(with + "define f(p: Person) when known origin(p)\n").found(), "E0204:12");
}

TEST(Individuals, RulesNameNobody) {
    EXPECT_EQ(check_whole("define f(p: Person, v: Post) when considered(\"C04\", v) and p = p\n").found(), "E0205:11");
    EXPECT_EQ(check_whole("define f(p: Person) when p = \"C04\"\n").found(), "E0205:11");
    EXPECT_EQ(check_whole("parameter favourite: Person = nobody\n").found(), "E0205:11");
}

TEST(Derived, NeverObserved) {
    EXPECT_EQ(check_whole("rule r\n  for p: Person\n  when level(p) = high\n  then derived_level(p) = low\n").found(), "");
    EXPECT_EQ(
        check_whole(
            "attribute odd of Person: Level pooled\nrule r\n  for p: Person\n  when level(p) = high\n  then odd(p) = low\n")
            .found(),
        "E0206:11");
}

std::vector<std::string> names(const Rulebase& r, const std::vector<DeclarationRef>& refs) {
    std::vector<std::string> out;
    for (const auto ref : refs) out.push_back(r.head_of(ref).name);
    return out;
}

TEST(Dependencies, WhoReadsWhom) {
    const auto checked = check_whole(R"(parameter on: yes_no = no
question q of Person from a to b
proposition P1
  only if on
  for p: Person
  when level(p) = high
  then q(p) leans to b
define lean(p: Person): Level
  = high when pointers(q(p), b) > 0,
    low otherwise
define recent(p: Person)
  when observed(subject: p, on: d) and years(d, today) < 3 and lean(p) = high
)");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& r = *checked.rulebase;
    using ::testing::ElementsAre;
    EXPECT_THAT(names(r, dependencies(r, *r.find("lean"))), ElementsAre("q"));
    EXPECT_THAT(names(r, dependencies(r, *r.find("q"))), ElementsAre("P1"));
    EXPECT_THAT(names(r, dependencies(r, *r.find("P1"))), ElementsAre("on", "level"));
    EXPECT_THAT(names(r, closure(r, {*r.find("lean")})), ElementsAre("on", "level", "q", "lean", "P1"));
    EXPECT_THAT(names(r, dependencies(r, *r.find("recent"))), ElementsAre("derived_level", "level", "lean"));
    EXPECT_THAT(names(r, readers_of_today(r)), ElementsAre("recent"));
    EXPECT_FALSE(r.find("nothing"));
}

TEST(Dependencies, GroupsOfRules) {
    const auto checked = check_whole(R"(rule above(x, z) when senior(x, z)
rule above(x, z) when senior(x, y) and above(y, z)
rule blocked(p, v) when considered(p, v) and not above(p, p)
rule eligible(p, v) when considered(p, v) and not blocked(p, v)
)");
    ASSERT_TRUE(checked.rulebase) << checked.found();
    const auto& r = *checked.rulebase;
    const auto groups = rule_groups(r);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_THAT(names(r, groups[0].derived), ::testing::ElementsAre("above"));
    EXPECT_TRUE(groups[0].recursive);
    EXPECT_EQ(groups[0].rules.size(), 2U);
    EXPECT_THAT(names(r, groups[1].derived), ::testing::ElementsAre("blocked"));
    EXPECT_FALSE(groups[1].recursive);
    EXPECT_THAT(names(r, groups[2].derived), ::testing::ElementsAre("eligible"));
}

TEST(Applies, Targets) {
    const std::string with = R"(range r of Person on Level
table t
  for p: Person
  | level(p) | then r(p) at most |
  | -------- | ----------------- |
  | low      | low               |
  | high     | high              |
advice pair
  for p: Person, v: Post
  when considered(p, v)
  then note "x"
)";  // to line 21
    const auto checked = check_whole(with + "define f(p: Person, v: Post) when t applies to p and pair applies to (p, v)\n");
    ASSERT_TRUE(checked.rulebase) << checked.found() << checked.words();
    const auto& both = *checked.rulebase->defines[0].condition;
    EXPECT_EQ(both.operands[0].kind, ConditionKind::disjunction);
    EXPECT_EQ(both.operands[1].kind, ConditionKind::applies);
    EXPECT_EQ(check_whole(with + "define f(p: Person) when pair applies to p\n").found(), "E0110:22");
    EXPECT_EQ(check_whole(with + "define f(p: Person, v: Post) when pair applies to (v, p)\n").found(), "E0105:22 E0105:22");
    EXPECT_EQ(check_whole(with + "define f(p: Person) when level applies to p\n").found(), "E0111:22");
    EXPECT_EQ(check_whole(with + "define f(p: Person) when pear applies to p\n").found(), "E0102:22");
}

}  // namespace
}  // namespace credence::check
