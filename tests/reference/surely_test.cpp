// Law 2, its second half: give any unobserved attribute any value with full confidence, and every `surely` stays true; what is not even
// possible stays impossible. On random facts over a small rulebase that supposes much.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/model.hpp"
#include "reference/loading.hpp"
#include "reference/random_facts.hpp"
#include "support/files.hpp"

namespace credence::testing {
namespace {

using check::Cell;
using check::ConditionKind;
using check::TypeKind;

constexpr std::uint64_t surely_runs = 40;

/// Named conditions of one individual that are `surely …` or `not possibly …` as a whole.
bool supposes(const check::Define& define) {
    if (!define.condition || define.bound != 1 || define.variables[0].type.kind != TypeKind::entity) return false;
    if (define.condition->kind == ConditionKind::surely) return true;
    return define.condition->kind == ConditionKind::negation &&
           define.condition->operands.front().kind == ConditionKind::possibly;
}

using Held = std::set<std::pair<std::string, Cell>>;

/// What holds, of whom.
Held held(const check::Rulebase& rulebase, engine::Facts& facts) {
    engine::Model model(rulebase, facts, engine::default_settings(rulebase));
    Held out;
    for (std::size_t d = 0; d < rulebase.defines.size(); ++d) {
        const auto& define = rulebase.defines[d];
        if (!supposes(define)) continue;
        const auto size = facts.individuals[define.variables[0].type.index].size();
        for (Cell who = 0; who < static_cast<Cell>(size); ++who) {
            const auto truth = model.define(check::DefineId{d}, {who}).truth;
            if (model.state(truth) == engine::State::met) out.emplace(define.head.name, who);
        }
    }
    return out;
}

std::vector<Cell> some_values(const check::Rulebase& rulebase, const engine::Facts& facts, check::Type type) {
    std::size_t size = 2;
    if (type.kind == TypeKind::number) return {-Decimal::scale, 0, Decimal::scale, 2 * Decimal::scale, 5 * Decimal::scale};
    if (type.kind == TypeKind::entity) size = facts.individuals[type.index].size();
    if (type.kind == TypeKind::scale) size = rulebase.scales[type.index].values.size();
    std::vector<Cell> out;
    for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<Cell>(i));
    return out;
}

/// The facts with one certain observation more.
engine::Facts observed_too(const check::Rulebase& rulebase, std::uint64_t seed, std::size_t attribute, Cell subject,
                           Cell value) {
    Dice dice(seed);
    auto facts = random_facts(rulebase, dice);
    auto& o = facts.observations[attribute];
    const auto at = std::lower_bound(o.subject.begin(), o.subject.end(), subject) - o.subject.begin();
    o.subject.insert(o.subject.begin() + at, subject);
    o.value.insert(o.value.begin() + at, value);
    auto& e = o.evidence;
    e.confidence.insert(e.confidence.begin() + at, engine::Truth::one);
    for (auto* column : {&e.item, &e.source, &e.assessor, &e.group, &e.quote, &e.kind, &e.on, &e.recorded})
        column->insert(column->begin() + at, check::no_cell);
    return facts;
}

TEST(SurelyStays, whatever_the_unobserved_turns_out_to_be) {
    const auto files = checked(root() / "tests/reference/rulebases/supposing.crd");
    const auto& rulebase = *files.rulebase;
    std::size_t stayed = 0;
    for (std::uint64_t seed = 0; seed < surely_runs; ++seed) {
        Dice dice(seed);
        auto facts = random_facts(rulebase, dice);
        const auto before = held(rulebase, facts);
        for (std::size_t a = 0; a < rulebase.attributes.size(); ++a) {
            const auto& attribute = rulebase.attributes[a];
            const auto& subjects = facts.observations[a].subject;
            for (Cell who = 0; who < static_cast<Cell>(facts.individuals[attribute.of.index()].size()); ++who) {
                if (std::binary_search(subjects.begin(), subjects.end(), who)) continue;
                for (const Cell value : some_values(rulebase, facts, attribute.type)) {
                    auto more = observed_too(rulebase, seed, a, who, value);
                    const auto after = held(rulebase, more);
                    for (const auto& [name, of] : before) {
                        ++stayed;
                        EXPECT_TRUE(after.contains({name, of})) << fmt::format(
                            "seed {}: {} of {} no longer, with {} of {} = {}", seed, name, of, attribute.head.name, who, value);
                    }
                }
            }
        }
        if (HasFailure()) return;
    }
    EXPECT_GT(stayed, 1'000U) << "hardly anything was sure: the test tests nothing";
}

}  // namespace
}  // namespace credence::testing
