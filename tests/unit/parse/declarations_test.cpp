// What each declaration becomes in the typed tree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace credence::parse {
namespace {

using namespace syntax;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <class T>
T declared(const std::string& source) {
    const auto p = parsed(source);
    EXPECT_EQ(p.errors(), std::vector<std::string>{}) << source;
    return p.only<T>();
}

std::vector<std::string> texts(const std::vector<Name>& names) {
    std::vector<std::string> out;
    for (const auto& n : names) out.push_back(n.text);
    return out;
}

std::vector<std::string> words(const std::vector<Expression>& expressions) {
    std::vector<std::string> out;
    for (const auto& e : expressions) out.push_back(in_words(e));
    return out;
}

TEST(Declarations, Rulebase) {
    const auto d = declared<Rulebase>(
        "rulebase approach \"Approaches\"\n  version \"1.0\"\n  authors \"A\", \"B\"\n  about \"x\n         y\"\n"
        "  chapters a, b\n  confidence low = 0.3, high = 0.9\n  kinds seen \"seen there\" \"seen\" | said\n  margin 0.1\n");
    EXPECT_EQ(d.head.name.text, "approach");
    EXPECT_EQ(d.head.label->text, "Approaches");
    EXPECT_EQ(d.version->text, "1.0");
    EXPECT_EQ(d.authors.size(), 2U);
    EXPECT_EQ(d.authors[1].text, "B");
    EXPECT_EQ(in_words(d.head.about->parts), "x y");
    EXPECT_THAT(texts(d.chapters), ElementsAre("a", "b"));
    ASSERT_EQ(d.confidence.size(), 2U);
    EXPECT_EQ(d.confidence[1].first.text + "=" + d.confidence[1].second.text, "high=0.9");
    ASSERT_EQ(d.kinds.size(), 2U);
    EXPECT_EQ(d.kinds[0].short_label->text, "seen");
    EXPECT_FALSE(d.kinds[1].label);
    EXPECT_EQ(d.margin->text, "0.1");
}

TEST(Declarations, UseSourceParameterEntity) {
    EXPECT_EQ(declared<Use>("use \"../x\"\n").path.text, "../x");
    const auto s = declared<Source>(
        "source blog \"A {blog}\"\n  author \"B\"\n  where \"C\"\n  year 2021\n  link \"D\"\n  licence \"E\"\n");
    EXPECT_EQ(s.head.label->text, "A {blog}") << "a brace in a label is a brace";
    EXPECT_EQ(s.author->text + s.where->text + s.year->text + s.link->text + s.licence->text, "BC2021DE");
    const auto p =
        declared<Parameter>("parameter dose: number years = 1.5 \"years\"\n  assumption \"{dose} is the editor's\"\n");
    EXPECT_EQ(p.type.kind, TypeKind::number);
    EXPECT_EQ(p.type.unit, "years");
    EXPECT_EQ(in_words(p.value), "1.5");
    EXPECT_EQ(p.head.label->text, "years");
    EXPECT_EQ(in_words(p.head.assumptions.at(0).parts), "{dose} is the editor's");
    EXPECT_EQ(declared<Parameter>("parameter t: text = \"x\"\n").head.label, std::nullopt) << "its value is no label";
    EXPECT_EQ(declared<Entity>("entity Person \"candidate\" plural \"candidates\"\n").plural->text, "candidates");
}

TEST(Declarations, ScaleAndChoice) {
    const auto s = declared<Scale>("scale Band \"band\" = low \"l\" \"B1\" < high\n  anchor low \"hardly any\"\n");
    EXPECT_TRUE(s.ordered);
    EXPECT_EQ(s.head.label->text, "band");
    ASSERT_EQ(s.values.size(), 2U);
    EXPECT_EQ(s.values[0].short_label->text, "B1");
    EXPECT_EQ(s.anchors.at(0).value.text + ": " + s.anchors.at(0).words.text, "low: hardly any");
    const auto c = declared<Scale>("choice C = a | b \"\"\n         | known | list\n");
    EXPECT_FALSE(c.ordered);
    EXPECT_FALSE(c.head.label);
    ASSERT_EQ(c.values.size(), 4U);
    EXPECT_EQ(c.values[1].label->text, "");
}

TEST(Declarations, Attribute) {
    const auto a = declared<Attribute>(
        "attribute risk of Person: range of Band \"risk\"\n  reads \"{it}: {value}\"\n  topic traits\n  agreed within 1\n"
        "  prefer seen over said when first\n  prefer seen over told\n  stale after 5 years\n  anchor low \"x\"\n  ask "
        "\"Why?\" of candidate\n"
        "  ask \"How?\"\n  protected\n  from blog \"q\"\n");
    EXPECT_EQ(a.of.text, "Person");
    EXPECT_EQ(a.type.kind, TypeKind::range);
    EXPECT_EQ(a.type.name, "Band");
    EXPECT_EQ(a.combination, Combination::agreed);
    EXPECT_EQ(in_words(*a.within), "1");
    EXPECT_EQ(a.topic->text, "traits");
    ASSERT_EQ(a.preferences.size(), 2U);
    EXPECT_EQ(a.preferences[0].preferred.text + ">" + a.preferences[0].over.text, "seen>said");
    EXPECT_EQ(in_words(*a.preferences[0].when), "first");
    EXPECT_FALSE(a.preferences[1].when);
    EXPECT_EQ(in_words(*a.stale_after), "5");
    ASSERT_EQ(a.asks.size(), 2U);
    EXPECT_EQ(a.asks[0].whom->text, "candidate");
    EXPECT_FALSE(a.asks[1].whom);
    EXPECT_TRUE(a.is_protected);
    EXPECT_EQ(a.head.citations.at(0).quote->text, "q");
    const auto on_one_line =
        declared<Attribute>("attribute heat of Site: number degree_days \"heat\" topic site stale after recent\n");
    EXPECT_EQ(on_one_line.type.unit, "degree_days");
    EXPECT_EQ(in_words(*on_one_line.stale_after), "recent");
    EXPECT_EQ(declared<Attribute>("attribute n of Site: number topic site\n").type.unit, "");
    EXPECT_EQ(declared<Attribute>("attribute m of Post: Mission declared\n").combination, Combination::declared);
}

TEST(Declarations, RelationQuestionRange) {
    const auto r = declared<Relation>("relation held(p: Person, from: date, ended: date or today) \"l\"\n  reads \"{p}\"\n");
    ASSERT_EQ(r.columns.size(), 3U);
    EXPECT_EQ(r.columns[1].name.text, "from");
    EXPECT_EQ(r.columns[1].type.kind, TypeKind::date);
    EXPECT_FALSE(r.columns[1].or_today);
    EXPECT_TRUE(r.columns[2].or_today);
    EXPECT_EQ(in_words(r.reads->parts), "{p}");
    const auto q = declared<Question>("question approach of Person\n  from blog \"q\"\n  from low \"L\" to high\n");
    EXPECT_EQ(q.lower.label->text, "L");
    EXPECT_EQ(q.upper.name.text, "high");
    EXPECT_EQ(q.head.citations.at(0).source.text, "blog");
    EXPECT_EQ(q.head.citations.at(0).quote->text, "q");
    const auto range = declared<Range>("range permissible of Mission on Band \"l\"\n  reads \"{it} {value}\"\n");
    EXPECT_EQ(range.of.text + " " + range.on.text, "Mission Band");
}

TEST(Declarations, DefineHasOneBody) {
    const auto named = declared<Define>("define high(p: Person) \"is high\"\n  when risk(p) >= r4\n");
    EXPECT_FALSE(named.type);
    EXPECT_EQ(in_words(*named.condition), "(>= (call risk p) r4)");
    const auto value = declared<Define>("define total: number years = 1 + 2\n");
    EXPECT_EQ(value.type->unit, "years");
    EXPECT_EQ(in_words(*value.value), "(+ 1 2)");
    const auto cases = declared<Define>(
        "define f(p: P): Fit\n  reads \"it: {value}\"\n  = a when x(p), b otherwise or unknown,\n    c otherwise, d if "
        "unknown\n");
    ASSERT_EQ(cases.cases.size(), 4U);
    EXPECT_EQ(in_words(*cases.cases[0].when), "(call x p)");
    EXPECT_TRUE(cases.cases[1].otherwise && cases.cases[1].if_unknown);
    EXPECT_TRUE(cases.cases[2].otherwise && !cases.cases[2].if_unknown);
    EXPECT_TRUE(!cases.cases[3].otherwise && cases.cases[3].if_unknown);
    EXPECT_FALSE(cases.value);
}

TEST(Declarations, Tables) {
    const auto d = declared<Define>(
        "define f(a: A): B\n  | a | n | then |\n  | :-- | --- | --: |\n  | x, y | >= 3 | low..high |\n  | any | between 1 and "
        "2 | z |\n"
        "  | otherwise | any | empty |\n");
    ASSERT_TRUE(d.table);
    ASSERT_EQ(d.table->columns.size(), 3U);
    EXPECT_EQ(in_words(*d.table->columns[0].head), "a");
    EXPECT_TRUE(d.table->columns[2].outcome);
    EXPECT_FALSE(d.table->columns[2].head);
    ASSERT_EQ(d.table->rows.size(), 3U);
    const auto& first = d.table->rows[0].cells;
    EXPECT_EQ(first[0].kind, Cell::Kind::values);
    EXPECT_THAT(words(first[0].values), ElementsAre("x", "y"));
    EXPECT_EQ(first[1].kind, Cell::Kind::comparison);
    EXPECT_EQ(first[1].comparison, Comparison::greater_equal);
    EXPECT_THAT(words(first[2].values), ElementsAre("(.. low high)"));
    EXPECT_EQ(d.table->rows[1].cells[0].kind, Cell::Kind::any);
    EXPECT_EQ(d.table->rows[1].cells[1].kind, Cell::Kind::between);
    EXPECT_THAT(words(d.table->rows[1].cells[1].values), ElementsAre("1", "2"));
    EXPECT_EQ(d.table->rows[2].cells[0].kind, Cell::Kind::otherwise);
    const auto t = declared<Table>(
        "table t \"T\"\n  for m: M\n  because \"b\"\n  | a(m) | then r(m) at least |\n  | --- | --- |\n  | x | y |\n");
    EXPECT_EQ(t.body.columns[1].bound, BoundKind::at_least);
    EXPECT_EQ(in_words(*t.body.columns[1].head), "(call r m)");
    EXPECT_EQ(t.clauses.variables.at(0).name.text, "m");
}

TEST(Declarations, RuleWithAllClauses) {
    const auto r = declared<Rule>(
        "rule r1 \"l\"\n  about \"a\"\n  from blog \"q\"\n  from manual\n  wording \"w\"\n  said of \"s\", applied to \"t\"\n  "
        "author \"A\"\n"
        "  review by 2027-01-31\n  only if theory = x\n  for p: P, q: Q\n  when a(p)\n  unless b(q)\n  then mood(p) = good "
        "with certainty 0.8\n"
        "  because \"{p}\"\n  assumption \"one\"\n  assumption \"two\"\n  overrides r2, r3\n  overrides r4\n");
    EXPECT_EQ(r.head.citations.size(), 2U);
    EXPECT_FALSE(r.head.citations[1].quote);
    EXPECT_EQ(r.clauses.wording->text + r.clauses.said_of->text + r.clauses.applied_to->text + r.clauses.author->text, "wstA");
    EXPECT_EQ(r.clauses.review_by->text, "2027-01-31");
    EXPECT_EQ(in_words(*r.clauses.only_if), "(= theory x)");
    EXPECT_EQ(r.clauses.variables.size(), 2U);
    EXPECT_EQ(in_words(*r.clauses.when) + in_words(*r.clauses.unless), "(call a p)(call b q)");
    EXPECT_EQ(in_words(r.conclusion), "(call mood p)");
    EXPECT_EQ(in_words(*r.value), "good");
    EXPECT_EQ(r.certainty->text, "0.8");
    EXPECT_EQ(in_words(r.clauses.because->parts), "{p}");
    EXPECT_EQ(r.head.assumptions.size(), 2U);
    EXPECT_THAT(texts(r.clauses.overrides), ElementsAre("r2", "r3", "r4"));
    EXPECT_FALSE(r.short_form);
}

TEST(Declarations, RuleInShortForm) {
    const auto r = declared<Rule>("rule above(x, z) when parent(x, y) and above(y, z)\n");
    EXPECT_TRUE(r.short_form);
    EXPECT_EQ(in_words(r.conclusion), "(call above x z)");
    EXPECT_EQ(in_words(*r.clauses.when), "(and (call parent x y) (call above y z))");
}

TEST(Declarations, Propositions) {
    const auto head = std::string("proposition P\n  for p: P\n  then q(p) ");
    const auto leans = declared<Proposition>(head + "leans to up, implied only\n");
    EXPECT_EQ(leans.effect, Effect::leans);
    EXPECT_EQ(leans.pole.text, "up");
    EXPECT_TRUE(leans.implied_only);
    const auto follows = declared<Proposition>(head + "follows risk(p)\n");
    EXPECT_EQ(follows.effect, Effect::follows);
    EXPECT_EQ(in_words(*follows.attribute), "(call risk p)");
    EXPECT_FALSE(follows.implied_only);
    EXPECT_EQ(declared<Proposition>(head + "opposes risk(p)\n").effect, Effect::opposes);
    EXPECT_EQ(declared<Proposition>(head + "is affected\n").effect, Effect::affects);
}

TEST(Declarations, BoundariesAndAdvice) {
    const auto b = declared<Boundary>("boundary b\n  for m: M\n  then r(m) at most max(low, highest(s(m)) down 1)\n");
    EXPECT_EQ(b.bound, BoundKind::at_most);
    EXPECT_EQ(in_words(b.range) + " " + in_words(b.value), "(call r m) (call max low (down (call highest (call s m)) 1))");
    EXPECT_EQ(declared<Boundary>("boundary b\n  for m: M\n  then r(m) exactly a..b\n").bound, BoundKind::exactly);
    EXPECT_EQ(declared<Boundary>("boundary b\n  for m: M\n  then r(m) within s(m)\n").bound, BoundKind::within);
    const auto a = declared<Advice>("advice a\n  for p: P\n  then ask \"Does {p}?\" of expert\n  because \"x\"\n");
    EXPECT_EQ(a.kind, AdviceKind::ask);
    EXPECT_EQ(in_words(a.words.parts), "Does {p}?");
    EXPECT_EQ(a.whom->text, "expert");
    EXPECT_EQ(declared<Advice>("advice a\n  for p: P\n  then warn \"x\"\n").kind, AdviceKind::warn);
}

TEST(Declarations, AssessmentRefuseProperty) {
    const auto a = declared<Assessment>(
        "assessment fit(c: Person, v: Post) \"fit\"\n  about \"Does {c}?\"\n  when w(c, v)\n  answer f(c, v)\n  show d(c),\n   "
        "    held(person: c)\n"
        "  group by f(c, v), g(c)\n  rank by h(c)\n  caveat from blog \"q\"\n  caveat \"No {c}.\"\n");
    EXPECT_EQ(a.subjects.size(), 2U);
    EXPECT_EQ(in_words(*a.when) + in_words(*a.answer), "(call w c v)(call f c v)");
    EXPECT_THAT(words(a.show), ElementsAre("(call d c)", "(call held person:c)"));
    EXPECT_THAT(words(a.group_by), ElementsAre("(call f c v)", "(call g c)"));
    EXPECT_THAT(words(a.rank_by), ElementsAre("(call h c)"));
    ASSERT_EQ(a.caveats.size(), 2U);
    EXPECT_EQ(a.caveats[0].citation->quote->text, "q");
    EXPECT_EQ(in_words(a.caveats[1].words->parts), "No {c}.");
    EXPECT_EQ(in_words(declared<Refuse>("refuse better \"Who?\"\n  because \"none\"\n").because->parts), "none");
    EXPECT_EQ(in_words(*declared<Property>("property p\n  for x: P\n  never a(x) and b(x)\n").never),
              "(and (call a x) (call b x))");
    const auto law = declared<Property>("property p\n  for x: P\n  d(x) never becomes low as r(x) falls\n");
    EXPECT_EQ(in_words(*law.expression) + in_words(*law.becomes) + in_words(*law.rising), "(call d x)low(call r x)");
    EXPECT_TRUE(law.falls);
}

TEST(Declarations, Weights) {
    EXPECT_EQ(declared<Strength>("strength slightly = 3:2\n").odds.against.text, "2");
    const auto w = declared<Weigh>("weigh P3 slightly because \"x\"\n");
    EXPECT_EQ(w.head.name.text + w.strength.text, "P3slightly");
    EXPECT_TRUE(w.because);
    EXPECT_THAT(texts(declared<Correlated>("correlated P3, P14, P15\n  because \"x\"\n").propositions),
                ElementsAre("P3", "P14", "P15"));
    const auto b = declared<Bands>("bands approach\n  low from 10:1 for down\n  middle \"m\" \"M\"\n");
    EXPECT_EQ(b.head.name.text, "approach");
    ASSERT_EQ(b.bands.size(), 2U);
    EXPECT_EQ(b.bands[0].from->favourable.text + b.bands[0].pole->text, "10down");
    EXPECT_FALSE(b.bands[1].from);
    EXPECT_EQ(b.bands[1].value.short_label->text, "M");
}

TEST(Declarations, Examples) {
    const auto e = declared<Example>(
        "example T1 \"l\"\n  like a, b\n  set dose = 2, theory = x\n  set late = yes\n  as of 2026-06-01\n  given\n    ana: "
        "Person\n"
        "    risk(ana) = r5, confidence high, kind seen, group g1, assessor \"A\", source \"S\", on 2026-01, recorded "
        "2026-03-11T09:00Z\n"
        "    held(ana, x: \"y\")\n  expect\n    P3 applies to ana, saying \"in activism\"\n    better refused\n    not "
        "f(ana)\n");
    EXPECT_FALSE(e.scene);
    EXPECT_THAT(texts(e.like), ElementsAre("a", "b"));
    ASSERT_EQ(e.set.size(), 3U);
    EXPECT_EQ(e.set[1].first.text + in_words(e.set[1].second), "theoryx");
    EXPECT_EQ(e.as_of->text, "2026-06-01");
    ASSERT_EQ(e.given.size(), 3U);
    EXPECT_EQ(e.given[0].individual->name.text + e.given[0].individual->type.name, "anaPerson");
    const auto& fact = e.given[1];
    EXPECT_EQ(in_words(*fact.fact) + in_words(*fact.value), "(call risk ana)r5");
    EXPECT_EQ(fact.confidence->text + fact.kind->text + fact.group->text + fact.assessor->text + fact.source->text,
              "highseeng1AS");
    EXPECT_EQ(fact.on->text + fact.recorded->text, "2026-012026-03-11T09:00Z");
    EXPECT_FALSE(e.given[2].value);
    ASSERT_EQ(e.expect.size(), 3U);
    EXPECT_EQ(in_words(*e.expect[0].condition), "(applies P3 ana)");
    EXPECT_EQ(e.expect[0].saying->text, "in activism");
    EXPECT_EQ(e.expect[1].refused->text, "better");
    EXPECT_FALSE(e.expect[1].condition);
    EXPECT_TRUE(declared<Example>("scene s\n  given\n    a: P\n").scene);
}

TEST(Declarations, KeepTheirSpans) {
    const std::string source = "# first\nproposition P9 \"l\"\n  for p: P\n  then q(p) leans to x\n\nentity A\n";
    const auto p = parsed(source);
    ASSERT_EQ(p.file.declarations.size(), 2U);
    const auto& head = head_of(p.file.declarations[0]);
    EXPECT_EQ(p.sources.text(head.span), source.substr(8, source.find("\n\nentity") - 8));
    EXPECT_EQ(p.sources.text(head.keyword), "proposition");
    EXPECT_EQ(p.sources.text(head.name.span), "P9");
}

}  // namespace
}  // namespace credence::parse
