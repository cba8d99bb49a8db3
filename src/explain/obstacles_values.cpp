// The expressions of obstacles.hpp: changes one of which every other value needs; and everything that something may read.
#include <algorithm>

#include "base/sets.hpp"
#include "check/dependencies.hpp"
#include "explain/obstacles.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using engine::State;

}  // namespace

ChangeNumbers Obstacles::values(const std::vector<Expression>& expressions, const Binding& binding) {
    ChangeNumbers out;
    for (const auto& expression : expressions) merge(out, value(expression, binding));
    return out;
}

ChangeNumbers Obstacles::value(const Expression& expression, const Binding& binding) {
    if (!is_bound(expression, binding)) return everything(expression, binding);
    switch (expression.kind) {
        case ExpressionKind::literal:
        case ExpressionKind::individual:
        case ExpressionKind::variable:
        case ExpressionKind::today: return {};
        case ExpressionKind::parameter: return parameter(expression.index);
        case ExpressionKind::attribute: {
            ChangeNumbers out = value(expression.operands[0], binding);
            const auto subject = known(expression.operands[0], binding);
            if (!subject) return out;
            const check::AttributeId id{expression.index};
            if (rulebase_.attributes[id.index()].derived) {
                merge(out, derived_attribute(id, *subject));
            } else {
                merge(out, attribute(
                               {id, *subject}, [](Cell) { return true; }, true));
            }
            return out;
        }
        case ExpressionKind::define: {
            ChangeNumbers out = values(expression.operands, binding);
            if (const auto arguments = all_known(expression.operands, binding))
                merge(out, define(check::DefineId{expression.index}, *arguments));
            return out;
        }
        case ExpressionKind::range: {
            ChangeNumbers out = value(expression.operands[0], binding);
            if (const auto subject = known(expression.operands[0], binding))
                merge(out, range(check::RangeId{expression.index}, *subject));
            return out;
        }
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers: {
            ChangeNumbers out = value(expression.operands[0], binding);
            if (const auto subject = known(expression.operands[0], binding)) merge(out, pointers(expression, *subject));
            return out;
        }
        case ExpressionKind::band: return everything(expression, binding);
        case ExpressionKind::aggregate: return aggregate(expression, binding);
        default: return values(expression.operands, binding);
    }
}

ChangeNumbers Obstacles::define(check::DefineId id, const std::vector<Cell>& arguments) {
    const auto& define = rulebase_.defines[id.index()];
    Binding binding = arguments;
    binding.resize(std::max<std::size_t>(define.variables.size(), binding.size()), no_cell);
    const auto result = model_.define(id, arguments);
    const std::size_t taken = result.taken ? *result.taken : define.cases.size();
    const bool by_default = taken == define.cases.size() || !define.cases[taken].when;
    ChangeNumbers out;
    for (std::size_t i = 0; i < define.cases.size() && i <= taken; ++i) {
        const auto& one = define.cases[i];
        if (one.when) merge(out, look(*one.when, binding, i == taken || by_default ? Wish::other : Wish::met));
        if (i == taken) merge(out, value(one.value, binding));
    }
    return out;
}

