// Atoms against tuples, and every binding of some variables: whole domains, and for numbers, texts, dates and times the values of
// the columns and equations that bind them.
#include <algorithm>

#include "check/dependencies.hpp"
#include "reference/reference.hpp"

namespace credence::reference {
namespace {

using check::ConditionKind;
using check::ExpressionKind;
using check::TypeKind;

bool is_atom(const Condition& c) { return c.kind == ConditionKind::relation || c.kind == ConditionKind::observed; }
bool can_be_listed(check::Type type) {
    return type.kind == TypeKind::entity || type.kind == TypeKind::scale || type.kind == TypeKind::yes_no;
}
bool is_variable(const Expression& e, VariableId v) { return e.kind == ExpressionKind::variable && e.variable == v; }

/// Whether every variable in `e` that is not its own (an aggregate's) has a binding.
bool ready(const Expression& e, const Binding& binding) {
    std::set<VariableId> own, used;
    check::visit(
        e, [&](const Condition& c) { own.insert(c.variables.begin(), c.variables.end()); },
        [&](const Expression& inner) {
            own.insert(inner.variables.begin(), inner.variables.end());
            if (inner.kind == ExpressionKind::variable) used.insert(inner.variable);
        });
    return std::all_of(used.begin(), used.end(), [&](VariableId v) { return own.count(v) != 0 || binding.count(v) != 0; });
}

}  // namespace

std::vector<Cell> Reference::domain(check::Type type) const {
    std::size_t size = 2;
    if (type.kind == TypeKind::entity) size = facts_.individuals[type.index].size();
    if (type.kind == TypeKind::scale) size = rulebase_.scales[type.index].values.size();
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < size; ++i) cells.push_back(static_cast<Cell>(i));
    return cells;
}

/// The tuples that an atom may meet.
std::vector<Reference::Row> Reference::rows(const Condition& atom, const Binding& binding) {
    std::vector<Row> out;
    if (atom.kind == ConditionKind::relation) {
        for (const auto& [cells, t] : relations_[atom.index]) out.push_back({cells, t});
        return out;
    }
    const auto& subject = atom.arguments[0];
    const auto& topics = rulebase_.scales[rulebase_.topic_choice.index()].values;
    for (std::size_t a = 0; a < rulebase_.attributes.size(); ++a) {
        const auto& attribute = rulebase_.attributes[a];
        if (atom.index != check::no_index && atom.index != a) continue;
        if (subject && subject->type.entity() != attribute.of) continue;
        Cell topic = check::no_cell;
        for (std::size_t t = 0; t < topics.size(); ++t) {
            if (topics[t].name == attribute.topic) topic = static_cast<Cell>(t);
        }
        const auto& o = facts_.observations[a];
        const auto& e = o.evidence;
        const bool of_one = subject && ready(*subject, binding);
        const auto whose = of_one ? value(*subject, binding).cell : std::nullopt;
        for (const Cell individual : domain({TypeKind::entity, attribute.of.value})) {
            if (attribute.derived || (whose && *whose != individual)) continue;
            const Unobserved unobserved{static_cast<std::uint32_t>(a), individual};
            if (std::find(o.subject.begin(), o.subject.end(), individual) == o.subject.end()) note(unobserved, false);
            const auto supposed = supposed_.find(unobserved);
            if (supposed == supposed_.end()) continue;
            const Cell item = text_cell("?");
            constexpr Cell none = check::no_cell;
            out.push_back({{individual, static_cast<Cell>(a), topic, supposed->second, item, none, none, none, none, none,
                            Decimal::scale, item, static_cast<Cell>(o.size()) + individual},
                           certain});
        }
        for (std::size_t row = 0; row < o.size(); ++row) {
            const Cell group = e.group[row] == check::no_cell ? e.item[row] : e.group[row];
            out.push_back({{o.subject[row], static_cast<Cell>(a), topic, o.value[row], e.item[row], e.source[row],
                            e.assessor[row], e.kind[row], e.on[row], e.recorded[row],
                            Cell{e.confidence[row]} * Decimal::scale / one, group, static_cast<Cell>(row)},
                           certain});
        }
    }
    return out;
}

