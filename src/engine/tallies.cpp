// Aggregates over the tuples of one relation that are all certain, in one pass for all rows that ask: each tuple goes where its key says,
// or, where tests follow, tuples that are alike to the tests are added up once and tested once for each row that asks.
#include <algorithm>
#include <functional>

#include "base/sets.hpp"
#include "engine/aggregates.hpp"

namespace credence::engine {
namespace {

using check::AggregateFunction;
using check::ConditionKind;
using plan::Access;
using plan::Step;
using plan::StepKind;

constexpr std::size_t tuples_a_row = 256;  // fewer rows that ask look theirs up
constexpr std::size_t most_pairs = 1U << 20U;

bool is_variable(const Expression& e) { return e.kind == check::ExpressionKind::variable; }

/// Where the only scan stands, if all other steps are tests.
std::optional<std::size_t> only_scan(const plan::Join& join) {
    if (join.alternatives.size() != 1) return {};
    const auto& steps = join.alternatives.front();
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].kind == StepKind::test) continue;
        if (found || steps[i].kind != StepKind::scan || steps[i].condition->kind != ConditionKind::relation) return {};
        found = i;
    }
    return found;
}

}  // namespace

/// The tuples of a scan, as a batch of the variables that it binds; `rows` are those of the relation.
struct Evaluator::Scanned {
    Batch tuples;
    std::vector<std::uint32_t> rows;
};

/// Nothing where a tuple is not certain, or the scan stands in a round of a recursion.
std::optional<Evaluator::Scanned> Evaluator::scan_certain(const Step& step) {
    if (supposed_ || step.rows != plan::Rows::all || round_.contains(step.condition->index)) return {};
    const auto& stored = relation(check::RelationId{step.condition->index});
    const auto all = stored.table.rows();
    if (!may_be_alike(all)) return {};
    if (std::any_of(stored.truths.begin(), stored.truths.end(), [](const Truth& t) { return t != certain; })) return {};
    Scanned out;
    for (std::uint32_t row = 0; row < all; ++row) {
        if (stored.superseded[row] == 0) out.rows.push_back(row);
    }
    out.tuples.rows = out.rows.size();
    for (std::size_t c = 0; c < step.accesses.size(); ++c) {
        const auto& access = step.accesses[c];
        if (access.kind == Access::Kind::same) return {};
        if (access.kind != Access::Kind::bind) continue;
        const auto& column = stored.table.columns()[c];
        auto& cells = out.tuples.bind(access.variable);
        if (out.rows.size() == all) {
            cells = column;
        } else {
            cells = by_kind(column, out.rows);
        }
    }
    return out;
}

/// What the aggregate takes of each tuple; nothing where that depends on more than the tuple, or might fail.
std::optional<std::vector<Vector>> Evaluator::taken_of(const Expression& expression, const Batch& tuples) {
    if (expression.function == AggregateFunction::top && !reader_.of(expression.operands[2]).empty()) return {};
    for (const auto& operand : expression.operands) {
        if (!reader_.never_fails(operand)) return {};
        for (const auto& read : reader_.of(operand)) {
            if (!tuples.is_bound(read.variable)) return {};
        }
    }
    std::vector<Vector> out;
    for (const auto& operand : expression.operands) out.push_back(value(operand, tuples));
    return out;
}

std::optional<Vector> Evaluator::tally(const Expression& expression, const Batch& batch) {
    if (!may_be_alike(settings.alike)) return {};
    const auto& condition = expression.condition.front();
    const auto& plan = planned(condition, batch, {});
    const auto at = only_scan(plan);
    if (!at) return {};
    const auto& steps = plan.alternatives.front();
    const auto& accesses = steps[*at].accesses;
    const bool by_key =
        std::any_of(accesses.begin(), accesses.end(), [](const auto& a) { return a.kind == Access::Kind::key; });
    if (by_key && *at + 1 < steps.size()) return {};
    return by_key ? tally_by_key(expression, steps, batch) : tally_by_kind(expression, steps, *at, batch);
}

/// Rows of the batch for which the tests before the scan are not certainly unmet.
Rows Evaluator::before_scan(const plan::Pipeline& steps, std::size_t scan, const Batch& batch) {
    Rows all;
    all.batch = batch;
    all.origin.resize(batch.rows);
    for (std::uint32_t i = 0; i < batch.rows; ++i) all.origin[i] = i;
    all.truth.assign(batch.rows, certain);
    const plan::Pipeline tests(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(scan));
    Rows out = all.select({});
    run(
        tests, 0, all, [&](Rows& rows) { out = rows; }, false);
    return out;
}

