// Groups of rules against a naive evaluation over sets, on random programs and on shapes that single out one way of evaluating; each with
// every option on and off.
#include "datalog/evaluate.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "datalog/order.hpp"

namespace credence::datalog {
namespace {

using Tuple = std::vector<Code>;
using Set = std::set<Tuple>;

class Unlimited final : public Meter {
public:
    void spend(std::uint32_t, std::uint64_t) override {}
    void hold(std::uint32_t, std::size_t) override {}
};

struct Case {
    std::vector<std::vector<Code>> domains;  // by relation
    std::vector<Set> facts;                  // by relation; of derived ones empty
    Group group;
};

bool holds(const Comparison& c, const std::vector<Code>& binding) {
    const auto code = [&](Term t) { return t.kind == Term::Kind::constant ? t.value : binding[t.value]; };
    const Code a = code(c.left), b = code(c.right);
    switch (c.op) {
        case Comparison::Operator::equal: return a == b;
        case Comparison::Operator::not_equal: return a != b;
        case Comparison::Operator::less: return a < b;
        default: return a <= b;
    }
}

/// Every binding of the variables to codes of `domain`, tried against every atom: slow and plain.
std::vector<Set> naive(const Case& given) {
    auto sets = given.facts;
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& rule : given.group.rules) {
            std::vector<Code> binding(rule.domains.size(), 0);
            const auto matches = [&](const Atom& atom) {
                return std::any_of(sets[atom.relation].begin(), sets[atom.relation].end(), [&](const Tuple& tuple) {
                    for (std::size_t c = 0; c < tuple.size(); ++c) {
                        const Term t = atom.terms[c];
                        if (t.kind == Term::Kind::constant && tuple[c] != t.value) return false;
                        if (t.kind == Term::Kind::variable && tuple[c] != binding[t.value]) return false;
                    }
                    return true;
                });
            };
            const Code most = given.domains.front().front();
            for (bool more = true; more;) {
                bool met = true;
                for (std::size_t v = 0; v < binding.size(); ++v)
                    met = met && (rule.domains[v] == 0 || binding[v] < rule.domains[v]);
                for (const auto& atom : rule.positive) met = met && matches(atom);
                for (const auto& atom : rule.negative) met = met && !matches(atom);
                for (const auto& c : rule.comparisons) met = met && holds(c, binding);
                if (met) {
                    Tuple tuple;
                    for (const Term t : rule.head.terms)
                        tuple.push_back(t.kind == Term::Kind::constant ? t.value : binding[t.value]);
                    changed = sets[rule.head.relation].insert(tuple).second || changed;
                }
                more = false;
                for (auto& code : binding) {
                    if (++code < most) {
                        more = true;
                        break;
                    }
                    code = 0;
                }
            }
        }
    }
    return sets;
}

std::deque<Relation> evaluated(const Case& given, const Options& options, Ranks ranks) {
    std::deque<Relation> relations;
    for (std::size_t r = 0; r < given.facts.size(); ++r) {
        auto& relation = relations.emplace_back(given.domains[r], options);
        for (const auto& tuple : given.facts[r]) {
            std::vector<const Code*> columns;
            for (const auto& code : tuple) columns.push_back(&code);
            relation.insert(columns.data(), 1);
        }
    }
    Unlimited meter;
    evaluate(relations, given.group, options, ranks, meter);
    return relations;
}

Set set_of(const Relation& relation) {
    Set set;
    for (Row row = 0; row < relation.size(); ++row) {
        Tuple tuple;
        for (std::size_t c = 0; c < relation.width(); ++c) tuple.push_back(relation.column(c)[row]);
        EXPECT_TRUE(set.insert(tuple).second) << "twice";
    }
    return set;
}

std::map<std::string, Options> all_options() {
    std::map<std::string, Options> all;
    all["as they are"] = {};
    all["no bit rows"].bit_rows = false;
    auto& hashes = all["no bit rows, no bitmaps"];
    hashes.bit_rows = hashes.bitmaps = false;
    auto& rows = all["no bit rows, no bitmaps, no packed keys"];
    rows = hashes;
    rows.packed_keys = false;
    auto& chains = all["no direct indexes"];
    chains = hashes;
    chains.direct_indexes = false;
    auto& plain = all["no intersections, no statistics"];
    plain.bit_rows = plain.intersections = plain.statistics = false;
    auto& small = all["three rows a batch"];
    small.bit_rows = false;
    small.batch = 3;
    all["matrices too large"].bit_row_bytes = 0;
    return all;
}

