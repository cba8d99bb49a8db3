// Independent evaluators on the same random programs, and what must not matter to one. What they disagree on is made smaller while they
// still do, and written as a rule file with an example: one that is worth keeping goes to tests/reference/rulebases.
// CREDENCE_SOAK_SECONDS: go on so long, with new programs (./dev soak differential).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <numeric>
#include <optional>

#include "differential/evaluators.hpp"
#include "support/files.hpp"

namespace credence::differential {
namespace {

using testing::Dice;

constexpr std::size_t batch = 500;  // programs

std::vector<Program> programs(std::uint64_t first_seed) {
    std::vector<Program> out;
    for (std::uint64_t seed = first_seed; seed < first_seed + batch; ++seed) {
        Dice dice(seed);
        out.push_back(random_program(dice));
    }
    return out;
}

/// Calls `compare(first_seed)` once, or with new seeds until the time is over or something was found.
template <class Compare>
void repeat(Compare compare) {
    const char* wish = std::getenv("CREDENCE_SOAK_SECONDS");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(wish == nullptr ? 0 : std::atoi(wish));
    std::uint64_t seed = 0;
    do {
        compare(seed);
        seed += batch;
    } while (!::testing::Test::HasFailure() && std::chrono::steady_clock::now() < end);
    if (wish != nullptr) std::cout << seed << " programs\n";
}

std::string listed(const Answers& answers, const Answers& less) {
    std::string out;
    for (const auto& answer : answers) {
        if (!less.contains(answer)) out += " " + answer;
    }
    return out;
}

using Evaluate = std::function<Answers(const Program&)>;

/// What an evaluator says, or why it says nothing.
std::pair<Answers, std::string> attempt(const Evaluate& evaluate, const Program& program) {
    try {
        return {evaluate(program), ""};
    } catch (const std::exception& error) {
        return {{}, error.what()};
    }
}

/// A failure with the smallest program found on which the two still differ.
void report(Program program, std::uint64_t seed, const std::string& one_name, const Evaluate& one,
            const std::string& other_name, const Evaluate& other) {
    for (bool shrunk = true; shrunk;) {
        shrunk = false;
        for (auto& less : smaller(program)) {
            if (attempt(one, less) == attempt(other, less)) continue;
            program = std::move(less);
            shrunk = true;
            break;
        }
    }
    const auto [one_says, one_fails] = attempt(one, program);
    const auto [other_says, other_fails] = attempt(other, program);
    const auto text = rule_text(program, true);
    const auto file = std::filesystem::current_path() / "differential_found" / fmt::format("{}_{}.crd", other_name, seed);
    testing::write_file(file, text);
    ADD_FAILURE() << "seed " << seed << ", kept in " << file << "\n"
                  << text << "only " << one_name << ":" << listed(one_says, other_says) << one_fails << "\nonly " << other_name
                  << ":" << listed(other_says, one_says) << other_fails;
}

TEST(Differential, engine_and_reference_agree) {
    repeat([](std::uint64_t first) {
        std::size_t filled = 0, derived = 0;
        const auto all = programs(first);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto expected = attempt(reference_answers, all[i]);
            for (const auto& variant : engine_variants()) {
                const auto engine = [&](const Program& program) { return credence_answers(program, variant); };
                if (attempt(engine, all[i]) == expected) continue;
                return report(all[i], first + i, variant.name, engine, "reference", reference_answers);
            }
            for (const auto& relation : all[i].relations) {
                if (relation.layer == 0) continue;
                ++derived;
                const auto found = expected.first.lower_bound(relation.name + "(");
                filled += found != expected.first.end() && found->starts_with(relation.name + "(") ? 1U : 0U;
            }
        }
        EXPECT_GE(filled * 10, derived * 7) << filled << " of " << derived << " relations have tuples: too few show anything";
    });
}

class Peers : public ::testing::TestWithParam<Peer> {};

TEST_P(Peers, agrees) {
    const auto& peer = GetParam();
    if (!is_installed(peer)) GTEST_SKIP() << "skipped: " << peer.command << " is not installed";
    const auto engine = [](const Program& program) { return credence_answers(program, engine_variants().front()); };
    const auto alone = [&](const Program& program) { return peer.work_out({program}, {batch}).front(); };
    repeat([&](std::uint64_t first) {
        const auto all = programs(first);
        std::vector<Answers> expected;
        std::vector<std::size_t> sizes;
        for (const auto& program : all) {
            expected.push_back(attempt(engine, program).first);
            sizes.push_back(expected.back().size());
        }
        const auto found = peer.work_out(all, sizes);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (found[i] != expected[i]) return report(all[i], first + i, "credence", engine, peer.name, alone);
        }
    });
}