/// Each end stays while one boundary that sets it does, and no other goes beyond it.
ChangeNumbers Obstacles::range(check::RangeId id, Cell subject) {
    const auto& range = rulebase_.ranges[id.index()];
    const auto result = model_.range(id, subject);
    ChangeNumbers out;
    bool high_is_kept = false;
    bool low_is_kept = false;
    std::set<std::uint32_t> seen;
    for (const auto& one : result.boundaries) {
        const auto& boundary = rulebase_.boundaries[one.boundary.index()];
        const DeclarationRef ref{DeclarationKind::boundary, one.boundary.value};
        seen.insert(one.boundary.value);
        const bool simple = boundary.value.type.kind == check::TypeKind::scale && one.bound.state == engine::Known::known;
        const bool at_most = boundary.bound == check::BoundKind::at_most;
        const bool at_least = boundary.bound == check::BoundKind::at_least;
        if (one.state == State::met && simple && (at_most || at_least)) {
            merge(out, value(boundary.value, one.binding));
            const bool sets = at_most ? one.bound.cell == result.ceiling : one.bound.cell == result.floor;
            auto& kept = at_most ? high_is_kept : low_is_kept;
            if (!sets || kept) continue;
            kept = true;
            merge(out, applying(ref, one.binding, Wish::other));
            continue;
        }
        if (one.state != State::met && simple && at_most && one.bound.cell >= result.ceiling &&
            boundary.value.kind == ExpressionKind::literal)
            continue;  // met it would change nothing
        if (one.state != State::met && simple && at_least && one.bound.cell <= result.floor &&
            boundary.value.kind == ExpressionKind::literal)
            continue;
        merge(out, applying(ref, one.binding, one.state == State::met ? Wish::other : Wish::met));
        merge(out, value(boundary.value, one.binding));
    }
    for (const auto boundary_id : range.boundaries) {  // what is certainly impossible is not among the results
        const auto& boundary = rulebase_.boundaries[boundary_id.index()];
        if (boundary.value.kind == ExpressionKind::literal && boundary.value.type.kind == check::TypeKind::scale) {
            if (boundary.bound == check::BoundKind::at_most && boundary.value.cell >= result.ceiling) continue;
            if (boundary.bound == check::BoundKind::at_least && boundary.value.cell <= result.floor) continue;
        }
        const auto& clauses = boundary.clauses;
        Binding binding(clauses.variables.size(), no_cell);
        std::vector<check::VariableId> open;
        if (boundary.subject.kind == ExpressionKind::variable) binding[boundary.subject.variable.index()] = subject;
        for (std::uint32_t v = 0; v < clauses.bound; ++v) {
            if (binding[v] == no_cell) open.push_back(check::VariableId{v});
        }
        if (open.empty() && seen.contains(boundary_id.value)) continue;
        const auto bindings = every(open, clauses.body, binding);
        if (!bindings) {
            merge(out, everything(clauses.body, binding));
            continue;
        }
        for (const auto& one : *bindings) {
            merge(out, applying({DeclarationKind::boundary, boundary_id.value}, one, Wish::met));
            merge(out, value(boundary.subject, one));
        }
    }
    return out;
}

/// Those that point to the pole, and those that could.
ChangeNumbers Obstacles::pointers(const Expression& expression, Cell subject) {
    const bool implied = expression.kind == ExpressionKind::implied_pointers;
    ChangeNumbers out;
    for (std::size_t p = 0; p < rulebase_.propositions.size(); ++p) {
        const auto& proposition = rulebase_.propositions[p];
        if (proposition.question.value != expression.index || proposition.implied_only != implied) continue;
        if (proposition.effect == check::Effect::affects) continue;
        if (proposition.effect == check::Effect::leans && proposition.upper != expression.upper) continue;
        const auto& clauses = proposition.clauses;
        const DeclarationRef ref{DeclarationKind::proposition, static_cast<std::uint32_t>(p)};
        Binding binding(clauses.variables.size(), no_cell);
        if (proposition.subject.kind == ExpressionKind::variable) binding[proposition.subject.variable.index()] = subject;
        std::vector<check::VariableId> open;
        for (std::uint32_t v = 0; v < clauses.bound; ++v) {
            if (binding[v] == no_cell) open.push_back(check::VariableId{v});
        }
        const auto bindings = every(open, clauses.body, binding);
        if (!bindings) {
            merge(out, everything(clauses.body, binding));
            continue;
        }
        for (const auto& one : *bindings) {
            merge(out, applying(ref, one, Wish::other));
            merge(out, value(proposition.subject, one));
            if (proposition.attribute) merge(out, value(*proposition.attribute, one));
        }
    }
    return out;
}

ChangeNumbers Obstacles::aggregate(const Expression& expression, const Binding& binding) {
    const auto& condition = expression.condition[0];
    const auto bindings = every(expression.variables, condition, binding);
    if (!bindings) {
        ChangeNumbers out = everything(condition, binding);
        for (const auto& operand : expression.operands) merge(out, everything(operand, binding));
        return out;
    }
    ChangeNumbers out;
    for (const auto& one : *bindings) {
        // Every tuple counts, not one that is enough: an atom with open columns is read whole.
        merge(out, everything(condition, one));
        merge(out, values(expression.operands, one));
    }
    return out;
}

ChangeNumbers Obstacles::derived_attribute(check::AttributeId id, Cell subject) {
    ChangeNumbers out;
    for (std::size_t r = 0; r < rulebase_.rules.size(); ++r) {
        const auto& rule = rulebase_.rules[r];
        if (rule.attribute != id) continue;
        Binding binding(rule.clauses.variables.size(), no_cell);
        if (rule.arguments[0].kind == ExpressionKind::variable) binding[rule.arguments[0].variable.index()] = subject;
        std::vector<check::VariableId> open;
        for (std::uint32_t v = 0; v < rule.clauses.bound; ++v) {
            if (binding[v] == no_cell) open.push_back(check::VariableId{v});
        }
        const auto bindings = every(open, rule.clauses.body, binding);
        if (!bindings) {
            merge(out, everything(rule.clauses.body, binding));
            continue;
        }
        for (const auto& one : *bindings) {
            merge(out, applying({DeclarationKind::rule, static_cast<std::uint32_t>(r)}, one, Wish::other));
            merge(out, values(rule.arguments, one));
        }
    }
    return out;
}

