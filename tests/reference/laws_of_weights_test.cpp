// The laws that weights keep: bounds are sound (2), contributions add up (4), exchanged poles mirror the evidence (11); and what the
// bounds of some small cases are, worked out by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "check/check.hpp"
#include "engine/model.hpp"
#include "parse/parse.hpp"
#include "reference/loading.hpp"
#include "reference/random_facts.hpp"

namespace credence::testing {
namespace {

using check::Cell;
using engine::Evidence;
using engine::Weighing;

constexpr std::uint64_t runs = 30;

std::vector<std::filesystem::path> weighed_rulebases() {
    return {root() / "tests" / "reference" / "rulebases" / "weights.crd", root() / "rules" / "human_rights_weights"};
}

/// Calls `visit(question, subject)` for every question and everybody it is of.
template <class F>
void each_question(const check::Rulebase& rulebase, const engine::Facts& facts, F visit) {
    for (std::size_t q = 0; q < rulebase.questions.size(); ++q) {
        for (std::size_t i = 0; i < facts.individuals[rulebase.questions[q].of.index()].size(); ++i)
            visit(check::QuestionId{q}, static_cast<Cell>(i));
    }
}

void observe(engine::Facts& facts, std::size_t attribute, Cell subject, Cell value) {
    auto& o = facts.observations[attribute];
    const auto at = std::upper_bound(o.subject.begin(), o.subject.end(), subject) - o.subject.begin();
    o.subject.insert(o.subject.begin() + at, subject);
    o.value.insert(o.value.begin() + at, value);
    auto& e = o.evidence;
    e.confidence.insert(e.confidence.begin() + at, engine::Truth::one);
    for (auto* column : {&e.item, &e.source, &e.assessor, &e.group, &e.quote, &e.kind, &e.on, &e.recorded})
        column->insert(column->begin() + at, check::no_cell);
}

/// What an attribute may be, some of it where that is without end.
std::vector<Cell> values_of(const check::Rulebase& rulebase, const engine::Facts& facts, const check::Attribute& attribute) {
    const auto type = attribute.type;
    std::size_t size = 0;
    if (type.kind == check::TypeKind::number) return {0, 30 * Decimal::scale, 90 * Decimal::scale};
    if (type.kind == check::TypeKind::scale) size = rulebase.scales[type.index].values.size();
    if (type.kind == check::TypeKind::yes_no) size = 2;
    if (type.kind == check::TypeKind::entity) size = facts.individuals[type.index].size();
    std::vector<Cell> out;
    for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<Cell>(i));
    return out;
}

TEST(BoundsAreSound, any_value_of_what_is_unobserved_leaves_the_evidence_within_them) {
    std::size_t narrower = 0;
    for (const auto& path : weighed_rulebases()) {
        const auto files = checked(path);
        const auto& rulebase = *files.rulebase;
        for (std::uint64_t seed = 0; seed < runs / 3 && !::testing::Test::HasFailure(); ++seed) {
            Dice dice(seed);
            auto facts = random_facts(rulebase, dice);
            const auto settings = engine::default_settings(rulebase);
            std::map<std::pair<check::QuestionId, Cell>, Weighing> before;
            {
                engine::Model model(rulebase, facts, settings);
                each_question(rulebase, facts, [&](auto q, Cell who) { before[{q, who}] = model.weighing(q, who); });
            }
            for (std::size_t a = 0; a < rulebase.attributes.size(); ++a) {
                const auto& attribute = rulebase.attributes[a];
                const auto kept = facts.observations[a];
                for (Cell subject = 0; subject < static_cast<Cell>(facts.individuals[attribute.of.index()].size()); ++subject) {
                    if (attribute.derived || std::count(kept.subject.begin(), kept.subject.end(), subject) > 0) continue;
                    for (const Cell value : values_of(rulebase, facts, attribute)) {
                        observe(facts, a, subject, value);
                        engine::Model model(rulebase, facts, settings);
                        each_question(rulebase, facts, [&](auto q, Cell who) {
                            const auto now = model.weighing(q, who).evidence;
                            const auto& was = before[{q, who}].evidence;
                            const auto where = fmt::format("{}, seed {}: {} of {} is {}, question of {}", path.string(), seed,
                                                           attribute.head.name, subject, value, who);
                            EXPECT_GE(now.lo, was.lo) << where;
                            EXPECT_LE(now.hi, was.hi) << where;
                            narrower += now.hi - now.lo < was.hi - was.lo ? 1U : 0U;
                        });
                        facts.observations[a] = kept;
                    }
                }
            }
        }
    }
    EXPECT_GT(narrower, 100U) << "hardly anything that was observed mattered: the test tests nothing";
}

TEST(Additivity, evidence_is_the_sum_of_what_is_listed) {
    std::size_t weighed = 0;
    for (const auto& path : weighed_rulebases()) {
        const auto files = checked(path);
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            auto facts = random_facts(*files.rulebase, dice);
            engine::Model model(*files.rulebase, facts, engine::default_settings(*files.rulebase));
            each_question(*files.rulebase, facts, [&](auto q, Cell who) {
                const auto weighing = model.weighing(q, who);
                Evidence groups;
                std::int64_t best = 0;
                for (const auto& group : weighing.groups) groups += group.evidence;
                for (const auto& one : weighing.contributions) {
                    best += one.counts ? one.alone.best : 0;
                    EXPECT_LE(one.alone.lo, one.alone.best);
                    EXPECT_LE(one.alone.best, one.alone.hi);
                }
                EXPECT_EQ(groups, weighing.evidence) << seed;
                EXPECT_EQ(best, weighing.evidence.best) << seed;
                EXPECT_LE(weighing.evidence.lo, weighing.evidence.best);
                EXPECT_LE(weighing.evidence.best, weighing.evidence.hi);
                weighed += weighing.contributions.size();
            });
        }
    }
    EXPECT_GT(weighed, 500U);
}

