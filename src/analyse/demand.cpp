#include "analyse/demand.hpp"

#include <algorithm>
#include <map>

#include "analyse/coverage.hpp"
#include "base/sets.hpp"
#include "check/dependencies.hpp"
#include "check/safety.hpp"

namespace credence::analyse {
namespace {

using check::Cell;
using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::VariableId;
using engine::Binding;
using engine::Known;
using engine::State;

bool is_bound(const Binding& row, VariableId v) { return v.index() < row.size() && row[v.index()] != no_cell; }

bool all_bound(const Binding& row, const std::vector<VariableId>& variables) {
    return std::all_of(variables.begin(), variables.end(), [&](VariableId v) { return is_bound(row, v); });
}

/// The types of the variables that a condition reads.
std::map<VariableId, check::Type> types_in(const Condition& condition) {
    std::map<VariableId, check::Type> out;
    check::visit(
        condition, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind == ExpressionKind::variable) out.emplace(e.variable, e.type);
        });
    return out;
}

bool scans(const Condition& condition) {
    return condition.kind == ConditionKind::relation || condition.kind == ConditionKind::observed;
}

/// The variables that a scan does not give values to but needs: those inside what its columns are compared with.
std::vector<VariableId> needs_of(const Condition& scan) {
    std::vector<VariableId> out;
    for (const auto& argument : scan.arguments) {
        if (!argument || argument->kind == ExpressionKind::variable) continue;
        const auto free = check::free_variables(*argument);
        out.insert(out.end(), free.begin(), free.end());
    }
    return out;
}

}  // namespace

void Demand::follow(const Condition& condition, const Rows& rows) {
    if (rows.empty()) return;
    switch (condition.kind) {
        case ConditionKind::always: return;
        case ConditionKind::conjunction: return conjunction(condition.operands, rows);
        case ConditionKind::disjunction:
            for (const auto& operand : condition.operands) follow(operand, rows);
            return;
        case ConditionKind::negation:
        case ConditionKind::exists: return follow(condition.operands.front(), rows);
        default: return atom(condition, rows);
    }
}

/// Parts whose variables are bound come first, then what gives variables their values, then what lists them.
void Demand::conjunction(const std::vector<Condition>& operands, const Rows& given) {
    Rows rows = given;
    std::vector<std::pair<const Condition*, std::vector<VariableId>>> pending;
    for (const auto& operand : operands) pending.emplace_back(&operand, check::free_variables(operand));
    std::set<VariableId> bound;
    for (const auto& row : rows) {
        for (std::size_t v = 0; v < row.size(); ++v) {
            if (row[v] != no_cell) bound.insert(VariableId{v});
        }
    }
    const auto unbound = [&](const std::vector<VariableId>& variables) {
        return std::count_if(variables.begin(), variables.end(), [&](VariableId v) { return !bound.contains(v); });
    };
    const auto equates = [&](const Condition& c) {
        return c.kind == ConditionKind::compare && c.comparison == check::Comparison::equal &&
               std::any_of(c.expressions.begin(), c.expressions.end(), [&](const Expression& side) {
                   const auto& other = &side == &c.expressions[0] ? c.expressions[1] : c.expressions[0];
                   return side.kind == ExpressionKind::variable && unbound(check::free_variables(other)) == 0;
               });
    };
    while (!pending.empty()) {
        auto next = std::find_if(pending.begin(), pending.end(), [&](const auto& p) { return unbound(p.second) == 0; });
        if (next == pending.end())
            next = std::find_if(pending.begin(), pending.end(),
                                [&](const auto& p) { return scans(*p.first) && unbound(needs_of(*p.first)) == 0; });
        if (next == pending.end())
            next = std::find_if(pending.begin(), pending.end(), [&](const auto& p) { return equates(*p.first); });
        const bool lists = next == pending.end();
        if (lists) next = pending.begin();
        const auto [operand, variables] = std::move(*next);
        pending.erase(next);
        if (unbound(variables) == 0) {
            Rows able;
            for (const auto& row : rows) {
                if (all_bound(row, variables)) able.push_back(row);
            }
            follow(*operand, able);
            continue;
        }
        if (lists) {
            rows = listed(rows, variables, *operand);
            for (const auto v : variables) {
                if (std::any_of(rows.begin(), rows.end(), [&](const Binding& row) { return is_bound(row, v); }))
                    bound.insert(v);
            }
            follow(*operand, rows);
            continue;
        }
        follow(*operand, rows);
        Rows extended;
        for (const auto& row : rows) {
            const auto before = extended.size();
            // Where an earlier part gave a variable no value, there is nothing to go on from.
            const bool able = std::all_of(variables.begin(), variables.end(),
                                          [&](VariableId v) { return !bound.contains(v) || is_bound(row, v); });
            for (const auto& witness : able ? model_.witnesses(*operand, row) : std::vector<engine::Witness>{}) {
                auto wider = witness.binding;
                wider.resize(std::max(wider.size(), row.size()), no_cell);
                for (std::size_t v = 0; v < row.size(); ++v) {
                    if (row[v] != no_cell) wider[v] = row[v];
                }
                if (extended.size() < most_rows) extended.push_back(std::move(wider));
            }
            if (extended.size() == before && extended.size() < most_rows) extended.push_back(row);
        }
        make_set(extended);
        rows = std::move(extended);
        bound.insert(variables.begin(), variables.end());
    }
}

