#include "explain/obstacles.hpp"

#include <algorithm>
#include <array>

#include "base/sets.hpp"
#include "check/dependencies.hpp"
#include "engine/table.hpp"
#include "explain/conditions.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::TypeKind;
using engine::State;
using Kind = Change::Kind;

constexpr std::size_t most_bindings = 256;

/// A comparison of values that are certain, as the engine compares them.
bool meets(const Condition& condition, TypeKind type, std::vector<Cell> sides) {
    using check::Comparison;
    if (type == TypeKind::date) {  // of a date its first day, however it was written
        for (auto& side : sides) side = Date::from_code(side).first;
    }
    const Cell a = sides[0];
    if (condition.kind == ConditionKind::truth) return a != 0;
    if (condition.kind == ConditionKind::in) return std::find(sides.begin() + 1, sides.end(), a) != sides.end();
    const Cell b = sides[1];
    if (condition.kind == ConditionKind::between) return b <= a && a <= sides[2];
    const bool some = type == TypeKind::range && a != check::empty_range && b != check::empty_range;
    switch (condition.comparison) {
        case Comparison::equal: return a == b;
        case Comparison::not_equal: return a != b;
        case Comparison::less: return a < b;
        case Comparison::less_equal: return a <= b;
        case Comparison::greater: return a > b;
        case Comparison::greater_equal: return a >= b;
        case Comparison::within:
            return some && check::lowest_of(b) <= check::lowest_of(a) && check::highest_of(a) <= check::highest_of(b);
        case Comparison::overlaps:
            return some && check::lowest_of(a) <= check::highest_of(b) && check::lowest_of(b) <= check::highest_of(a);
    }
    return false;
}

ChangeNumbers sorted(ChangeNumbers numbers) {
    make_set(numbers);
    return numbers;
}

}  // namespace

ChangesThereAre::ChangesThereAre(const Candidates& all)
    : candidates_(all),
      of_relations_(all.rulebase().relations.size()),
      of_parameters_(all.rulebase().parameters.size()) {
    for (const auto& change : all.of_relations()) of_relations_[change.index].push_back(number_of(change));
    for (const auto& change : all.of_parameters()) of_parameters_[change.index].push_back(number_of(change));
}

std::uint32_t ChangesThereAre::number_of(const Change& change) {
    const auto [at, is_new] = numbers_.try_emplace(change, static_cast<std::uint32_t>(changes_.size()));
    if (is_new) changes_.push_back(&at->first);
    return at->second;
}

const std::vector<std::pair<std::uint32_t, check::Cell>>& ChangesThereAre::settled(engine::AttributeOf what) {
    const auto [at, is_new] = settled_.try_emplace(what);
    if (is_new) {
        for (const auto& change : candidates_.settled(what, false)) at->second.emplace_back(number_of(change), change.cells[1]);
    }
    return at->second;
}

const ChangeNumbers& ChangesThereAre::further_source(engine::AttributeOf what) {
    const auto [at, is_new] = further_sources_.try_emplace(what);
    if (is_new) {
        for (const auto& change : candidates_.further_source(what)) at->second.push_back(number_of(change));
        make_set(at->second);
    }
    return at->second;
}

Obstacles::Obstacles(engine::Model& model, ChangesThereAre& changes, const engine::Facts& record)
    : model_(model),
      changes_(changes),
      candidates_(changes.candidates()),
      record_(record),
      rulebase_(model.rulebase()) {}

ChangeNumbers Obstacles::of(const Condition& condition, const Binding& binding, Wish wish) {
    if (is_bound(condition, binding)) (void)model_.truth(condition, binding);
    for (const auto& what : model_.looked_at()) {
        const auto& summary = model_.summary(what.attribute, what.subject);
        mixed_ = mixed_ || (summary.state == engine::Known::known && summary.shares.size() > 1);
    }
    auto out = look(condition, binding, wish);
    std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) { return changes_[a] < changes_[b]; });
    return out;
}

// --- Conditions ----------------------------------------------------------------------------------------------------------

