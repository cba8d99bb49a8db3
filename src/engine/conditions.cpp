// The truth of conditions over batches (semantics.md, "Truth").
#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {
namespace {

using check::Comparison;
using check::ConditionKind;
using check::DeclarationKind;
using check::ExpressionKind;
using check::TypeKind;

/// What of a value is compared: of a date its first day, however it was written.
Cell comparable(TypeKind type, Cell cell) { return type == TypeKind::date ? Date::from_code(cell).first : cell; }

bool holds(Comparison comparison, TypeKind type, Cell left, Cell right) {
    const Cell a = comparable(type, left);
    const Cell b = comparable(type, right);
    switch (comparison) {
        case Comparison::equal: return a == b;
        case Comparison::not_equal: return a != b;
        case Comparison::within:
            if (type != TypeKind::range || a == check::empty_range || b == check::empty_range) return false;
            return check::lowest_of(b) <= check::lowest_of(a) && check::highest_of(a) <= check::highest_of(b);
        case Comparison::overlaps:
            if (type != TypeKind::range || a == check::empty_range || b == check::empty_range) return false;
            return check::lowest_of(a) <= check::highest_of(b) && check::lowest_of(b) <= check::highest_of(a);
        case Comparison::less: return a < b;
        case Comparison::less_equal: return a <= b;
        case Comparison::greater: return a > b;
        case Comparison::greater_equal: return a >= b;
    }
    return false;
}

bool is_attribute(const Expression& e) { return e.kind == ExpressionKind::attribute; }

bool spreads(const Vector& v, std::size_t row) { return !v.spreads.empty() && v.spreads[row].has_value(); }

/// All observed values meet it, none does, or some: with m(?) the larger ignorance of the two sides.
Truth from_values(bool all, bool none, std::int64_t ignorance_18, bool is_disputed) {
    if (!all && !none) return is_disputed ? dispute : ignorance;
    constexpr std::int64_t unit = Summary::whole / Truth::one;
    const auto doubt = static_cast<std::int16_t>((ignorance_18 + unit - 1) / unit);
    return all ? Truth{static_cast<std::int16_t>(Truth::one - doubt), Truth::one, false} : Truth{0, doubt, false};
}

}  // namespace

std::vector<Truth> Evaluator::truth(const Condition& condition, const Batch& batch) {
    const auto rows = alike(condition, batch);
    if (!rows) return truth_of_each(condition, batch);
    return by_kind(truth_of_each(condition, batch.select(rows->firsts)), rows->kind_of);
}

std::vector<Truth> Evaluator::truth_of_each(const Condition& condition, const Batch& batch) {
    const Deeper deeper(*this);
    std::vector<Truth> out(batch.rows, certain);
    switch (condition.kind) {
        case ConditionKind::always:
        case ConditionKind::instance: return out;
        case ConditionKind::relation:
        case ConditionKind::observed:
        case ConditionKind::exists: {
            out.assign(batch.rows, impossible);
            join(condition, batch, {}, [&](Rows& rows) {
                for (std::size_t i = 0; i < rows.truth.size(); ++i)
                    out[rows.origin[i]] = either(out[rows.origin[i]], rows.truth[i]);
            });
            for (auto& t : out) t = closed(t);
            return out;
        }
        case ConditionKind::compare:
        case ConditionKind::in:
        case ConditionKind::between:
        case ConditionKind::truth: {
            out = compare(condition, batch);
            for (auto& t : out) t = closed(t);
            return out;
        }
        case ConditionKind::named: {
            std::vector<Vector> arguments;
            for (const auto& e : condition.expressions) arguments.push_back(value(e, batch));
            return define_truths(check::DefineId{condition.index}, arguments, batch.rows);
        }
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed: return known(condition, batch);
        case ConditionKind::conflict: {
            const auto& e = condition.expressions.front();
            const Vector subjects = value(e.operands.front(), batch);
            for (std::size_t i = 0; i < batch.rows; ++i) {
                if (!subjects.known(i)) {
                    out[i] = closed(unvalued(subjects.states[i]));
                } else {
                    out[i] = range(check::RangeId{e.index}, subjects.cells[i]).conflict ? certain : impossible;
                }
            }
            return out;
        }
        case ConditionKind::applies: {
            const auto& clauses = rulebase.clauses_of(condition.target);
            Batch arguments;
            arguments.rows = batch.rows;
            std::vector<Truth> open(batch.rows, certain);
            for (std::size_t v = 0; v < condition.expressions.size(); ++v) {
                Vector argument = value(condition.expressions[v], batch);
                for (std::size_t i = 0; i < batch.rows; ++i) {
                    if (!argument.known(i)) open[i] = unvalued(argument.states[i]);
                    // Any value will do where the argument is unknown: the result is then left open.
                    if (!argument.known(i)) argument.cells[i] = check::no_cell;
                }
                arguments.bind(VariableId{v}) = std::move(argument.cells);
            }
            out = applies(clauses, arguments);
            for (std::size_t i = 0; i < batch.rows; ++i) {
                if (open[i] != certain) out[i] = closed(open[i]);
            }
            return out;
        }
        case ConditionKind::surely: return supposing(false, condition.operands.front(), batch);
        case ConditionKind::possibly: return supposing(true, condition.operands.front(), batch);
        case ConditionKind::settled:
            for (std::size_t i = 0; i < batch.rows; ++i)
                out[i] = settled(condition.expressions.front(), batch.binding(i)) ? certain : impossible;
            return out;
        case ConditionKind::conjunction: {
            // Rows that a part rules out need not be looked at again: a division by zero behind it is no error.
            std::vector<std::uint32_t> live(batch.rows);
            for (std::uint32_t i = 0; i < batch.rows; ++i) live[i] = i;
            for (const auto& operand : condition.operands) {
                if (live.empty()) break;
                const bool all = live.size() == batch.rows;
                const auto part = all ? truth(operand, batch) : truth(operand, batch.select(live));
                std::vector<std::uint32_t> still;
                for (std::size_t k = 0; k < live.size(); ++k) {
                    out[live[k]] = both(out[live[k]], part[k]);
                    if (out[live[k]].plausibility > 0) still.push_back(live[k]);
                }
                live = std::move(still);
            }
            for (auto& t : out) t = closed(t);
            return out;
        }
        case ConditionKind::disjunction: {
            out.assign(batch.rows, impossible);
            for (const auto& operand : condition.operands) {
                const auto part = truth(operand, batch);
                for (std::size_t i = 0; i < batch.rows; ++i) out[i] = either(out[i], part[i]);
            }
            for (auto& t : out) t = closed(t);
            return out;
        }
        case ConditionKind::negation: {
            if (supposed_) supposed_ = !*supposed_;
            out = truth(condition.operands.front(), batch);
            if (supposed_) supposed_ = !*supposed_;
            for (auto& t : out) t = negated(t);
            return out;
        }
    }
    return out;
}