std::optional<Vector> Evaluator::tally_by_key(const Expression& expression, const plan::Pipeline& steps, const Batch& batch) {
    const auto& scan = steps.back();
    const auto asking = before_scan(steps, steps.size() - 1, batch);
    if (relation(check::RelationId{scan.condition->index}).table.rows() > asking.batch.rows * tuples_a_row) return {};
    auto scanned = scan_certain(scan);
    if (!scanned) return {};
    const auto taken = taken_of(expression, scanned->tuples);
    if (!taken) return {};
    const auto& stored = relation(check::RelationId{scan.condition->index});

    // The rows that ask by their keys; of one key, the first stands for all.
    std::vector<const std::vector<Cell>*> columns;
    std::vector<Vector> keys;
    for (std::size_t c = 0; c < scan.accesses.size(); ++c) {
        if (scan.accesses[c].kind != Access::Kind::key) continue;
        columns.push_back(&stored.table.columns()[c]);
        keys.push_back(value(*scan.accesses[c].key, asking.batch));
        const auto& states = keys.back().states;
        if (std::any_of(states.begin(), states.end(), [](Known k) { return k != Known::known; })) return {};
    }
    std::vector<std::size_t> domains;
    for (const auto& access : scan.accesses) {
        if (access.kind == Access::Kind::key)
            domains.push_back(check::is_finite(access.key->type) ? domain_size(access.key->type) : 0);
    }
    Memo groups(std::move(domains));
    std::vector<Cell> key(keys.size());
    std::vector<std::uint32_t> group_of;
    for (std::size_t i = 0; i < asking.batch.rows; ++i) {
        for (std::size_t k = 0; k < key.size(); ++k) key[k] = keys[k].cells[i];
        group_of.push_back(groups.row(key));
    }
    std::vector<Aggregation> sums(groups.rows(), Aggregation(expression));
    std::vector<Cell> cells(taken->size());
    spend(scanned->rows.size());
    for (std::size_t t = 0; t < scanned->rows.size(); ++t) {
        for (std::size_t k = 0; k < key.size(); ++k) key[k] = (*columns[k])[scanned->rows[t]];
        const auto group = groups.find(key);
        if (group == no_row) continue;
        bool known = true;
        for (std::size_t o = 0; o < cells.size(); ++o) {
            known = known && (*taken)[o].known(t);
            cells[o] = (*taken)[o].cells[t];
        }
        if (known) sums[group].add(cells);
    }
    const auto nothing = Aggregation(expression).result(*this);
    Vector out(batch.rows);
    for (std::size_t i = 0; i < batch.rows && nothing; ++i) out.set(i, *nothing);
    for (std::size_t i = 0; i < asking.origin.size(); ++i) {
        const auto row = asking.origin[i];
        if (state(asking.truth[i]) != State::met) continue;
        if (const auto cell = sums[group_of[i]].result(*this)) out.set(row, *cell);
    }
    return out;
}

/// What each kind of tuples comes to; nothing where the same value might be counted in two of them.
std::optional<std::vector<Aggregation>> Evaluator::sum_kinds(const Expression& expression, const Batch& tuples,
                                                             const std::vector<Vector>& taken, const Alike& kinds,
                                                             const plan::Reads& reads) {
    std::vector<Aggregation> sums(kinds.firsts.size(), Aggregation(expression));
    // A value that says by itself of which kind its tuple is comes in one kind only.
    const auto tells_kind = [&](const Expression& e) {
        return is_variable(e) && std::all_of(reads.begin(), reads.end(), [&](const plan::Read& read) {
                   return read.variable == e.variable || !tuples.is_bound(read.variable);
               });
    };
    const auto first = expression.operands.empty() ? nullptr : &expression.operands.front();
    const bool dense = first != nullptr && check::is_finite(first->type) && tells_kind(*first);
    if (expression.function == AggregateFunction::count && first != nullptr) {
        if (!dense) return {};
        std::vector<std::uint8_t> seen(domain_size(first->type));
        for (std::size_t t = 0; t < tuples.rows; ++t) {
            if (!taken[0].known(t) || std::exchange(seen[static_cast<std::size_t>(taken[0].cells[t])], 1) != 0) continue;
            sums[kinds.kind_of[t]].add_different(1);
        }
        return sums;
    }
    std::vector<std::uint32_t> counted;  // of `top`, those that might be listed
    if (expression.function == AggregateFunction::top && dense && taken[2].known(0)) {
        counted = foremost(taken, kinds, domain_size(first->type));
    } else {
        for (std::uint32_t t = 0; t < tuples.rows; ++t) counted.push_back(t);
    }
    std::vector<Cell> cells(taken.size());
    for (const auto t : counted) {
        bool known = true;
        for (std::size_t o = 0; o < cells.size(); ++o) {
            known = known && taken[o].known(t);
            cells[o] = taken[o].cells[t];
        }
        if (known) sums[kinds.kind_of[t]].add(cells);
    }
    for (auto& sum : sums) sum.keep_foremost(*this);
    return sums;
}

