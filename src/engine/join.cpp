// Pipelines over batches: scans multiply rows, tests narrow them; rows go on in chunks, so a large product never stands in memory.
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/sets.hpp"
#include "engine/evaluator.hpp"
#include "engine/worlds.hpp"

namespace credence::engine {
namespace {

using check::ConditionKind;
using check::ObservedColumn;
using plan::Access;
using plan::Step;
using plan::StepKind;

constexpr std::size_t chunk = 4'096;

/// Rows of a batch paired with what they matched, written as one chunk.
class Expansion {
public:
    Expansion(const Rows& source, const Step& step, bool matched) : source_(source), step_(step), matched_(matched) {}

    void add(std::uint32_t from, Truth truth, std::uint64_t match) {
        from_.push_back(from);
        truths_.push_back(truth);
        if (matched_) matches_.push_back(match);
    }
    [[nodiscard]] std::size_t size() const { return from_.size(); }
    [[nodiscard]] const std::vector<std::uint32_t>& from() const { return from_; }

    /// The chunk, without the variables that the step binds; starts a new one.
    Rows take() {
        Rows out = source_.select(from_);
        for (std::size_t i = 0; i < from_.size(); ++i) out.truth[i] = both(out.truth[i], truths_[i]);
        if (matched_) {
            out.atoms.push_back(step_.condition);
            out.matched.push_back(std::move(matches_));
        }
        from_.clear();
        truths_.clear();
        matches_.clear();
        return out;
    }

private:
    const Rows& source_;
    const Step& step_;
    bool matched_;
    std::vector<std::uint32_t> from_;
    std::vector<Truth> truths_;
    std::vector<std::uint64_t> matches_;
};

/// A key that is not known may be anything: the atom then is possible, not certain.
Truth blurred(Truth t, bool disputed) { return {0, t.plausibility, disputed}; }

}  // namespace

const plan::Join& Evaluator::planned(const Condition& condition, const Batch& input, const JoinOptions& options) {
    PlanKey key{input.bound, options.wanted, options.delta == nullptr ? no_row : options.delta->occurrence};
    auto& plans = plans_[&condition];
    for (const auto& [known_key, plan] : plans) {
        if (known_key == key) return plan;
    }
    std::vector<check::Variable> variables;
    const auto note = [&](VariableId v, check::Type type) {
        if (v.index() >= variables.size()) variables.resize(v.index() + 1);
        variables[v.index()].type = type;
    };
    check::visit(
        condition, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind == check::ExpressionKind::variable) note(e.variable, e.type);
        });
    if (options.variables != nullptr) {
        for (const auto v : options.wanted) note(v, (*options.variables)[v.index()].type);
    }
    const plan::Statistics statistics{[this](const Condition& atom) -> std::size_t {
        if (atom.kind == ConditionKind::relation) return relation(check::RelationId{atom.index}).table.rows();
        if (atom.index != check::no_index) return facts.observations[atom.index].size();
        std::size_t all = 0;
        for (const auto& observations : facts.observations) all += observations.size();
        return all;
    }};
    auto plan = plan::plan_join(condition, variables, input.bound, options.wanted, statistics, options.delta);
    if (!plan) {
        throw EvaluationError(FailureKind::limit,
                              "this condition is too large: it has more than 256 alternatives, or 1024 parts", condition.span);
    }
    return plans.emplace_back(std::move(key), std::move(*plan)).second;
}

void Evaluator::join(const Condition& condition, const Batch& input, const JoinOptions& options, const Sink& sink) {
    if (input.rows == 0) return;
    const Deeper deeper(*this);
    spend(steps_a_join);
    const auto& plan = planned(condition, input, options);
    for (const auto& pipeline : plan.alternatives) {
        Rows rows;
        rows.batch = input;
        rows.origin.resize(input.rows);
        for (std::uint32_t i = 0; i < input.rows; ++i) rows.origin[i] = i;
        rows.truth.assign(input.rows, certain);
        run(pipeline, 0, rows, sink, options.matched);
    }
}

