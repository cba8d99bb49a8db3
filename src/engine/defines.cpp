// Defines, ranges and questions: worked out in batches for the bindings asked for, and kept.
#include <algorithm>
#include <map>

#include "base/check.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {
namespace {

using check::BoundKind;
using check::DeclarationKind;

/// What a boundary that is met does to a range's ends.
void narrow(BoundKind kind, Cell bound, Cell& floor, Cell& ceiling, bool& conflict) {
    switch (kind) {
        case BoundKind::at_most: ceiling = std::min(ceiling, bound); break;
        case BoundKind::at_least: floor = std::max(floor, bound); break;
        case BoundKind::exactly:
            floor = std::max(floor, bound);
            ceiling = std::min(ceiling, bound);
            break;
        case BoundKind::within:
            if (bound == check::empty_range) {
                conflict = true;  // bounded by a range that conflicts
            } else {
                floor = std::max(floor, check::lowest_of(bound));
                ceiling = std::min(ceiling, check::highest_of(bound));
            }
            break;
    }
    conflict = conflict || floor > ceiling;
}

std::vector<Vector> select(const std::vector<Vector>& columns, const std::vector<std::uint32_t>& rows) {
    std::vector<Vector> out;
    for (const auto& column : columns) out.push_back(by_kind(column, rows));
    return out;
}

}  // namespace

std::vector<std::uint32_t> Evaluator::define_rows(check::DefineId id, const std::vector<Vector>& arguments, std::size_t rows) {
    auto& memo = memos_[id.index()];
    std::vector<std::uint32_t> at(rows, no_row);
    const std::size_t from = memo.rows();
    std::vector<Cell> key(arguments.size());
    for (std::size_t i = 0; i < rows; ++i) {
        bool known = true;
        for (std::size_t a = 0; a < arguments.size(); ++a) {
            known = known && arguments[a].known(i);
            key[a] = arguments[a].cells[i];
        }
        if (!known) continue;
        at[i] = memo.row(key);
    }
    if (memo.rows() > from) compute_define(id, from);
    return at;
}

/// Works out the arguments that were appended since row `from`.
void Evaluator::compute_define(check::DefineId id, std::size_t from) {
    const auto& define = rulebase.defines[id.index()];
    const At at(*this, define.head);
    const Inside inside(*this);
    auto& memo = memos_[id.index()];
    Batch batch;
    batch.rows = memo.rows() - from;
    spend(batch.rows * (define.bound + 1) * steps_a_kept_cell);
    for (std::uint32_t v = 0; v < define.bound; ++v) {
        const auto& column = memo.column(v);
        batch.bind(VariableId{v}).assign(column.begin() + static_cast<std::ptrdiff_t>(from), column.end());
    }

    std::vector<Memo::Result> results(batch.rows);
    if (define.condition) {
        const auto truths = truth(*define.condition, batch);
        for (std::size_t i = 0; i < batch.rows; ++i) results[i].truth = truths[i];
    }
    std::vector<std::uint32_t> waiting;  // rows that no case took yet
    for (std::uint32_t i = 0; i < batch.rows; ++i) waiting.push_back(i);
    for (std::uint32_t c = 0; c < define.cases.size() && !waiting.empty(); ++c) {
        if (is_left_out({{DeclarationKind::define, static_cast<std::uint32_t>(id.index())}, c})) continue;
        const auto& candidate = define.cases[c];
        std::vector<std::uint32_t> taken;
        std::vector<std::uint32_t> rest;
        const auto truths = candidate.when ? truth(*candidate.when, batch.select(waiting)) : std::vector<Truth>{};
        for (std::size_t k = 0; k < waiting.size(); ++k) {
            auto& result = results[waiting[k]];
            bool take = true;
            if (candidate.when) {
                const State s = state(truths[k]);
                take = s == State::met;
                result.open = result.open || s == State::unknown || s == State::disputed;
            } else if (candidate.otherwise || candidate.if_unknown) {
                take = result.open ? candidate.if_unknown : candidate.otherwise;
            }
            (take ? taken : rest).push_back(waiting[k]);
        }
        if (!taken.empty()) {
            const Vector values = value(candidate.value, batch.select(taken));
            for (std::size_t k = 0; k < taken.size(); ++k) {
                results[taken[k]].taken = c;
                results[taken[k]].state = values.states[k];
                if (values.known(k)) results[taken[k]].cell = values.cells[k];
            }
        }
        waiting = std::move(rest);
    }
    memo.results.insert(memo.results.end(), results.begin(), results.end());
}