/// Met with every comparison on an unobserved attribute at its best or at its worst.
std::vector<Truth> Evaluator::supposing(bool best, const Condition& condition, const Batch& batch) {
    supposed_ = best;
    auto out = truth(condition, batch);
    supposed_.reset();  // none stands below another
    for (auto& t : out) t = state(t) == State::met ? certain : impossible;
    return out;
}

std::vector<Truth> Evaluator::applies(const check::Clauses& clauses, const Batch& batch) {
    if (!in_force(clauses)) return std::vector<Truth>(batch.rows, impossible);
    return truth(clauses.body, batch);
}

bool Evaluator::is_left_out(LeftOut what) const {
    return std::find(settings.left_out.begin(), settings.left_out.end(), what) != settings.left_out.end();
}

bool Evaluator::in_force(const check::Clauses& clauses) {
    if (!clauses.only_if) return true;
    const auto [at, added] = in_force_.try_emplace(&clauses, false);
    if (added) {
        Batch one;
        one.rows = 1;
        at->second = state(truth(*clauses.only_if, one).front()) == State::met;
    }
    return at->second;
}

/// A comparison of one attribute with values that are certain: the parts of belief that meet it.
std::vector<Truth> Evaluator::compare_attribute(
    const Expression& attribute, const Batch& batch,
    const std::function<std::optional<bool>(std::size_t row, Cell value)>& holds_for,
    const std::function<Truth(std::size_t row)>& open_at) {
    const Vector subjects = value(attribute.operands.front(), batch);
    std::vector<Truth> out(batch.rows);
    for (std::size_t i = 0; i < batch.rows; ++i) {
        if (!subjects.known(i)) {
            out[i] = subjects.states[i] == Known::disputed ? dispute : open_at(i);
            continue;
        }
        const auto& s = summary(check::AttributeId{attribute.index}, subjects.cells[i]);
        if (s.shares.empty()) {
            out[i] = open_at(i);
            continue;
        }
        std::int64_t weight = 0;
        std::size_t met = 0;
        bool open = false;
        for (const auto& share : s.shares) {
            const auto meets = holds_for(i, share.value);
            open = open || !meets;
            if (meets.value_or(false)) {
                weight += share.weight;
                ++met;
            }
        }
        if (open) {
            out[i] = open_at(i);
        } else if (s.state == Known::disputed && met != 0 && met != s.shares.size()) {
            out[i] = dispute;
        } else {
            out[i] = s.truth(weight);
        }
    }
    return out;
}