void Evaluator::run(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched) {
    if (rows.batch.rows == 0) return;
    const Deeper deeper(*this);
    if (step == pipeline.size()) {
        for (auto& t : rows.truth) t = closed(t);
        return sink(rows);
    }
    switch (pipeline[step].kind) {
        case StepKind::scan:
            if (pipeline[step].condition->kind == ConditionKind::relation)
                return scan_relation(pipeline, step, rows, sink, matched);
            return scan_observed(pipeline, step, rows, sink, matched);
        case StepKind::domain: return run_domain(pipeline, step, rows, sink, matched);
        case StepKind::bind: return run_bind(pipeline, step, rows, sink, matched);
        case StepKind::test: break;
    }
    spend(rows.batch.rows);
    const auto truths = truth(*pipeline[step].condition, rows.batch);
    std::vector<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < truths.size(); ++i) {
        rows.truth[i] = both(rows.truth[i], truths[i]);
        if (rows.truth[i].plausibility > 0) kept.push_back(i);
    }
    if (kept.size() == rows.batch.rows) return run(pipeline, step + 1, rows, sink, matched);
    Rows rest = rows.select(kept);
    run(pipeline, step + 1, rest, sink, matched);
}

void Evaluator::run_domain(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched) {
    const auto& at = pipeline[step];
    const std::size_t size = domain_size(at.type);
    for (std::size_t first = 0; first < rows.batch.rows * size; first += chunk) {
        const std::size_t last = std::min(first + chunk, rows.batch.rows * size);
        spend(last - first);
        std::vector<std::uint32_t> from;
        std::vector<Cell> cells;
        for (std::size_t i = first; i < last; ++i) {
            from.push_back(static_cast<std::uint32_t>(i / size));
            cells.push_back(static_cast<Cell>(i % size));
        }
        Rows out = rows.select(from);
        out.batch.bind(at.variable) = std::move(cells);
        run(pipeline, step + 1, out, sink, matched);
    }
}

void Evaluator::run_bind(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched) {
    const auto& at = pipeline[step];
    const auto type = at.value->type;
    const bool enumerable =
        type.kind == check::TypeKind::entity || type.kind == check::TypeKind::scale || type.kind == check::TypeKind::yes_no;
    // An attribute has a truth for each value it may have: run through them and compare.
    if (at.value->kind == check::ExpressionKind::attribute && enumerable) {
        plan::Pipeline tail{{StepKind::domain, nullptr, {}, plan::Rows::all, at.variable, nullptr, type},
                            {StepKind::test, at.condition, {}, plan::Rows::all, {}, nullptr, {}}};
        tail.insert(tail.end(), pipeline.begin() + static_cast<std::ptrdiff_t>(step) + 1, pipeline.end());
        return run(tail, 0, rows, sink, matched);
    }
    const bool of_attribute = at.value->kind == check::ExpressionKind::attribute;
    const Vector values = [&] {
        const Inside inside(*this);
        return value(*at.value, rows.batch);
    }();
    const Vector subjects = of_attribute ? value(at.value->operands.front(), rows.batch) : Vector();
    std::vector<Cell> cells;
    std::vector<std::uint32_t> from;
    std::vector<Truth> truths;
    const auto add = [&](std::uint32_t row, Cell cell, Truth truth) {
        from.push_back(row);
        cells.push_back(cell);
        truths.push_back(truth);
    };
    for (std::uint32_t i = 0; i < values.size(); ++i) {
        // Each value that was observed, and as far as m(?) leaves room another one; the test that follows says how far each is met.
        std::int16_t doubt = 0;
        const std::size_t before = from.size();
        if (of_attribute && subjects.known(i)) {
            const auto& s = summary(AttributeId{at.value->index}, subjects.cells[i]);
            for (const auto& share : s.shares) add(i, share.value, certain);
            constexpr std::int64_t unit = Summary::whole / Truth::one;
            doubt = static_cast<std::int16_t>((s.ignorance + unit - 1) / unit);
        } else if (values.known(i)) {
            add(i, values.cells[i], certain);
            if (!values.spreads.empty() && values.spreads[i]) doubt = values.spreads[i]->ignorance;
        }
        if (from.size() > before) {
            if (doubt > 0) add(i, check::no_cell, {0, doubt, false});
            continue;
        }
        const std::size_t size = enumerable ? domain_size(type) : 1;
        for (std::size_t k = 0; k < size; ++k)
            add(i, enumerable ? static_cast<Cell>(k) : check::no_cell, left_open(values.states[i]));
    }
    spend(from.size());
    Rows out = rows.select(from);
    for (std::size_t i = 0; i < from.size(); ++i) out.truth[i] = both(out.truth[i], truths[i]);
    out.batch.bind(at.variable) = std::move(cells);
    if (of_attribute || !values.spreads.empty()) {
        plan::Pipeline tail{{StepKind::test, at.condition, {}, plan::Rows::all, {}, nullptr, {}}};
        tail.insert(tail.end(), pipeline.begin() + static_cast<std::ptrdiff_t>(step) + 1, pipeline.end());
        return run(tail, 0, out, sink, matched);
    }
    run(pipeline, step + 1, out, sink, matched);
}