void expect_agreement(const Case& given, const std::string& where) {
    const auto expected = naive(given);
    for (const auto& [name, options] : all_options()) {
        for (const auto ranks : {Ranks::no, Ranks::yes}) {
            const auto relations = evaluated(given, options, ranks);
            for (const auto id : given.group.derived) {
                EXPECT_EQ(set_of(relations[id]), expected[id]) << where << ", " << name << ", relation " << id;
            }
        }
    }
}

Term v(Variable variable_id) { return variable(variable_id); }

Set random_pairs(std::mt19937& random, Code domain, std::size_t count) {
    Set set;
    for (std::size_t i = 0; i < count; ++i)
        set.insert({static_cast<Code>(random() % domain), static_cast<Code>(random() % domain)});
    return set;
}

/// Relations 0 and 1 are recorded pairs, 2 a recorded set, 3 and 4 derived pairs.
Case random_case(std::mt19937& random) {
    const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
    const Code domain = 5;
    Case made;
    made.domains = {{domain, domain}, {domain, domain}, {domain}, {domain, domain}, {domain, domain}};
    made.facts.resize(5);
    made.facts[0] = random_pairs(random, domain, 4 + below(10));
    made.facts[1] = random_pairs(random, domain, below(9));
    for (std::size_t i = 0, n = below(5); i < n; ++i) made.facts[2].insert({below(domain)});
    made.group.recursive = true;
    made.group.derived = {3, 4};
    const auto rules = 2 + below(4);
    for (std::uint32_t r = 0; r < rules; ++r) {
        Rule rule;
        rule.tag = r;
        const std::uint32_t variables = 2 + below(3);
        const auto some_term = [&]() -> Term {
            const auto kind = below(10);
            if (kind == 0) return constant(below(domain));
            if (kind == 1) return {};
            return v(below(variables));
        };
        const auto atoms = 1 + below(3);
        for (std::uint32_t a = 0; a < atoms; ++a) {
            Atom atom{r == 0 ? below(3) : below(5), {}};
            for (std::size_t c = 0; c < made.domains[atom.relation].size(); ++c) atom.terms.push_back(some_term());
            rule.positive.push_back(std::move(atom));
        }
        if (below(3) == 0) {
            Atom atom{below(3), {}};
            for (std::size_t c = 0; c < made.domains[atom.relation].size(); ++c) atom.terms.push_back(some_term());
            rule.negative.push_back(std::move(atom));
        }
        if (below(3) == 0) {
            rule.comparisons.push_back({static_cast<Comparison::Operator>(below(4)), v(below(variables)), v(below(variables))});
        }
        rule.head = {3 + below(2), {v(below(variables)), below(8) == 0 ? constant(below(domain)) : v(below(variables))}};
        rule.domains.assign(variables, 0);
        for (Variable x = 0; x < variables; ++x) {
            const auto in = [&](const Atom& a) { return std::find(a.terms.begin(), a.terms.end(), v(x)) != a.terms.end(); };
            bool used = in(rule.head) || std::any_of(rule.negative.begin(), rule.negative.end(), in);
            for (const auto& c : rule.comparisons) used = used || c.left == v(x) || c.right == v(x);
            if (used && std::none_of(rule.positive.begin(), rule.positive.end(), in)) rule.domains[x] = domain;
        }
        made.group.rules.push_back(std::move(rule));
    }
    return made;
}

TEST(Evaluate, random_groups_agree_with_naive_evaluation_however_they_are_evaluated) {
    std::mt19937 random(7);
    std::size_t filled = 0;
    constexpr std::size_t runs = 300;
    for (std::size_t i = 0; i < runs; ++i) {
        const auto made = random_case(random);
        expect_agreement(made, "case " + std::to_string(i));
        const auto expected = naive(made);
        filled += expected[3].empty() && expected[4].empty() ? 0U : 1U;
        if (::testing::Test::HasFailure()) return;
    }
    EXPECT_GE(filled, runs * 7 / 10);
}