/// Rows of a define that are alike; none where an argument has no value.
std::optional<Evaluator::Alike> Evaluator::alike_arguments(check::DefineId id, const std::vector<Vector>& arguments,
                                                           std::size_t rows) {
    if (!may_be_alike(rows)) return {};
    Batch batch;
    batch.rows = rows;
    for (std::size_t a = 0; a < arguments.size(); ++a) {
        const auto& states = arguments[a].states;
        if (std::any_of(states.begin(), states.end(), [](Known k) { return k != Known::known; })) return {};
        batch.bind(VariableId{a}) = arguments[a].cells;
    }
    return alike(reader_.of_define(static_cast<std::uint32_t>(id.index())), batch);
}

Vector Evaluator::define_values(check::DefineId id, const std::vector<Vector>& arguments, std::size_t rows) {
    if (const auto kinds = alike_arguments(id, arguments, rows))
        return by_kind(define_values(id, select(arguments, kinds->firsts), kinds->firsts.size()), kinds->kind_of);
    const auto at = define_rows(id, arguments, rows);
    const auto& memo = memos_[id.index()];
    Vector out(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (at[i] == no_row) {
            for (const auto& argument : arguments) {
                if (argument.states[i] == Known::disputed) out.states[i] = Known::disputed;
            }
            continue;
        }
        out.states[i] = memo.results[at[i]].state;
        out.cells[i] = memo.results[at[i]].cell;
    }
    return out;
}

std::vector<Truth> Evaluator::define_truths(check::DefineId id, const std::vector<Vector>& arguments, std::size_t rows) {
    if (const auto kinds = alike_arguments(id, arguments, rows))
        return by_kind(define_truths(id, select(arguments, kinds->firsts), kinds->firsts.size()), kinds->kind_of);
    const auto at = define_rows(id, arguments, rows);
    const auto& memo = memos_[id.index()];
    std::vector<Truth> out(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (at[i] != no_row) {
            out[i] = memo.results[at[i]].truth;
            continue;
        }
        Known worst = Known::unknown;
        for (const auto& argument : arguments) {
            if (argument.states[i] == Known::disputed) worst = Known::disputed;
        }
        out[i] = unvalued(worst);
    }
    return out;
}

DefineResult Evaluator::define(check::DefineId id, const std::vector<Cell>& arguments) {
    std::vector<Vector> vectors;
    for (const Cell cell : arguments) vectors.emplace_back(1).set(0, cell);
    const auto row = define_rows(id, vectors, 1).front();
    return memos_[id.index()].results[row].whole();
}

