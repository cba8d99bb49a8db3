#include "analyse/maker.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "check/dependencies.hpp"

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

Want opposite(Want want) { return want == Want::met ? Want::not_met : want == Want::not_met ? Want::met : Want::open; }

}  // namespace

void append(Ways& to, Ways more, std::size_t most) {
    for (auto& way : more) {
        if (to.size() >= most) return;
        to.push_back(std::move(way));
    }
}

bool Maker::spend() {
    if (effort_ == 0) return false;
    --effort_;
    return true;
}

Way Maker::with_individuals(const std::vector<check::Variable>& variables, std::uint32_t bound, Way from) const {
    from.binding.assign(variables.size(), no_cell);
    for (std::uint32_t v = 0; v < bound; ++v) {
        if (variables[v].type.kind != TypeKind::entity) continue;
        from.binding[v] = from.draft.add_individual(rulebase_, variables[v].type.entity());
    }
    return from;
}

Ways Maker::clauses(const check::Clauses& clauses, Want want, const Way& from) {
    if (!clauses.only_if) return condition(clauses.body, want, from);
    Ways out;
    for (const auto& way : condition(*clauses.only_if, Want::met, from)) append(out, condition(clauses.body, want, way), most_ways);
    return out;
}

Ways Maker::past_cases(const check::Define& define, std::size_t index, const Way& from) {
    Ways ways{from};
    for (std::size_t i = 0; i < index && !ways.empty(); ++i) {
        if (!define.cases[i].when) continue;
        Ways next;
        for (const auto& way : ways) append(next, condition(*define.cases[i].when, Want::not_met, way), most_ways);
        ways = std::move(next);
    }
    return ways;
}

Ways Maker::bound_by(const Condition& root, const Condition& part, const Way& from) {
    std::vector<Condition> beside;
    check::visit(
        root,
        [&](const Condition& c) {
            if (&c != &part && (c.kind == ConditionKind::relation || c.kind == ConditionKind::observed)) beside.push_back(c);
        },
        [](const Expression&) {});
    return beside.empty() ? Ways{} : all(beside, Want::met, from);
}

Ways Maker::one_case(const check::Define& define, std::size_t index, const Way& from) {
    const auto& wanted = define.cases[index];
    Ways out;
    if (wanted.when) {
        for (const auto& way : condition(*wanted.when, Want::met, from)) {
            append(out, {way}, 2 * most_ways);
            append(out, past_cases(define, index, way), 2 * most_ways);
        }
        return out;
    }
    if (wanted.if_unknown && !wanted.otherwise) {
        for (std::size_t i = 0; i < index; ++i) {
            if (define.cases[i].when) append(out, condition(*define.cases[i].when, Want::open, from), 2 * most_ways);
        }
        return out;
    }
    append(out, {from}, 2 * most_ways);
    append(out, past_cases(define, index, from), 2 * most_ways);
    return out;
}

Ways Maker::condition(const Condition& c, Want want, const Way& from) {
    if (depth_ > deepest || !spend()) return {};
    ++depth_;
    Ways out;
    switch (c.kind) {
        case ConditionKind::always:
            if (want == Want::met) out = {from};
            break;
        case ConditionKind::instance: out = {from}; break;
        case ConditionKind::conjunction:
            out = want == Want::met ? all(c.operands, Want::met, from) : one_of(c.operands, want, Want::met, from);
            break;
        case ConditionKind::disjunction:
            out = want == Want::not_met ? all(c.operands, Want::not_met, from) : one_of(c.operands, want, Want::not_met, from);
            break;
        case ConditionKind::negation: out = condition(c.operands.front(), opposite(want), from); break;
        case ConditionKind::exists: out = condition(c.operands.front(), want, from); break;
        case ConditionKind::relation: out = relation(c, want, from); break;
        case ConditionKind::observed: out = observed(c, want, from); break;
        case ConditionKind::compare:
        case ConditionKind::in:
        case ConditionKind::between:
        case ConditionKind::truth: out = comparison(c, want, from); break;
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed: out = knowledge(c, want, from); break;
        case ConditionKind::conflict:
            if (want == Want::met) out = conflict(c.expressions.front(), from);
            if (want == Want::not_met) out = {from};
            break;
        case ConditionKind::named: {
            const auto& define = rulebase_.defines[c.index];
            out = called(*define.condition, c.expressions, define.variables.size(), want, from);
            break;
        }
        case ConditionKind::applies: {
            const auto& clauses = rulebase_.clauses_of(c.target);
            out = called(clauses.body, c.expressions, clauses.variables.size(), want, from);
            break;
        }
        default: break;
    }
    --depth_;
    return out;
}

/// Equations and relations first: they give variables their values.
Ways Maker::all(const std::vector<Condition>& operands, Want each, const Way& from) {
    std::vector<const Condition*> order;
    for (const auto& operand : operands) order.push_back(&operand);
    std::stable_partition(order.begin(), order.end(), [](const Condition* c) {
        return c->kind == ConditionKind::relation || c->kind == ConditionKind::observed;
    });
    Ways ways{from};
    for (const auto* operand : order) {
        Ways next;
        for (const auto& way : ways) append(next, condition(*operand, each, way), most_ways);
        ways = std::move(next);
        if (ways.empty()) break;
    }
    return ways;
}

