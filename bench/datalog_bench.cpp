// Rules over codes beside what somebody would write by hand for the one job: closures, same generation, triangles; and whether the loop
// over words of bits is vectorised (`bench_datalog --benchmark_filter=unite`: the plain loop has to be at least twice as slow).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <deque>
#include <random>

#include "datalog/bits.hpp"
#include "datalog/evaluate.hpp"

namespace credence::bench {
namespace {

using datalog::Atom;
using datalog::Code;
using datalog::Relation;
using datalog::Rule;

struct Graph {
    Code nodes = 0;
    std::vector<std::pair<Code, Code>> edges;
};

Graph distinct(Graph graph) {
    std::sort(graph.edges.begin(), graph.edges.end());
    graph.edges.erase(std::unique(graph.edges.begin(), graph.edges.end()), graph.edges.end());
    return graph;
}

Graph random_graph(Code nodes, std::size_t edges) {
    std::mt19937 random(5);
    Graph graph{nodes, {}};
    for (std::size_t i = 0; i < edges; ++i)
        graph.edges.emplace_back(static_cast<Code>(random() % nodes), static_cast<Code>(random() % nodes));
    return distinct(std::move(graph));
}

Graph chain(Code nodes) {
    Graph graph{nodes, {}};
    for (Code i = 0; i + 1 < nodes; ++i) graph.edges.emplace_back(i, i + 1);
    return graph;
}

Graph grid(Code side) {
    Graph graph{side * side, {}};
    for (Code i = 0; i < side; ++i) {
        for (Code j = 0; j < side; ++j) {
            if (j + 1 < side) graph.edges.emplace_back(i * side + j, i * side + j + 1);
            if (i + 1 < side) graph.edges.emplace_back(i * side + j, (i + 1) * side + j);
        }
    }
    return graph;
}

/// Parent to child over 20 generations of 300, two parents each.
Graph generations() {
    std::mt19937 random(9);
    Graph graph{6'000, {}};
    for (Code child = 300; child < graph.nodes; ++child) {
        for (int parent = 0; parent < 2; ++parent)
            graph.edges.emplace_back(child / 300 * 300 - 300 + static_cast<Code>(random() % 300), child);
    }
    return distinct(std::move(graph));
}

/// Few nodes have most of the edges.
Graph skewed() {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit(0, 1);
    const auto node = [&] {
        const double u = unit(random);
        return static_cast<Code>(20'000 * u * u * u);
    };
    Graph graph{20'000, {}};
    while (graph.edges.size() < 250'000) {
        const Code a = node(), b = node();
        if (a != b) graph.edges.emplace_back(a, b);
    }
    graph = distinct(std::move(graph));
    std::shuffle(graph.edges.begin(), graph.edges.end(), random);
    graph.edges.resize(std::min<std::size_t>(graph.edges.size(), 200'000));
    return distinct(std::move(graph));
}

/// Neighbours side by side.
struct Neighbours {
    std::vector<std::uint32_t> begin;
    std::vector<Code> to;
    explicit Neighbours(const Graph& graph) : begin(graph.nodes + 1, 0), to(graph.edges.size()) {
        for (const auto& edge : graph.edges) ++begin[edge.first + 1];
        for (std::size_t i = 0; i < graph.nodes; ++i) begin[i + 1] += begin[i];
        auto at = begin;
        for (const auto& edge : graph.edges) to[at[edge.first]++] = edge.second;
    }
};

class Unlimited final : public datalog::Meter {
public:
    void spend(std::uint32_t, std::uint64_t) override {}
    void hold(std::uint32_t, std::size_t) override {}
};

datalog::Term v(std::uint32_t variable) { return datalog::variable(variable); }
Atom edge(std::uint32_t a, std::uint32_t b) { return {0, {v(a), v(b)}}; }
Atom derived(std::uint32_t a, std::uint32_t b) { return {1, {v(a), v(b)}}; }
Rule rule(Atom head, std::vector<Atom> body, std::size_t variables) {
    return {std::move(head), std::move(body), {}, {}, std::vector<Code>(variables, 0), 0};
}

const datalog::Group& closure() {
    static const datalog::Group group{
        {rule(derived(0, 1), {edge(0, 1)}, 2), rule(derived(0, 2), {derived(0, 1), edge(1, 2)}, 3)}, {1}, true};
    return group;
}

const datalog::Group& same_generation() {
    static const datalog::Group group{
        {rule(derived(1, 2), {edge(0, 1), edge(0, 2)}, 3), rule(derived(2, 3), {edge(0, 2), derived(0, 1), edge(1, 3)}, 4)},
        {1},
        true};
    return group;
}

const datalog::Group& triangles() {
    static const datalog::Group group{{rule({1, {v(0), v(1), v(2)}}, {edge(0, 1), edge(1, 2), edge(0, 2)}, 3)}, {1}, false};
    return group;
}

void by_rules(benchmark::State& state, const Graph& graph, const datalog::Group& group, bool bit_rows, bool columns) {
    datalog::Options options;
    options.bit_rows = bit_rows;
    std::size_t tuples = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::deque<Relation> relations;
        relations.emplace_back(std::vector<Code>{graph.nodes, graph.nodes}, options);
        for (const auto& [a, b] : graph.edges) {
            const Code* pair[] = {&a, &b};
            relations[0].insert(pair, 1);
        }
        relations.emplace_back(std::vector<Code>(group.rules.front().head.terms.size(), graph.nodes), options);
        Unlimited meter;
        state.ResumeTiming();
        datalog::evaluate(relations, group, options, datalog::Ranks::no, meter);
        if (columns) benchmark::DoNotOptimize(relations[1].column(0));
        tuples = relations[1].size();
    }
    state.counters["tuples"] = static_cast<double>(tuples);
}

/// A search from each node, pairs to columns.
void closure_by_search(benchmark::State& state, const Graph& graph) {
    const Neighbours next(graph);
    std::size_t tuples = 0;
    for (auto _ : state) {
        datalog::Buffer<Code> from, to;
        std::vector<std::uint64_t> seen((graph.nodes + 63) / 64);
        for (Code x = 0; x < graph.nodes; ++x) {
            std::fill(seen.begin(), seen.end(), 0);
            const std::size_t first = to.size();
            std::size_t end = first;
            from.resize(end + graph.nodes);
            to.resize(end + graph.nodes);
            const auto reach = [&](Code z) {
                const std::uint64_t bit = std::uint64_t{1} << (z & 63);
                from[end] = x;
                to[end] = z;
                end += (seen[z >> 6] & bit) == 0 ? 1U : 0U;
                seen[z >> 6] |= bit;
            };
            for (auto i = next.begin[x]; i < next.begin[x + 1]; ++i) reach(next.to[i]);
            for (std::size_t at = first; at < end; ++at) {
                for (auto i = next.begin[to[at]]; i < next.begin[to[at] + 1]; ++i) reach(next.to[i]);
            }
            from.resize(end);
            to.resize(end);
        }
        tuples = to.size();
    }
    state.counters["tuples"] = static_cast<double>(tuples);
}

void same_generation_by_worklist(benchmark::State& state, const Graph& graph) {
    const Neighbours children(graph);
    std::size_t tuples = 0;
    for (auto _ : state) {
        const std::size_t words = (graph.nodes + 63) / 64;
        datalog::Buffer<std::uint64_t> seen;
        seen.zero(graph.nodes * words);
        datalog::Buffer<std::uint64_t> pairs;
        std::size_t end = 0;
        const auto all = [&](Code a, Code b) {
            for (auto i = children.begin[a]; i < children.begin[a + 1]; ++i) {
                for (auto j = children.begin[b]; j < children.begin[b + 1]; ++j) {
                    const Code x = children.to[i], y = children.to[j];
                    auto& word = seen[x * words + (y >> 6)];
                    const std::uint64_t bit = std::uint64_t{1} << (y & 63);
                    if (pairs.size() <= end) pairs.resize(end + 4096);
                    pairs[end] = std::uint64_t{x} << 32 | y;
                    end += (word & bit) == 0 ? 1U : 0U;
                    word |= bit;
                }
            }
        };
        for (Code parent = 0; parent < graph.nodes; ++parent) all(parent, parent);
        for (std::size_t at = 0; at < end; ++at) all(static_cast<Code>(pairs[at] >> 32), static_cast<Code>(pairs[at]));
        tuples = end;
    }
    state.counters["tuples"] = static_cast<double>(tuples);
}

/// Marks the neighbours of x, then looks at those of each neighbour.
void triangles_by_marks(benchmark::State& state, const Graph& graph) {
    const Neighbours next(graph);
    std::size_t tuples = 0;
    for (auto _ : state) {
        datalog::Buffer<Code> a, b, c;
        std::vector<std::uint64_t> marks((graph.nodes + 63) / 64, 0);
        for (Code x = 0; x < graph.nodes; ++x) {
            for (auto i = next.begin[x]; i < next.begin[x + 1]; ++i)
                marks[next.to[i] >> 6] |= std::uint64_t{1} << (next.to[i] & 63);
            for (auto i = next.begin[x]; i < next.begin[x + 1]; ++i) {
                const Code y = next.to[i];
                for (auto j = next.begin[y]; j < next.begin[y + 1]; ++j) {
                    const Code z = next.to[j];
                    if ((marks[z >> 6] >> (z & 63) & 1) == 0) continue;
                    a.push_back(x);
                    b.push_back(y);
                    c.push_back(z);
                }
            }
            for (auto i = next.begin[x]; i < next.begin[x + 1]; ++i) marks[next.to[i] >> 6] = 0;
        }
        tuples = a.size();
    }
    state.counters["tuples"] = static_cast<double>(tuples);
}

__attribute__((noinline)) bool unite_plainly(std::uint64_t* into, const std::uint64_t* from, std::size_t words) {
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < words; ++i) {
        std::uint64_t both = into[i] | from[i];
        asm volatile("" : "+r"(both));  // one word at a time
        changed |= both ^ into[i];
        into[i] = both;
    }
    return changed != 0;
}

void unite_rows(benchmark::State& state, bool (*unite)(std::uint64_t*, const std::uint64_t*, std::size_t)) {
    std::vector<std::uint64_t> a(1024, 1), b(1024, 2);
    for (auto _ : state) benchmark::DoNotOptimize(unite(a.data(), b.data(), a.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(a.size() * sizeof a[0]));
}

void add_closures(const std::string& name, Graph made) {
    const auto* graph = new Graph(std::move(made));  // for the life of the program
    const auto add = [&](const std::string& how, auto run) {
        benchmark::RegisterBenchmark(("closure " + name + ", " + how).c_str(), run)->Unit(benchmark::kMillisecond);
    };
    add("rounds", [graph](benchmark::State& s) { by_rules(s, *graph, closure(), false, true); });
    add("bit rows", [graph](benchmark::State& s) { by_rules(s, *graph, closure(), true, false); });
    add("bit rows to columns", [graph](benchmark::State& s) { by_rules(s, *graph, closure(), true, true); });
    add("by hand", [graph](benchmark::State& s) { closure_by_search(s, *graph); });
}

void add_all() {
    add_closures("random 1000/5000", random_graph(1'000, 5'000));
    add_closures("chain 2000", chain(2'000));
    add_closures("grid 60", grid(60));
    const auto* layers = new Graph(generations());
    const auto* skew = new Graph(skewed());
    const auto add = [](const char* name, auto run) { benchmark::RegisterBenchmark(name, run)->Unit(benchmark::kMillisecond); };
    add("same generation, rounds", [layers](benchmark::State& s) { by_rules(s, *layers, same_generation(), false, true); });
    add("same generation, by hand", [layers](benchmark::State& s) { same_generation_by_worklist(s, *layers); });
    add("triangles, rules", [skew](benchmark::State& s) { by_rules(s, *skew, triangles(), false, true); });
    add("triangles, by hand", [skew](benchmark::State& s) { triangles_by_marks(s, *skew); });
    benchmark::RegisterBenchmark("unite", [](benchmark::State& s) { unite_rows(s, datalog::unite); });
    benchmark::RegisterBenchmark("unite, one word at a time", [](benchmark::State& s) { unite_rows(s, unite_plainly); });
}

}  // namespace
}  // namespace credence::bench

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
    credence::bench::add_all();
    benchmark::RunSpecifiedBenchmarks();
}