void Evaluator::compute_ranges(check::RangeId id, const std::vector<Cell>& subjects) {
    const auto& range = rulebase.ranges[id.index()];
    auto& states = ranges_[id.index()];
    std::vector<Cell> missing;
    for (const Cell subject : subjects) {
        auto& s = states[static_cast<std::size_t>(subject)];
        if (s.world == range_world_[id.index()]) continue;
        s = {};
        s.world = range_world_[id.index()];  // also keeps a subject that comes twice out of the list
        s.ceiling = static_cast<Cell>(rulebase.scales[range.on.index()].values.size()) - 1;
        missing.push_back(subject);
    }
    if (missing.empty()) return;
    const Inside inside(*this);
    const RangeState whole = states[static_cast<std::size_t>(missing.front())];
    for (const auto boundary_id : range.boundaries) {
        const auto& boundary = rulebase.boundaries[boundary_id.index()];
        const At at(*this, boundary.head);
        const auto solved = solve_alike(boundary.clauses, boundary.subject, &boundary.value, missing);
        const auto& rows = solved.rows;
        const Vector bounds = value(boundary.value, rows.batch);
        std::vector<RangeState> narrowed(solved.origins, whole);
        for (std::size_t i = 0; i < rows.truth.size(); ++i) {
            if (state(rows.truth[i]) != State::met || !bounds.known(i)) continue;
            auto& s = narrowed[rows.origin[i]];
            narrow(boundary.bound, bounds.cells[i], s.floor, s.ceiling, s.conflict);
        }
        for (std::size_t m = 0; m < missing.size(); ++m) {
            const auto& by = narrowed[solved.origin_of(m)];
            auto& s = states[static_cast<std::size_t>(missing[m])];
            s.floor = std::max(s.floor, by.floor);
            s.ceiling = std::min(s.ceiling, by.ceiling);
            s.conflict = s.conflict || by.conflict || s.floor > s.ceiling;
        }
    }
}

const Evaluator::RangeState& Evaluator::range(check::RangeId id, Cell subject) {
    compute_ranges(id, {subject});
    return ranges_[id.index()][static_cast<std::size_t>(subject)];
}

RangeResult Evaluator::range_result(check::RangeId id, Cell subject) {
    const auto& s = range(id, subject);
    RangeResult out;
    out.value = s.value();
    out.conflict = s.conflict;
    out.floor = s.floor;
    out.ceiling = s.ceiling;
    for (const auto boundary_id : rulebase.ranges[id.index()].boundaries) {
        const auto& boundary = rulebase.boundaries[boundary_id.index()];
        const Rows rows = solve(boundary.clauses, &boundary.subject, {subject});
        const Vector bounds = value(boundary.value, rows.batch);
        for (std::size_t i = 0; i < rows.truth.size(); ++i) {
            out.boundaries.push_back(
                {boundary_id, rows.batch.binding(i), rows.truth[i], state(rows.truth[i]), bounds.outcome(i)});
        }
    }
    return out;
}

void Evaluator::compute_pointers(check::QuestionId id, const std::vector<Cell>& subjects) {
    auto& all = pointers_[id.index()];
    std::vector<Cell> missing;
    for (const Cell subject : subjects) {
        auto& p = all[static_cast<std::size_t>(subject)];
        if (p.world == pointers_world_[id.index()]) continue;
        p = {};
        p.world = pointers_world_[id.index()];
        missing.push_back(subject);
    }
    // So many at a time that what belongs to them stays in the cache; all that need one look at a kind of individuals in one go.
    constexpr std::size_t at_a_time = 1U << 17U;
    const auto step = std::max(at_a_time, missing.size() / rows_a_subject + 1);
    for (std::size_t begin = 0; begin < missing.size(); begin += step) {
        const auto end = std::min(begin + step, missing.size());
        add_pointers(
            id, {missing.begin() + static_cast<std::ptrdiff_t>(begin), missing.begin() + static_cast<std::ptrdiff_t>(end)});
    }
}