// --- Everything ----------------------------------------------------------------------------------------------------------

/// All changes to what the declarations read: of attributes for every individual.
void Obstacles::read_all(DeclarationRef ref, ChangeNumbers& out) {
    if (!read_whole_.insert(ref).second) {
        merge(out, whole_[ref]);
        return;
    }
    ChangeNumbers found;
    for (const auto one : check::closure(rulebase_, {ref})) {
        if (one.kind == DeclarationKind::parameter) merge(found, parameter(one.index));
        if (one.kind == DeclarationKind::relation && !rulebase_.relations[one.index].derived)
            merge(found, tuples(check::RelationId{one.index},
                                std::vector<std::optional<Cell>>(rulebase_.relations[one.index].columns.size()), true, true));
        if (one.kind != DeclarationKind::attribute || rulebase_.attributes[one.index].derived) continue;
        const auto& individuals = model_.facts().individuals[rulebase_.attributes[one.index].of.index()];
        for (std::size_t i = 0; i < individuals.size(); ++i)
            merge(found, attribute(
                             {check::AttributeId{one.index}, static_cast<Cell>(i)}, [](Cell) { return true; }, true));
    }
    whole_[ref] = found;
    merge(out, found);
}

ChangeNumbers Obstacles::everything(const Expression& expression, const Binding& binding) {
    ChangeNumbers out;
    const auto bound = [&](const Expression& e) { return known(e, binding); };
    switch (expression.kind) {
        case ExpressionKind::parameter: return parameter(expression.index);
        case ExpressionKind::attribute: {
            const check::AttributeId id{expression.index};
            out = everything(expression.operands[0], binding);
            const auto subject = bound(expression.operands[0]);
            if (subject && !rulebase_.attributes[id.index()].derived) {
                merge(out, attribute(
                               {id, *subject}, [](Cell) { return true; }, true));
            } else {
                read_all({DeclarationKind::attribute, id.value}, out);
            }
            return out;
        }
        case ExpressionKind::define: read_all({DeclarationKind::define, expression.index}, out); break;
        case ExpressionKind::range: read_all({DeclarationKind::range, expression.index}, out); break;
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers:
        case ExpressionKind::band: read_all({DeclarationKind::question, expression.index}, out); break;
        default: break;
    }
    for (const auto& operand : expression.operands) merge(out, everything(operand, binding));
    for (const auto& condition : expression.condition) merge(out, everything(condition, binding));
    return out;
}

ChangeNumbers Obstacles::everything(const Condition& condition, const Binding& binding) {
    ChangeNumbers out;
    if (condition.kind == ConditionKind::relation) {
        const check::RelationId id{condition.index};
        if (rulebase_.relations[id.index()].derived) {
            read_all({DeclarationKind::relation, id.value}, out);
        } else {
            out = tuples(id, pattern_of(condition, binding), true, true);
        }
    }
    if (condition.kind == ConditionKind::named) read_all({DeclarationKind::define, condition.index}, out);
    if (condition.kind == ConditionKind::applies) read_all(condition.target, out);
    if (condition.kind == ConditionKind::observed) {
        for (const auto ref : check::dependencies(rulebase_, condition)) read_all(ref, out);
    }
    if (condition.kind == ConditionKind::disputed && !condition.expressions.empty() &&
        condition.expressions[0].kind == ExpressionKind::attribute) {
        if (const auto subject = known(condition.expressions[0].operands[0], binding)) {
            const engine::AttributeOf what{check::AttributeId{condition.expressions[0].index}, *subject};
            if (candidates_.varied(what.attribute)) merge(out, changes_.further_source(what));
        }
    }
    for (const auto& argument : condition.arguments) {
        if (argument) merge(out, everything(*argument, binding));
    }
    for (const auto& expression : condition.expressions) merge(out, everything(expression, binding));
    for (const auto& operand : condition.operands) merge(out, everything(operand, binding));
    return out;
}

}  // namespace credence::explain
