// Law 5: the facts and rules that an explanation names, alone, give the explained result. Law 6: what `explain why-not` names makes the conclusion hold, no part of it does, and nothing is missing: on random rulebases the
// ways are those that trying every set of changes finds. More than the test command tries: CREDENCE_RANDOM_RULEBASES=1000.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>
#include <stdexcept>

#include "check/check.hpp"
#include "explain/proof.hpp"
#include "explain/ways.hpp"
#include "parse/parse.hpp"
#include "property/random_reasons.hpp"
#include "reference/loading.hpp"

namespace credence::testing {
namespace {

using engine::State;
using explain::Candidates;
using explain::Change;
using explain::Changes;

/// None where the checker finds that something can never be met.
std::optional<check::Rulebase> checked_text(const std::string& text) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto file = sources.add(text::SourceFile("rules.crd", text));
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    auto rulebase = check::check_rulebase(sources, parsed.declarations, diagnostics, {});
    for (const auto& d : diagnostics) {
        if (!rulebase && d.message.find("never") == std::string::npos && d.message.find("always") == std::string::npos)
            throw std::runtime_error(sources.place_text(d.primary.span) + " " + d.message + "\n" + text);
    }
    return rulebase;
}

/// Of a goal: every smallest set of up to `most` changes that makes it met, by trying all sets.
class EverySet {
public:
    EverySet(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
             const check::Condition& condition, const engine::Binding& binding)
        : rulebase_(rulebase),
          condition_(condition),
          binding_(binding),
          facts_(facts),
          supposed_(rulebase, facts, settings),
          candidates_(rulebase, facts, settings, explain::Target{nullptr, &condition, binding, {}}, true) {
        list(rulebase);
    }

    [[nodiscard]] State now() { return state({}); }
    [[nodiscard]] const Candidates& candidates() const { return candidates_; }
    [[nodiscard]] std::size_t changes() const { return universe_.size(); }
    [[nodiscard]] bool met(const Changes& set) { return state(set) == State::met; }

    [[nodiscard]] std::set<Changes> smallest(std::size_t most) {
        std::set<Changes> found;
        for (std::size_t size = 1; size <= most; ++size) {
            Changes set;
            choose(0, size, set, found);
        }
        return found;
    }

private:
    void list(const check::Rulebase& rulebase) {
        universe_ = candidates_.of_relations();
        const auto parameters = candidates_.of_parameters();
        universe_.insert(universe_.end(), parameters.begin(), parameters.end());
        for (std::uint32_t a = 0; a < rulebase.attributes.size(); ++a) {
            const check::AttributeId id{a};
            if (!candidates_.varied(id)) continue;
            const auto& observations = facts_.observations[a];
            for (check::Cell who = 0; who < static_cast<check::Cell>(facts_.individuals[0].size()); ++who) {
                const auto rows =
                    static_cast<std::size_t>(std::count(observations.subject.begin(), observations.subject.end(), who));
                for (const auto& change : candidates_.settled({id, who}, true)) {
                    bool same = rows > 0;  // certain, and so already
                    for (std::size_t row = 0; row < observations.size(); ++row) {
                        if (observations.subject[row] != who) continue;
                        same = same && observations.value[row] == change.cells[1] &&
                               observations.evidence.confidence[row] == 10'000;
                    }
                    if (!same) universe_.push_back(change);
                }
                if (rows > 0) universe_.push_back({Change::Kind::forget, a, 0, {who}, {}});
            }
        }
        std::sort(universe_.begin(), universe_.end());
    }

    void choose(std::size_t from, std::size_t left, Changes& set, std::set<Changes>& found) {
        if (left == 0) {
            const bool smaller = std::any_of(found.begin(), found.end(), [&](const Changes& one) {
                return std::includes(set.begin(), set.end(), one.begin(), one.end());
            });
            if (!smaller && met(set)) found.insert(set);
            return;
        }
        for (std::size_t i = from; i < universe_.size(); ++i) {
            const auto sort = [&](const Change& change) { return explain::sort_of(rulebase_, change, candidates_.framed()); };
            if (!set.empty() && !explain::of_one_family(sort(set.front()), sort(universe_[i]))) continue;
            if (std::any_of(set.begin(), set.end(),
                            [&](const Change& one) { return explain::clash(facts_, one, universe_[i]); }))
                continue;
            set.push_back(universe_[i]);
            choose(i + 1, left - 1, set, found);
            set.pop_back();
        }
    }

    State state(const Changes& set) {
        auto& model = supposed_.with(set);
        return model.state(model.truth(condition_, binding_));
    }