ChangeNumbers Obstacles::look(const Condition& condition, const Binding& binding, Wish wish) {
    const std::tuple key(&condition, binding, wish);
    if (const auto found = found_.find(key); found != found_.end()) return found->second;
    if (!entered_.insert(key).second) {  // it would rest on itself, which is no ground
        in_circle_ = true;
        return {};
    }
    ChangeNumbers out;
    if (!is_bound(condition, binding)) {
        out = everything(condition, binding);
    } else {
        const auto state = model_.state(model_.truth(condition, binding));
        const bool so = (wish == Wish::met && state == State::met) || (wish == Wish::not_met && state == State::not_met);
        out = several(condition, binding, so ? Wish::other : wish, state);
    }
    entered_.erase(key);
    if (entered_.empty()) in_circle_ = false;
    if (!in_circle_) found_[key] = out;
    return out;
}

ChangeNumbers Obstacles::several(const Condition& condition, const Binding& binding, Wish wish, State state) {
    switch (condition.kind) {
        case ConditionKind::always:
        case ConditionKind::instance: return {};
        case ConditionKind::negation: {
            const auto inner = wish == Wish::met ? Wish::not_met : wish == Wish::not_met ? Wish::met : Wish::other;
            return look(condition.operands[0], binding, inner);
        }
        case ConditionKind::conjunction:
        case ConditionKind::disjunction: break;
        case ConditionKind::exists: return exists(condition, binding, wish, state);
        case ConditionKind::relation:
        case ConditionKind::observed: return atom(condition, binding, wish, state);
        case ConditionKind::compare:
        case ConditionKind::in:
        case ConditionKind::between:
        case ConditionKind::truth: return comparison(condition, binding, wish);
        case ConditionKind::named: {
            const auto arguments = all_known(condition.expressions, binding);
            if (!arguments) return values(condition.expressions, binding);
            const auto& define = rulebase_.defines[condition.index];
            Binding inner = *arguments;
            inner.resize(std::max<std::size_t>(define.variables.size(), inner.size()), no_cell);
            ChangeNumbers out = look(*define.condition, inner, wish);
            merge(out, values(condition.expressions, binding));
            return out;
        }
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed: return knowledge(condition, binding, wish);
        case ConditionKind::conflict: return values(condition.expressions, binding);
        case ConditionKind::applies: {
            const auto arguments = all_known(condition.expressions, binding);
            if (!arguments) return values(condition.expressions, binding);
            Binding inner(rulebase_.clauses_of(condition.target).variables.size(), no_cell);
            std::copy(arguments->begin(), arguments->end(), inner.begin());
            ChangeNumbers out = applying(condition.target, inner, wish);
            merge(out, values(condition.expressions, binding));
            return out;
        }
        case ConditionKind::surely:
        case ConditionKind::possibly:
        case ConditionKind::settled: return everything(condition, binding);
    }
    if (mixed_) return extremes(condition, binding, wish);
    // Of these one decides: the part with the fewest changes stands for all.
    const bool all = condition.kind == ConditionKind::conjunction;
    const State failing = all ? State::not_met : State::met;  // one such part decides
    const auto against = [&](State part) {
        if (wish == Wish::other) return state == failing && part == failing;
        return (wish == Wish::met) == all && part != (all ? State::met : State::not_met);
    };
    std::optional<ChangeNumbers> least;
    ChangeNumbers out;
    for (const auto& operand : condition.operands) {
        const auto part = model_.state(model_.truth(operand, binding));
        if (against(part)) {
            auto changes = look(operand, binding, wish);
            if (!least || changes.size() < least->size()) least = std::move(changes);
        } else if (!least) {
            const bool single = wish != Wish::other && (wish == Wish::met) != all;  // any part alone can bring it about
            merge(out, look(operand, binding, single ? wish : Wish::other));
        }
    }
    return least ? *least : out;
}

