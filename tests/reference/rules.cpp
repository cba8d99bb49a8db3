// What declarations conclude: rules bottom-up to the least fixpoint, defines case by case, ranges, questions.
#include <algorithm>

#include "check/dependencies.hpp"
#include "reference/reference.hpp"

namespace credence::reference {

Reference::Reference(const check::Rulebase& rulebase, engine::Facts& facts, std::vector<Cell> parameters,
                     std::vector<std::string> texts, Taken taken)
    : rulebase_(rulebase),
      facts_(facts),
      parameters_(std::move(parameters)),
      texts_(std::move(texts)),
      taken_(std::move(taken)) {
    load_relations();
    apply_rules();
}

void Reference::load_relations() {
    for (std::size_t r = 0; r < rulebase_.relations.size(); ++r) {
        const auto& recorded = facts_.relations[r];
        Tuples tuples;
        for (std::size_t row = 0; row < recorded.size(); ++row) {
            std::vector<Cell> cells;
            for (std::size_t column = 0; column < recorded.columns.size(); ++column) {
                const Cell cell = recorded.columns[column][row];
                const bool filled = cell == check::no_cell && rulebase_.relations[r].or_today[column];
                cells.push_back(filled ? facts_.as_of.code() : cell);
            }
            const int confidence = std::max(tuples[cells].belief, recorded.evidence.confidence[row]);
            tuples[cells] = closed(confidence, one, false);
        }
        relations_.push_back(std::move(tuples));
    }
}

Tuples& Reference::tuples_of(const check::Rule& rule) {
    return rule.relation.valid() ? relations_[rule.relation.index()] : derived_[rule.attribute.value];
}

/// What the rules conclude from the tuples there are now: a rule's tuples, by its place in `rules`.
std::vector<Tuples> Reference::conclusions(const std::vector<check::RuleId>& rules) {
    std::vector<Tuples> out;
    for (const auto id : rules) {
        const auto& rule = rulebase_.rules[id.index()];
        std::map<std::vector<Cell>, std::vector<Truth>> concluded;
        for (const auto& [cells, t] : solutions(rule.clauses)) {
            Binding binding;
            for (std::uint32_t v = 0; v < rule.clauses.bound; ++v) {
                if (cells[v] != check::no_cell)
                    binding[VariableId{v}] = {cells[v], {}, false, 0};
                else
                    binding[VariableId{v}] = {};
            }
            std::vector<Cell> tuple;
            for (const auto& argument : rule.arguments) {
                if (const auto cell = value(argument, binding).cell) tuple.push_back(*cell);
            }
            if (tuple.size() < rule.arguments.size()) continue;
            const int belief = std::min(t.belief, rule.certainty.value_or(one));
            concluded[tuple].push_back(closed(belief, t.plausibility, state(t) == State::disputed));
        }
        Tuples tuples;
        for (const auto& [tuple, truths] : concluded) tuples[tuple] = any_of(truths);
        out.push_back(std::move(tuples));
    }
    return out;
}

void Reference::apply_rules(const std::vector<check::DeclarationRef>* among) {
    const Inside inside(*this);
    for (const auto& group : check::rule_groups(rulebase_)) {
        const check::DeclarationRef first{check::DeclarationKind::rule, group.rules.front().value};
        if (among != nullptr && std::find(among->begin(), among->end(), first) == among->end()) continue;
        if (among != nullptr)
            for (const auto id : group.rules) tuples_of(rulebase_.rules[id.index()]).clear();
        // First the bounds, which only grow, then the marks of dispute over fixed bounds, which only spread from none.
        for (const bool marks : {false, true}) {
            for (const auto id : group.rules) {
                for (auto& [tuple, t] : tuples_of(rulebase_.rules[id.index()])) t.disputed = t.disputed && !marks;
            }
            for (bool changed = true; changed;) {
                changed = false;
                const auto concluded = conclusions(group.rules);
                std::map<Tuples*, std::map<std::vector<Cell>, std::vector<Truth>>> next;
                for (std::size_t i = 0; i < concluded.size(); ++i) {
                    auto& tuples = next[&tuples_of(rulebase_.rules[group.rules[i].index()])];
                    for (const auto& [tuple, t] : concluded[i]) tuples[tuple].push_back(t);
                }
                for (auto& [tuples, found] : next) {
                    Tuples all;
                    for (const auto& [tuple, truths] : found) all[tuple] = any_of(truths);
                    const auto same = [&](const auto& a, const auto& b) {
                        const bool marked = marks ? a.second.disputed == b.second.disputed : true;
                        return a.first == b.first && a.second.belief == b.second.belief &&
                               a.second.plausibility == b.second.plausibility && marked;
                    };
                    changed = changed || !std::equal(all.begin(), all.end(), tuples->begin(), tuples->end(), same);
                    *tuples = std::move(all);
                }
            }
        }
    }
}

const Defined& Reference::define(check::DefineId id, const std::vector<Cell>& arguments) {
    if (const auto at = defines_.find({id, arguments}); at != defines_.end()) return at->second;
    const Inside inside(*this);
    const auto& define = rulebase_.defines[id.index()];
    Binding binding;
    for (std::size_t v = 0; v < arguments.size(); ++v) binding[VariableId{v}] = {arguments[v], {}, false, 0};

    Defined out;
    for (std::size_t i = 0; i < define.cases.size() && !out.taken; ++i) {
        const auto& option = define.cases[i];
        if (option.when || (!option.otherwise && !option.if_unknown)) {
            const State s = option.when ? state(truth(*option.when, binding)) : State::met;
            if (s == State::met) out.taken = i;
            out.open = out.open || s == State::unknown || s == State::disputed;
        } else if (out.open ? option.if_unknown : option.otherwise) {
            out.taken = i;
        }
    }
    if (out.taken) {
        const Value v = value(define.cases[*out.taken].value, binding);
        out.value = {v.cell, {}, !v.cell && v.disputed, 0};
    }
    return defines_[{id, arguments}] = out;
}

const Permitted& Reference::range(check::RangeId id, Cell subject) {
    if (const auto at = ranges_.find({id, subject}); at != ranges_.end()) return at->second;
    const Inside inside(*this);
    const auto& range = rulebase_.ranges[id.index()];
    Permitted out;
    out.ceiling = static_cast<Cell>(rulebase_.scales[range.on.index()].values.size()) - 1;
    for (const auto b : range.boundaries) {
        const auto& boundary = rulebase_.boundaries[b.index()];
        for (const auto& [cells, t] : solutions(boundary.clauses)) {
            Binding binding;
            for (std::size_t v = 0; v < cells.size(); ++v) binding[VariableId{v}] = {cells[v], {}, false, 0};
            if (value(boundary.subject, binding).cell != subject) continue;
            const Value bound = value(boundary.value, binding);
            out.boundaries.push_back({b.value, cells, t, bound});
            if (state(t) != State::met || !bound.cell) continue;
            const bool within = boundary.bound == check::BoundKind::within;
            if (within && *bound.cell == check::empty_range) {
                out.conflict = true;
                continue;
            }
            const Cell lowest = within ? check::lowest_of(*bound.cell) : *bound.cell;
            const Cell highest = within ? check::highest_of(*bound.cell) : *bound.cell;
            if (boundary.bound != check::BoundKind::at_most) out.floor = std::max(out.floor, lowest);
            if (boundary.bound != check::BoundKind::at_least) out.ceiling = std::min(out.ceiling, highest);
        }
    }
    out.conflict = out.conflict || out.floor > out.ceiling;
    return ranges_[{id, subject}] = out;
}

const std::vector<Instance>& Reference::propositions(check::QuestionId id, Cell subject) {
    if (const auto at = propositions_.find({id, subject}); at != propositions_.end()) return at->second;
    std::vector<Instance> out;
    for (std::uint32_t p = 0; p < rulebase_.propositions.size(); ++p) {
        const auto& proposition = rulebase_.propositions[p];
        if (proposition.question != id) continue;
        for (const auto& [cells, t] : solutions(proposition.clauses)) {
            Binding binding;
            for (std::size_t v = 0; v < cells.size(); ++v) binding[VariableId{v}] = {cells[v], {}, false, 0};
            if (value(proposition.subject, binding).cell == subject) out.push_back({p, cells, t, {}});
        }
    }
    return propositions_[{id, subject}] = out;
}

}  // namespace credence::reference