/// How far the tuple meets the atom; nothing where it does not. A variable without a binding meets any value.
std::optional<Truth> Reference::match(const Condition& atom, const Row& row, const Binding& binding) {
    bool sure = true, disputed = false;
    for (std::size_t i = 0; i < atom.arguments.size(); ++i) {
        if (!atom.arguments[i]) continue;
        if (row.cells[i] == check::no_cell) return {};
        if (!ready(*atom.arguments[i], binding)) continue;
        const Value v = value(*atom.arguments[i], binding);
        if (v.cell && *v.cell != row.cells[i]) return {};
        sure = sure && v.cell;
        disputed = disputed || (!v.cell && v.disputed);
    }
    if (sure) return row.truth;
    if (unobserved_met_ && !disputed) return *unobserved_met_ ? row.truth : impossible;
    return closed(0, row.truth.plausibility, disputed);
}

/// The ways to meet a condition: for each choice of the wildcard columns of its atoms, how far it is met. A slot of the key is empty
/// where an alternative does not use its atom.
std::map<Reference::Key, Truth> Reference::tuples(const Condition& c, const Binding& binding) {
    const std::function<std::size_t(const Condition&)> width = [&](const Condition& at) -> std::size_t {
        std::size_t slots = at.kind == ConditionKind::observed ? 1 : 0;
        if (is_atom(at))
            return slots + static_cast<std::size_t>(std::count(at.arguments.begin(), at.arguments.end(), std::nullopt));
        if (at.kind != ConditionKind::conjunction && at.kind != ConditionKind::disjunction) return 0;
        for (const auto& operand : at.operands) slots += width(operand);
        return slots;
    };
    std::map<Key, std::vector<Truth>> found;
    if (is_atom(c)) {
        for (const auto& row : rows(c, binding)) {
            Key key;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                if (i >= c.arguments.size() || !c.arguments[i]) key.push_back(row.cells[i]);
            }
            if (const auto t = match(c, row, binding)) found[key].push_back(*t);
        }
    } else if (c.kind == ConditionKind::conjunction) {
        found[{}] = {};
        for (const auto& operand : c.operands) {
            std::map<Key, std::vector<Truth>> longer;
            const auto more = found.empty() ? std::map<Key, Truth>{} : tuples(operand, binding);
            for (const auto& [key, parts] : found) {
                for (const auto& [rest, t] : more) {
                    Key both = key;
                    both.insert(both.end(), rest.begin(), rest.end());
                    longer[both] = parts;
                    longer[both].push_back(t);
                }
            }
            found = longer;
        }
        std::map<Key, Truth> out;
        for (const auto& [key, parts] : found) out[key] = all_of(parts);
        return out;
    } else if (c.kind == ConditionKind::disjunction) {
        std::size_t before = 0;
        for (const auto& operand : c.operands) {
            for (const auto& [key, t] : tuples(operand, binding)) {
                Key padded(width(c), check::no_cell);
                std::copy(key.begin(), key.end(), padded.begin() + static_cast<std::ptrdiff_t>(before));
                found[padded].push_back(t);
            }
            before += width(operand);
        }
    } else if (const Truth t = truth(c, binding); t.plausibility > 0) {
        found[{}].push_back(t);
    }
    std::map<Key, Truth> out;
    for (const auto& [key, parts] : found) out[key] = any_of(parts);
    return out;
}

/// No, where an atom that must be met has no tuple for what is bound so far. (A shortcut: the rest of the enumeration would find
/// every binding certainly impossible.)
bool Reference::may_hold(const Condition& c, const Binding& binding) {
    if (c.kind == ConditionKind::conjunction || c.kind == ConditionKind::exists) {
        return std::all_of(c.operands.begin(), c.operands.end(),
                           [&](const Condition& part) { return may_hold(part, binding); });
    }
    if (!is_atom(c)) return true;
    const auto all = rows(c, binding);
    return std::any_of(all.begin(), all.end(), [&](const Row& row) { return match(c, row, binding).has_value(); });
}

