// Truth of conditions: the page's "Truth", and comparisons of what observations say.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

#include "check/dependencies.hpp"
#include "reference/reference.hpp"

namespace credence::reference {
namespace {

using boost::multiprecision::cpp_rational;
using check::Comparison;
using check::ConditionKind;
using check::DeclarationKind;
using check::ExpressionKind;
using check::TypeKind;

int rounded_down(const cpp_rational& part) {
    return static_cast<int>(static_cast<boost::multiprecision::cpp_int>(cpp_rational(part * one)));
}
int rounded_up(const cpp_rational& part) { return one - rounded_down(1 - part); }

/// Values between two ends; a point is one value.
struct Interval {
    Cell least = 0, greatest = 0;
};

/// One side of a comparison.
struct Side {
    std::vector<Interval> values;  // empty: unknown
    std::optional<Summary> attribute;
    std::int64_t ignorance = 0;
    bool disputed = false;
    [[nodiscard]] bool is_certain() const { return !attribute && values.size() == 1 && ignorance == 0 && is_point(); }
    [[nodiscard]] bool is_point() const { return values[0].least == values[0].greatest; }
};

/// How a comparison stands to intervals: met by all their values, by none, or by some.
struct Holds {
    bool all = false, none = false;
    friend Holds operator!(Holds h) { return {h.none, h.all}; }
    friend Holds both(Holds a, Holds b) { return {a.all && b.all, a.none || b.none}; }
    friend Holds either(Holds a, Holds b) { return {a.all || b.all, a.none && b.none}; }
};

Holds equal(Interval a, Interval b) {
    const bool points = a.least == a.greatest && b.least == b.greatest;
    return {points && a.least == b.least, a.greatest < b.least || b.greatest < a.least};
}
Holds less(Interval a, Interval b) { return {a.greatest < b.least, a.least >= b.greatest}; }

Holds of_ranges(Comparison comparison, Cell a, Cell b) {
    bool met = a != check::empty_range && b != check::empty_range;
    if (met && comparison == Comparison::within) {
        met = check::lowest_of(b) <= check::lowest_of(a) && check::highest_of(a) <= check::highest_of(b);
    } else if (met) {
        met = check::lowest_of(a) <= check::highest_of(b) && check::lowest_of(b) <= check::highest_of(a);
    }
    return {met, !met};
}

Holds holds(const Condition& c, const std::vector<Interval>& v) {
    switch (c.kind) {
        case ConditionKind::truth: return !equal(v[0], {0, 0});
        case ConditionKind::between: return both(!less(v[0], v[1]), !less(v[2], v[0]));
        case ConditionKind::in: {
            Holds found{false, true};
            for (std::size_t i = 1; i < v.size(); ++i) found = either(found, equal(v[0], v[i]));
            return found;
        }
        default: break;
    }
    switch (c.comparison) {
        case Comparison::equal: return equal(v[0], v[1]);
        case Comparison::not_equal: return !equal(v[0], v[1]);
        case Comparison::less: return less(v[0], v[1]);
        case Comparison::less_equal: return !less(v[1], v[0]);
        case Comparison::greater: return less(v[1], v[0]);
        case Comparison::greater_equal: return !less(v[0], v[1]);
        default: return of_ranges(c.comparison, v[0].least, v[1].least);
    }
}

/// Every choice of one interval a side.
void combinations(const std::vector<Side>& sides, std::vector<Interval>& chosen, const std::function<void()>& visit) {
    if (chosen.size() == sides.size()) return visit();
    for (const auto& v : sides[chosen.size()].values) {
        chosen.push_back(v);
        combinations(sides, chosen, visit);
        chosen.pop_back();
    }
}

}  // namespace

State Reference::state(Truth t) const {
    const int support = t.belief - (one - t.plausibility);
    if (support >= rulebase_.margin) return State::met;
    if (support <= -rulebase_.margin) return State::not_met;
    return t.disputed ? State::disputed : State::unknown;
}

Truth Reference::closed(int belief, int plausibility, bool part_disputed) const {
    const State s = state({belief, plausibility, false});
    const bool open = s != State::met && s != State::not_met;
    return {belief, plausibility, open && (part_disputed || 2 * (plausibility - belief) < one)};
}

Truth Reference::any_of(const std::vector<Truth>& parts) const {
    int b = 0, p = 0;
    bool disputed = false;
    for (const auto& t : parts) {
        b = std::max(b, t.belief);
        p = std::max(p, t.plausibility);
        disputed = disputed || state(t) == State::disputed;
    }
    return closed(b, p, disputed);
}

Truth Reference::all_of(const std::vector<Truth>& parts) const {
    std::vector<Truth> opposites;
    for (const auto& t : parts) opposites.push_back(opposite(t));
    return opposite(any_of(opposites));
}

Truth Reference::opposite(Truth t) const { return closed(one - t.plausibility, one - t.belief, t.disputed); }

Truth Reference::truth(const Condition& c, const Binding& binding) {
    std::vector<Truth> parts;
    switch (c.kind) {
        case ConditionKind::always:
        case ConditionKind::instance: return certain;
        case ConditionKind::relation:
        case ConditionKind::observed:
            for (const auto& row : rows(c, binding)) {
                if (const auto t = match(c, row, binding)) parts.push_back(*t);
            }
            return any_of(parts);
        case ConditionKind::compare:
        case ConditionKind::in:
        case ConditionKind::between:
        case ConditionKind::truth: return comparison(c, binding);
        case ConditionKind::named: {
            const Inside inside(*this);
            const auto& define = rulebase_.defines[c.index];
            Binding arguments;
            for (std::size_t i = 0; i < c.expressions.size(); ++i) {
                const Value v = value(c.expressions[i], binding);
                if (!v.cell) return closed(0, one, v.disputed);
                arguments[VariableId{i}] = {v.cell, {}, false, 0};
            }
            return truth(*define.condition, arguments);
        }
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed: return knowledge(c, binding);
        case ConditionKind::conflict: {
            const auto& e = c.expressions[0];
            const Value subject = value(e.operands[0], binding);
            if (!subject.cell) return closed(0, one, subject.disputed);
            return range(check::RangeId{e.index}, *subject.cell).conflict ? certain : impossible;
        }
        case ConditionKind::applies: {
            const auto& clauses = clauses_of(c.target);
            Binding arguments;
            for (std::size_t i = 0; i < c.expressions.size(); ++i) {
                const Value v = value(c.expressions[i], binding);
                if (!v.cell) return closed(0, one, v.disputed);
                arguments[VariableId{i}] = {v.cell, {}, false, 0};
            }
            return in_force(clauses) ? truth(clauses.body, arguments) : impossible;
        }
        case ConditionKind::surely:
        case ConditionKind::possibly: {
            unobserved_met_ = c.kind == ConditionKind::possibly;
            const State s = state(truth(c.operands[0], binding));
            unobserved_met_.reset();
            return s == State::met ? certain : impossible;
        }
        case ConditionKind::settled: return settled(c.expressions[0], binding) ? certain : impossible;
        case ConditionKind::conjunction:
            // A part that is certainly not met ends it: what stands behind may divide by zero.
            for (const auto& operand : c.operands) {
                parts.push_back(truth(operand, binding));
                if (parts.back().plausibility == 0) return impossible;
            }
            return all_of(parts);
        case ConditionKind::disjunction:
            for (const auto& operand : c.operands) parts.push_back(truth(operand, binding));
            return any_of(parts);
        case ConditionKind::negation: {
            const auto before = unobserved_met_;
            if (unobserved_met_) unobserved_met_ = !*unobserved_met_;
            const Truth t = truth(c.operands[0], binding);
            unobserved_met_ = before;
            return opposite(t);
        }
        case ConditionKind::exists:
            each(c.operands[0], typed(c.operands[0], c.variables), binding,
                 [&](const Binding& b) { parts.push_back(truth(c.operands[0], b)); });
            return any_of(parts);
    }
    throw std::logic_error("a kind of condition that the reference does not know");
}

Truth Reference::without_value(bool disputed) const {
    if (disputed || !unobserved_met_) return closed(0, one, disputed);
    return *unobserved_met_ ? certain : impossible;
}

bool Reference::settled(const Expression& e, const Binding& binding) {
    Open open;
    for (const auto ref : check::closure(rulebase_, check::dependencies(rulebase_, e))) {
        if (ref.kind != DeclarationKind::attribute) continue;
        const auto& attribute = rulebase_.attributes[ref.index];
        if (attribute.derived) continue;
        for (const Cell subject : domain({TypeKind::entity, attribute.of.value})) {
            if (taken_.count({ref.index, subject}) != 0) continue;
            const Summary s = summary(check::AttributeId{ref.index}, subject);
            if (!s.weights.empty() && !s.disputed) continue;
            auto& values = open[{ref.index, subject}];
            for (const auto& [cell, weight] : s.weights) values.insert(cell);
            if (!values.empty()) continue;
            if (attribute.type.kind == TypeKind::range) {
                for (const Cell low : domain({TypeKind::scale, attribute.type.index}))
                    for (const Cell high : domain({TypeKind::scale, attribute.type.index}))
                        if (low <= high) values.insert(check::pack_range(low, high));
            } else {
                for (const Cell cell : domain(attribute.type)) values.insert(cell);
            }
        }
    }
    std::optional<Cell> value;
    return same_in_all_ways(e, binding, open, value) && value;
}

/// One by one, and the whole anew for each way.
bool Reference::same_in_all_ways(const Expression& e, const Binding& binding, const Open& open, std::optional<Cell>& found) {
    if (open.empty()) {
        Reference other(rulebase_, facts_, parameters_, texts_, taken_);
        const auto cell = other.value(e, binding).cell;
        if (!cell) return false;
        if (!found) found = cell;
        return found == cell;
    }
    Open rest = open;
    const auto [which, values] = *rest.begin();
    rest.erase(rest.begin());
    for (const Cell one_of_them : values) {
        taken_[which] = one_of_them;
        const bool same = same_in_all_ways(e, binding, rest, found);
        taken_.erase(which);
        if (!same) return false;
    }
    return true;
}

const check::Clauses& Reference::clauses_of(check::DeclarationRef ref) const {
    switch (ref.kind) {
        case DeclarationKind::proposition: return rulebase_.propositions[ref.index].clauses;
        case DeclarationKind::boundary: return rulebase_.boundaries[ref.index].clauses;
        case DeclarationKind::rule: return rulebase_.rules[ref.index].clauses;
        default: return rulebase_.advice[ref.index].clauses;
    }
}

bool Reference::in_force(const check::Clauses& clauses) {
    return !clauses.only_if || state(truth(*clauses.only_if, {})) == State::met;
}

Truth Reference::comparison(const Condition& c, const Binding& binding) {
    std::vector<Side> sides;
    for (const auto& e : c.expressions) {
        Side side;
        if (!sides.empty() && c.kind != ConditionKind::compare) {
            const Value v = value(e, binding);
            side.disputed = !v.cell && v.disputed;
            if (v.cell) side.values.push_back({*v.cell, *v.cell});
        } else if (e.kind == ExpressionKind::attribute) {
            const Value subject = value(e.operands[0], binding);
            side.disputed = subject.disputed;
            if (subject.cell) {
                side.attribute = summary(check::AttributeId{e.index}, *subject.cell);
                side.ignorance = side.attribute->ignorance;
                side.disputed = side.attribute->disputed;
                for (const auto& [cell, weight] : side.attribute->weights) side.values.push_back({cell, cell});
            }
        } else {
            const Value v = value(e, binding);
            side.ignorance = v.ignorance;
            side.disputed = v.disputed;
            if (v.triple)
                side.values.push_back({v.triple->least, v.triple->greatest});
            else if (v.cell)
                side.values.push_back({*v.cell, *v.cell});
        }
        if (e.type.kind == TypeKind::date) {
            for (auto& v : side.values) v.least = v.greatest = Date::from_code(v.least).first;
        }
        sides.push_back(std::move(side));
    }
    if (c.kind == ConditionKind::compare && (c.comparison == Comparison::within || c.comparison == Comparison::overlaps)) {
        for (const auto& side : sides) {
            if (!side.values.empty() && side.is_certain() && side.values[0].least == check::empty_range) return impossible;
        }
    }
    for (const std::size_t i : {0U, 1U}) {
        if (c.kind != ConditionKind::compare || c.comparison != Comparison::equal) break;
        if (unobserved_met_ && sides[1 - i].values.empty()) continue;
        const auto& x = c.expressions[i];
        if (x.kind == ExpressionKind::variable && binding.at(x.variable).other_than == &c.expressions[1 - i]) {
            return closed(0, rounded_up(cpp_rational(sides[1 - i].ignorance) / whole), false);
        }
    }
    const auto any = [&](auto holds_of) { return std::any_of(sides.begin(), sides.end(), holds_of); };
    if (any([](const Side& s) { return s.values.empty(); })) {
        return without_value(any([](const Side& s) { return s.values.empty() && s.disputed; }));
    }
    const bool disputed = any([](const Side& s) { return s.disputed; });

    bool all = true, none = true;
    std::vector<Interval> chosen;
    combinations(sides, chosen, [&] {
        const Holds h = holds(c, chosen);
        all = all && h.all;
        none = none && h.none;
    });

    std::size_t alone = sides.size();  // the one attribute beside certain values
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (!sides[i].is_certain()) alone = sides[i].attribute && alone == sides.size() ? i : sides.size() + 1;
    }
    if (alone < sides.size()) {
        if (disputed && !all && !none) return closed(0, one, true);
        const auto& attribute = *sides[alone].attribute;
        std::int64_t met = 0, total = 0;
        std::size_t position = 0;
        for (const auto& [cell, weight] : attribute.weights) {
            chosen.clear();
            for (std::size_t i = 0; i < sides.size(); ++i) chosen.push_back(sides[i].values[i == alone ? position : 0]);
            if (holds(c, chosen).all) met += weight;
            total += weight;
            ++position;
        }
        const cpp_rational doubt = cpp_rational(attribute.ignorance) / whole;
        const cpp_rational belief = (1 - doubt) * met / total;
        return closed(rounded_down(belief), rounded_up(belief + doubt), false);
    }
    if (!all && !none) return closed(0, one, disputed);
    std::int64_t ignorance = 0;
    for (const auto& side : sides) ignorance = std::max(ignorance, side.ignorance);
    const int doubt = rounded_up(cpp_rational(ignorance) / whole);
    return all ? closed(one - doubt, one, false) : closed(0, doubt, false);
}