/// Where observations leave a comparison between met and not met, parts that are not met may do so together: the least of each bound
/// decides a conjunction, the greatest a disjunction.
ChangeNumbers Obstacles::extremes(const Condition& condition, const Binding& binding, Wish wish) {
    const bool all = condition.kind == ConditionKind::conjunction;
    ChangeNumbers out;
    if (wish == Wish::other || (wish == Wish::met) != all) {
        for (const auto& operand : condition.operands) merge(out, look(operand, binding, wish));
        return out;
    }
    const auto whole = model_.truth(condition, binding);
    const auto end = all ? engine::Truth::one : std::int16_t{0};
    for (const auto bound : {&engine::Truth::belief, &engine::Truth::plausibility}) {
        if (whole.*bound == end) continue;
        std::optional<ChangeNumbers> least;
        for (const auto& operand : condition.operands) {
            if (model_.truth(operand, binding).*bound != whole.*bound) continue;
            auto changes = look(operand, binding, wish);
            if (!least || changes.size() < least->size()) least = std::move(changes);
        }
        if (least) merge(out, *least);
    }
    return out;
}

ChangeNumbers Obstacles::exists(const Condition& condition, const Binding& binding, Wish wish, State state) {
    const auto& inner = condition.operands[0];
    if (state == State::met && wish != Wish::met && !mixed_) {  // one that is met is enough to keep it so
        for (const auto& witness : model_.witnesses(condition, binding)) {
            if (model_.state(witness.truth) != State::met) continue;
            if (is_bound(inner, witness.binding)) return look(inner, witness.binding, wish);
        }
    }
    const auto bindings = every(condition.variables, inner, binding);
    if (!bindings) return everything(inner, binding);
    ChangeNumbers out;
    for (const auto& one : *bindings) merge(out, look(inner, one, wish));
    return out;
}

ChangeNumbers Obstacles::atom(const Condition& condition, const Binding& binding, Wish wish, State state) {
    if (condition.kind == ConditionKind::observed) return everything(condition, binding);
    const check::RelationId id{condition.index};
    const auto pattern = pattern_of(condition, binding);
    ChangeNumbers out;
    for (const auto& argument : condition.arguments) {
        if (argument) merge(out, value(*argument, binding));
    }
    const auto& relation = rulebase_.relations[id.index()];
    const auto view = model_.relation(id);
    if (state == State::met && wish != Wish::met && !mixed_) {
        for (std::uint32_t row = 0; row < view.rows; ++row) {
            if (!view.superseded->empty() && (*view.superseded)[row] != 0) continue;
            if (model_.state((*view.truths)[row]) != State::met) continue;
            bool fits = true;
            std::vector<std::optional<Cell>> cells;
            for (std::size_t c = 0; c < pattern.size(); ++c) {
                cells.emplace_back((*view.columns)[c][row]);
                fits = fits && (!pattern[c] || *pattern[c] == *cells.back());
            }
            if (!fits) continue;
            if (!relation.derived) {
                merge(out, tuples(id, cells, false, true));
                return out;
            }
            if (const auto derivation = model_.derivation(id, row)) {
                merge(out, applying({DeclarationKind::rule, derivation->rule.value}, derivation->binding, wish));
                return out;
            }
        }
    }
    const bool add = wish != Wish::not_met;
    const bool remove = wish != Wish::met || state != State::not_met;
    merge(out, relation.derived ? concluded(id, pattern, wish) : tuples(id, pattern, add, remove));
    return out;
}

/// The rules that could conclude such a tuple.
ChangeNumbers Obstacles::concluded(check::RelationId id, const std::vector<std::optional<Cell>>& pattern, Wish wish) {
    ChangeNumbers out;
    for (std::size_t r = 0; r < rulebase_.rules.size(); ++r) {
        const auto& rule = rulebase_.rules[r];
        if (rule.relation != id) continue;
        Binding binding(rule.clauses.variables.size(), no_cell);
        bool possible = true;
        for (std::size_t c = 0; c < pattern.size() && c < rule.arguments.size(); ++c) {
            const auto& argument = rule.arguments[c];
            if (!pattern[c]) continue;
            if (argument.kind == ExpressionKind::variable) {
                auto& cell = binding[argument.variable.index()];
                possible = possible && (cell == no_cell || cell == *pattern[c]);
                cell = *pattern[c];
            } else if (argument.kind == ExpressionKind::literal && argument.type.kind != TypeKind::text) {
                possible = possible && argument.cell == *pattern[c];
            }
        }
        if (!possible) continue;
        const check::DeclarationRef ref{DeclarationKind::rule, static_cast<std::uint32_t>(r)};
        std::vector<check::VariableId> open;
        for (std::uint32_t v = 0; v < rule.clauses.bound; ++v) {
            if (binding[v] == no_cell) open.push_back(check::VariableId{v});
        }
        const auto bindings = every(open, rule.clauses.body, binding);
        if (!bindings) {
            merge(out, everything(rule.clauses.body, binding));
            if (rule.clauses.only_if) merge(out, parameters(*rule.clauses.only_if));
            continue;
        }
        for (const auto& one : *bindings) {
            merge(out, applying(ref, one, wish));
            for (const auto& argument : rule.arguments) merge(out, value(argument, one));
        }
    }
    return out;
}

