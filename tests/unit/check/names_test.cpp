// Names: declared once, found where they are used, with the nearest one where they are not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

using ::testing::HasSubstr;

const std::string names_vocabulary = R"(entity Person "candidate"
entity Mission
scale Rating = r1 "1" < r2 "2" < r3 "3"
scale Cost = low < medium < high
choice Sector = activism | diplomacy
parameter dose: number years = 1
parameter strict: yes_no = no
attribute risk_tolerance of Person: Rating topic traits
attribute cost of Mission: Cost
attribute lead of Mission: Person
relation held(person: Person, organisation: text, sector: Sector, started: date, ended: date or today)
source blog "A blog"
)";  // 12 lines

std::string found(const std::string& more) { return check_text(names_vocabulary + more).found(); }

TEST(Names, VocabularyIsSound) {
    const auto checked = check_text(names_vocabulary);
    EXPECT_EQ(checked.found(), "");
    ASSERT_TRUE(checked.rulebase);
    EXPECT_EQ(checked.rulebase->attributes.size(), 3U);
    EXPECT_EQ(checked.rulebase->attributes[0].head.name, "cost");  // in the order of names
    EXPECT_EQ(checked.rulebase->attributes[2].head.label, "risk tolerance");
}

TEST(Names, OneNamespace) {
    EXPECT_EQ(found("relation cost(p: Person)\n"), "E0101:13");
    EXPECT_EQ(found("entity Topic\n"), "E0101:13");
    EXPECT_EQ(found("define max(p: Person) when p = p\n"), "E0101:13");
    EXPECT_EQ(found("scale Twice = one < two < one\n"), "E0101:13");
    EXPECT_EQ(found("define f(p: Person, p: Person) when p = p\n"), "E0101:13");
}

TEST(Names, TwoPlacesOfADuplicate) {
    const auto checked = check_text("entity Person\nentity Person\n");
    ASSERT_EQ(checked.diagnostics.size(), 1U);
    ASSERT_EQ(checked.diagnostics[0].secondary.size(), 1U);
    EXPECT_EQ(checked.sources[checked.diagnostics[0].secondary[0].span.file]
                  .place(checked.diagnostics[0].secondary[0].span.begin)
                  .line,
              1U);
}

TEST(Names, UnknownOnesWithTheNearest) {
    const auto checked = check_text(names_vocabulary + "define f(p: Person) when risk_tolerence(p) = r1\n");
    EXPECT_EQ(checked.found(), "E0102:13");
    EXPECT_THAT(checked.words(), HasSubstr("Person has no attribute `risk_tolerence`"));
    EXPECT_THAT(checked.words(), HasSubstr("write `risk_tolerance`"));
    ASSERT_EQ(checked.diagnostics[0].fixes.size(), 1U);
    EXPECT_EQ(checked.diagnostics[0].fixes[0].edits[0].replacement, "risk_tolerance");

    EXPECT_EQ(found("attribute a of Persn: Rating\n"), "E0102:13");
    EXPECT_EQ(found("attribute a of Person: Ratng\n"), "E0102:13");
    EXPECT_EQ(found("define f(p: Person) when unheard(p)\n"), "E0102:13");
}

TEST(Names, OneMistakeOneError) {
    // The attribute's type is wrong; nothing that reads it is reported.
    EXPECT_EQ(found("attribute a of Person: Nothing\n"
                    "define f(p: Person) when a(p) = r1 and a(p) > 3\n"
                    "define g(p: Person): Rating = a(p)\n"),
              "E0102:13");
    // A misspelt relation: the variables in it were used, whatever they are.
    EXPECT_EQ(found("define f(p: Person) when helt(person: p, sector: s) and s = activism\n"), "E0102:13");
    EXPECT_EQ(found("define f(p: Persn) when risk_tolerance(p) = r1\n"), "E0102:13");
}

TEST(Names, SeveralMistakesSeveralErrors) {
    EXPECT_EQ(found("define f(p: Person) when unheard(p) and risk_tolerance(p) = r9\ndefine g(p: Nobody) when strict\n"),
              "E0102:13 E0103:13 E0102:14");
}

TEST(Names, KindsOfNames) {
    EXPECT_EQ(found("attribute a of Rating: Cost\n"), "E0111:13");
    EXPECT_EQ(found("attribute a of Person: held\n"), "E0111:13");
    EXPECT_EQ(found("define f(p: Person): Rating = held(p, _, _, _, _)\n"), "E0111:13");
    EXPECT_EQ(found("define f(p: Person) when risk_tolerance = r1\n"), "E0111:13");
    EXPECT_EQ(found("proposition P1\n  for p: Person\n  then risk_tolerance(p) is affected\n"), "E0111:15");
}

TEST(Names, ValuesComeFirstWhereTheyAreExpected) {
    const auto checked = check_text(names_vocabulary +
                                    "scale Degree = low < high\n"
                                    "attribute degree of Person: Degree\n"
                                    "define f(p: Person, m: Mission) when degree(p) = low and cost(m) = low\n");
    EXPECT_EQ(checked.found(), "");
    const auto& both = *checked.rulebase->defines[0].condition;
    EXPECT_NE(both.operands[0].expressions[1].type, both.operands[1].expressions[1].type);
}

