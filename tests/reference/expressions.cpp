// Values of expressions: arithmetic on triples, ranges, aggregates.
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "check/print.hpp"
#include "reference/reference.hpp"

namespace credence::reference {
namespace {

using check::AggregateFunction;
using check::empty_range;
using check::ExpressionKind;
using check::highest_of;
using check::lowest_of;
using check::pack_range;
using check::TypeKind;
using Triple = Value::Triple;

Value one_value(Cell cell) { return {cell, {}, false, 0}; }
Value number(std::int64_t whole_number) { return one_value(Decimal::from_integer(whole_number).value().raw()); }

/// The value that stands for several, as far as doubt goes.
Value doubt_of(const std::vector<Value>& values) {
    Value out;
    for (const auto& v : values) {
        out.disputed = out.disputed || v.disputed;
        out.ignorance = std::max(out.ignorance, v.ignorance);
    }
    return out;
}

Triple triple_of(const Value& v) { return v.triple ? *v.triple : Triple{*v.cell, *v.cell, *v.cell}; }

Value with(Value doubt, Triple t) {
    doubt.cell.reset();
    doubt.triple.reset();
    if (t.least == t.greatest)
        doubt.cell = t.least;
    else
        doubt.triple = t;
    return doubt;
}

Cell made(std::optional<Decimal> result, const char* what) {
    if (!result) throw Failed(what);
    return result->raw();
}

Cell calculated(ExpressionKind kind, Cell left, Cell right) {
    const auto a = Decimal::from_raw(left);
    const auto b = Decimal::from_raw(right);
    switch (kind) {
        case ExpressionKind::add: return made(add(a, b), "overflow");
        case ExpressionKind::subtract: return made(subtract(a, b), "overflow");
        case ExpressionKind::multiply: return made(multiply(a, b), "overflow");
        case ExpressionKind::divide: return made(divide(a, b), "division by zero, or overflow");
        case ExpressionKind::minimum: return std::min(left, right);
        default: return std::max(left, right);
    }
}

/// The least and greatest result lie at corners; the middle is that of the middles.
Triple calculated(ExpressionKind kind, Triple a, Triple b) {
    std::array<Cell, 4> corners{};
    std::size_t n = 0;
    for (const Cell x : {a.least, a.greatest}) {
        for (const Cell y : {b.least, b.greatest}) corners[n++] = calculated(kind, x, y);
    }
    const auto [least, greatest] = std::minmax_element(corners.begin(), corners.end());
    return {*least, calculated(kind, a.middle, b.middle), *greatest};
}

/// Half to even, to so many digits.
Cell rounded(Cell value, Cell digits) {
    const auto text = Decimal::from_raw(value).text(static_cast<int>(digits / Decimal::scale));
    return Decimal::parse(text).value().raw();
}

Cell nearest(Cell permitted, Cell end) { return std::clamp(end, lowest_of(permitted), highest_of(permitted)); }

Value of_attribute(const Summary& s, TypeKind type) {
    Value v{s.one_value(), {}, s.disputed, s.ignorance};
    if (type != TypeKind::number || s.weights.size() < 2) return v;
    std::int64_t total = 0, below = 0;
    for (const auto& [cell, weight] : s.weights) total += weight;
    for (const auto& [cell, weight] : s.weights) {
        below += weight;
        if (2 * below < total) continue;
        v.triple = Triple{s.weights.begin()->first, cell, s.weights.rbegin()->first};
        break;
    }
    return v;
}

}  // namespace

Value Reference::value(const Expression& e, const Binding& binding) {
    switch (e.kind) {
        case ExpressionKind::literal: return one_value(e.type.kind == TypeKind::text ? text_cell(e.text) : e.cell);
        case ExpressionKind::individual: {
            const auto& all = facts_.individuals[e.type.index];
            const auto at = std::find_if(all.begin(), all.end(), [&](const auto& i) { return i.id == e.text; });
            if (at == all.end()) throw Failed("no individual has the id " + e.text);
            return one_value(at - all.begin());
        }
        case ExpressionKind::variable: return binding.at(e.variable);
        case ExpressionKind::parameter:
            return one_value(e.type.kind == TypeKind::text ? text_cell(texts_[e.index]) : parameters_[e.index]);
        case ExpressionKind::today: return one_value(facts_.as_of.code());
        case ExpressionKind::aggregate: return aggregate(e, binding);
        default: break;
    }
    std::vector<Value> operands;
    for (const auto& operand : e.operands) operands.push_back(value(operand, binding));
    Value unknown;
    unknown.disputed = doubt_of(operands).disputed;
    const bool cells = std::all_of(operands.begin(), operands.end(), [](const Value& v) { return v.cell.has_value(); });
    switch (e.kind) {
        case ExpressionKind::attribute:
            return cells ? of_attribute(summary(check::AttributeId{e.index}, *operands[0].cell), e.type.kind) : unknown;
        case ExpressionKind::define: {
            if (!cells) return unknown;
            std::vector<Cell> arguments;
            for (const auto& v : operands) arguments.push_back(*v.cell);
            return define(check::DefineId{e.index}, arguments).value;
        }
        case ExpressionKind::range:
            return cells ? one_value(range(check::RangeId{e.index}, *operands[0].cell).value()) : unknown;
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers: {
            if (!cells) return unknown;
            const auto [lower, upper] =
                pointers(check::QuestionId{e.index}, *operands[0].cell, e.kind == ExpressionKind::implied_pointers);
            return number(static_cast<std::int64_t>(e.upper ? upper : lower));
        }
        case ExpressionKind::band: {
            if (!cells) return unknown;
            const auto found = band(check::QuestionId{e.index}, *operands[0].cell);
            return found ? one_value(*found) : unknown;
        }
        case ExpressionKind::make_range:
        case ExpressionKind::clip:
        case ExpressionKind::distance:
        case ExpressionKind::width:
        case ExpressionKind::lowest:
        case ExpressionKind::highest: return on_ranges(e, operands);
        case ExpressionKind::up:
        case ExpressionKind::down: {
            if (!cells) return unknown;
            if (*operands[1].cell % Decimal::scale != 0) throw Failed("no whole number of steps");
            const Cell steps = *operands[1].cell / Decimal::scale * (e.kind == ExpressionKind::up ? 1 : -1);
            const auto last = static_cast<Cell>(rulebase_.scales[e.type.index].values.size()) - 1;
            return one_value(std::clamp(*operands[0].cell + steps, Cell{0}, last));
        }
        case ExpressionKind::years:
            if (!cells) return unknown;
            return one_value(years_between(Date::from_code(*operands[0].cell), Date::from_code(*operands[1].cell)).raw());
        default: break;
    }
    const bool known = std::all_of(operands.begin(), operands.end(), [](const Value& v) { return v.known(); });
    return known ? arithmetic(e, operands) : unknown;
}

Value Reference::arithmetic(const Expression& e, const std::vector<Value>& operands) const {
    const Value doubt = doubt_of(operands);
    Triple t = triple_of(operands[0]);
    switch (e.kind) {
        case ExpressionKind::negate: return with(doubt, {-t.greatest, -t.middle, -t.least});
        case ExpressionKind::absolute: {
            const Cell a = std::abs(t.least), b = std::abs(t.greatest);
            const bool over_zero = t.least <= 0 && t.greatest >= 0;
            return with(doubt, {over_zero ? 0 : std::min(a, b), std::abs(t.middle), std::max(a, b)});
        }
        case ExpressionKind::round: {
            const Cell digits = operands.size() > 1 ? operands[1].cell.value() : 0;
            return with(doubt, {rounded(t.least, digits), rounded(t.middle, digits), rounded(t.greatest, digits)});
        }
        default: break;
    }
    if (e.kind == ExpressionKind::divide) {
        const Triple by = triple_of(operands[1]);
        if (by.least < 0 && by.greatest > 0) return {{}, {}, doubt.disputed, 0};
    }
    for (std::size_t i = 1; i < operands.size(); ++i) t = calculated(e.kind, t, triple_of(operands[i]));
    return with(doubt, t);
}

Value Reference::on_ranges(const Expression& e, const std::vector<Value>& operands) const {
    const Value unknown{{}, {}, doubt_of(operands).disputed, 0};
    const auto is_empty = [](const Value& v) { return v.cell && *v.cell == empty_range; };
    if (e.kind == ExpressionKind::clip && (is_empty(operands[0]) || is_empty(operands[1]))) return one_value(empty_range);
    for (const auto& v : operands) {
        if (!v.cell) return unknown;
    }
    if (e.kind != ExpressionKind::make_range && std::any_of(operands.begin(), operands.end(), is_empty)) return Value{};
    const Cell a = *operands[0].cell;
    const Cell b = operands.size() > 1 ? *operands[1].cell : 0;
    switch (e.kind) {
        case ExpressionKind::make_range: return one_value(a <= b ? pack_range(a, b) : empty_range);
        case ExpressionKind::clip: return one_value(pack_range(nearest(b, lowest_of(a)), nearest(b, highest_of(a))));
        case ExpressionKind::distance:
            return number(std::max({Cell{0}, lowest_of(a) - highest_of(b), lowest_of(b) - highest_of(a)}));
        case ExpressionKind::width: return number(highest_of(a) - lowest_of(a));
        case ExpressionKind::lowest: return one_value(lowest_of(a));
        default: return one_value(highest_of(a));
    }
}

Value Reference::aggregate(const Expression& e, const Binding& binding) {
    const Inside inside(*this);
    const auto& condition = e.condition[0];
    std::vector<std::vector<Cell>> of;  // a tuple that is met: the values of the operands
    each(condition, typed(condition, e.variables), binding, [&](const Binding& b) {
        for (const auto& [key, t] : tuples(condition, b)) {
            if (state(t) != State::met) continue;
            std::vector<Cell> cells;
            for (const auto& operand : e.operands) {
                if (const auto cell = value(operand, b).cell) cells.push_back(*cell);
            }
            if (cells.size() == e.operands.size()) of.push_back(std::move(cells));
        }
    });
    const auto size = static_cast<std::int64_t>(of.size());
    std::vector<std::pair<std::int32_t, std::int32_t>> stretches;
    std::vector<Cell> firsts;
    for (const auto& cells : of) {
        if (!cells.empty()) firsts.push_back(cells[0]);
        if (e.function == AggregateFunction::duration) stretches.emplace_back(Date::from_code(cells[0]).first, Date::from_code(cells[1]).last());
    }
    std::sort(firsts.begin(), firsts.end());
    Cell sum = 0;
    const bool adds = e.function == AggregateFunction::sum || e.function == AggregateFunction::average;
    for (const Cell cell : adds ? firsts : std::vector<Cell>{}) sum = calculated(ExpressionKind::add, sum, cell);
    switch (e.function) {
        case AggregateFunction::count:
            return number(e.operands.empty() ? size : std::unique(firsts.begin(), firsts.end()) - firsts.begin());
        case AggregateFunction::duration: return one_value(duration_years(stretches).raw());
        case AggregateFunction::sum: return one_value(sum);
        default: break;
    }
    if (of.empty()) return {};
    if (e.function == AggregateFunction::list) {
        std::vector<std::string> words;
        for (const auto& cells : of) words.push_back(word(e.operands[0].type, cells[0]));
        std::sort(words.begin(), words.end(), check::natural_less);
        return one_value(text_cell(fmt::format("{}", fmt::join(words, ", "))));
    }
    if (e.function == AggregateFunction::top) {
        std::map<Cell, Cell> greatest;
        for (const auto& cells : of) greatest[cells[0]] = std::max(cells[1], greatest.emplace(cells[0], cells[1]).first->second);
        std::vector<std::string> words;
        for (Cell left = of.front()[2]; left > 0 && !greatest.empty(); left -= Decimal::scale) {
            const auto key = [&](const auto& entry) { return std::pair(entry.second, word(e.operands[0].type, entry.first)); };
            auto best = greatest.begin();
            for (auto at = greatest.begin(); at != greatest.end(); ++at) {
                const auto a = key(*at), b = key(*best);
                if (a.first > b.first || (a.first == b.first && check::natural_less(a.second, b.second))) best = at;
            }
            words.push_back(key(*best).second);
            greatest.erase(best);
        }
        return one_value(text_cell(fmt::format("{}", fmt::join(words, ", "))));
    }
    if (e.function == AggregateFunction::average) return one_value(calculated(ExpressionKind::divide, sum, *number(size).cell));
    return one_value(e.function == AggregateFunction::min ? firsts.front() : firsts.back());
}

/// A value as a list of them prints it.
std::string Reference::word(check::Type type, Cell cell) const {
    if (type.kind == TypeKind::text) return facts_.texts[cell];
    if (type.kind != TypeKind::entity) return check::written(rulebase_, type, cell);
    const auto& individual = facts_.individuals[type.index][static_cast<std::size_t>(cell)];
    return individual.name.empty() ? individual.id : individual.name;
}

}  // namespace credence::reference