void Evaluator::add_pointers(check::QuestionId id, const std::vector<Cell>& missing) {
    auto& all = pointers_[id.index()];
    const Inside inside(*this);
    /// What one proposition adds, by origin.
    struct Part {
        Solved solved;
        std::vector<Pointers> adds;
        std::vector<std::pair<std::int64_t, std::int64_t>> each_way;  // where it is correlated with others
        check::CorrelationId correlation;
    };
    std::vector<Part> parts;
    for (const auto& proposition : rulebase.propositions) {
        if (proposition.question != id || proposition.effect == check::Effect::affects) continue;
        const At at(*this, proposition.head);
        Part part;
        part.solved = solve_alike(proposition.clauses, proposition.subject,
                                  proposition.attribute ? &*proposition.attribute : nullptr, missing);
        const auto& rows = part.solved.rows;
        const auto stance = proposition.attribute ? stances(proposition, rows.batch) : std::vector<Stance>{};
        const auto* weight = proposition.weight.valid() ? &rulebase.weights[proposition.weight.index()] : nullptr;
        part.adds.resize(part.solved.origins);
        part.correlation = proposition.correlation;
        if (weight != nullptr && proposition.correlation.valid()) part.each_way.resize(part.solved.origins);
        for (std::size_t i = 0; i < rows.truth.size(); ++i) {
            auto& p = part.adds[rows.origin[i]];
            const bool points = stance.empty() || stance[i].best != 0;
            const bool upper = stance.empty() ? proposition.upper : stance[i].best > 0;
            if (points && state(rows.truth[i]) == State::met)
                ++(proposition.implied_only ? p.implied : p.stated)[upper ? 1 : 0];
            if (weight == nullptr) continue;
            const auto w = rulebase.strengths[weight->strength.index()].weight;
            const auto best =
                (stance.empty() ? weigh_lean(w, rows.truth[i], upper) : weigh_stance(w, rows.truth[i], stance[i])).best;
            if (part.each_way.empty()) {
                p.evidence += best;
                continue;
            }
            auto& [down, up] = part.each_way[rows.origin[i]];
            down = std::min(down, best);
            up = std::max(up, best);
        }
        part.solved.rows = {};
        parts.push_back(std::move(part));
    }
    constexpr std::size_t block = 1024;  // of subjects: what is added up stays in the cache
    std::map<check::CorrelationId, std::vector<std::pair<std::int64_t, std::int64_t>>> strongest;
    for (std::size_t begin = 0; begin < missing.size(); begin += block) {
        const auto end = std::min(begin + block, missing.size());
        for (auto& [correlation, each_way] : strongest) each_way.assign(block, {});
        for (const auto& part : parts) {
            for (auto m = begin; m < end; ++m) {
                const auto& add = part.adds[part.solved.origin_of(m)];
                auto& p = all[static_cast<std::size_t>(missing[m])];
                for (const auto pole : {0, 1}) {
                    p.stated[pole] += add.stated[pole];
                    p.implied[pole] += add.implied[pole];
                }
                p.evidence += add.evidence;
            }
            if (part.each_way.empty()) continue;
            auto& each_way = strongest[part.correlation];
            each_way.resize(block);
            for (auto m = begin; m < end; ++m) {
                const auto& [down, up] = part.each_way[part.solved.origin_of(m)];
                each_way[m - begin].first = std::min(each_way[m - begin].first, down);
                each_way[m - begin].second = std::max(each_way[m - begin].second, up);
            }
        }
        for (const auto& [correlation, each_way] : strongest) {
            for (auto m = begin; m < end; ++m)
                all[static_cast<std::size_t>(missing[m])].evidence += each_way[m - begin].first + each_way[m - begin].second;
        }
    }
}

const Evaluator::Pointers& Evaluator::pointers(check::QuestionId id, Cell subject) {
    compute_pointers(id, {subject});
    return pointers_[id.index()][static_cast<std::size_t>(subject)];
}

std::vector<PropositionResult> Evaluator::propositions(check::QuestionId id, Cell subject) {
    std::vector<PropositionResult> out;
    for (std::size_t p = 0; p < rulebase.propositions.size(); ++p) {
        const auto& proposition = rulebase.propositions[p];
        if (proposition.question != id) continue;
        const Rows rows = solve(proposition.clauses, &proposition.subject, {subject});
        const auto stance = proposition.attribute ? stances(proposition, rows.batch) : std::vector<Stance>{};
        for (std::size_t i = 0; i < rows.truth.size(); ++i) {
            std::optional<bool> upper;
            if (proposition.effect == check::Effect::leans) upper = proposition.upper;
            if (!stance.empty() && stance[i].best != 0) upper = stance[i].best > 0;
            out.push_back({check::PropositionId{p}, rows.batch.binding(i), rows.truth[i], state(rows.truth[i]), upper});
        }
    }
    return out;
}

}  // namespace credence::engine