check::Rulebase mirrored(check::Rulebase rulebase) {
    for (auto& p : rulebase.propositions) {
        p.upper = p.effect == check::Effect::leans ? !p.upper : p.upper;
        if (p.attribute) p.effect = p.effect == check::Effect::follows ? check::Effect::opposes : check::Effect::follows;
    }
    for (auto& question : rulebase.questions) {
        if (!question.bands) continue;
        auto& cuts = question.bands->cuts;
        std::reverse(cuts.begin(), cuts.end());
        for (auto& cut : cuts) cut = -cut;
    }
    return rulebase;
}

TEST(Mirror, exchanged_poles_mirror_the_evidence_and_its_band) {
    std::size_t bands = 0;
    for (const auto& path : weighed_rulebases()) {
        const auto files = checked(path);
        const auto mirror = mirrored(*files.rulebase);
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            auto facts = random_facts(*files.rulebase, dice);
            engine::Model model(*files.rulebase, facts, engine::default_settings(*files.rulebase));
            engine::Model other(mirror, facts, engine::default_settings(mirror));
            each_question(*files.rulebase, facts, [&](auto q, Cell who) {
                const auto here = model.weighing(q, who);
                const auto there = other.weighing(q, who);
                const auto& e = here.evidence;
                EXPECT_EQ(there.evidence, (Evidence{-e.hi, -e.best, -e.lo})) << path << " seed " << seed;
                ASSERT_EQ(here.band.has_value(), there.band.has_value());
                if (!here.band) return;
                const auto last = static_cast<Cell>(files.rulebase->questions[q.index()].bands->cuts.size()) - 1;
                EXPECT_EQ(*there.band, last - *here.band);
                bands += e.best != 0 ? 1U : 0U;
            });
        }
    }
    EXPECT_GT(bands, 100U);
}

// --- By hand ------------------------------------------------------------------------------------------------------------------

const std::string vocabulary = R"(rulebase tested "Tested"
entity Person
scale Rating = r1 < r2 < r3 < r4 < r5
attribute a of Person: Rating
attribute b of Person: Rating
attribute c of Person: Rating
attribute d of Person: Rating
attribute e of Person: Rating
attribute age of Person: number
question q of Person from left to right
strength two = 2:1
strength four = 4:1
example one
  given
    ana: Person
)";

Weighing weigh(const std::string& rules, const std::string& given = "") {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto file = sources.add(text::SourceFile("rules.crd", vocabulary + given + "  expect\n    pointers(q(ana), left) >= 0\n" + rules));
    auto parsed = parse::parse_file(sources, file, diagnostics);
    const auto rulebase = check::check_rulebase(sources, parsed.declarations, diagnostics, {});
    if (!rulebase || !diagnostics.empty()) throw std::runtime_error(diagnostics.empty() ? "" : diagnostics[0].message);
    auto facts = engine::facts_of(*rulebase, rulebase->examples[0]);
    engine::Model model(*rulebase, facts, engine::default_settings(*rulebase));
    return model.weighing(check::QuestionId{0U}, 0);
}

TEST(Weighing, bounds_together_what_reads_the_same_unobserved_attribute) {
    const std::string opposite = R"(
proposition P1 for x: Person when a(x) >= r4 then q(x) leans to right
proposition P2 for x: Person when a(x) <= r2 then q(x) leans to left
proposition P3 for x: Person when a(x) >= r4 then q(x) leans to left
weigh P1 two
weigh P2 two
weigh P3 four
)";
    const auto weighing = weigh(opposite);
    // r4 and r5: 301 - 602; r1 and r2: -301; never P1 alone.
    EXPECT_EQ(weighing.evidence, (Evidence{-301, 0, 0}));
    ASSERT_EQ(weighing.groups.size(), 1U);
    EXPECT_EQ(weighing.groups[0].unobserved.size(), 1U);
    EXPECT_EQ(weighing.contributions[0].alone, (Evidence{0, 0, 301}));
    EXPECT_EQ(weighing.contributions[2].alone, (Evidence{-602, 0, 0}));
    EXPECT_FALSE(weighing.points);
    EXPECT_EQ(weigh(opposite, "    a(ana) = r5\n").evidence, (Evidence{-301, -301, -301}));
}