INSTANTIATE_TEST_SUITE_P(All, Peers, ::testing::ValuesIn(peers()), [](const auto& given) { return given.param.name; });

// --- What must not matter -----------------------------------------------------------------------------------------------------------

Answers engine_answers(const Program& program) { return credence_answers(program, engine_variants().front()); }

/// Law 1, order: of facts, rules, and the parts of a condition.
TEST(Order, of_facts_rules_and_conditions_changes_nothing) {
    repeat([](std::uint64_t first) {
        for (std::uint64_t seed = first; seed < first + batch / 5; ++seed) {
            Dice dice(seed);
            const auto program = random_program(dice);
            auto shuffled = program;
            for (auto& facts : shuffled.facts) dice.shuffle(facts);
            dice.shuffle(shuffled.rules);
            for (auto& rule : shuffled.rules) dice.shuffle(rule.body);
            EXPECT_EQ(engine_answers(shuffled), engine_answers(program)) << "seed " << seed << "\n" << rule_text(program, true);
        }
    });
}

/// Law 10, blindness: individuals that change places change their results.
TEST(Blindness, individuals_that_change_places_change_their_results) {
    repeat([](std::uint64_t first) {
        for (std::uint64_t seed = first; seed < first + batch / 5; ++seed) {
            Dice dice(seed);
            const auto program = random_program(dice);
            std::vector<std::size_t> places(program.individuals);
            std::iota(places.begin(), places.end(), 0U);
            dice.shuffle(places);
            const auto moved = [&](const Relation& relation, Tuple tuple) {
                for (std::size_t c = 0; c < tuple.size(); ++c) {
                    if (!relation.numeric[c]) tuple[c] = places[tuple[c]];
                }
                return tuple;
            };
            auto exchanged = program;
            for (std::size_t r = 0; r < program.facts.size(); ++r) {
                for (auto& tuple : exchanged.facts[r]) tuple = moved(program.relations[r], tuple);
            }
            Answers expected;
            for (const auto& line : engine_answers(program)) {
                const auto relation = std::find_if(program.relations.begin(), program.relations.end(),
                                                   [&](const auto& r) { return line.starts_with(r.name + "("); });
                Tuple tuple;
                for (std::size_t at = line.find('('); at != std::string::npos && tuple.size() < relation->numeric.size();
                     at = line.find(',', at + 1))
                    tuple.push_back(std::stoul(line.substr(at + 1)));
                expected.insert(answer(*relation, moved(*relation, tuple)));
            }
            EXPECT_EQ(engine_answers(exchanged), expected) << "seed " << seed << "\n" << rule_text(program, true);
        }
    });
}

/// Law 12, renaming: other names, which stand in another order, change nothing but names.
TEST(Renaming, changes_nothing_but_names) {
    repeat([](std::uint64_t first) {
        for (std::uint64_t seed = first; seed < first + batch / 5; ++seed) {
            Dice dice(seed);
            const auto program = random_program(dice);
            std::vector<std::size_t> names(program.relations.size());
            std::iota(names.begin(), names.end(), 0U);
            dice.shuffle(names);
            auto renamed = program;
            for (std::size_t r = 0; r < names.size(); ++r) renamed.relations[r].name = fmt::format("n{}", names[r]);
            Answers expected;
            for (const auto& line : engine_answers(program)) {
                for (std::size_t r = 0; r < names.size(); ++r) {
                    const auto& name = program.relations[r].name;
                    if (line.starts_with(name + "(")) expected.insert(renamed.relations[r].name + line.substr(name.size()));
                }
            }
            EXPECT_EQ(engine_answers(renamed), expected) << "seed " << seed << "\n" << rule_text(program, true);
        }
    });
}

}  // namespace
}  // namespace credence::differential