ChangeNumbers Obstacles::applying(check::DeclarationRef ref, const Binding& binding, Wish wish) {
    const auto& clauses = rulebase_.clauses_of(ref);
    const auto switches = clauses.only_if ? parameters(*clauses.only_if) : ChangeNumbers{};
    if (!model_.in_force(clauses)) return switches;
    auto out = look(clauses.body, binding, wish);
    if (wish != Wish::met) merge(out, switches);
    return out;
}

ChangeNumbers Obstacles::comparison(const Condition& condition, const Binding& binding, Wish wish) {
    if (auto counted = of_counted(condition, binding, wish)) return *counted;
    if (auto cases = of_cases(condition, binding, wish)) return *cases;
    // One attribute, compared with what has a value of its own: only the values that do what is wished.
    std::optional<std::size_t> place;
    std::size_t attributes = 0;
    for (std::size_t k = 0; k < condition.expressions.size(); ++k) {
        const auto& e = condition.expressions[k];
        if (is_plain(e)) continue;
        ++attributes;
        const bool alone = e.kind == ExpressionKind::attribute && !rulebase_.attributes[e.index].derived;
        if (alone && (k == 0 || condition.kind == ConditionKind::compare)) place = k;
    }
    const auto subject = place ? known(condition.expressions[*place].operands[0], binding) : std::nullopt;
    if (attributes != 1 || !subject) return values(condition.expressions, binding);
    const auto type = condition.expressions[*place].type.kind;
    std::vector<Cell> cells;
    for (std::size_t k = 0; k < condition.expressions.size(); ++k) {
        const auto cell = k == *place ? std::optional<Cell>(0) : known(condition.expressions[k], binding);
        if (!cell) return values(condition.expressions, binding);
        cells.push_back(*cell);
    }
    const auto keep = [&](Cell cell) {
        if (wish == Wish::other) return true;
        auto sides = cells;
        sides[*place] = cell;
        return meets(condition, type, sides) == (wish == Wish::met);
    };
    ChangeNumbers out =
        attribute({check::AttributeId{condition.expressions[*place].index}, *subject}, keep, wish == Wish::other || mixed_);
    merge(out, value(condition.expressions[*place].operands[0], binding));
    for (std::size_t k = 0; k < condition.expressions.size(); ++k) {
        if (k != *place) merge(out, value(condition.expressions[k], binding));
    }
    return out;
}

/// How many rules point, against a number: towards it only those count that do not point, away from it as many as are in its way.
std::optional<ChangeNumbers> Obstacles::of_counted(const Condition& condition, const Binding& binding, Wish wish) {
    if (condition.kind != ConditionKind::compare || wish == Wish::other) return {};
    const auto& counted = condition.expressions[0];
    if (counted.kind != ExpressionKind::pointers && counted.kind != ExpressionKind::implied_pointers) return {};
    const auto& number = condition.expressions[1];
    if (!is_plain(number) || number.kind == ExpressionKind::parameter) return {};
    const auto subject = known(counted.operands[0], binding);
    const auto limit = known(number, binding);
    const auto count = known(counted, binding);
    if (!subject || !limit || !count) return {};
    using check::Comparison;
    const bool above = condition.comparison == Comparison::greater || condition.comparison == Comparison::greater_equal;
    const bool below = condition.comparison == Comparison::less || condition.comparison == Comparison::less_equal;
    const bool is_none = condition.comparison == Comparison::equal && *limit == 0;
    if (!above && !below && !is_none) return {};
    const bool more = (wish == Wish::met) == above;
    ChangeNumbers out;
    bool one_kept = false;
    for (const auto& one : model_.propositions(check::QuestionId{counted.index}, *subject)) {
        const auto& proposition = rulebase_.propositions[one.proposition.index()];
        if (proposition.implied_only != (counted.kind == ExpressionKind::implied_pointers)) continue;
        if (proposition.effect != check::Effect::leans) return {};
        if (proposition.upper != counted.upper || one.state != State::met || more || one_kept) continue;
        one_kept = true;  // while it points the count is above what is wished
        out = applying({DeclarationKind::proposition, one.proposition.value}, one.binding, Wish::other);
    }
    const auto least = condition.comparison == Comparison::greater || is_none || condition.comparison == Comparison::less_equal
                           ? *limit
                           : *limit - Decimal::scale;
    if (!more && least == 0 && one_kept) return out;  // a single one is in the way
    return more ? std::optional(pointers(counted, *subject)) : std::nullopt;
}

