#include "explain/ledger.hpp"

#include <algorithm>

#include "check/dependencies.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::Expression;
using check::ExpressionKind;
using check::TypeKind;

Standing standing_of(State state) {
    if (state == State::met) return Standing::met;
    return state == State::not_met ? Standing::not_met : Standing::undecided;
}

/// Only what `pattern` says of the subject is bound.
Binding about(const check::Clauses& clauses, const Expression& pattern, Cell subject) {
    Binding binding(clauses.variables.size(), check::no_cell);
    if (pattern.kind == ExpressionKind::variable) binding[pattern.variable.index()] = subject;
    return binding;
}

void set_ends(const check::Boundary& boundary, const engine::Outcome& place, const check::Scale& scale, Bound& bound) {
    if (place.state != engine::Known::known) return;
    const bool is_range = boundary.value.type.kind == TypeKind::range;
    if (is_range && place.cell == check::empty_range) return;
    const Cell low = is_range ? check::lowest_of(place.cell) : place.cell;
    const Cell high = is_range ? check::highest_of(place.cell) : place.cell;
    const Cell top = static_cast<Cell>(scale.values.size()) - 1;
    if (boundary.bound != check::BoundKind::at_most && low > 0) bound.low = low;
    if (boundary.bound != check::BoundKind::at_least && high < top) bound.high = high;
    if (boundary.bound == check::BoundKind::at_least) bound.low = low;
    if (boundary.bound == check::BoundKind::at_most) bound.high = high;
}

/// The ranges that the place of a bound is computed from.
std::vector<std::pair<check::RangeId, const Expression*>> ranges_read(const Expression& value) {
    std::vector<std::pair<check::RangeId, const Expression*>> out;
    check::visit(
        value, [](const Condition&) {},
        [&](const Expression& e) {
            if (e.kind == ExpressionKind::range) out.emplace_back(check::RangeId{e.index}, &e.operands[0]);
        });
    return out;
}

/// A bound that follows another range binds only where it goes beyond that range.
void mark_binding(const Phrases& phrases, const check::Boundary& boundary, const Bounds& all, Bound& bound) {
    if (bound.standing != Standing::met) return;
    bound.binds_low = bound.low && *bound.low == all.floor;
    bound.binds_high = bound.high && *bound.high == all.ceiling;
    for (const auto& [range, subject] : ranges_read(boundary.value)) {
        const auto individual = phrases.model().value(*subject, bound.binding);
        if (individual.state != engine::Known::known) continue;
        const auto followed = phrases.model().range(range, individual.cell);
        if (bound.binds_low && followed.floor >= *bound.low) bound.binds_low = false;
        if (bound.binds_high && followed.ceiling <= *bound.high) bound.binds_high = false;
    }
}

void add_bounds(const Phrases& phrases, check::RangeId id, Cell subject, std::vector<Bound>& out) {
    const auto& rulebase = phrases.rulebase();
    const auto& range = rulebase.ranges[id.index()];
    const auto& scale = rulebase.scales[range.on.index()];
    const auto result = phrases.model().range(id, subject);
    for (const auto boundary_id : range.boundaries) {
        const auto& boundary = rulebase.boundaries[boundary_id.index()];
        if (phrases.model().is_left_out({{check::DeclarationKind::boundary, boundary_id.value}})) continue;
        if (!phrases.model().in_force(boundary.clauses)) {
            Bound off{
                boundary_id, about(boundary.clauses, boundary.subject, subject), Standing::switched_off, false, {}, {}, false,
                false};
            out.push_back(std::move(off));
            continue;
        }
        bool found = false;
        for (const auto& one : result.boundaries) {
            if (one.boundary != boundary_id) continue;
            found = true;
            if (one.state == State::met && boundary.value.kind == ExpressionKind::range &&
                boundary.bound == check::BoundKind::within) {
                const auto within = phrases.model().value(boundary.value.operands[0], one.binding);
                if (within.state == engine::Known::known) {
                    add_bounds(phrases, check::RangeId{boundary.value.index}, within.cell, out);
                    continue;
                }
            }
            Bound bound{boundary_id, one.binding, standing_of(one.state), one.state == State::disputed, {}, {}, false, false};
            set_ends(boundary, one.bound, scale, bound);
            if (bound.standing == Standing::met && !bound.low && !bound.high && one.bound.state != engine::Known::known) {
                bound.standing = Standing::undecided;
                bound.disputed = one.bound.state == engine::Known::disputed;
            }
            out.push_back(std::move(bound));
        }
        if (!found) {
            out.push_back({boundary_id,
                           about(boundary.clauses, boundary.subject, subject),
                           Standing::not_met,
                           false,
                           {},
                           {},
                           false,
                           false});
        }
    }
}

}  // namespace

bool Bounds::low_is_set() const {
    return std::any_of(bounds.begin(), bounds.end(), [](const Bound& b) { return b.binds_low; });
}
bool Bounds::high_is_set() const {
    return std::any_of(bounds.begin(), bounds.end(), [](const Bound& b) { return b.binds_high; });
}

std::vector<Pointer> ledger(const Phrases& phrases, check::QuestionId question, Cell subject) {
    const auto& rulebase = phrases.rulebase();
    const auto results = phrases.model().propositions(question, subject);
    std::vector<Pointer> out;
    for (std::size_t i = 0; i < rulebase.propositions.size(); ++i) {
        const auto& proposition = rulebase.propositions[i];
        if (proposition.question != question) continue;
        const check::PropositionId id{i};
        const auto unbound = about(proposition.clauses, proposition.subject, subject);
        const auto would = proposition.effect == check::Effect::leans ? std::optional(proposition.upper) : std::nullopt;
        if (phrases.model().is_left_out({{check::DeclarationKind::proposition, id.value}})) continue;
        if (!phrases.model().in_force(proposition.clauses)) {
            out.push_back({id, unbound, Standing::switched_off, false, would});
            continue;
        }
        bool found = false;
        for (const auto& result : results) {
            if (result.proposition != id || result.state == State::not_met) continue;
            found = true;
            out.push_back({id, result.binding, standing_of(result.state), result.state == State::disputed, result.upper});
        }
        if (!found) out.push_back({id, unbound, Standing::not_met, false, would});
    }
    return out;
}

Bounds bounds_of(const Phrases& phrases, check::RangeId range, Cell subject) {
    const auto result = phrases.model().range(range, subject);
    Bounds all{result.value, result.conflict, result.floor, result.ceiling, {}};
    add_bounds(phrases, range, subject, all.bounds);
    for (auto& bound : all.bounds) mark_binding(phrases, phrases.rulebase().boundaries[bound.boundary.index()], all, bound);
    return all;
}

std::optional<Cell> individual_of(const Phrases& phrases, const Expression& expression, const Binding& binding) {
    if (expression.type.kind != TypeKind::entity) return {};
    if (expression.kind == ExpressionKind::variable) {
        const auto index = expression.variable.index();
        if (!expression.variable.valid() || index >= binding.size() || binding[index] == check::no_cell) return {};
        return binding[index];
    }
    if (expression.kind == ExpressionKind::individual) return phrases.facts().find(expression.type.entity(), expression.text);
    if (expression.kind == ExpressionKind::attribute) {
        const auto subject = individual_of(phrases, expression.operands[0], binding);
        if (!subject) return {};
        const auto& summary = phrases.model().summary(check::AttributeId{expression.index}, *subject);
        if (summary.state == engine::Known::known && summary.shares.size() == 1) return summary.shares.front().value;
    }
    return {};
}

}  // namespace credence::explain
