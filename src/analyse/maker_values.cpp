// Values: what comparisons ask of attributes, defines, counts and ranges.
#include <algorithm>

#include "analyse/maker.hpp"
#include "base/date.hpp"

namespace credence::analyse {

using check::Cell;
using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::TypeKind;
using engine::Binding;

namespace {

bool compares(Comparison comparison, TypeKind type, Cell a, Cell b) {
    if (type == TypeKind::date) {  // by their days; the tests of a run are exact
        a = Date::from_code(a).first;
        b = Date::from_code(b).first;
    }
    switch (comparison) {
        case Comparison::equal: return a == b;
        case Comparison::not_equal: return a != b;
        case Comparison::less: return a < b;
        case Comparison::less_equal: return a <= b;
        case Comparison::greater: return a > b;
        case Comparison::greater_equal: return a >= b;
        case Comparison::within:
            return a >= 0 && b >= 0 && check::lowest_of(b) <= check::lowest_of(a) && check::highest_of(a) <= check::highest_of(b);
        case Comparison::overlaps:
            return a >= 0 && b >= 0 && check::lowest_of(a) <= check::highest_of(b) && check::lowest_of(b) <= check::highest_of(a);
    }
    return false;
}

Comparison mirrored(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return Comparison::greater;
        case Comparison::less_equal: return Comparison::greater_equal;
        case Comparison::greater: return Comparison::less;
        case Comparison::greater_equal: return Comparison::less_equal;
        default: return comparison;
    }
}

}  // namespace

Ways Maker::anything(const Condition& c, const Way& from) {
    Ways out{from};
    for (const auto& e : c.expressions) {
        Ways next;
        for (const auto& way : out) append(next, value(e, [](Cell) { return true; }, way), 32);
        if (!next.empty()) out = std::move(next);
    }
    return out;
}

Ways Maker::comparison(const Condition& c, Want want, const Way& from) {
    if (want == Want::open) {
        Ways out{from};  // what is not given is unknown
        for (const auto& e : c.expressions) append(out, disputed(e, from), most_ways);
        return out;
    }
    const bool yes = want == Want::met;
    Ways out;
    const auto type = c.expressions.front().type.kind;
    const auto remember = [&](std::optional<Cell> n) {
        if (n && type == TypeKind::number) numbers_ = {*n};
    };
    if (c.kind == ConditionKind::compare) {
        for (const std::size_t side : {0U, 1U}) {
            Way start = from;
            const auto& other_side = c.expressions[1 - side];
            const auto other = plain(other_side, start);
            const auto comparison = side == 0 ? c.comparison : mirrored(c.comparison);
            if (other) {
                remember(other);
                append(out, value(c.expressions[side], [&](Cell v) { return compares(comparison, type, v, *other) == yes; }, start),
                       most_ways);
            } else {  // try the other side's values one by one
                for (const Cell cell : candidates(other_side.type)) {
                    for (const auto& way : value(other_side, [&](Cell v) { return v == cell; }, from)) {
                        append(out, value(c.expressions[side], [&](Cell v) { return compares(comparison, type, v, cell) == yes; }, way),
                               most_ways);
                        break;
                    }
                    if (out.size() >= most_ways) break;
                }
            }
            if (!out.empty()) break;
        }
        return out.empty() ? anything(c, from) : out;
    }
    Way start = from;
    std::vector<Cell> others;
    for (std::size_t i = 1; i < c.expressions.size(); ++i) {
        const auto cell = plain(c.expressions[i], start);
        if (!cell) return anything(c, from);
        others.push_back(*cell);
        remember(cell);
    }
    const auto holds = [&](Cell v) {
        if (c.kind == ConditionKind::truth) return v != 0;
        if (c.kind == ConditionKind::between) return others[0] <= v && v <= others[1];
        return std::find(others.begin(), others.end(), v) != others.end();
    };
    return value(c.expressions.front(), [&](Cell v) { return holds(v) == yes; }, start);
}

Ways Maker::value(const Expression& e, const Test& test, const Way& from) {
    if (depth_ > deepest || !spend()) return {};
    ++depth_;
    Ways out;
    switch (e.kind) {
        case ExpressionKind::literal:
            if (e.type.kind != TypeKind::text && test(e.cell)) out = {from};
            break;
        case ExpressionKind::variable: {
            Way way = from;
            if (const auto cell = plain(e, way)) {
                if (test(*cell)) out = {std::move(way)};
                break;
            }
            for (const Cell cell : candidates(e.type)) {
                if (!test(cell)) continue;
                Way one = from;
                if (e.variable.index() >= one.binding.size()) one.binding.resize(e.variable.index() + 1, no_cell);
                one.binding[e.variable.index()] = cell;
                append(out, {std::move(one)}, 3);
            }
            break;
        }
        case ExpressionKind::parameter: {
            Way way = from;
            if (test(*plain(e, way))) {
                out = {std::move(way)};
                break;
            }
            for (const Cell cell : candidates(e.type)) {
                if (!test(cell) || out.size() >= 2) continue;
                Way one = from;
                if (!one.draft.set.try_emplace(check::ParameterId{e.index}, cell).second) break;
                out.push_back(std::move(one));
            }
            break;
        }
        case ExpressionKind::attribute: out = attribute(e, test, from); break;
        case ExpressionKind::define: out = define_value(e, test, from); break;
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers: out = pointers(e, test, from); break;
        case ExpressionKind::aggregate: out = aggregate(e, test, from); break;
        case ExpressionKind::range: out = boundaries(e, from); break;
        default: out = leaves(e, from); break;
    }
    --depth_;
    return out;
}

