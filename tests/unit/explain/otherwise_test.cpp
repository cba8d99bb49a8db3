// What the searches find is what trying everything finds: flips (law 7), the answers that are still reachable, what a question could
// change; and the points at which numbers turn an answer are exact.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "explain/carry.hpp"
#include "explain/flips.hpp"
#include "explain/openness.hpp"
#include "explain/sensitivity.hpp"
#include "reference/random_facts.hpp"
#include "unit/explain/explaining.hpp"

namespace credence::testing {
namespace {

using explain::Change;
using explain::Changes;
using explain::ChangeSort;
using explain::Flip;
using explain::Reached;
using explain::Target;

constexpr const char* rules = R"(
entity Pot
entity Shelf
scale  Heat = cold < warm < hot
choice Verdict = pour | wait | unsure | spoilt | other

parameter pour_from: Heat = warm

attribute heat   of Pot: Heat agreed within 0
attribute sweet  of Pot: yes_no pooled
attribute shelf  of Pot: Shelf declared
attribute origin of Pot: Heat
  protected
attribute wished of Pot: range of Heat declared
attribute damp   of Shelf: yes_no

relation tasted(pot: Pot, by: Heat)
relation next_to(from: Pot, to: Pot)
relation spoils(from: Pot, to: Pot)

rule directly
  for  a: Pot, b: Pot
  when next_to(a, b) and heat(a) = hot
  then spoils(a, b)
rule further
  for  a: Pot, c: Pot
  when spoils(a, b) and next_to(b, c)
  then spoils(a, c)

range allowed of Pot on Heat
boundary damp_shelf
  for  p: Pot
  when damp(shelf(p))
  then allowed(p) at most warm
boundary tasted_hot
  for  p: Pot
  when tasted(p, hot)
  then allowed(p) at least warm

question ready of Pot
  from no to yes
proposition H1
  for  p: Pot
  when heat(p) >= pour_from
  then ready(p) leans to yes
proposition H2
  for  p: Pot
  when not sweet(p)
  then ready(p) leans to no
proposition H3
  for  p: Pot
  when sweet(p) and tasted(p, _)
  then ready(p) leans to yes

define verdict(p: Pot): Verdict
  = spoilt when spoils(_, p),
    unsure when disputed heat(p),
    pour   when pointers(ready(p), yes) >= 1 and pointers(ready(p), no) = 0,
    wait   when pointers(ready(p), no) >= 1 and count over (tasted(p, _)) <= 1,
    other  otherwise,
    unsure if unknown
define fits(p: Pot): Verdict
  = pour   when wished(p) within allowed(p) and not (heat(p) = hot and sweet(p)),
    wait   when wished(p) overlaps allowed(p),
    unsure if unknown,
    other  otherwise
define sources(p: Pot): Verdict
  = pour  when observed heat(p, value: warm) and known sweet(p),
    wait  when every t: Heat where tasted(p, t) has t != cold,
    other otherwise
)";

const check::Rulebase& rulebase() {
    static const auto parsed = explain::checked(rules);
    return parsed;
}

check::Expression value_of(const char* define) {
    const auto ref = *rulebase().find(define);
    check::Expression argument;
    argument.kind = check::ExpressionKind::variable;
    argument.type = rulebase().defines[ref.index].variables[0].type;
    argument.variable = check::VariableId{0};
    check::Expression out;
    out.kind = check::ExpressionKind::define;
    out.index = ref.index;
    out.type = *rulebase().defines[ref.index].type;
    out.operands.push_back(argument);
    return out;
}

/// Every single change of the sort, whatever the answer looks at.
std::vector<Change> universe(const engine::Facts& facts, const engine::Settings& settings, const Target& target,
                             ChangeSort sort) {
    const explain::Candidates candidates(rulebase(), facts, settings, target, false, false);
    std::vector<Change> out;
    const auto add = [&](const std::vector<Change>& changes) {
        for (const auto& change : changes) {
            if (sort_of(rulebase(), change, candidates.framed()) == sort) out.push_back(change);
        }
    };
    for (std::size_t a = 0; a < rulebase().attributes.size(); ++a) {
        const auto of = rulebase().attributes[a].of;
        for (std::size_t i = 0; i < facts.individuals[of.index()].size(); ++i)
            add(candidates.of_attribute({check::AttributeId{a}, static_cast<check::Cell>(i)}));
    }
    add(candidates.of_relations());
    add(candidates.of_parameters());
    return out;
}

/// On facts copied and arranged anew.
Reached run(const engine::Facts& facts, const engine::Settings& settings, const Target& target, const Changes& changes) {
    auto other = explain::changed(rulebase(), facts, changes);
    engine::Model model(rulebase(), other, explain::changed(settings, changes));
    return reach(model, target);
}

std::vector<Flip> by_trying_all(const engine::Facts& facts, const engine::Settings& settings, const Target& target,
                                const std::vector<Change>& all, std::size_t most, std::optional<Reached> to) {
    const auto now = run(facts, settings, target, {});
    std::vector<Flip> out;
    const auto part_of = [](const Changes& part, const Changes& whole) {
        return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
    };
    std::vector<Changes> sets{{}};
    for (std::size_t size = 1; size <= most; ++size) {
        std::vector<Changes> larger;
        const auto smaller = out;
        for (const auto& begun : sets) {
            for (const auto& change : all) {
                if (!begun.empty() && !(begun.back() < change)) continue;
                if (std::any_of(begun.begin(), begun.end(), [&](const auto& other) { return clash(facts, other, change); }))
                    continue;
                Changes changes = begun;
                changes.push_back(change);
                if (std::any_of(smaller.begin(), smaller.end(), [&](const Flip& f) { return part_of(f.changes, changes); }))
                    continue;
                const auto reached = run(facts, settings, target, changes);
                if (to ? reached == *to : reached != now) out.push_back({changes, reached});
                larger.push_back(std::move(changes));
            }
        }
        sets = std::move(larger);
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string written(const std::vector<Flip>& flips) {
    std::string out;
    for (const auto& flip : flips) {
        for (const auto& change : flip.changes) {
            out += fmt::format("{}:{}/{}", static_cast<int>(change.kind), change.index, change.row);
            for (const auto cell : change.cells) out += fmt::format(" {}", cell);
            out += "; ";
        }
        out += fmt::format("-> {} {}\n", static_cast<int>(flip.becomes.state), flip.becomes.cell);
    }
    return out;
}

TEST(Flips, are_those_that_trying_every_set_finds) {
    std::size_t compared = 0;
    std::size_t of_three = 0;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Dice dice(seed);
        const auto facts = random_facts(rulebase(), dice);
        const auto settings = engine::default_settings(rulebase());
        for (const auto* define : {"verdict", "fits", "sources"}) {
            const auto expression = value_of(define);
            const Target target{&expression, nullptr, {0}, {}};
            for (const auto sort : {ChangeSort::correction, ChangeSort::new_fact, ChangeSort::circumstance,
                                    ChangeSort::declaration, ChangeSort::parameter}) {
                const auto all = [&] {
                    auto changes = universe(facts, settings, target, sort);
                    std::sort(changes.begin(), changes.end());
                    return changes;
                }();
                const std::size_t most = all.size() <= 14 ? 3 : all.size() <= 30 ? 2 : all.size() <= 90 ? 1 : 0;
                if (most == 0) continue;
                for (const auto& to : {std::optional<Reached>{}, std::optional<Reached>{Reached{engine::State::met, 0, {}}}}) {
                    const auto now = run(facts, settings, target, {});
                    if (to && now == *to) continue;
                    explain::FlipOptions options;
                    options.sorts = {sort};
                    options.to = to;
                    options.most = most;
                    const auto found = explain::find_flips(rulebase(), facts, settings, target, options);
                    auto flips = found.flips;
                    std::sort(flips.begin(), flips.end());
                    const auto expected = by_trying_all(facts, settings, target, all, most, to);
                    ASSERT_EQ(written(flips), written(expected))
                        << "seed " << seed << ", " << define << ", sort " << static_cast<int>(sort);
                    EXPECT_EQ(found.complete_to, most);
                    compared += expected.size();
                    of_three += static_cast<std::size_t>(
                        std::count_if(expected.begin(), expected.end(), [](const Flip& f) { return f.changes.size() == 3; }));
                }
            }
        }
    }
    EXPECT_GT(compared, 200U);
    EXPECT_GT(of_three, 0U);
}

// --- What is still reachable ---------------------------------------------------------------------------------------------------

struct Open {
    engine::AttributeOf what;
    std::vector<check::Cell> values;
};

/// Everything unknown or disputed, whatever the answer looks at, with all that it may turn out to be.
std::vector<Open> everything_open(engine::Facts& facts, const engine::Settings& settings, const Target& target) {
    engine::Model model(rulebase(), facts, settings);
    const explain::Candidates candidates(rulebase(), facts, settings, target, false, false);
    std::vector<Open> out;
    for (std::size_t a = 0; a < rulebase().attributes.size(); ++a) {
        const check::AttributeId id{a};
        if (!candidates.varied(id)) continue;
        for (std::size_t i = 0; i < facts.individuals[rulebase().attributes[a].of.index()].size(); ++i) {
            Open open{{id, static_cast<check::Cell>(i)}, {}};
            const auto& summary = model.summary(id, open.what.subject);
            for (const auto& share : summary.shares) open.values.push_back(share.value);
            if (open.values.empty()) {
                for (const auto& change : candidates.settled(open.what, true)) open.values.push_back(change.cells[1]);
            } else if (summary.state != engine::Known::disputed) {
                continue;
            }
            out.push_back(std::move(open));
        }
    }
    return out;
}

TEST(Reachable, is_what_every_completion_gives) {
    std::size_t compared = 0;
    std::size_t settled = 0;
    for (std::uint64_t seed = 0; seed < 60 && compared < 25; ++seed) {
        Dice dice(seed);
        auto facts = random_facts(rulebase(), dice);
        const auto settings = engine::default_settings(rulebase());
        for (const auto* define : {"verdict", "fits", "sources"}) {
            const auto expression = value_of(define);
            const Target target{&expression, nullptr, {0}, {}};
            const auto open = everything_open(facts, settings, target);
            std::size_t combinations = 1;
            for (const auto& one : open) combinations = std::min<std::size_t>(combinations * one.values.size(), 100'000);
            if (open.size() > 12 || combinations > 1'000) continue;
            std::vector<Reached> by_combination;
            for (std::size_t n = 0; n < combinations; ++n) {
                Changes changes;
                std::size_t rest = n;
                for (const auto& one : open) {
                    changes.push_back({Change::Kind::settle,
                                       one.what.attribute.value,
                                       0,
                                       {one.what.subject, one.values[rest % one.values.size()]},
                                       {}});
                    rest /= one.values.size();
                }
                by_combination.push_back(run(facts, settings, target, changes));
            }
            const std::set<Reached> expected(by_combination.begin(), by_combination.end());
            const auto found = explain::reachable(rulebase(), facts, settings, target, 10'000);
            EXPECT_EQ(std::set<Reached>(found.answers.begin(), found.answers.end()), expected)
                << "seed " << seed << ", " << define;

            std::vector<engine::AttributeOf> matters;
            std::size_t stride = 1;
            for (const auto& one : open) {
                bool turns = false;
                for (std::size_t n = 0; n < combinations && !turns; ++n) {
                    const auto digit = n / stride % one.values.size();
                    turns = digit > 0 && by_combination[n] != by_combination[n - digit * stride];
                }
                if (turns) matters.push_back(one.what);
                stride *= one.values.size();
            }
            EXPECT_EQ(found.matters, matters) << "seed " << seed << ", " << define;
            ++compared;
            settled += found.settled() ? 1U : 0U;
        }
    }
    EXPECT_GE(compared, 20U);
    EXPECT_GT(settled, 2U);
    EXPECT_LT(settled, compared);
}

// --- Sensitivity -----------------------------------------------------------------------------------------------------------------

constexpr const char* numbers = R"(
entity Pot
choice Verdict = pour | wait
parameter pour_at: number = 10
attribute age of Pot: number
attribute wet of Pot: yes_no
question ready of Pot
  from no to yes
strength some = 2:1
proposition H1
  for  p: Pot
  when wet(p)
  then ready(p) leans to yes
weigh H1 some because "so said"
bands ready
  unready "unready" from 3:1 for no
  midway "midway"
  readied "ready" from 3:2 for yes
define readiness(p: Pot): yes_no
  = yes when band(ready(p)) = readied,
    no  otherwise
define verdict(p: Pot): Verdict
  = pour when age(p) >= pour_at,
    wait otherwise
define advised(p: Pot): Verdict
  = wait when verdict(p) = wait,
    pour otherwise
example one "one"
  given
    a: Pot
    age(a) = 12.5, source "S1", assessor "A1"
    wet(a) = yes
  expect
    verdict(a) = pour
)";

check::Expression value_of(const explain::Told& told, const char* define) {
    check::Expression argument;
    argument.kind = check::ExpressionKind::variable;
    argument.variable = check::VariableId{0};
    check::Expression out;
    out.kind = check::ExpressionKind::define;
    out.index = told.define(define).value;
    argument.type = told.rulebase.defines[out.index].variables[0].type;
    out.type = *told.rulebase.defines[out.index].type;
    out.operands.push_back(argument);
    return out;
}

TEST(Sensitivity, turns_at_the_exact_number) {
    explain::Told told(numbers);
    const auto expression = value_of(told, "verdict");
    const Target target{&expression, nullptr, {0}, {}};
    const auto found = explain::sensitivity(told.rulebase, told.facts, engine::default_settings(told.rulebase), target, {});
    ASSERT_EQ(found.rules.size(), 1U);
    ASSERT_EQ(found.rules[0].trials.size(), 1U);  // no lower value changes the answer
    EXPECT_EQ(*found.rules[0].trials[0].value, Decimal::parse("12.500000001")->raw());
    ASSERT_EQ(found.facts.size(), 3U);  // the observation, its source, its assessor
    ASSERT_EQ(found.facts[0].trials.size(), 3U);
    EXPECT_EQ(found.facts[0].trials[0].becomes, found.now);                     // one less
    for (const auto& fact : found.facts) EXPECT_TRUE(fact.changes(found.now));  // left out
}

TEST(Sensitivity, turns_at_the_exact_weight) {
    explain::Told told(numbers);
    const auto expression = value_of(told, "readiness");
    const Target target{&expression, nullptr, {0}, {}};
    const auto found = explain::sensitivity(told.rulebase, told.facts, engine::default_settings(told.rulebase), target, {});
    ASSERT_EQ(found.rules.size(), 1U);
    ASSERT_EQ(found.rules[0].trials.size(), 1U);
    EXPECT_EQ(*found.rules[0].trials[0].value, 175);  // from 3:2 on, 176 millibans, it is ready
}

// --- One declaration otherwise -------------------------------------------------------------------------------------------------

TEST(Carry, gives_a_define_each_of_its_values) {
    const explain::Told told(numbers);
    const auto expression = value_of(told, "advised");
    const auto found = explain::carried(told.rulebase, told.facts, engine::default_settings(told.rulebase),
                                        {{&expression, nullptr, {0}, {}}}, told.define("verdict"), {0});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0][0].cell, 0);
    EXPECT_EQ(found[1][0].cell, 1);
}

TEST(Carry, sets_a_range_aside) {
    constexpr const char* given = R"(
example cold "cold"
  given
    p: Pot
    s: Shelf
    shelf(p) = s
    damp(s) = yes
    heat(p) = cold
    wished(p) = hot..hot
  expect
    fits(p) = other
)";
    const explain::Told told(std::string(rules) + given);
    const auto expression = value_of(told, "fits");
    const Target target{&expression, nullptr, {0}, {}};
    const auto settings = engine::default_settings(told.rulebase);
    explain::Supposed supposed(told.rulebase, told.facts, settings);
    EXPECT_EQ(reach(supposed.with({}), target).cell, 4);
    const auto range = check::RangeId{told.rulebase.find("allowed")->index};
    EXPECT_EQ(explain::without(told.rulebase, told.facts, settings, target, range).cell, 0);
}

}  // namespace
}  // namespace credence::testing