std::vector<Truth> Evaluator::compare_spreads(const Condition& condition, const Batch& batch, const Vector& left,
                                              const Vector& right) {
    struct Side {
        std::vector<Cell> values;
        std::int64_t ignorance = 0;
        bool disputed = false;
        bool ends_only = false;  // a spread: what was observed lies between its ends
    };
    constexpr std::int64_t unit = Summary::whole / Truth::one;
    std::array<Vector, 2> subjects;
    for (const std::size_t k : {0U, 1U}) {
        if (is_attribute(condition.expressions[k])) subjects[k] = value(condition.expressions[k].operands.front(), batch);
    }
    const auto side = [&](std::size_t k, const Vector& v, std::size_t i) {
        Side out;
        if (is_attribute(condition.expressions[k])) {
            if (subjects[k].known(i)) {
                const auto& s = summary(check::AttributeId{condition.expressions[k].index}, subjects[k].cells[i]);
                for (const auto& share : s.shares) out.values.push_back(share.value);
                out.ignorance = s.ignorance;
                out.disputed = s.state == Known::disputed;
            } else {
                out.disputed = subjects[k].states[i] == Known::disputed;
            }
            return out;
        }
        out.disputed = v.states[i] == Known::disputed;
        if (spreads(v, i)) {
            out.values = {v.spreads[i]->least, v.spreads[i]->greatest};
            out.ignorance = v.spreads[i]->ignorance * unit;
            out.ends_only = out.values[0] != out.values[1];
        } else if (v.known(i)) {
            out.values = {v.cells[i]};
        }
        return out;
    };
    const auto type = condition.expressions.front().type.kind;
    std::vector<Truth> out(batch.rows);
    for (std::size_t i = 0; i < batch.rows; ++i) {
        const Side a = side(0, left, i);
        const Side b = side(1, right, i);
        if (a.values.empty() || b.values.empty()) {
            const bool disputed = (a.values.empty() && a.disputed) || (b.values.empty() && b.disputed);
            out[i] = left_open(disputed ? Known::disputed : Known::unknown);
            continue;
        }
        bool all = true;
        bool none = true;
        for (const Cell x : a.values) {
            for (const Cell y : b.values) {
                const bool meets = holds(condition.comparison, type, x, y);
                all = all && meets;
                none = none && !meets;
            }
        }
        const auto [least_a, greatest_a] = std::minmax_element(a.values.begin(), a.values.end());
        const auto [least_b, greatest_b] = std::minmax_element(b.values.begin(), b.values.end());
        const bool may_be_equal = *least_a <= *greatest_b && *least_b <= *greatest_a;
        if ((a.ends_only || b.ends_only) && may_be_equal &&
            (condition.comparison == Comparison::equal || condition.comparison == Comparison::not_equal)) {
            all = none = false;
        }
        out[i] = from_values(all, none, std::max(a.ignorance, b.ignorance), a.disputed || b.disputed);
    }
    return out;
}

/// `between` and `in` of a number that was worked out from attributes: all that lies between its ends meets it, none does, or some.
Truth Evaluator::contains_spread(const Condition& condition, const std::vector<Vector>& values, std::size_t row) const {
    const auto& s = *values[0].spreads[row];
    bool all = false;
    bool none = true;
    if (condition.kind == ConditionKind::between) {
        const Cell low = values[1].cells[row];
        const Cell high = values[2].cells[row];
        all = low <= s.least && s.greatest <= high;
        none = s.greatest < low || high < s.least;
    } else {
        for (std::size_t k = 1; k < values.size(); ++k)
            none = none && (values[k].cells[row] < s.least || s.greatest < values[k].cells[row]);
        all = !none && s.least == s.greatest;
    }
    constexpr std::int64_t unit = Summary::whole / Truth::one;
    return from_values(all, none, s.ignorance * unit, values[0].states[row] == Known::disputed);
}