Ways Maker::attribute(const Expression& e, const Test& test, const Way& from) {
    Way start = from;
    const auto subject = plain(e.operands.front(), start);
    if (!subject) return {};
    const check::AttributeId id{e.index};
    if (rulebase_.attributes[e.index].derived) {
        Ways out;
        for (const auto& rule : rulebase_.rules) {
            if (rule.attribute != id) continue;
            Way inner = with_individuals(rule.clauses.variables, 0, start);
            if (rule.arguments[0].kind == ExpressionKind::variable) inner.binding[rule.arguments[0].variable.index()] = *subject;
            for (auto& way : clauses(rule.clauses, Want::met, inner)) {
                way.binding = start.binding;
                append(out, {std::move(way)}, most_ways);
            }
        }
        return out;
    }
    const auto key = std::pair(id, *subject);
    if (const auto at = start.draft.values.find(key); at != start.draft.values.end()) {
        return !at->second.against && test(at->second.cell) ? Ways{start} : Ways{};
    }
    Ways out;
    for (const Cell cell : candidates(e.type)) {
        if (!test(cell)) continue;
        Way one = start;
        one.draft.values[key].cell = cell;
        append(out, {std::move(one)}, 3);
    }
    return out;
}

Ways Maker::define_value(const Expression& e, const Test& test, const Way& from) {
    const auto& define = rulebase_.defines[e.index];
    Way start = from;
    auto given = arguments(e.operands, define.variables.size(), start);
    const auto after = start.binding;
    start.binding = std::move(given);
    Ways out;
    for (std::size_t i = 0; i < define.cases.size(); ++i) {
        const auto& one = define.cases[i];
        const bool plain_value = one.value.kind == ExpressionKind::literal;
        if (plain_value && !test(one.value.cell)) continue;
        Ways found = define.cases.size() == 1 && !one.when ? Ways{start} : one_case(define, i, start);
        for (auto& way : found) {
            if (plain_value) {
                append(out, {std::move(way)}, most_ways);
            } else {
                append(out, value(one.value, test, way), most_ways);
            }
        }
    }
    for (auto& way : out) way.binding = after;
    return out;
}

/// Of what is counted: nothing, once, or twice as much.
Ways Maker::aggregate(const Expression& e, const Test& test, const Way& from) {
    Ways out;
    const bool zero = e.function == check::AggregateFunction::count || e.function == check::AggregateFunction::sum ||
                      e.function == check::AggregateFunction::duration;
    if (zero && test(0)) out.push_back(from);
    Ways ways{from};
    for (int times = 0; times < 2; ++times) {
        Ways next;
        for (auto way : ways) {
            for (const auto v : e.variables) {
                if (v.index() >= way.binding.size()) way.binding.resize(v.index() + 1, no_cell);
                way.binding[v.index()] = no_cell;
            }
            append(next, condition(e.condition.front(), Want::met, way), most_ways);
        }
        append(out, next, most_ways);
        ways = std::move(next);
    }
    return out;
}

Ways Maker::pointers(const Expression& e, const Test& test, const Way& from) {
    Way start = from;
    const auto subject = plain(e.operands.front(), start);
    if (!subject) return {};
    Ways out;
    if (test(0)) return {start};
    for (const auto& proposition : rulebase_.propositions) {
        if (proposition.question.value != e.index || proposition.effect != check::Effect::leans || proposition.upper != e.upper) continue;
        if (proposition.implied_only != (e.kind == ExpressionKind::implied_pointers)) continue;
        Way inner = start;
        inner.binding.assign(proposition.clauses.variables.size(), no_cell);
        if (proposition.subject.kind == ExpressionKind::variable) inner.binding[proposition.subject.variable.index()] = *subject;
        for (auto& way : clauses(proposition.clauses, Want::met, inner)) {
            way.binding = start.binding;
            append(out, {std::move(way)}, 2 * most_ways);
        }
    }
    return out;
}

/// Every boundary of a range by itself, and each two.
Ways Maker::boundaries(const Expression& e, const Way& from) {
    Way start = from;
    const auto subject = plain(e.operands.front(), start);
    if (!subject) return {};
    const auto with = [&](const Way& way, check::BoundaryId id) {
        const auto& boundary = rulebase_.boundaries[id.index()];
        Way inner = way;
        inner.binding.assign(boundary.clauses.variables.size(), no_cell);
        if (boundary.subject.kind == ExpressionKind::variable) inner.binding[boundary.subject.variable.index()] = *subject;
        auto out = clauses(boundary.clauses, Want::met, inner);
        for (auto& one : out) one.binding = start.binding;
        if (out.size() > 1) out.resize(1);
        return out;
    };
    Ways out{start};
    const auto& ids = rulebase_.ranges[e.index].boundaries;
    Ways single;
    for (const auto id : ids) append(single, with(start, id), 64);
    append(out, single, 64);
    for (const auto& way : single) {
        for (const auto id : ids) append(out, with(way, id), 64);
    }
    return out;
}

/// A range that is computed with: the leaves take a few values.
Ways Maker::leaves(const Expression& e, const Way& from) {
    Ways out{from};
    for (const auto& operand : e.operands) {
        Ways next;
        for (const auto& way : out) append(next, value(operand, [](Cell) { return true; }, way), 64);
        if (!next.empty()) out = std::move(next);
    }
    return out;
}

}  // namespace credence::analyse
