// The values of expressions over batches. Numbers read from attributes travel as triples of what was observed.
#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "engine/aggregates.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {
namespace {

using check::ExpressionKind;
using check::TypeKind;

Decimal decimal(Cell cell) { return Decimal::from_raw(cell); }

[[noreturn]] void fail(const Expression& e, const char* what) { throw EvaluationError(FailureKind::input, what, e.span); }

Cell arithmetic(const Expression& e, Cell a, Cell b) {
    std::optional<Decimal> result;
    switch (e.kind) {
        case ExpressionKind::add: result = add(decimal(a), decimal(b)); break;
        case ExpressionKind::subtract: result = subtract(decimal(a), decimal(b)); break;
        case ExpressionKind::multiply: result = multiply(decimal(a), decimal(b)); break;
        case ExpressionKind::divide:
            if (b == 0) fail(e, "division by zero");
            result = divide(decimal(a), decimal(b));
            break;
        case ExpressionKind::minimum: return std::min(a, b);
        case ExpressionKind::maximum: return std::max(a, b);
        default: CREDENCE_CHECK(false && "not arithmetic");
    }
    if (!result) fail(e, "a number is too large: more than 9,223,372,036 either way");
    return result->raw();
}

using Spread = Outcome::Spread;

Spread combine(const Expression& e, const Spread& a, const Spread& b) {
    const Cell ends[] = {arithmetic(e, a.least, b.least), arithmetic(e, a.least, b.greatest),
                         arithmetic(e, a.greatest, b.least), arithmetic(e, a.greatest, b.greatest)};
    return {*std::min_element(ends, ends + 4), arithmetic(e, a.middle, b.middle), *std::max_element(ends, ends + 4),
            std::max(a.ignorance, b.ignorance)};
}

std::optional<Spread> spread_of(const Vector& v, std::size_t row) {
    if (!v.spreads.empty() && v.spreads[row]) return v.spreads[row];
    if (v.known(row)) return Spread{v.cells[row], v.cells[row], v.cells[row], 0};
    return {};
}

Known worse(Known a, Known b) {
    if (a == Known::disputed || b == Known::disputed) return Known::disputed;
    return a == Known::unknown || b == Known::unknown ? Known::unknown : Known::known;
}

/// Whole steps of `up` and `down`: the number must be whole.
Cell steps(const Expression& e, Cell raw) {
    if (raw % Decimal::scale != 0) fail(e, "`up` and `down` take a whole number of steps");
    return raw / Decimal::scale;
}

/// The digits that `round` keeps; nothing where their number is not known.
std::optional<int> rounding_digits(const Expression& e, const std::vector<Vector>& operands, std::size_t row) {
    if (operands.size() < 2) return 0;
    if (!operands[1].known(row)) return {};
    return static_cast<int>(std::clamp<Cell>(steps(e, operands[1].cells[row]), 0, 9));
}

Cell rounded(Cell number, int digits) { return Decimal::parse(decimal(number).text(digits)).value_or(decimal(number)).raw(); }

Spread absolute(const Spread& s) {
    const auto size = [](Cell number) { return number < 0 ? -number : number; };
    const bool over_zero = s.least <= 0 && s.greatest >= 0;
    return {over_zero ? 0 : std::min(size(s.least), size(s.greatest)), size(s.middle),
            std::max(size(s.least), size(s.greatest)), s.ignorance};
}

Cell whole(std::int64_t number) { return number * Decimal::scale; }

Cell nearest(Cell end, Cell lowest, Cell highest) { return std::clamp(end, lowest, highest); }

Cell clip(Cell range, Cell to) {
    if (range == check::empty_range || to == check::empty_range) return check::empty_range;
    const Cell low = check::lowest_of(to);
    const Cell high = check::highest_of(to);
    return check::pack_range(nearest(check::lowest_of(range), low, high), nearest(check::highest_of(range), low, high));
}

std::int64_t distance(Cell a, Cell b) {
    const auto gap = std::max(check::lowest_of(a) - check::highest_of(b), check::lowest_of(b) - check::highest_of(a));
    return std::max<Cell>(gap, 0);
}

}  // namespace