/// Adds the values of `variable` in the columns and equations of the condition; no, while an equation waits for another variable.
bool Reference::candidates(const Condition& c, VariableId variable, const Binding& binding, std::vector<Value>& found) {
    bool complete = true;
    if (c.kind == ConditionKind::conjunction || c.kind == ConditionKind::disjunction || c.kind == ConditionKind::exists) {
        for (const auto& operand : c.operands) complete = candidates(operand, variable, binding, found) && complete;
    } else if (is_atom(c)) {
        for (std::size_t i = 0; i < c.arguments.size(); ++i) {
            if (!c.arguments[i] || !is_variable(*c.arguments[i], variable)) continue;
            for (const auto& row : rows(c, binding)) {
                if (row.cells[i] != check::no_cell) found.push_back({row.cells[i], {}, false, 0});
            }
        }
    } else if (c.kind == ConditionKind::compare && c.comparison == check::Comparison::equal) {
        for (const std::size_t side : {0U, 1U}) {
            const auto& e = c.expressions[1 - side];
            if (!is_variable(c.expressions[side], variable) || is_variable(e, variable)) continue;
            if (!ready(e, binding)) {
                complete = false;
                continue;
            }
            const Inside inside(*this);
            const Value v = value(e, binding);
            std::vector<Cell> values;
            if (v.cell) values.push_back(*v.cell);
            if (e.kind == ExpressionKind::attribute) {
                const Value subject = value(e.operands[0], binding);
                const auto weights =
                    subject.cell ? summary(check::AttributeId{e.index}, *subject.cell).weights : decltype(Summary::weights){};
                values.clear();
                for (const auto& [cell, weight] : weights) values.push_back(cell);
            }
            for (const Cell cell : values) found.push_back({cell, {}, false, 0});
            if (values.empty())
                found.push_back({{}, {}, v.disputed, 0});
            else if (v.ignorance > 0)
                found.push_back({{}, {}, false, 0, &e});
        }
    }
    return complete;
}

Reference::Typed Reference::typed(const Condition& condition, const std::vector<VariableId>& variables) {
    std::map<VariableId, check::Type> types;
    check::visit(
        condition, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind == ExpressionKind::variable) types[e.variable] = e.type;
        });
    Typed out;
    for (const auto v : variables) out.emplace_back(v, types.at(v));
    return out;
}

void Reference::each(const Condition& condition, const Typed& variables, const Binding& binding, const Visit& visit) {
    if (!may_hold(condition, binding)) return;
    std::optional<VariableId> next;
    std::vector<Value> values;
    bool complete = false;
    for (const auto& [variable, type] : variables) {
        if (complete || binding.count(variable) != 0) continue;
        std::vector<Value> found;
        if (can_be_listed(type)) {
            for (const Cell cell : domain(type)) found.push_back({cell, {}, false, 0});
            complete = true;
        } else {
            complete = candidates(condition, variable, binding, found);
        }
        if (next && !complete) continue;
        next = variable;
        values = std::move(found);
    }
    if (!next) return visit(binding);
    std::set<std::pair<std::optional<Cell>, const Expression*>> seen;
    Binding longer = binding;
    for (const auto& v : values) {
        if (!seen.insert({v.cell, v.other_than}).second) continue;
        longer[*next] = v;
        each(condition, variables, longer, visit);
    }
}

Tuples Reference::solutions(const Condition& condition, const std::vector<check::Variable>& variables, std::uint32_t bound) {
    Typed asked;
    for (std::uint32_t v = 0; v < bound; ++v) asked.emplace_back(VariableId{v}, variables[v].type);
    Tuples out;
    each(condition, asked, {}, [&](const Binding& binding) {
        const Truth t = truth(condition, binding);
        std::vector<Cell> cells;
        for (const auto& [variable, type] : asked) cells.push_back(binding.at(variable).cell.value_or(check::no_cell));
        if (t.plausibility > 0) out[cells] = t;
    });
    return out;
}

Tuples Reference::solutions(const check::Clauses& clauses) {
    return in_force(clauses) ? solutions(clauses.body, clauses.variables, clauses.bound) : Tuples{};
}

}  // namespace credence::reference