void Evaluator::scan_relation(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched) {
    const auto& at = pipeline[step];
    const check::RelationId id{at.condition->index};
    auto& stored = relation(id);
    std::uint32_t begin = 0;
    auto end = static_cast<std::uint32_t>(stored.table.rows());
    if (const auto round = round_.find(static_cast<std::uint32_t>(id.index())); round != round_.end()) {
        const auto [delta_begin, delta_end] = round->second;
        begin = at.rows == plan::Rows::delta ? delta_begin : 0;
        end = at.rows == plan::Rows::before_delta ? delta_begin : delta_end;
    }

    std::vector<std::uint32_t> key_columns;
    std::vector<Vector> keys;
    std::vector<std::pair<VariableId, std::uint32_t>> binds;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> sames;  // a column, the earlier one that it must equal
    for (std::uint32_t column = 0; column < at.accesses.size(); ++column) {
        const auto& access = at.accesses[column];
        if (access.kind == Access::Kind::key) {
            key_columns.push_back(column);
            keys.push_back(value(*access.key, rows.batch));
        } else if (access.kind == Access::Kind::bind) {
            binds.emplace_back(access.variable, column);
        } else if (access.kind == Access::Kind::same) {
            const auto earlier =
                std::find_if(binds.begin(), binds.end(), [&](const auto& b) { return b.first == access.variable; });
            sames.emplace_back(column, earlier->second);
        }
    }

    Expansion expansion(rows, at, matched);
    std::vector<std::uint32_t> to;
    std::uint64_t looked_at = 0;
    const auto flush = [&] {
        spend(expansion.size() + std::exchange(looked_at, 0));
        std::vector<std::uint32_t> targets;
        std::swap(targets, to);
        Rows out = expansion.take();
        for (const auto& [variable, column] : binds) {
            auto& slot = out.batch.bind(variable);
            slot.clear();
            for (const auto row : targets) slot.push_back(stored.table.at(column, row));
        }
        run(pipeline, step + 1, out, sink, matched);
    };
    const auto accept = [&](std::uint32_t from, std::uint32_t row, bool sure, bool disputed) {
        if (row < begin || row >= end || stored.superseded[row] != 0) return;
        for (const auto& [column, earlier] : sames) {
            if (stored.table.at(column, row) != stored.table.at(earlier, row)) return;
        }
        Truth truth = stored.truths[row];
        if (!sure && !supposed_) truth = blurred(truth, disputed);
        if (!sure && supposed_) truth = disputed ? blurred(truth, true) : both(truth, left_open(Known::unknown));
        expansion.add(from, truth, row);
        to.push_back(row);
    };

    const bool by_range = key_columns.empty() || at.rows == plan::Rows::delta;
    std::vector<Cell> key(key_columns.size());
    for (std::uint32_t from = 0; from < rows.batch.rows; ++from) {
        bool sure = true;
        bool disputed = false;
        for (std::size_t k = 0; k < keys.size(); ++k) {
            key[k] = keys[k].cells[from];
            if (keys[k].known(from)) continue;
            sure = false;
            disputed = disputed || keys[k].states[from] == Known::disputed;
        }
        if (by_range || !sure) {
            for (std::uint32_t row = begin; row < end; ++row) {
                ++looked_at;
                bool equal = true;
                for (std::size_t k = 0; k < keys.size() && equal; ++k) {
                    equal = !keys[k].known(from) || stored.table.at(key_columns[k], row) == key[k];
                }
                if (equal) accept(from, row, sure, disputed);
                if (expansion.size() >= chunk) flush();
            }
        } else {
            const auto& index = stored.table.index(key_columns);
            for (auto row = index.first(key); row != no_row; row = index.next(row)) {
                ++looked_at;
                if (stored.table.matches(index, key, row)) accept(from, row, sure, disputed);
            }
        }
        if (expansion.size() >= chunk) flush();
    }
    spend(std::exchange(looked_at, 0));
    if (expansion.size() > 0) flush();
}