Demand::Rows Demand::listed(const Rows& rows, const std::vector<VariableId>& variables, const Condition& in) const {
    const auto types = types_in(in);
    Rows out = rows;
    for (const auto v : variables) {
        const auto type = types.at(v);
        std::size_t size = 0;
        if (type.kind == check::TypeKind::entity) size = model_.facts().individuals[type.index].size();
        if (type.kind == check::TypeKind::scale) size = rulebase_.scales[type.index].values.size();
        if (type.kind == check::TypeKind::yes_no) size = 2;
        if (size == 0) continue;
        Rows wider;
        for (const auto& row : out) {
            if (is_bound(row, v)) {
                wider.push_back(row);
                continue;
            }
            for (std::size_t cell = 0; cell < size && wider.size() < most_rows; ++cell) {
                wider.push_back(row);
                wider.back().resize(std::max(row.size(), v.index() + 1), no_cell);
                wider.back()[v.index()] = static_cast<Cell>(cell);
            }
        }
        out = std::move(wider);
    }
    return out;
}

void Demand::atom(const Condition& condition, const Rows& given) {
    const auto variables = check::free_variables(condition);
    const bool lists = !scans(condition) &&
                       std::any_of(given.begin(), given.end(), [&](const Binding& row) { return !all_bound(row, variables); });
    for (const auto& row : lists ? listed(given, variables, condition) : given) {
        if (all_bound(row, variables)) {
            coverage_.see(condition, model_.state(model_.truth(condition, row)));
        } else if (scans(condition) && all_bound(row, needs_of(condition))) {  // for some values of what is not bound
            State best = State::not_met;
            for (const auto& witness : model_.witnesses(condition, row)) {
                const State state = model_.state(witness.truth);
                if (state == State::met || best == State::not_met) best = state;
                if (best == State::met) break;
            }
            coverage_.see(condition, best);
        } else {
            continue;
        }
        references(condition, row);
    }
}

/// The declarations that an atom names, and what its expressions name.
void Demand::references(const Condition& condition, const Binding& row) {
    for (const auto& argument : condition.arguments) {
        if (argument) follow(*argument, row);
    }
    for (const auto& expression : condition.expressions) follow(expression, row);
    for (const auto& operand : condition.operands) follow(operand, {row});
    const auto arguments = [&] {
        std::vector<Cell> out;
        for (const auto& expression : condition.expressions) {
            const auto value = model_.value(expression, row);
            out.push_back(value.state == Known::known ? value.cell : no_cell);
        }
        return out;
    };
    switch (condition.kind) {
        case ConditionKind::relation: return derived({DeclarationKind::relation, condition.index});
        case ConditionKind::named: return define(check::DefineId{condition.index}, arguments());
        case ConditionKind::applies: return applies(condition.target, arguments());
        default: return;
    }
}

void Demand::follow(const Expression& expression, const Binding& row) {
    for (const auto& operand : expression.operands) {
        if (expression.condition.empty()) follow(operand, row);  // else of each tuple that is counted
    }
    for (const auto& condition : expression.condition) follow(condition, {row});
    const auto arguments = [&] {
        std::vector<Cell> out;
        for (const auto& operand : expression.operands) {
            const auto value = model_.value(operand, row);
            out.push_back(value.state == Known::known ? value.cell : no_cell);
        }
        return out;
    };
    switch (expression.kind) {
        case ExpressionKind::literal:
        case ExpressionKind::variable:
        case ExpressionKind::individual:
        case ExpressionKind::parameter: return;
        case ExpressionKind::attribute: return derived({DeclarationKind::attribute, expression.index});
        case ExpressionKind::define: return define(check::DefineId{expression.index}, arguments());
        case ExpressionKind::range: return range(check::RangeId{expression.index}, arguments().front());
        default: break;
    }
    for (const auto ref : questions_of(expression)) question(ref.index, arguments().front());
}

/// The questions that an expression itself asks about, its operands apart.
std::vector<DeclarationRef> Demand::questions_of(const Expression& expression) {
    const auto [at, added] = questions_.try_emplace(&expression);
    if (!added || expression.operands.empty()) return at->second;
    for (const auto ref : check::dependencies(rulebase_, expression)) {
        if (ref.kind != DeclarationKind::question) continue;
        const bool inside = std::any_of(expression.operands.begin(), expression.operands.end(), [&](const Expression& operand) {
            const auto read = check::dependencies(rulebase_, operand);
            return std::binary_search(read.begin(), read.end(), ref);
        });
        if (!inside && expression.condition.empty()) at->second.push_back(ref);
    }
    return at->second;
}