Vector Evaluator::attribute_values(const Expression& expression, const Batch& batch) {
    const Vector subjects = value(expression.operands.front(), batch);
    const check::AttributeId id{expression.index};
    Vector out(batch.rows);
    const bool number = expression.type.kind == TypeKind::number;
    if (number) out.spreads.resize(batch.rows);
    constexpr std::int64_t unit = Summary::whole / Truth::one;
    for (std::size_t i = 0; i < batch.rows; ++i) {
        out.states[i] = subjects.states[i];
        if (!subjects.known(i)) continue;
        const auto& s = summary(id, subjects.cells[i]);
        if (s.state == Known::known && s.shares.size() == 1) {
            out.set(i, s.shares.front().value);
        } else {
            out.states[i] = s.state == Known::disputed ? Known::disputed : Known::unknown;
        }
        if (!number || s.shares.empty()) continue;
        std::int64_t below = 0;
        Cell middle = s.shares.back().value;
        for (const auto& share : s.shares) {  // the lower weighted median
            below += share.weight;
            if (below * 2 >= s.total) {
                middle = share.value;
                break;
            }
        }
        out.spreads[i] = Spread{s.shares.front().value, middle, s.shares.back().value,
                                static_cast<std::int16_t>((s.ignorance + unit - 1) / unit)};
    }
    return out;
}

Vector Evaluator::aggregate(const Expression& expression, const Batch& batch) {
    const Inside inside(*this);
    if (auto all = tally(expression, batch)) return std::move(*all);
    const auto& condition = expression.condition.front();
    std::vector<Aggregation> groups(batch.rows, Aggregation(expression));
    std::vector<std::set<std::vector<std::uint64_t>>> seen;  // with alternatives, one tuple may be met twice
    JoinOptions options;
    const bool alternatives = planned(condition, batch, options).alternatives.size() > 1;
    options.matched = alternatives;
    if (alternatives) seen.resize(batch.rows);
    join(condition, batch, options, [&](Rows& rows) {
        std::vector<std::uint32_t> met;
        for (std::uint32_t i = 0; i < rows.truth.size(); ++i) {
            if (state(rows.truth[i]) != State::met) continue;
            if (alternatives) {
                std::vector<std::uint64_t> tuple;
                for (const auto v : expression.variables) {
                    if (rows.batch.is_bound(v)) tuple.push_back(static_cast<std::uint64_t>(rows.batch.slots[v.index()][i]));
                }
                for (std::size_t a = 0; a < rows.atoms.size(); ++a) {
                    const auto& columns = rows.atoms[a]->arguments;
                    const bool wildcards =
                        std::any_of(columns.begin(), columns.end(), [](const auto& column) { return !column.has_value(); });
                    if (!wildcards && rows.atoms[a]->kind == check::ConditionKind::relation)
                        continue;  // the variables say which row
                    tuple.push_back(reinterpret_cast<std::uintptr_t>(rows.atoms[a]));
                    tuple.push_back(rows.matched[a][i]);
                }
                if (!seen[rows.origin[i]].insert(std::move(tuple)).second) continue;
            }
            met.push_back(i);
        }
        const Rows counted = rows.select(met);
        std::vector<Vector> operands;
        for (const auto& operand : expression.operands) operands.push_back(value(operand, counted.batch));
        std::vector<Cell> cells(operands.size());
        for (std::size_t i = 0; i < met.size(); ++i) {
            bool known = true;
            for (std::size_t o = 0; o < operands.size(); ++o) {
                known = known && operands[o].known(i);
                cells[o] = operands[o].cells[i];
            }
            if (known) groups[counted.origin[i]].add(cells);
        }
    });
    Vector out(batch.rows);
    for (std::size_t i = 0; i < batch.rows; ++i) {
        if (const auto cell = groups[i].result(*this)) out.set(i, *cell);
    }
    return out;
}