void Evaluator::scan_observed(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched) {
    const auto& at = pipeline[step];
    constexpr std::size_t columns = check::observed_columns;
    std::vector<std::optional<Vector>> keys(columns);
    for (std::size_t column = 0; column < columns; ++column) {
        if (at.accesses[column].kind == Access::Kind::key) keys[column] = value(*at.accesses[column].key, rows.batch);
    }
    const auto& subject = *at.condition->arguments[static_cast<std::size_t>(ObservedColumn::subject)];

    Expansion expansion(rows, at, matched);
    std::vector<std::vector<Cell>> found(columns);
    const auto flush = [&] {
        spend(expansion.size());
        std::vector<std::vector<Cell>> cells(columns);
        std::swap(cells, found);
        Rows out = expansion.take();
        for (std::size_t column = 0; column < columns; ++column) {
            if (at.accesses[column].kind == Access::Kind::bind)
                out.batch.bind(at.accesses[column].variable) = std::move(cells[column]);
        }
        run(pipeline, step + 1, out, sink, matched);
    };
    const auto visit_row = [&](std::uint32_t from, std::uint32_t attribute, std::uint32_t row) {
        const auto& observations = facts.observations[attribute];
        const auto& evidence = observations.evidence;
        const Cell item = evidence.at(&EvidenceColumns::item, row);
        const Cell group = evidence.at(&EvidenceColumns::group, row);
        const Cell cells[columns] = {observations.subject[row],
                                     static_cast<Cell>(attribute),
                                     topics_[attribute],
                                     observations.value[row],
                                     item,
                                     evidence.at(&EvidenceColumns::source, row),
                                     evidence.at(&EvidenceColumns::assessor, row),
                                     evidence.at(&EvidenceColumns::kind, row),
                                     evidence.at(&EvidenceColumns::on, row),
                                     evidence.at(&EvidenceColumns::recorded, row),
                                     Cell{evidence.confidence_of(row)} * (Decimal::scale / Truth::one),
                                     group == no_cell ? item : group};
        bool sure = true;
        bool disputed = false;
        for (std::size_t column = 0; column < columns; ++column) {
            const auto kind = at.accesses[column].kind;
            if (kind == Access::Kind::any) continue;
            if (cells[column] == no_cell) return;  // an empty column meets only `_`
            if (kind != Access::Kind::key) continue;
            if (!keys[column]->known(from)) {
                sure = false;
                disputed = disputed || keys[column]->states[from] == Known::disputed;
            } else if (keys[column]->cells[from] != cells[column]) {
                return;
            }
        }
        for (std::size_t column = 0; column < columns; ++column) {  // a variable used twice
            if (at.accesses[column].kind != Access::Kind::same) continue;
            for (std::size_t earlier = 0; earlier < column; ++earlier) {
                if (at.accesses[earlier].kind == Access::Kind::bind &&
                    at.accesses[earlier].variable == at.accesses[column].variable && cells[earlier] != cells[column]) {
                    return;
                }
            }
        }
        expansion.add(from, sure ? certain : blurred(certain, disputed), std::uint64_t{attribute} << 32 | row);
        for (std::size_t column = 0; column < columns; ++column) {
            if (at.accesses[column].kind == Access::Kind::bind) found[column].push_back(cells[column]);
        }
        if (expansion.size() >= chunk) flush();
    };

    const auto& subject_key = keys[static_cast<std::size_t>(ObservedColumn::subject)];
    for (std::uint32_t from = 0; from < rows.batch.rows; ++from) {
        for (std::uint32_t attribute = 0; attribute < facts.observations.size(); ++attribute) {
            if (at.condition->index != check::no_index && attribute != at.condition->index) continue;
            if (rulebase.attributes[attribute].of != subject.type.entity()) continue;
            auto [first, last] =
                std::pair<std::uint32_t, std::uint32_t>{0, static_cast<std::uint32_t>(facts.observations[attribute].size())};
            const bool of_one = subject_key && subject_key->known(from);
            if (of_one) std::tie(first, last) = observations_of(check::AttributeId{attribute}, subject_key->cells[from]);
            look_at(check::AttributeId{attribute}, of_one ? subject_key->cells[from] : no_cell);
            if (worlds_ != nullptr)
                worlds_->read_observed(check::AttributeId{attribute}, of_one ? subject_key->cells[from] : no_cell);
            spend(last - first);
            for (auto row = first; row < last; ++row) {
                if (of_one || counts(check::AttributeId{attribute}, row)) visit_row(from, attribute, row);
            }
        }
    }
    if (expansion.size() > 0) flush();
}