bool Demand::enter(DeclarationRef ref, const std::vector<Cell>& arguments) {
    entered_.insert(ref);
    return done_.emplace(ref, arguments).second;
}

void Demand::define(check::DefineId id, const std::vector<Cell>& arguments) {
    const DeclarationRef ref{DeclarationKind::define, id.value};
    if (!enter(ref, arguments)) return;
    if (std::find(arguments.begin(), arguments.end(), no_cell) != arguments.end()) return;
    const auto& define = rulebase_.defines[id.index()];
    const auto result = model_.define(id, arguments);
    if (define.condition) {
        coverage_.see(ref, model_.state(result.truth));
        follow(*define.condition, {arguments});
    }
    for (std::uint32_t i = 0; i < define.cases.size(); ++i) {
        const auto& one = define.cases[i];
        const bool taken = result.taken == i;
        coverage_.see_case(id, i, taken ? State::met : State::not_met);
        if (one.when) follow(*one.when, {arguments});
        if (!taken) continue;
        follow(one.value, arguments);
        break;
    }
}

void Demand::range(check::RangeId id, Cell subject) {
    const auto& range = rulebase_.ranges[id.index()];
    if (!enter({DeclarationKind::range, id.value}, {subject}) || subject == no_cell) return;
    for (const auto boundary_id : range.boundaries) {
        const auto& boundary = rulebase_.boundaries[boundary_id.index()];
        Binding binding(boundary.clauses.bound, no_cell);
        if (boundary.subject.kind == ExpressionKind::variable) binding[boundary.subject.variable.index()] = subject;
        applies({DeclarationKind::boundary, boundary_id.value}, std::move(binding));
    }
}

void Demand::question(std::uint32_t index, Cell subject) {
    if (!enter({DeclarationKind::question, index}, {subject}) || subject == no_cell) return;
    for (std::uint32_t p = 0; p < rulebase_.propositions.size(); ++p) {
        const auto& proposition = rulebase_.propositions[p];
        if (proposition.question.value != index || proposition.effect == check::Effect::affects) continue;
        Binding binding(proposition.clauses.bound, no_cell);
        if (proposition.subject.kind == ExpressionKind::variable) binding[proposition.subject.variable.index()] = subject;
        applies({DeclarationKind::proposition, p}, std::move(binding));
    }
}

void Demand::derived(DeclarationRef ref) {
    if (!enter(ref, {})) return;
    for (std::uint32_t r = 0; r < rulebase_.rules.size(); ++r) {
        const auto& rule = rulebase_.rules[r];
        const bool concludes =
            ref.kind == DeclarationKind::relation ? rule.relation.value == ref.index : rule.attribute.value == ref.index;
        if (concludes) applies({DeclarationKind::rule, r}, Binding(rule.clauses.bound, no_cell));
    }
}

void Demand::applies(DeclarationRef ref, Binding binding) {
    if (!enter(ref, binding)) return;
    const auto& clauses = rulebase_.clauses_of(ref);
    if (clauses.only_if) follow(*clauses.only_if, {Binding{}});
    if (!model_.in_force(clauses)) return coverage_.see(ref, State::not_met);
    binding.resize(clauses.bound, no_cell);
    Rows met;
    if (std::find(binding.begin(), binding.end(), no_cell) == binding.end()) {
        const State state = model_.state(model_.applies(clauses, binding));
        coverage_.see(ref, state);
        if (state == State::met) met.push_back(binding);
    } else {
        for (const auto& way : model_.solutions(clauses.body, clauses.variables, clauses.bound, binding)) {
            const State state = model_.state(way.truth);
            coverage_.see(ref, state);
            if (state == State::met && met.size() < most_rows) met.push_back(way.binding);
        }
        if (met.empty()) coverage_.see(ref, State::not_met);
    }
    for (const auto& one : met) head(ref, one);
    follow(clauses.body, {std::move(binding)});
}

/// What a conclusion itself reads.
void Demand::head(DeclarationRef ref, const Binding& binding) {
    switch (ref.kind) {
        case DeclarationKind::rule:
            for (const auto& argument : rulebase_.rules[ref.index].arguments) follow(argument, binding);
            return;
        case DeclarationKind::proposition: return follow(rulebase_.propositions[ref.index].subject, binding);
        case DeclarationKind::boundary:
            follow(rulebase_.boundaries[ref.index].subject, binding);
            return follow(rulebase_.boundaries[ref.index].value, binding);
        default: return;
    }
}

}  // namespace credence::analyse
