// One thing supposed otherwise on a million observations and a million records: a model of its own, beside one model that changes in
// place. The question is about one person; `reach` is a closure of a million tuples beside it.
#include <benchmark/benchmark.h>

#include <random>
#include <stdexcept>

#include "check/check.hpp"
#include "engine/arrange.hpp"
#include "explain/changes.hpp"
#include "parse/parse.hpp"

namespace credence::bench {
namespace {

using check::Cell;
using explain::Change;
using explain::Changes;

constexpr Cell people = 100'000, nodes = 1'000;
constexpr std::size_t attributes = 10, records = 1'000'000, edges = 5'000;

std::string text_of_rules() {
    std::string out = R"(rulebase suppose "suppose"

entity Person
entity Node
scale  Step = s1 < s2 < s3 < s4

relation knows(a: Person, b: Person)
relation edge(a: Node, b: Node)
relation reach(a: Node, b: Node)

rule reach(x, z) when edge(x, z)
rule reach(x, z) when reach(x, y) and edge(y, z)

define known(p: Person): number = count of q over (knows(p, q))
)";
    std::string sum = "define firm(p: Person) when known(p) >= 2";
    for (std::size_t a = 0; a < attributes; ++a) {
        out += "attribute a" + std::to_string(a) + " of Person: Step\n";
        sum += " and a" + std::to_string(a) + "(p) >= s1";
    }
    return out + sum + "\n";
}

struct World {
    check::Rulebase rulebase;
    engine::Facts facts;
    check::Condition firm, reaches;
};

const World& world() {
    static const World made = [] {
        text::SourceSet sources;
        std::vector<text::Diagnostic> diagnostics;
        const auto file = sources.add(text::SourceFile("rules.crd", text_of_rules()));
        const auto parsed = parse::parse_file(sources, file, diagnostics);
        auto rulebase = check::check_rulebase(sources, parsed.declarations, diagnostics, {});
        if (!rulebase) throw std::runtime_error(diagnostics.front().message);
        World out{std::move(*rulebase), {}, {}, {}};
        out.facts = engine::empty_facts(out.rulebase);
        for (Cell i = 0; i < people; ++i) out.facts.individuals[0].push_back({"p" + std::to_string(i), ""});
        for (Cell i = 0; i < nodes; ++i) out.facts.individuals[1].push_back({"n" + std::to_string(i), ""});
        std::mt19937 random(7);
        const auto roll = [&](Cell sides) { return static_cast<Cell>(random() % static_cast<std::uint32_t>(sides)); };
        for (auto& observations : out.facts.observations) {
            for (Cell i = 0; i < people; ++i) {
                observations.subject.push_back(i);
                observations.value.push_back(roll(4));
            }
            observations.evidence.resize(observations.size());
        }
        const auto fill = [&](const char* name, std::size_t rows, Cell domain) {
            auto& tuples = out.facts.relations[out.rulebase.find(name)->index];
            for (std::size_t i = 0; i < rows; ++i) {
                tuples.columns[0].push_back(roll(domain));
                tuples.columns[1].push_back(roll(domain));
            }
            tuples.evidence.resize(rows);
        };
        fill("knows", records, people);
        fill("edge", edges, nodes);
        return out;
    }();
    return made;
}

check::Condition applied(const char* define) {
    check::Expression person;
    person.kind = check::ExpressionKind::variable;
    person.type = {check::TypeKind::entity, 0};
    person.variable = check::VariableId{0};
    check::Condition out;
    out.kind = check::ConditionKind::named;
    out.index = world().rulebase.find(define)->index;
    out.expressions = {person};
    return out;
}

Changes change(std::size_t n) {
    const auto person = static_cast<Cell>(n % 50);
    switch (n % 3) {
        case 0: return {{Change::Kind::settle, 0, 0, {person, static_cast<Cell>(n % 4)}, {}}};
        case 1: return {{Change::Kind::remove, world().rulebase.find("knows")->index, static_cast<std::uint32_t>(n), {}, {}}};
        default: return {{Change::Kind::add, world().rulebase.find("knows")->index, 0, {person, person + 1}, {}}};
    }
}

void each_a_model(benchmark::State& state) {
    const auto condition = applied("firm");
    const auto settings = engine::default_settings(world().rulebase);
    std::size_t n = 0;
    for (auto _ : state) {
        auto facts = explain::changed(world().rulebase, world().facts, change(n));
        engine::Model model(world().rulebase, facts, settings);
        benchmark::DoNotOptimize(model.truth(condition, {static_cast<Cell>(n % 50)}));
        ++n;
    }
}
BENCHMARK(each_a_model)->Unit(benchmark::kMillisecond)->Iterations(3);

void in_place(benchmark::State& state) {
    const auto condition = applied("firm");
    explain::Supposed supposed(world().rulebase, world().facts, engine::default_settings(world().rulebase));
    benchmark::DoNotOptimize(supposed.with({}).truth(condition, {0}));
    std::size_t n = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(supposed.with(change(n)).truth(condition, {static_cast<Cell>(n % 50)}));
        ++n;
    }
}
BENCHMARK(in_place)->Unit(benchmark::kMillisecond);

/// How many tuples a closure of a million has without one of its edges.
void closure_in_place(benchmark::State& state) {
    auto settings = engine::default_settings(world().rulebase);
    settings.steps = 1'000'000'000'000;
    explain::Supposed supposed(world().rulebase, world().facts, settings);
    const check::RelationId reach{world().rulebase.find("reach")->index};
    state.counters["tuples"] = static_cast<double>(supposed.with({}).coded_rows(reach).value_or(0));
    std::uint32_t n = 0;
    for (auto _ : state) {
        auto& model = supposed.with({{Change::Kind::remove, world().rulebase.find("edge")->index, n++ % 5'000, {}, {}}});
        benchmark::DoNotOptimize(model.coded_rows(reach));
    }
}
BENCHMARK(closure_in_place)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace credence::bench

BENCHMARK_MAIN();