/// Of `top`: for each kind the tuples by which its foremost values stand where they do, ties included.
std::vector<std::uint32_t> Evaluator::foremost(const std::vector<Vector>& taken, const Alike& kinds, std::size_t values) const {
    std::vector<std::uint32_t> best(values, no_row);  // the tuple with the greatest, by what is listed
    for (std::uint32_t t = 0; t < taken[0].size(); ++t) {
        if (!taken[0].known(t) || !taken[1].known(t)) continue;
        auto& at = best[static_cast<std::size_t>(taken[0].cells[t])];
        if (at == no_row || taken[1].cells[t] > taken[1].cells[at]) at = t;
    }
    std::vector<std::vector<std::uint32_t>> of_kind(kinds.firsts.size());
    for (const auto t : best) {
        if (t != no_row) of_kind[kinds.kind_of[t]].push_back(t);
    }
    const auto wanted = static_cast<std::size_t>(std::max<Cell>(taken[2].cells[0] / Decimal::scale, 1));
    const auto ahead = [&](std::uint32_t a, std::uint32_t b) { return taken[1].cells[a] > taken[1].cells[b]; };
    std::vector<std::uint32_t> out;
    for (auto& tuples : of_kind) {
        if (wanted < tuples.size()) {
            const auto last = tuples.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
            std::nth_element(tuples.begin(), last, tuples.end(), ahead);
            const Cell least = taken[1].cells[*last];
            std::erase_if(tuples, [&](std::uint32_t t) { return taken[1].cells[t] < least; });
        }
        out.insert(out.end(), tuples.begin(), tuples.end());
    }
    return out;
}

std::optional<Vector> Evaluator::tally_by_kind(const Expression& expression, const plan::Pipeline& steps, std::size_t scan,
                                               const Batch& batch) {
    auto scanned = scan_certain(steps[scan]);
    if (!scanned) return {};
    const auto& tuples = scanned->tuples;
    const plan::Pipeline tests(steps.begin() + static_cast<std::ptrdiff_t>(scan) + 1, steps.end());
    plan::Reads reads;
    for (const auto& test : tests) merge(reads, reader_.of(*test.condition));
    Alike kinds;
    if (tests.empty()) {
        kinds.kind_of.assign(tuples.rows, 0);
        kinds.firsts.assign(1, 0);
    } else if (auto found = alike(reads, tuples)) {
        kinds = std::move(*found);
    } else {
        return {};
    }
    const auto taken = taken_of(expression, tuples);
    if (!taken) return {};
    const auto sums = sum_kinds(expression, tuples, *taken, kinds, reads);
    if (!sums) return {};

    const auto asking = before_scan(steps, scan, batch);
    const std::size_t kind_count = kinds.firsts.size();
    if (asking.batch.rows * kind_count > most_pairs) return {};
    // Every row that asks with the first tuple of each kind.
    std::vector<std::uint32_t> from;
    std::vector<std::uint32_t> firsts;
    for (std::uint32_t row = 0; row < asking.batch.rows; ++row) {
        for (const auto first : kinds.firsts) {
            from.push_back(row);
            firsts.push_back(first);
        }
    }
    spend(from.size() + tuples.rows);
    Rows pairs = asking.select(from);
    for (std::size_t v = 0; v < tuples.slots.size(); ++v) {
        if (tuples.is_bound(VariableId{v})) pairs.batch.bind(VariableId{v}) = by_kind(tuples.slots[v], firsts);
    }
    for (std::uint32_t i = 0; i < from.size(); ++i) pairs.origin[i] = i;
    std::vector<Aggregation> groups(batch.rows, Aggregation(expression));
    run(
        tests, 0, pairs,
        [&](Rows& rows) {
            for (std::size_t i = 0; i < rows.truth.size(); ++i) {
                if (state(rows.truth[i]) != State::met) continue;
                const auto pair = rows.origin[i];
                groups[asking.origin[from[pair]]].add((*sums)[pair % kind_count]);
            }
        },
        false);
    Vector out(batch.rows);
    for (std::size_t i = 0; i < batch.rows; ++i) {
        if (const auto cell = groups[i].result(*this)) out.set(i, *cell);
    }
    return out;
}

}  // namespace credence::engine
