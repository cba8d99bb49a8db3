#include <algorithm>
#include <limits>

#include "base/check.hpp"
#include "check/dependencies.hpp"
#include "plan/plan.hpp"

namespace credence::plan {
namespace {

using check::ConditionKind;
using check::ExpressionKind;
using check::TypeKind;

constexpr std::size_t most_alternatives = 256;
constexpr std::size_t most_conjuncts = 1'024;  // of an alternative

bool is_atom(const Condition& c) { return c.kind == ConditionKind::relation || c.kind == ConditionKind::observed; }

using Set = std::vector<bool>;

bool has(const Set& set, VariableId v) { return v.index() < set.size() && set[v.index()]; }

void add(Set& set, VariableId v) {
    if (v.index() >= set.size()) set.resize(v.index() + 1);
    set[v.index()] = true;
}

/// The variables a node mentions, but for those of quantifiers and aggregates inside it.
template <class Node>
Set free_variables(const Node& node) {
    Set used;
    Set owned;
    const auto on_condition = [&](const Condition& c) {
        for (const auto v : c.variables) add(owned, v);
    };
    const auto on_expression = [&](const Expression& e) {
        if (e.kind == ExpressionKind::variable) add(used, e.variable);
        for (const auto v : e.variables) add(owned, v);
    };
    check::visit(node, on_condition, on_expression);
    for (std::size_t i = 0; i < used.size(); ++i) used[i] = used[i] && !has(owned, VariableId{i});
    return used;
}

bool subset(const Set& a, const Set& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] && !has(b, VariableId{i})) return false;
    }
    return true;
}

const Expression* bare_variable(const Expression& e) { return e.kind == ExpressionKind::variable ? &e : nullptr; }

/// What the plain atoms and equations of a conjunction can bind, wherever they stand in it.
void add_bindable(const Condition& c, Set& out) {
    if (c.kind == ConditionKind::conjunction) {
        for (const auto& operand : c.operands) add_bindable(operand, out);
    } else if (is_atom(c)) {
        for (const auto& argument : c.arguments) {
            if (argument && bare_variable(*argument)) add(out, argument->variable);
        }
    } else if (c.kind == ConditionKind::compare && c.comparison == check::Comparison::equal) {
        for (const auto& side : c.expressions) {
            if (bare_variable(side)) add(out, side.variable);
        }
    }
}

using Conjuncts = std::vector<const Condition*>;

using IsRecursive = std::function<bool(const Condition&)>;

bool contains(const Condition& c, const IsRecursive& recursive) {
    bool found = false;
    check::visit(
        c, [&](const Condition& part) { found = found || (is_atom(part) && recursive(part)); }, [](const Expression&) {});
    return found;
}

/// Splits a condition into alternatives of conjuncts. An `or` or `exists` is opened only where it has to bind a variable or holds an
/// atom of a recursive relation; elsewhere it stays one test.
class Splitter {
public:
    Splitter(const Bound& bound, const Condition& body, const IsRecursive* recursive)
        : bindable_(bound),
          recursive_(recursive) {
        add_bindable(body, bindable_);
    }

    std::vector<Conjuncts> split(const Condition& c) const {
        switch (c.kind) {
            case ConditionKind::conjunction: {
                std::vector<Conjuncts> all{{}};
                for (const auto& operand : c.operands) all = product(all, split(operand));
                return all;
            }
            case ConditionKind::disjunction: {
                if (stays_whole(c)) return {{&c}};
                std::vector<Conjuncts> all;
                for (const auto& operand : c.operands) {
                    for (auto& alternative : split(operand)) all.push_back(std::move(alternative));
                }
                return all;
            }
            case ConditionKind::exists:
                if (stays_whole(c)) return {{&c}};
                return split(c.operands.front());
            case ConditionKind::always: return {{}};
            default: return {{&c}};
        }
    }

private:
    bool stays_whole(const Condition& c) const {
        return subset(free_variables(c), bindable_) && (recursive_ == nullptr || !contains(c, *recursive_));
    }

