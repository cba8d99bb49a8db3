// Credence and its reference evaluator on a program.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "check/check.hpp"
#include "differential/evaluators.hpp"
#include "engine/arrange.hpp"
#include "engine/model.hpp"
#include "parse/parse.hpp"
#include "reference/reference.hpp"

namespace credence::differential {
namespace {

using check::Cell;

struct Loaded {
    check::Rulebase rulebase;
    engine::Facts facts;
};

Loaded load(const Program& program) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto text = rule_text(program, false);
    const auto file = sources.add(text::SourceFile("random.crd", text));
    auto parsed = parse::parse_file(sources, file, diagnostics);
    auto rulebase = check::check_rulebase(sources, parsed.declarations, diagnostics, {});
    if (!rulebase) {
        std::string found;
        for (const auto& d : diagnostics)
            found += fmt::format("{}: {} {}\n", sources.place_text(d.primary.span), d.code, d.message);
        throw std::runtime_error(found + text);
    }
    auto facts = engine::empty_facts(*rulebase);
    for (std::size_t i = 0; i < program.individuals; ++i) facts.individuals.at(0).push_back({fmt::format("t{}", i), ""});
    for (std::size_t r = 0; r < program.relations.size(); ++r) {
        auto& columns = facts.relations[rulebase->find(program.relations[r].name)->index].columns;
        for (const auto& tuple : program.facts[r]) {
            for (std::size_t c = 0; c < tuple.size(); ++c) {
                const bool numeric = program.relations[r].numeric[c];
                columns[c].push_back(numeric ? Decimal::parse(program.numbers[tuple[c]]).value().raw()
                                             : static_cast<Cell>(tuple[c]));
            }
        }
    }
    engine::arrange_to_infer(*rulebase, facts);
    for (auto& tuples : facts.relations) tuples.evidence.resize(tuples.size());
    return {std::move(*rulebase), std::move(facts)};
}

std::string answer_of(const Program& program, std::size_t relation, const std::vector<Cell>& cells) {
    Tuple tuple;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (!program.relations[relation].numeric[c]) {
            tuple.push_back(static_cast<std::size_t>(cells[c]));
            continue;
        }
        const auto text = Decimal::from_raw(cells[c]).text();
        const auto& numbers = program.numbers;
        tuple.push_back(static_cast<std::size_t>(std::find(numbers.begin(), numbers.end(), text) - numbers.begin()));
    }
    return answer(program.relations[relation], tuple);
}

/// Calls `visit(number, id)` for each derived relation; one without rules is not.
template <class Visit>
void each_derived(const Program& program, const check::Rulebase& rulebase, Visit visit) {
    for (std::size_t r = 0; r < program.relations.size(); ++r) {
        const check::RelationId id{rulebase.find(program.relations[r].name)->index};
        if (rulebase.relations[id.index()].derived) visit(r, id);
    }
}

}  // namespace

std::vector<EngineVariant> engine_variants() {
    using Settings = engine::Settings;
    return {{"default", [](Settings&) {}},
            {"conditions", [](Settings& s) { s.codes = false; }},
            {"no_bitmaps", [](Settings& s) { s.options.bitmaps = false; }},
            {"no_packed_keys", [](Settings& s) { s.options.bitmaps = s.options.packed_keys = false; }},
            {"no_direct_indexes", [](Settings& s) { s.options.direct_indexes = false; }},
            {"no_bit_rows", [](Settings& s) { s.options.bit_rows = false; }},
            {"no_intersections", [](Settings& s) { s.options.intersections = false; }},
            {"no_statistics", [](Settings& s) { s.options.statistics = false; }},
            {"single_rows", [](Settings& s) { s.options.batch = 1; }},
            {"plainest", [](Settings& s) {
                 s.options.bitmaps = s.options.packed_keys = s.options.direct_indexes = s.options.bit_rows =
                     s.options.intersections = s.options.statistics = false;
             }}};
}

Answers credence_answers(const Program& program, const EngineVariant& variant) {
    auto loaded = load(program);
    auto settings = engine::default_settings(loaded.rulebase);
    variant.set(settings);
    engine::Model model(loaded.rulebase, loaded.facts, std::move(settings));
    Answers out;
    each_derived(program, loaded.rulebase, [&](std::size_t r, check::RelationId id) {
        const auto view = model.relation(id);
        for (std::size_t row = 0; row < view.rows; ++row) {
            if ((*view.superseded)[row] != 0) continue;
            if ((*view.truths)[row] != engine::certain) throw std::runtime_error("what rests on certain facts is not certain");
            std::vector<Cell> cells;
            for (const auto& column : *view.columns) cells.push_back(column[row]);
            if (!out.insert(answer_of(program, r, cells)).second) throw std::runtime_error("a tuple stands twice");
        }
    });
    return out;
}

Answers reference_answers(const Program& program) {
    auto loaded = load(program);
    reference::Reference reference(loaded.rulebase, loaded.facts, {}, {});
    Answers out;
    each_derived(program, loaded.rulebase, [&](std::size_t r, check::RelationId id) {
        for (const auto& [cells, truth] : reference.relation(id)) {
            if (truth == reference::certain) out.insert(answer_of(program, r, cells));
        }
    });
    return out;
}

}  // namespace credence::differential