Vector Evaluator::value(const Expression& e, const Batch& batch) {
    const bool is_plain =
        e.kind == ExpressionKind::literal || e.kind == ExpressionKind::variable || e.kind == ExpressionKind::parameter;
    const auto rows = is_plain ? std::nullopt : alike(e, batch);
    if (!rows) return value_of_each(e, batch);
    return by_kind(value_of_each(e, batch.select(rows->firsts)), rows->kind_of);
}

Vector Evaluator::value_of_each(const Expression& e, const Batch& batch) {
    const Deeper deeper(*this);
    const std::size_t rows = batch.rows;
    Vector out(rows);
    const auto fill = [&](Cell cell) {
        for (std::size_t i = 0; i < rows; ++i) out.set(i, cell);
    };
    switch (e.kind) {
        case ExpressionKind::literal: fill(e.type.kind == TypeKind::text ? facts.texts.intern(e.text) : e.cell); return out;
        case ExpressionKind::individual:
            if (const auto cell = facts.find(e.type.entity(), e.text)) fill(*cell);
            return out;
        case ExpressionKind::variable: {
            CREDENCE_CHECK(batch.is_bound(e.variable));
            const auto& slot = batch.slots[e.variable.index()];
            for (std::size_t i = 0; i < rows; ++i) {
                if (slot[i] != check::no_cell) out.set(i, slot[i]);
            }
            return out;
        }
        case ExpressionKind::parameter:
            fill(e.type.kind == TypeKind::text ? facts.texts.intern(settings.texts[e.index]) : settings.parameters[e.index]);
            return out;
        case ExpressionKind::today: fill(facts.as_of.code()); return out;
        case ExpressionKind::attribute: return attribute_values(e, batch);
        case ExpressionKind::aggregate: return aggregate(e, batch);
        default: break;
    }

    std::vector<Vector> operands;
    for (const auto& operand : e.operands) operands.push_back(value(operand, batch));
    if (e.kind == ExpressionKind::define) return define_values(check::DefineId{e.index}, operands, rows);

    const bool numeric = e.type.kind == TypeKind::number;
    const bool spread =
        numeric && std::any_of(operands.begin(), operands.end(), [](const Vector& v) { return !v.spreads.empty(); });
    if (spread) out.spreads.resize(rows);
    if (e.kind == ExpressionKind::range) {
        std::vector<Cell> subjects;
        for (std::size_t i = 0; i < rows; ++i) {
            if (operands[0].known(i)) subjects.push_back(operands[0].cells[i]);
        }
        compute_ranges(check::RangeId{e.index}, subjects);
    }
    if (e.kind == ExpressionKind::pointers || e.kind == ExpressionKind::implied_pointers || e.kind == ExpressionKind::band) {
        std::vector<Cell> subjects;
        for (std::size_t i = 0; i < rows; ++i) {
            if (operands[0].known(i)) subjects.push_back(operands[0].cells[i]);
        }
        compute_pointers(check::QuestionId{e.index}, subjects);
    }

    for (std::size_t i = 0; i < rows; ++i) {
        if (spread) {
            std::optional<Spread> result = spread_of(operands[0], i);
            Known worst = operands[0].states[i];
            for (std::size_t k = 1; k < operands.size(); ++k) {
                const auto next = spread_of(operands[k], i);
                worst = worse(worst, operands[k].states[i]);
                if (e.kind == ExpressionKind::round) continue;
                const bool over_zero = e.kind == ExpressionKind::divide && next && next->least < 0 && next->greatest > 0;
                result = result && next && !over_zero ? std::optional(combine(e, *result, *next)) : std::nullopt;
            }
            if (result && e.kind == ExpressionKind::negate)
                result = Spread{-result->greatest, -result->middle, -result->least, result->ignorance};
            if (result && e.kind == ExpressionKind::absolute) result = absolute(*result);
            if (result && e.kind == ExpressionKind::round) {
                const auto digits = rounding_digits(e, operands, i);
                result = digits ? std::optional(Spread{rounded(result->least, *digits), rounded(result->middle, *digits),
                                                       rounded(result->greatest, *digits), result->ignorance})
                                : std::nullopt;
            }
            out.spreads[i] = result;
            out.states[i] = worst == Known::disputed ? Known::disputed : Known::unknown;
            if (worst != Known::known) {
                if (result && result->least == result->greatest) out.set(i, result->least);  // whichever was observed
                continue;
            }
        }
        Known worst = Known::known;
        for (const auto& operand : operands) worst = worse(worst, operand.states[i]);
        if (e.kind == ExpressionKind::clip && std::any_of(operands.begin(), operands.end(), [&](const Vector& v) {
                return v.known(i) && v.cells[i] == check::empty_range;
            })) {
            out.set(i, check::empty_range);  // whatever the other is
            continue;
        }
        if (worst != Known::known) {
            out.states[i] = worst;
            continue;
        }
        const auto cell = [&](std::size_t k) { return operands[k].cells[i]; };
        switch (e.kind) {
            case ExpressionKind::range: out.set(i, range(check::RangeId{e.index}, cell(0)).value()); break;
            case ExpressionKind::pointers:
                out.set(i, whole(pointers(check::QuestionId{e.index}, cell(0)).stated[e.upper ? 1 : 0]));
                break;
            case ExpressionKind::implied_pointers:
                out.set(i, whole(pointers(check::QuestionId{e.index}, cell(0)).implied[e.upper ? 1 : 0]));
                break;
            case ExpressionKind::band: {
                const auto& found = pointers(check::QuestionId{e.index}, cell(0));
                if (found.any()) out.set(i, band_at(*rulebase.questions[e.index].bands, found.evidence));
                break;
            }
            case ExpressionKind::negate: out.set(i, -cell(0)); break;
            case ExpressionKind::add:
            case ExpressionKind::subtract:
            case ExpressionKind::multiply:
            case ExpressionKind::divide:
            case ExpressionKind::minimum:
            case ExpressionKind::maximum: {
                Cell result = cell(0);
                for (std::size_t k = 1; k < operands.size(); ++k) result = arithmetic(e, result, cell(k));
                out.set(i, result);
                break;
            }
            case ExpressionKind::up:
            case ExpressionKind::down: {
                const Cell by = steps(e, cell(1));
                const auto last = static_cast<Cell>(domain_size(e.type)) - 1;
                const Cell moved = std::clamp<Cell>(by, -last, last);
                out.set(i, std::clamp<Cell>(e.kind == ExpressionKind::up ? cell(0) + moved : cell(0) - moved, 0, last));
                break;
            }
            case ExpressionKind::make_range:
                out.set(i, cell(0) > cell(1) ? check::empty_range : check::pack_range(cell(0), cell(1)));
                break;
            case ExpressionKind::absolute: out.set(i, cell(0) < 0 ? -cell(0) : cell(0)); break;
            case ExpressionKind::round: out.set(i, rounded(cell(0), *rounding_digits(e, operands, i))); break;
            case ExpressionKind::years:
                out.set(i, years_between(Date::from_code(cell(0)), Date::from_code(cell(1))).raw());
                break;
            case ExpressionKind::clip: out.set(i, clip(cell(0), cell(1))); break;
            case ExpressionKind::distance:
                if (cell(0) != check::empty_range && cell(1) != check::empty_range)
                    out.set(i, whole(distance(cell(0), cell(1))));
                break;
            case ExpressionKind::width:
                if (cell(0) != check::empty_range) out.set(i, whole(check::highest_of(cell(0)) - check::lowest_of(cell(0))));
                break;
            case ExpressionKind::lowest:
                if (cell(0) != check::empty_range) out.set(i, check::lowest_of(cell(0)));
                break;
            case ExpressionKind::highest:
                if (cell(0) != check::empty_range) out.set(i, check::highest_of(cell(0)));
                break;
            default: CREDENCE_CHECK(false && "an expression that is handled above");
        }
    }
    return out;
}

}  // namespace credence::engine