Ways Maker::one_of(const std::vector<Condition>& operands, Want one, Want others, const Way& from) {
    Ways out;
    for (std::size_t i = 0; i < operands.size(); ++i) {
        for (const auto& way : condition(operands[i], one, from)) {
            std::vector<Condition> rest;
            for (std::size_t k = 0; k < operands.size(); ++k) {
                if (k != i) rest.push_back(operands[k]);
            }
            auto whole = all(rest, others, way);
            if (whole.empty()) whole = {way};
            append(out, std::move(whole), most_ways);
        }
    }
    return out;
}

Ways Maker::called(const Condition& inner, const std::vector<Expression>& expressions, std::size_t variables, Want want,
                   const Way& from) {
    Way start = from;
    const auto outer = start.binding;
    auto given = arguments(expressions, variables, start);
    const auto after = start.binding;
    start.binding = std::move(given);
    auto out = condition(inner, want, start);
    for (auto& way : out) {
        auto binding = after;
        for (std::size_t i = 0; i < expressions.size(); ++i) {  // what was left open takes the value found
            const auto& e = expressions[i];
            if (e.kind == ExpressionKind::variable && binding[e.variable.index()] == no_cell)
                binding[e.variable.index()] = way.binding[i];
        }
        way.binding = std::move(binding);
    }
    return out;
}

Binding Maker::arguments(const std::vector<Expression>& expressions, std::size_t variables, Way& way) {
    Binding out(std::max(variables, expressions.size()), no_cell);
    for (std::size_t i = 0; i < expressions.size(); ++i) out[i] = plain(expressions[i], way).value_or(no_cell);
    return out;
}

std::optional<Cell> Maker::plain(const Expression& e, Way& way) {
    switch (e.kind) {
        case ExpressionKind::literal:
            if (e.type.kind == TypeKind::text) return way.draft.add_text(e.text);
            return e.cell;
        case ExpressionKind::variable: {
            const auto v = e.variable.index();
            if (v >= way.binding.size()) way.binding.resize(v + 1, no_cell);
            if (way.binding[v] == no_cell && e.type.kind == TypeKind::entity)
                way.binding[v] = way.draft.count(e.type.entity()) > 0 ? 0 : way.draft.add_individual(rulebase_, e.type.entity());
            return way.binding[v] == no_cell ? std::nullopt : std::optional(way.binding[v]);
        }
        case ExpressionKind::parameter: {
            const check::ParameterId id{e.index};
            const auto at = way.draft.set.find(id);
            return at == way.draft.set.end() ? rulebase_.parameters[e.index].value : at->second;
        }
        case ExpressionKind::today:
            if (!way.draft.as_of) way.draft.as_of = Date::parse("2026-01-01");
            return way.draft.as_of->code();
        case ExpressionKind::attribute: {
            const auto subject = plain(e.operands.front(), way);
            if (!subject) return {};
            const auto key = std::pair(check::AttributeId{e.index}, *subject);
            if (const auto at = way.draft.values.find(key); at != way.draft.values.end()) return at->second.cell;
            if (e.type.kind != TypeKind::entity) return {};
            const auto cell = way.draft.count(e.type.entity()) > 0 ? 0 : way.draft.add_individual(rulebase_, e.type.entity());
            way.draft.values[key].cell = cell;
            return cell;
        }
        default: return {};
    }
}

std::vector<Cell> Maker::candidates(check::Type type) const {
    std::vector<Cell> out;
    switch (type.kind) {
        case TypeKind::yes_no: return {1, 0};
        case TypeKind::scale:
            for (std::size_t v = 0; v < rulebase_.scales[type.index].values.size(); ++v) out.push_back(static_cast<Cell>(v));
            return out;
        case TypeKind::range: {
            const auto values = static_cast<Cell>(rulebase_.scales[type.index].values.size());
            for (Cell width = 0; width < values; ++width) {
                for (Cell low = 0; low + width < values; ++low) out.push_back(check::pack_range(low, low + width));
            }
            return out;
        }
        case TypeKind::number:
            for (const Cell n : numbers_) {
                for (const Cell step : {0, 1, -1}) out.push_back(n + step * Decimal::scale);
            }
            out.push_back(Decimal::scale);
            return out;
        case TypeKind::date:
            for (const auto* day : {"2025-06-01", "2010-01-01", "2020-01-01", "2030-01-01"}) out.push_back(Date::parse(day)->code());
            return out;
        default: return out;
    }
}

Cell Maker::fresh(check::Type type, Way& way, const std::string& column, std::size_t nth) {
    switch (type.kind) {
        case TypeKind::entity:
            return way.draft.count(type.entity()) > 0 ? 0 : way.draft.add_individual(rulebase_, type.entity());
        case TypeKind::text: return way.draft.add_text(column);
        case TypeKind::date: return Date::parse(nth == 0 ? "2010-01-01" : "2020-01-01")->code();
        case TypeKind::number: return Decimal::scale;
        case TypeKind::time: return 1'767'225'600;  // 2026-01-01
        default: return 0;
    }
}

}  // namespace credence::analyse