Truth Reference::knowledge(const Condition& c, const Binding& binding) {
    const Inside inside(*this);
    ++asking_;
    const Truth answer = knows(c, binding);
    --asking_;
    return answer;
}

Truth Reference::knows(const Condition& c, const Binding& binding) {
    bool known = false, disputed = false, unobserved = false;
    if (!c.operands.empty()) {  // a named condition: whether it is decided
        const State s = state(truth(c.operands[0], binding));
        known = s == State::met || s == State::not_met;
        disputed = s == State::disputed;
    } else if (const auto& e = c.expressions[0]; e.kind == ExpressionKind::attribute) {
        const Value subject = value(e.operands[0], binding);
        disputed = subject.disputed;
        if (subject.cell) {
            const Summary s = summary(check::AttributeId{e.index}, *subject.cell);
            known = !s.weights.empty();
            disputed = s.disputed;
        }
        unobserved = !known && !disputed;
    } else {
        const Value v = value(e, binding);
        known = v.known();
        disputed = v.disputed && !known;
    }
    if (unobserved && unobserved_met_) return without_value(false);
    const bool yes = c.kind == ConditionKind::known ? known : c.kind == ConditionKind::unknown ? !known : disputed;
    return yes ? certain : impossible;
}

}  // namespace credence::reference