/// A define of cases against plain values: what lets a case with such a value be the first that is met.
std::optional<ChangeNumbers> Obstacles::of_cases(const Condition& condition, const Binding& binding, Wish wish) {
    if (condition.kind != ConditionKind::compare && condition.kind != ConditionKind::in) return {};
    const auto& asked = condition.expressions[0];
    if (asked.kind != ExpressionKind::define || wish == Wish::other) return {};
    const auto arguments = all_known(asked.operands, binding);
    if (!arguments) return {};
    std::vector<Cell> cells(1, 0);
    for (std::size_t k = 1; k < condition.expressions.size(); ++k) {
        const auto& e = condition.expressions[k];
        if (!is_plain(e) || e.kind == ExpressionKind::parameter) return {};
        const auto cell = known(e, binding);
        if (!cell) return {};
        cells.push_back(*cell);
    }
    const check::DefineId id{asked.index};
    const auto& define = rulebase_.defines[id.index()];
    Binding inner = *arguments;
    inner.resize(std::max<std::size_t>(define.variables.size(), inner.size()), no_cell);
    const auto result = model_.define(id, *arguments);
    const auto may_do = [&](const check::Case& one) {
        if (one.value.kind != ExpressionKind::literal) return true;
        cells[0] = one.value.cell;
        return meets(condition, asked.type.kind, cells) == (wish == Wish::met);
    };
    ChangeNumbers out = values(asked.operands, binding);
    const std::size_t taken = result.taken ? *result.taken : define.cases.size();
    bool later = false;
    for (std::size_t i = 0; i < define.cases.size(); ++i) {
        const auto& one = define.cases[i];
        if (i == taken) {
            if (one.value.kind != ExpressionKind::literal) merge(out, value(one.value, inner));
            continue;
        }
        if (!may_do(one)) continue;
        if (i < taken && one.when) merge(out, look(*one.when, inner, Wish::met));
        later = later || i > taken;
    }
    const bool by_default = taken < define.cases.size() && !define.cases[taken].when;
    for (std::size_t i = 0; i < taken && (by_default || taken == define.cases.size()); ++i) {
        if (define.cases[i].when) merge(out, look(*define.cases[i].when, inner, Wish::other));
    }
    if (later && taken < define.cases.size() && define.cases[taken].when)
        merge(out, look(*define.cases[taken].when, inner, Wish::other));
    return out;
}

ChangeNumbers Obstacles::knowledge(const Condition& condition, const Binding& binding, Wish wish) {
    if (condition.expressions.empty()) return look(condition.operands[0], binding, Wish::other);
    const auto& e = condition.expressions[0];
    if (e.kind != ExpressionKind::attribute || rulebase_.attributes[e.index].derived) return value(e, binding);
    const auto subject = known(e.operands[0], binding);
    if (!subject) return value(e, binding);
    const engine::AttributeOf what{check::AttributeId{e.index}, *subject};
    ChangeNumbers out = value(e.operands[0], binding);
    if (condition.kind == ConditionKind::disputed) {
        if (wish != Wish::not_met && candidates_.varied(what.attribute)) merge(out, changes_.further_source(what));
        if (wish != Wish::met)
            merge(out, attribute(
                           what, [](Cell) { return true; }, true));
        return out;
    }
    const bool to_be_known = (condition.kind == ConditionKind::known) == (wish == Wish::met);
    const bool value_helps = wish == Wish::other || to_be_known;
    merge(out, attribute(
                   what, [&](Cell) { return value_helps; }, wish == Wish::other || !to_be_known));
    return out;
}