    static std::vector<Conjuncts> product(const std::vector<Conjuncts>& left, const std::vector<Conjuncts>& right) {
        std::vector<Conjuncts> all;
        if (left.size() * right.size() > most_alternatives) return std::vector<Conjuncts>(most_alternatives + 1);
        for (const auto& l : left) {
            for (const auto& r : right) {
                auto& both = all.emplace_back(l);
                both.insert(both.end(), r.begin(), r.end());
            }
        }
        return all;
    }

    Set bindable_;
    const IsRecursive* recursive_;
};

class PipelinePlanner {
public:
    PipelinePlanner(const std::vector<check::Variable>& variables, Bound bound, const Statistics& statistics)
        : variables_(variables),
          bound_(std::move(bound)),
          statistics_(statistics) {}

    Pipeline plan(Conjuncts rest, const std::vector<VariableId>& wanted, const Condition* delta,
                  const Conjuncts& before_delta) {
        if (delta != nullptr && is_ready(*delta)) {  // it has the fewest rows; else it waits for what its arguments read
            std::erase(rest, delta);
            scan(*delta, Rows::delta);
        }
        while (!rest.empty()) {
            if (take(rest, [&](const Condition& c) { return test(c); })) continue;
            if (take(rest, [&](const Condition& c) { return bind(c); })) continue;
            if (const auto* atom = best_scan(rest)) {
                std::erase(rest, atom);
                const bool old = std::find(before_delta.begin(), before_delta.end(), atom) != before_delta.end();
                scan(*atom, atom == delta ? Rows::delta : old ? Rows::before_delta : Rows::all);
                continue;
            }
            enumerate(rest);
        }
        for (const auto v : wanted) {
            if (!has(bound_, v)) domain(v);
        }
        return std::move(steps_);
    }

private:
    template <class F>
    static bool take(Conjuncts& rest, F accept) {
        const auto at = std::find_if(rest.begin(), rest.end(), [&](const Condition* c) { return accept(*c); });
        if (at == rest.end()) return false;
        rest.erase(at);
        return true;
    }

    bool test(const Condition& c) {
        if (is_atom(c) || !subset(free_variables(c), bound_)) return false;
        if (c.kind != ConditionKind::instance) steps_.push_back({StepKind::test, &c, {}, Rows::all, {}, nullptr, {}});
        return true;
    }

    bool bind(const Condition& c) {
        if (c.kind != ConditionKind::compare || c.comparison != check::Comparison::equal) return false;
        for (const std::size_t side : {0U, 1U}) {
            const auto* variable = bare_variable(c.expressions[side]);
            const auto& value = c.expressions[1 - side];
            if (variable == nullptr || has(bound_, variable->variable) || !subset(free_variables(value), bound_)) continue;
            steps_.push_back({StepKind::bind, &c, {}, Rows::all, variable->variable, &value, {}});
            add(bound_, variable->variable);
            return true;
        }
        return false;
    }

    /// Whether every argument that is worked out can be.
    bool is_ready(const Condition& atom) const {
        return std::all_of(atom.arguments.begin(), atom.arguments.end(), [&](const auto& argument) {
            return !argument || bare_variable(*argument) || subset(free_variables(*argument), bound_);
        });
    }

    /// The atom with the fewest rows to expect: each key column is taken to divide them by eight.
    const Condition* best_scan(const Conjuncts& rest) const {
        const Condition* best = nullptr;
        std::size_t best_rows = std::numeric_limits<std::size_t>::max();
        for (const auto* c : rest) {
            if (!is_atom(*c) || !is_ready(*c)) continue;
            std::size_t rows = statistics_.rows(*c);
            for (const auto& argument : c->arguments) {
                if (argument && subset(free_variables(*argument), bound_)) rows /= 8;
            }
            if (rows < best_rows) {
                best = c;
                best_rows = rows;
            }
        }
        return best;
    }