    const check::Rulebase& rulebase_;
    const check::Condition& condition_;
    const engine::Binding& binding_;
    const engine::Facts& facts_;
    explain::Supposed supposed_;
    Candidates candidates_;
    Changes universe_;
};

std::string text_of(const check::Rulebase& rulebase, const Changes& set) {
    static constexpr const char* kinds[] = {"correct", "withdraw", "observe", "settle", "forget", "add", "remove", "set"};
    std::string out = "{";
    for (const auto& change : set) {
        const auto kind = change.kind;
        const auto& name = kind == Change::Kind::set ? rulebase.parameters[change.index].head.name
                           : kind == Change::Kind::add || kind == Change::Kind::remove
                               ? rulebase.relations[change.index].head.name
                               : rulebase.attributes[change.index].head.name;
        out +=
            fmt::format("{}{} {} row {}", out.size() > 1 ? "; " : "", kinds[static_cast<std::size_t>(kind)], name, change.row);
        for (const auto cell : change.cells) out += fmt::format(" {}", cell);
    }
    return out + "}";
}

/// A way with every value in the place of one that rules do not tell from it.
std::set<Changes> spelled_out(const std::vector<Changes>& ways, const Candidates& candidates) {
    std::set<Changes> out;
    for (const auto& way : ways) {
        std::vector<Changes> all{{}};
        for (const auto& change : way) {
            std::vector<Changes> next;
            for (const auto& before : all) {
                for (const auto& other : candidates.alike(change)) {
                    next.push_back(before);
                    next.back().push_back(other);
                }
            }
            all = std::move(next);
        }
        for (auto& one : all) {
            std::sort(one.begin(), one.end());
            out.insert(std::move(one));
        }
    }
    return out;
}

TEST(WhyNot, finds_every_smallest_set_of_changes_and_no_other) {
    const auto* asked_for = std::getenv("CREDENCE_RANDOM_RULEBASES");
    const std::uint64_t rulebases = asked_for == nullptr ? 200 : std::strtoull(asked_for, nullptr, 10);
    std::size_t not_met = 0, with_ways = 0, of_several = 0;
    for (std::uint64_t seed = 0; seed < rulebases && !HasFailure(); ++seed) {
        Dice dice(seed);
        const auto text = random_reasons(dice);
        const auto checked = checked_text(text);
        if (!checked) continue;
        const auto& rulebase = *checked;
        const auto facts = engine::facts_of(rulebase, rulebase.examples.front());
        const auto settings = engine::default_settings(rulebase);
        const auto& condition = *rulebase.defines[rulebase.find("goal")->index].condition;
        engine::Binding binding(rulebase.defines[rulebase.find("goal")->index].variables.size(), check::no_cell);
        binding[0] = 0;
        EverySet every(rulebase, facts, settings, condition, binding);
        explain::WaysOptions options{every.changes() <= 16 ? 3U : 2U, true, 1'000'000, 1'000'000};
        const auto found = explain::find_ways(rulebase, facts, settings, condition, binding, options);
        ASSERT_EQ(found.now, every.now()) << "seed " << seed;
        if (found.now == State::met) continue;
        ++not_met;
        const auto smallest = every.smallest(options.most);
        const auto ours = spelled_out(found.ways, every.candidates());
        for (const auto& one : smallest)
            EXPECT_TRUE(ours.contains(one)) << "seed " << seed << " misses " << text_of(rulebase, one) << "\n" << text;
        for (const auto& one : ours)
            EXPECT_TRUE(smallest.contains(one)) << "seed " << seed << " adds " << text_of(rulebase, one) << "\n" << text;
        EXPECT_TRUE(!found.hopeless || smallest.empty()) << "seed " << seed;
        if (!smallest.empty()) ++with_ways;
        if (std::any_of(smallest.begin(), smallest.end(), [](const Changes& one) { return one.size() > 1; })) ++of_several;
    }
    if (HasFailure()) return;
    EXPECT_GT(not_met, rulebases / 3) << "goals that are not met";
    EXPECT_GT(with_ways, not_met / 2) << "goals that can be met";
    EXPECT_GT(of_several, not_met / 8) << "goals that need several changes at once";
}

// --- 5 Explanations replay -----------------------------------------------------------------------------------------------

/// The facts without those that nothing cites.
Changes all_but(const engine::Facts& facts, const std::set<explain::FactRef>& cited) {
    Changes out;
    using Ref = explain::FactRef;
    for (std::uint32_t a = 0; a < facts.observations.size(); ++a) {
        for (std::uint32_t row = 0; row < facts.observations[a].size(); ++row) {
            if (!cited.contains({Ref::Kind::observation, a, row})) out.push_back({Change::Kind::withdraw, a, row, {}, {}});
        }
    }
    for (std::uint32_t r = 0; r < facts.relations.size(); ++r) {
        for (std::uint32_t row = 0; row < facts.relations[r].size(); ++row) {
            if (!cited.contains({Ref::Kind::tuple, r, row})) out.push_back({Change::Kind::remove, r, row, {}, {}});
        }
    }
    return out;
}

/// The rulebase with rules, propositions and boundaries that took no part made to apply to nothing.
check::Rulebase without_others(check::Rulebase rulebase, const std::set<check::DeclarationRef>& took_part) {
    check::Condition never;
    never.kind = check::ConditionKind::negation;
    never.operands.emplace_back();
    const auto silence = [&](check::DeclarationKind kind, auto& declarations) {
        for (std::uint32_t i = 0; i < declarations.size(); ++i) {
            if (!took_part.contains({kind, i})) declarations[i].clauses.only_if = never;
        }
    };
    silence(check::DeclarationKind::rule, rulebase.rules);
    silence(check::DeclarationKind::proposition, rulebase.propositions);
    silence(check::DeclarationKind::boundary, rulebase.boundaries);
    return rulebase;
}

/// The result of the target on what its explanation names alone.
explain::Reached replayed(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                          const explain::Claim& claim, const explain::Prover& prover,
                          const std::function<explain::Target(const check::Rulebase&)>& same_in) {
    const auto named = without_others(rulebase, prover.took_part());
    auto left = explain::changed(named, facts, all_but(facts, explain::support_of(claim).facts));
    engine::Model model(named, left, settings);
    return explain::reach(model, same_in(named));
}

class NoWords final : public explain::Words {
public:
    [[nodiscard]] std::string say(std::string_view key, Holes) const override { return std::string(key); }
    [[nodiscard]] std::string count(std::string_view key, std::size_t, Holes) const override { return std::string(key); }
    [[nodiscard]] std::string list(const std::vector<std::string>&) const override { return {}; }
};

TEST(Why, what_an_explanation_names_gives_the_result_alone) {
    const NoWords words;
    std::size_t met = 0, not_met = 0;
    for (std::uint64_t seed = 0; seed < 400 && !HasFailure(); ++seed) {
        Dice dice(seed);
        const auto text = random_reasons(dice);
        const auto checked = checked_text(text);
        if (!checked) continue;
        const auto& rulebase = *checked;
        auto facts = engine::facts_of(rulebase, rulebase.examples.front());
        const auto settings = engine::default_settings(rulebase);
        const auto goal = [](const check::Rulebase& of) {
            const auto& define = of.defines[of.find("goal")->index];
            engine::Binding binding(define.variables.size(), check::no_cell);
            binding[0] = 0;
            return explain::Target{nullptr, &*define.condition, std::move(binding), {}};
        };
        engine::Model model(rulebase, facts, settings);
        const explain::Phrases phrases(model, words, std::vector<bool>(rulebase.scales.size(), false));
        const auto target = goal(rulebase);
        const auto now = explain::reach(model, target);
        if (now.state != State::met && now.state != State::not_met) continue;
        explain::Prover prover(phrases);
        prover.tell_earlier_cases();
        const auto claim = prover.condition(*target.condition, target.binding);
        const auto again = replayed(rulebase, facts, settings, claim, prover, goal);
        EXPECT_EQ(again.state, now.state) << "seed " << seed << "\n" << text;
        ++(now.state == State::met ? met : not_met);
    }
    if (HasFailure()) return;
    EXPECT_GT(met, 60U);
    EXPECT_GT(not_met, 60U);
}

TEST(Why, answers_of_the_sample_follow_from_what_their_explanations_name) {
    const NoWords words;
    const auto files = checked(flagship());
    const auto& rulebase = *files.rulebase;
    auto facts = imported(rulebase, sample());
    const auto settings = engine::default_settings(rulebase);
    engine::Model model(rulebase, facts, settings);
    const explain::Phrases phrases(model, words, std::vector<bool>(rulebase.scales.size(), false));
    std::size_t answers = 0;
    for (std::size_t a = 0; a < rulebase.assessments.size(); ++a) {
        const auto& assessment = rulebase.assessments[a];
        for (const auto& who : model.solutions(assessment.when, assessment.variables, assessment.bound, {})) {
            if (model.state(who.truth) != State::met) continue;
            const auto answer = [&](const check::Rulebase& of) {
                auto binding = who.binding;
                binding.resize(std::max<std::size_t>(binding.size(), of.assessments[a].variables.size()), check::no_cell);
                return explain::Target{&of.assessments[a].answer, nullptr, std::move(binding), {}};
            };
            const auto target = answer(rulebase);
            const auto now = explain::reach(model, target);
            if (now.state != State::met) continue;
            explain::Prover prover(phrases);
            prover.tell_earlier_cases();
            const auto claim = prover.value(*target.expression, target.binding);
            const auto again = replayed(rulebase, facts, settings, claim, prover, answer);
            EXPECT_TRUE(again == now) << assessment.head.name << " " << ::testing::PrintToString(who.binding) << " was "
                                      << now.cell << ", is " << again.cell << " in state " << static_cast<int>(again.state);
            ++answers;
        }
    }
    EXPECT_GT(answers, 20U);
}

}  // namespace
}  // namespace credence::testing