std::vector<Truth> Evaluator::compare(const Condition& condition, const Batch& batch) {
    std::vector<Vector> values;
    for (const auto& e : condition.expressions) values.push_back(value(e, batch));
    const auto type = condition.expressions.front().type.kind;
    const bool two_sided = condition.kind == ConditionKind::compare;

    // Whether it holds with `subject` in place of the expression at `position`; nothing where another side has no value.
    const auto holds_with = [&](std::size_t i, std::size_t position, Cell subject) -> std::optional<bool> {
        for (std::size_t k = 0; k < values.size(); ++k) {
            if (k != position && !values[k].known(i)) return {};
        }
        const auto cell = [&](std::size_t k) { return comparable(type, k == position ? subject : values[k].cells[i]); };
        switch (condition.kind) {
            case ConditionKind::compare:
                return holds(condition.comparison, type, position == 0 ? subject : values[0].cells[i],
                             position == 1 ? subject : values[1].cells[i]);
            case ConditionKind::between: return cell(1) <= cell(0) && cell(0) <= cell(2);
            case ConditionKind::in:
                for (std::size_t k = 1; k < values.size(); ++k) {
                    if (cell(k) == cell(0)) return true;
                }
                return false;
            default: return cell(0) != 0;
        }
    };

    // Open, because a side other than the one at `position` has no value.
    const auto open_beside = [&](std::size_t i, std::size_t position) {
        bool disputed = false;
        for (std::size_t k = 0; k < values.size(); ++k)
            disputed = disputed || (k != position && values[k].states[i] == Known::disputed);
        return left_open(disputed ? Known::disputed : Known::unknown);
    };

    // Of `between` and `in` the first side is compared; the others stand as arguments.
    std::size_t attributes = 0;
    std::size_t position = 0;
    for (std::size_t k = 0; k < (two_sided ? 2 : 1); ++k) {
        if (!is_attribute(condition.expressions[k])) continue;
        ++attributes;
        position = k;
    }
    std::vector<Truth> out(batch.rows);
    if (attributes == 1 && (!two_sided || values[1 - position].spreads.empty())) {
        out = compare_attribute(
            condition.expressions[position], batch, [&](std::size_t i, Cell v) { return holds_with(i, position, v); },
            [&](std::size_t i) { return open_beside(i, position); });
    } else if (two_sided && (attributes > 0 || !values[0].spreads.empty() || !values[1].spreads.empty())) {
        out = compare_spreads(condition, batch, values[0], values[1]);
    } else {
        for (std::size_t i = 0; i < batch.rows; ++i) {
            const bool others = std::all_of(values.begin() + 1, values.end(), [&](const Vector& v) { return v.known(i); });
            if (others && spreads(values[0], i)) {
                out[i] = contains_spread(condition, values, i);
            } else if (others && values[0].known(i)) {
                out[i] = *holds_with(i, 0, values[0].cells[i]) ? certain : impossible;
            } else {
                out[i] = values[0].known(i) ? open_beside(i, 0) : open_beside(i, values.size());
            }
        }
    }
    const bool of_ranges =
        two_sided && (condition.comparison == Comparison::within || condition.comparison == Comparison::overlaps);
    for (std::size_t i = 0; of_ranges && i < batch.rows;
         ++i) {  // beside an empty range neither is met, whatever the other side is
        const auto is_empty = [i](const Vector& v) { return v.known(i) && v.cells[i] == check::empty_range; };
        if (std::any_of(values.begin(), values.end(), is_empty)) out[i] = impossible;
    }
    return out;
}

std::vector<Truth> Evaluator::known(const Condition& condition, const Batch& batch) {
    const Inside inside(*this, Inside::Asking{});
    std::vector<Truth> out(batch.rows, impossible);
    const auto answer = [&](std::size_t i, Known state) {
        const bool yes = condition.kind == ConditionKind::known     ? state != Known::unknown
                         : condition.kind == ConditionKind::unknown ? state == Known::unknown
                                                                    : state == Known::disputed;
        out[i] = yes ? certain : impossible;
    };
    // Without a value it is unknown, also where a dispute is why.
    const auto answer_without_value = [&](std::size_t i, Known state) {
        out[i] =
            condition.kind == ConditionKind::unknown || (condition.kind == ConditionKind::disputed && state == Known::disputed)
                ? certain
                : impossible;
    };
    if (!condition.operands.empty()) {  // a named condition is known where it is decided
        const auto truths = truth(condition.operands.front(), batch);
        for (std::size_t i = 0; i < batch.rows; ++i) {
            const State s = state(truths[i]);
            if (s == State::met || s == State::not_met) {
                answer(i, Known::known);
            } else {
                answer_without_value(i, s == State::disputed ? Known::disputed : Known::unknown);
            }
        }
        return out;
    }
    const auto& e = condition.expressions.front();
    if (is_attribute(e)) {
        const Vector subjects = value(e.operands.front(), batch);
        for (std::size_t i = 0; i < batch.rows; ++i) {
            if (subjects.known(i)) {
                const auto found = summary(check::AttributeId{e.index}, subjects.cells[i]).state;
                answer(i, found);
                if (supposed_ && found == Known::unknown) out[i] = left_open(found);  // it may turn out to be observed
            } else if (supposed_ && subjects.states[i] != Known::disputed) {
                out[i] = left_open(Known::unknown);
            } else {
                answer_without_value(i, subjects.states[i]);
            }
        }
        return out;
    }
    const Vector values = value(e, batch);
    for (std::size_t i = 0; i < batch.rows; ++i) {
        if (values.known(i)) {
            answer(i, Known::known);
        } else {
            answer_without_value(i, values.states[i]);
        }
    }
    return out;
}

}  // namespace credence::engine