Rows Evaluator::solve(const Condition& condition, const std::vector<check::Variable>& variables, std::uint32_t bound,
                      const Batch& input, const plan::Delta* delta) {
    JoinOptions options;
    for (std::uint32_t v = 0; v < bound; ++v) options.wanted.push_back(VariableId{v});
    options.variables = &variables;
    options.delta = delta;

    // Many witnesses may stand for one binding: the best of each bound counts.
    Table bindings(bound + 1U);
    std::vector<Truth> truths;
    join(condition, input, options, [&](Rows& rows) {
        const auto kept = bindings.rows();
        std::vector<Cell> key(bound + 1U);
        for (std::uint32_t i = 0; i < rows.batch.rows; ++i) {
            key[0] = rows.origin[i];
            for (std::uint32_t v = 0; v < bound; ++v) key[v + 1] = rows.batch.slots[v][i];
            const auto row = bindings.find(key);
            if (row == no_row) {
                bindings.append(key);
                truths.push_back(rows.truth[i]);
            } else {
                truths[row] = either(truths[row], rows.truth[i]);
            }
        }
        spend((bindings.rows() - kept) * key.size() * steps_a_kept_cell);
    });
    Rows out;
    out.batch.rows = bindings.rows();
    for (std::uint32_t v = 0; v < bound; ++v) out.batch.bind(VariableId{v}) = bindings.columns()[v + 1];
    for (std::size_t row = 0; row < bindings.rows(); ++row) {
        out.origin.push_back(static_cast<std::uint32_t>(bindings.at(0, row)));
        out.truth.push_back(closed(truths[row]));
    }
    return out;
}

Rows Evaluator::solve(const check::Clauses& clauses, const Expression* subject, const std::vector<Cell>& subjects,
                      const plan::Delta* delta) {
    if (!in_force(clauses)) {  // no rows, of which what the declaration concludes may be asked all the same
        Rows none;
        for (std::size_t v = 0; v < clauses.variables.size(); ++v) (void)none.batch.bind(VariableId{v});
        return none;
    }
    const bool direct = subject != nullptr && subject->kind == check::ExpressionKind::variable;
    Batch input;
    input.rows = direct ? subjects.size() : 1;
    if (direct) input.bind(subject->variable) = subjects;
    Rows rows = solve(clauses.body, clauses.variables, clauses.bound, input, delta);
    if (subject == nullptr || direct) return rows;

    // The head is about a value that the bindings lead to: keep those that lead to one of the subjects asked for.
    const Vector led_to = value(*subject, rows.batch);
    std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t> origins;
    for (std::uint32_t i = 0; i < led_to.size(); ++i) {
        const auto at = led_to.known(i) ? std::find(subjects.begin(), subjects.end(), led_to.cells[i]) : subjects.end();
        if (at == subjects.end()) continue;
        kept.push_back(i);
        origins.push_back(static_cast<std::uint32_t>(at - subjects.begin()));
    }
    rows = rows.select(kept);
    rows.origin = std::move(origins);
    return rows;
}

Evaluator::Solved Evaluator::solve_alike(const check::Clauses& clauses, const Expression& subject, const Expression* more,
                                         const std::vector<Cell>& subjects) {
    Solved out;
    if (subject.kind == check::ExpressionKind::variable && may_be_alike(subjects.size()) && in_force(clauses)) {
        auto reads = reader_.of(clauses.body);
        if (more != nullptr) merge(reads, reader_.of(*more));
        Batch batch;
        batch.rows = subjects.size();
        batch.bind(subject.variable) = subjects;
        if (auto kinds = alike(reads, batch)) {
            std::vector<Cell> firsts;
            for (const auto row : kinds->firsts) firsts.push_back(subjects[row]);
            out.origins = firsts.size();
            out.kind_of = std::move(kinds->kind_of);
            out.rows = solve(clauses, &subject, firsts);
            return out;
        }
    }
    out.origins = subjects.size();
    out.rows = solve(clauses, &subject, subjects);
    return out;
}

}  // namespace credence::engine