TEST(Weighing, no_value_is_one_of_the_possibilities) {
    const auto weighing = weigh(R"(
proposition P1 for x: Person when unknown a(x) then q(x) leans to right
proposition P2 for x: Person when known a(x) then q(x) leans to right
weigh P1 two
weigh P2 two
)");
    EXPECT_EQ(weighing.evidence, (Evidence{301, 301, 301}));  // one of them, whatever a is
    EXPECT_EQ(weighing.contributions[0].alone, (Evidence{0, 301, 301}));
    EXPECT_EQ(weighing.contributions[1].alone, (Evidence{0, 0, 301}));
}

TEST(Weighing, reads_through_defines) {
    const auto weighing = weigh(R"(
define read(x: Person): Rating = r5 when a(x) >= r4, r1 when a(x) <= r2, r3 otherwise, r3 if unknown
proposition P1 for x: Person when read(x) = r5 then q(x) leans to right
proposition P2 for x: Person when read(x) = r1 then q(x) leans to left
weigh P1 two
weigh P2 four
)");
    EXPECT_EQ(weighing.evidence, (Evidence{-602, 0, 301}));
    EXPECT_FALSE(weighing.groups[0].apart);
}

TEST(Weighing, goes_apart_beyond_4096_combinations) {
    const std::string all = "a(x) >= r4 and b(x) >= r4 and c(x) >= r4 and d(x) >= r4";
    // Four attributes have 6^4 combinations, five 6^5.
    const auto four = weigh("proposition P1 for x: Person when " + all + " then q(x) leans to right\nweigh P1 two\n");
    EXPECT_FALSE(four.groups[0].apart);
    EXPECT_EQ(four.evidence, (Evidence{0, 0, 301}));
    const auto five =
        weigh("proposition P1 for x: Person when (" + all + ") or e(x) = r1 then q(x) leans to right\nweigh P1 two\n");
    EXPECT_TRUE(five.groups[0].apart);
    EXPECT_EQ(five.evidence, (Evidence{0, 0, 301}));
    // Three that share attributes in a chain: each by itself has few, together too many.
    const auto chain = weigh(R"(
proposition P1 for x: Person when a(x) >= r4 and b(x) >= r4 and c(x) >= r4 then q(x) leans to right
proposition P2 for x: Person when c(x) <= r2 and d(x) <= r2 and e(x) <= r2 then q(x) leans to right
weigh P1 two
weigh P2 four
)");
    ASSERT_EQ(chain.groups.size(), 1U);
    EXPECT_TRUE(chain.groups[0].apart);
    EXPECT_EQ(chain.evidence, (Evidence{0, 0, 903}));  // together it would be 602
}

TEST(Weighing, what_cannot_be_listed_is_bounded_by_comparison_or_by_all_it_could_weigh) {
    const auto compared =
        weigh("proposition P1 for x: Person when age(x) >= 30 and a(x) >= r4 then q(x) leans to right\nweigh P1 two\n",
              "    a(ana) = r5, confidence 0.5\n");
    EXPECT_EQ(compared.evidence, (Evidence{0, 0, 301}));
    EXPECT_FALSE(compared.groups[0].apart);
    const auto known = weigh("proposition P1 for x: Person when unknown age(x) then q(x) leans to right\nweigh P1 two\n");
    EXPECT_EQ(known.evidence, (Evidence{0, 301, 301}));
    EXPECT_TRUE(known.groups[0].apart);
}

TEST(Weighing, counts_of_correlated_ones_the_strongest_each_way) {
    const std::string rules = R"(
proposition P1 for x: Person when a(x) >= r4 then q(x) leans to right
proposition P2 for x: Person when b(x) >= r4 then q(x) leans to right
proposition P3 for x: Person when c(x) >= r4 then q(x) leans to left
weigh P1 two
weigh P2 four
weigh P3 two
correlated P1, P2, P3
)";
    const auto weighing = weigh(rules, "    a(ana) = r5\n    b(ana) = r5\n    c(ana) = r5\n");
    EXPECT_EQ(weighing.evidence, (Evidence{301, 301, 301}));
    EXPECT_FALSE(weighing.contributions[0].counts);
    EXPECT_TRUE(weighing.contributions[1].counts);
    EXPECT_TRUE(weighing.contributions[2].counts);
    const auto open = weigh(rules, "    a(ana) = r5\n");
    EXPECT_EQ(open.evidence, (Evidence{0, 301, 602}));
}

}  // namespace
}  // namespace credence::testing