TEST(Names, ValueOfTheOtherSide) {
    EXPECT_EQ(found("define f(p: Person) when r1 = risk_tolerance(p)\n"), "");
    EXPECT_EQ(found("define f(p: Person) when risk_tolerance(p) in {r1, r2}\n"), "");
    EXPECT_EQ(found("define f(m: Mission) when cost(m) between low and high\n"), "");
}

TEST(Names, UnknownValues) {
    const auto checked = check_text(names_vocabulary + "define f(p: Person) when held(person: p, sector: activsm)\n");
    EXPECT_EQ(checked.found(), "E0103:13");
    EXPECT_THAT(checked.words(), HasSubstr("write `activism`"));
    // A value of another scale is not taken for a variable.
    EXPECT_EQ(found("define f(p: Person, q: Person) when held(person: p, sector: low) and held(person: q, sector: activism)\n"),
              "E0103:13");
    EXPECT_EQ(found("define f(p: Person) when risk_tolerance(p) = Rating.r9\n"), "E0103:13");
    EXPECT_EQ(found("define f(p: Person) when risk_tolerance(p) = 2\n"), "E0103:13");
    EXPECT_EQ(found("define f(p: Person) when risk_tolerance(p) = \"2\"\n"), "E0103:13");
}

TEST(Names, SharedValuesNeedTheirScale) {
    const std::string two = "scale Degree = low < high\nparameter limit: Cost = low\n";
    EXPECT_EQ(found(two + "advice a for p: Person then note \"{low}\"\n"), "E0108:15");
    EXPECT_EQ(found(two + "advice a for p: Person then note \"{Cost.low} {activism}\"\n"), "");
}

TEST(Names, VariablesNamedLikeValues) {
    EXPECT_EQ(found("define f(activism: Sector) when activism = diplomacy\n"), "E0112:13");
    EXPECT_EQ(found("define f(activism: Person) when risk_tolerance(activism) = r1\n"), "");
    EXPECT_EQ(found("parameter low: Cost = high\n"), "E0112:13");
}

TEST(Names, Sources) {
    EXPECT_EQ(found("refuse r \"Who?\"\n  from blog \"words\"\n  because \"no\"\n"), "");
    EXPECT_EQ(found("refuse r \"Who?\"\n  from blob \"words\"\n  because \"no\"\n"), "E0115:14");
    EXPECT_EQ(found("refuse r \"Who?\"\n  from Person\n  because \"no\"\n"), "E0115:14");
}

TEST(Names, BrokenDeclarationsAreKnown) {
    // `odd` cannot be parsed; who uses it is not told that it is unknown.
    const auto checked = check_text(names_vocabulary + "attribute odd Person Rating\ndefine f(p: Person) when odd(p) = r1\n");
    EXPECT_EQ(checked.diagnostics.size(), 1U) << checked.found();
    EXPECT_FALSE(checked.rulebase);
}

TEST(Names, Rulebase) {
    EXPECT_EQ(check_files({{"a.crd", ""}}).found(), "E0116:1");
    EXPECT_EQ(check_files({{"a.crd", "entity Person\n"}}).found(), "E0116:1");
    EXPECT_EQ(check_files({{"a.crd", "rulebase a\n"}, {"b.crd", "rulebase b\n"}}).found(), "E0116:1");
    EXPECT_EQ(check_files({{"a.crd", "rulebase a\n  chapters a, c\n"}, {"b.crd", "entity Person\n"}}).found(), "E0102:2");
    EXPECT_EQ(check_files({}).found(), "E0116");
}

TEST(Names, OrderOfFilesChangesNothing) {
    const std::string head = "rulebase r\n";
    const std::string a = "entity B\nentity A\nrule path(x, z) when edge(x, y) and path(y, z)\nrelation edge(a: A, b: A)\n";
    const std::string b = "rule path(x, z) when edge(x, z)\nrelation path(a: A, b: A)\nscale S10 = a < b\nscale S2 = a < b\n";
    const auto one = check_files({{"h.crd", head}, {"a.crd", a}, {"b.crd", b}});
    const auto other = check_files({{"b.crd", b}, {"a.crd", a}, {"h.crd", head}});
    ASSERT_TRUE(one.rulebase && other.rulebase) << one.found() << other.found();
    EXPECT_EQ(one.rulebase->scales[0].head.name, "S2");
    ASSERT_EQ(one.rulebase->rules.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(one.rulebase->rules[i].head.name, other.rulebase->rules[i].head.name);
        EXPECT_EQ(one.rulebase->rules[i].clauses.body.kind, other.rulebase->rules[i].clauses.body.kind);
    }
}

TEST(Names, BuiltInChoices) {
    const auto checked = check_text(names_vocabulary +
                                    "relation said(person: Person, about: Attribute)\n"
                                    "define known_of(p: Person, a: Attribute) when said(p, a) and a != risk_tolerance\n"
                                    "define of_topic(p: Person) when observed(subject: p, topic: traits, kind: behaviour)\n");
    EXPECT_EQ(checked.found(), "");
    const auto& r = *checked.rulebase;
    EXPECT_EQ(r.scales[r.attribute_choice.index()].values.size(), 3U);
    EXPECT_EQ(r.scales[r.topic_choice.index()].values.size(), 1U);
    EXPECT_EQ(r.scales[r.kind_choice.index()].values[1].name, "self_report");
}

}  // namespace
}  // namespace credence::check