// --- ChangeNumbers -------------------------------------------------------------------------------------------------------------

ChangeNumbers Obstacles::attribute(engine::AttributeOf what, const Keep& keep, bool forgotten) {
    ChangeNumbers out;
    if (!candidates_.varied(what.attribute)) return out;
    const auto& summary = model_.summary(what.attribute, what.subject);
    const bool certain = summary.state == engine::Known::known && summary.shares.size() == 1 && summary.ignorance == 0;
    for (const auto& [number, cell] : changes_.settled(what)) {
        if (keep(cell) && !(certain && summary.shares.front().value == cell)) out.push_back(number);
    }
    if (forgotten && summary.state != engine::Known::unknown)
        out.push_back(changes_.number_of({Kind::forget, what.attribute.value, 0, {what.subject}, {}}));
    return sorted(std::move(out));
}

ChangeNumbers Obstacles::tuples(check::RelationId id, const std::vector<std::optional<Cell>>& pattern, bool add, bool remove) {
    ChangeNumbers out;
    const auto& recorded = record_.relations[id.index()];
    for (const auto number : changes_.of_relation(id)) {
        const auto& change = changes_[number];
        if (change.kind == Kind::add ? !add : !remove) continue;
        bool fits = true;
        for (std::size_t c = 0; c < pattern.size() && fits; ++c) {
            const Cell cell = change.kind == Kind::add ? change.cells[c] : recorded.columns[c][change.row];
            fits = !pattern[c] || *pattern[c] == cell;
        }
        if (fits) out.push_back(number);
    }
    return sorted(std::move(out));
}

ChangeNumbers Obstacles::parameter(std::uint32_t index) { return sorted(changes_.of_parameter(index)); }

ChangeNumbers Obstacles::parameters(const Condition& condition) {
    ChangeNumbers out;
    check::visit(
        condition, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind == ExpressionKind::parameter) merge(out, parameter(e.index));
        });
    return out;
}

std::optional<check::Cell> Obstacles::known(const Expression& expression, const Binding& binding) {
    if (!is_bound(expression, binding)) return {};
    const auto outcome = model_.value(expression, binding);
    return outcome.state == engine::Known::known ? std::optional(outcome.cell) : std::nullopt;
}

std::optional<std::vector<check::Cell>> Obstacles::all_known(const std::vector<Expression>& expressions,
                                                             const Binding& binding) {
    std::vector<Cell> out;
    for (const auto& expression : expressions) {
        const auto cell = known(expression, binding);
        if (!cell) return {};
        out.push_back(*cell);
    }
    return out;
}

std::vector<std::optional<check::Cell>> Obstacles::pattern_of(const Condition& atom, const Binding& binding) {
    std::vector<std::optional<Cell>> out;
    for (const auto& argument : atom.arguments) out.push_back(argument ? known(*argument, binding) : std::nullopt);
    return out;
}

std::optional<std::vector<engine::Binding>> Obstacles::every(const std::vector<check::VariableId>& variables,
                                                             const Condition& condition, const Binding& binding) const {
    std::vector<Binding> out{binding};
    for (const auto variable : variables) {
        if (variable.index() < binding.size() && binding[variable.index()] != no_cell) continue;
        std::optional<check::Type> type;
        check::visit(
            condition, [](const Condition&) {},
            [&](const Expression& e) {
                if (e.kind == ExpressionKind::variable && e.variable == variable) type = e.type;
            });
        if (!type) continue;
        const auto cells = candidates_.values(*type, {});
        if (!cells.listed || out.size() * cells.cells.size() > most_bindings) return {};
        std::vector<Binding> next;
        for (const auto& one : out) {
            for (const auto cell : cells.cells) {
                next.push_back(one);
                next.back().resize(std::max(next.back().size(), variable.index() + 1), no_cell);
                next.back()[variable.index()] = cell;
            }
        }
        out = std::move(next);
    }
    return out;
}

}  // namespace credence::explain