/// path(x, z) in its forms, over a graph with a cycle, a loop and a tail.
TEST(Evaluate, closure_in_every_form) {
    const Set edges{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 4}, {5, 6}};
    const Atom edge_xy{0, {v(0), v(1)}}, edge_yz{0, {v(1), v(2)}}, path_xy{1, {v(0), v(1)}}, path_yz{1, {v(1), v(2)}},
        path_xz{1, {v(0), v(2)}};
    const Rule base{path_xy, {edge_xy}, {}, {}, {0, 0}, 0};
    const std::map<std::string, std::vector<Atom>> forms{{"right", {edge_xy, path_yz}},
                                                         {"left", {path_xy, edge_yz}},
                                                         {"both", {path_xy, path_yz}},
                                                         {"turned", {path_yz, edge_xy}}};
    for (const auto& [name, body] : forms) {
        Case made{{{70, 70}, {70, 70}}, {edges, {}}, {{base, {path_xz, body, {}, {}, {0, 0, 0}, 1}}, {1}, true}};
        const auto relations = evaluated(made, {}, Ranks::no);
        const Set expected{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 0}, {1, 1}, {1, 2}, {1, 3},
                           {1, 4}, {2, 0}, {2, 1}, {2, 2}, {2, 3}, {2, 4}, {3, 4}, {4, 4}, {5, 6}};
        EXPECT_EQ(set_of(relations[1]), expected) << name;
        Options rounds;
        rounds.bit_rows = false;
        EXPECT_EQ(set_of(evaluated(made, rounds, Ranks::no)[1]), expected) << name;
    }
}

/// Of what a recursive rule reads, every row has a smaller number and an earlier round.
TEST(Evaluate, row_numbers_are_ranks) {
    Case chain{{{64, 64}, {64, 64}}, {{}, {}}, {}};
    for (Code i = 0; i < 40; ++i) chain.facts[0].insert({i, i + 1});
    chain.group = {{{{1, {v(0), v(1)}}, {{0, {v(0), v(1)}}}, {}, {}, {0, 0}, 0},
                    {{1, {v(0), v(2)}}, {{1, {v(0), v(1)}}, {0, {v(1), v(2)}}}, {}, {}, {0, 0, 0}, 1}},
                   {1},
                   true};
    const auto relations = evaluated(chain, {}, Ranks::yes);
    const auto& path = relations[1];
    ASSERT_EQ(path.size(), 40U * 41U / 2);
    std::size_t round = 0;
    for (Row row = 0; row < path.size(); ++row) {
        while (row >= path.rounds[round + 1]) ++round;
        EXPECT_EQ(path.column(1)[row] - path.column(0)[row], round + 1);
    }
}

TEST(Evaluate, large_relations_change_their_layout_and_keep_their_tuples) {
    const Options plain;
    Options hashes;
    hashes.bitmaps = false;
    Options rows = hashes;
    rows.packed_keys = false;
    for (const auto& options : {plain, hashes, rows}) {
        Relation relation({1 << 10, 1 << 14}, options);
        std::mt19937 random(3);
        std::set<std::pair<Code, Code>> expected;
        for (int batch = 0; batch < 120; ++batch) {
            std::vector<Code> a(1000), b(1000);
            for (std::size_t i = 0; i < a.size(); ++i) {
                a[i] = static_cast<Code>(random() % 1'000);
                b[i] = static_cast<Code>(random() % (1 << 14));
                expected.emplace(a[i], b[i]);
            }
            const Code* columns[] = {a.data(), b.data()};
            relation.insert(columns, a.size());
        }
        EXPECT_EQ(relation.size(), expected.size());
        sort(relation);
        std::size_t at = 0;
        for (const auto& pair : expected) {
            ASSERT_EQ(pair, std::pair(relation.column(0)[at], relation.column(1)[at]));
            ++at;
        }
        const Code* columns[] = {relation.column(0), relation.column(1)};
        std::uint8_t there[100];
        relation.contains(columns, 100, there);
        EXPECT_EQ(std::count(there, there + 100, 1), 100);
        EXPECT_EQ(relation.insert(columns, 100), 0U);
    }
}

TEST(Bytes, thatRowsWillTakeAreAskedForOnceWhileNobodyAsksForMembership) {
    // 1,500 × 1,500 pairs that are all different, in batches: what they are said to take stays near what they take.
    constexpr Code side = 1'500;
    constexpr std::size_t batch = 1'000;
    Relation pairs({side, side}, Options{});
    std::vector<Code> first(batch), second(batch);
    std::size_t said = 0;
    for (std::size_t at = 0; at < std::size_t{side} * side; at += batch) {
        for (std::size_t i = 0; i < batch; ++i) {
            first[i] = static_cast<Code>((at + i) / side);
            second[i] = static_cast<Code>((at + i) % side);
        }
        said += pairs.bytes_for(batch);
        const Code* columns[] = {first.data(), second.data()};
        pairs.append(columns, batch);
    }
    EXPECT_GE(said, std::size_t{side} * side * 2 * sizeof(Code));
    EXPECT_LE(said, std::size_t{side} * side * 2 * sizeof(Code) * 4);
}

}  // namespace
}  // namespace credence::datalog