    void scan(const Condition& atom, Rows rows) {
        Step step{StepKind::scan, &atom, {}, rows, {}, nullptr, {}};
        Set here;
        for (const auto& argument : atom.arguments) {
            Access access;
            if (argument) {
                const auto* variable = bare_variable(*argument);
                if (variable != nullptr && !has(bound_, variable->variable)) {
                    access.kind = has(here, variable->variable) ? Access::Kind::same : Access::Kind::bind;
                    access.variable = variable->variable;
                    add(here, variable->variable);
                } else {
                    access.kind = Access::Kind::key;
                    access.key = &*argument;
                }
            }
            step.accesses.push_back(access);
        }
        for (std::size_t i = 0; i < here.size(); ++i) {
            if (here[i]) add(bound_, VariableId{i});
        }
        steps_.push_back(std::move(step));
    }

    /// No atom can go on: run through the values of a variable that is waited for.
    void enumerate(const Conjuncts& rest) {
        for (const auto* c : rest) {
            const auto free = free_variables(*c);
            for (std::size_t i = 0; i < free.size(); ++i) {
                const VariableId v{i};
                if (free[i] && !has(bound_, v) && check::is_finite(variables_[i].type)) return domain(v);
            }
        }
        CREDENCE_CHECK(false && "a variable that nothing binds");  // the checker refuses such rules
    }

    void domain(VariableId v) {
        CREDENCE_CHECK(check::is_finite(variables_[v.index()].type));
        steps_.push_back({StepKind::domain, nullptr, {}, Rows::all, v, nullptr, variables_[v.index()].type});
        add(bound_, v);
    }

    const std::vector<check::Variable>& variables_;
    Set bound_;
    const Statistics& statistics_;
    Pipeline steps_;
};

std::vector<Conjuncts> alternatives_of(const Condition& body, const Bound& bound, const IsRecursive* recursive) {
    const Condition& inner = body.kind == ConditionKind::exists ? body.operands.front() : body;
    return Splitter(bound, inner, recursive).split(inner);
}

}  // namespace

std::optional<Join> plan_join(const Condition& body, const std::vector<check::Variable>& variables, const Bound& bound,
                              const std::vector<VariableId>& wanted, const Statistics& statistics, const Delta* delta) {
    const auto alternatives = alternatives_of(body, bound, delta == nullptr ? nullptr : &delta->recursive);
    const bool too_long =
        std::any_of(alternatives.begin(), alternatives.end(), [](const auto& each) { return each.size() > most_conjuncts; });
    if (too_long || alternatives.size() > most_alternatives) return {};
    Join join;
    std::uint32_t occurrence = 0;
    for (const auto& conjuncts : alternatives) {
        if (delta == nullptr) {
            join.alternatives.push_back(PipelinePlanner(variables, bound, statistics).plan(conjuncts, wanted, nullptr, {}));
            continue;
        }
        const Condition* chosen = nullptr;
        Conjuncts before;
        for (const auto* c : conjuncts) {
            if (!is_atom(*c) || !delta->recursive(*c)) continue;
            if (occurrence == delta->occurrence) chosen = c;
            if (occurrence++ < delta->occurrence) before.push_back(c);
        }
        if (chosen == nullptr) continue;
        join.alternatives.push_back(PipelinePlanner(variables, bound, statistics).plan(conjuncts, wanted, chosen, before));
    }
    return join;
}

std::uint32_t recursive_atoms(const Condition& body, const std::function<bool(const Condition&)>& recursive) {
    std::uint32_t count = 0;
    for (const auto& conjuncts : alternatives_of(body, {}, &recursive)) {
        for (const auto* c : conjuncts) count += is_atom(*c) && recursive(*c) ? 1U : 0U;
    }
    return count;
}

}  // namespace credence::plan
