// What the ranges of the chain permit, boundary by boundary: which binds, which is met without effect, which could not be
// decided.
#include <algorithm>

#include "explain/words.hpp"
#include "report/build_matter.hpp"

namespace credence::report {
namespace {

using check::BoundKind;
using check::TypeKind;
using explain::Bound;
using explain::Bounds;
using explain::raised;
using explain::sentence;

const check::Boundary& boundary_of(const Matter& matter, const Bound& bound) {
    return matter.rulebase().boundaries[bound.boundary.index()];
}

std::string end_of(const Matter& matter, check::ScaleId scale, Cell value) {
    return matter.phrases().value({TypeKind::scale, scale.value}, value, Form::shorter);
}

/// "at most III", "at least II", "within II to III".
std::string bound_in_words(const Matter& matter, check::ScaleId scale, const Bound& bound) {
    const auto& words = matter.words();
    const auto kind = boundary_of(matter, bound).bound;
    if (bound.low && bound.high) {
        const check::Type range{TypeKind::range, scale.value};
        return words.say(kind == BoundKind::exactly ? "bound_exactly" : "bound_within",
                         {{"value", matter.phrases().value(range, check::pack_range(*bound.low, *bound.high), Form::shorter)}});
    }
    if (bound.high) return words.say("bound_at_most", {{"value", end_of(matter, scale, *bound.high)}});
    if (bound.low) return words.say("bound_at_least", {{"value", end_of(matter, scale, *bound.low)}});
    return words.say("bound_nothing");
}

std::string effect_of(const Matter& matter, check::ScaleId scale, const Bounds& bounds, const Bound& bound) {
    const auto& words = matter.words();
    const auto said = bound_in_words(matter, scale, bound);
    if (bound.binds_low || bound.binds_high || (!bound.low && !bound.high)) return said;
    const bool above = bound.high.has_value();
    const auto end = above ? bounds.ceiling : bounds.floor;
    const bool reached = above ? *bound.high == bounds.ceiling : *bound.low == bounds.floor;
    const auto key = reached ? "no_effect_reached" : above ? "no_effect_lower" : "no_effect_higher";
    return words.say(key, {{"bound", said}, {"value", end_of(matter, scale, end)}});
}

explain::Claim proof_of(const Matter& matter, const Bound& bound) {
    explain::Prover prover(matter.phrases());
    auto claim = prover.rule({DeclarationKind::boundary, bound.boundary.value}, bound.binding);
    for (const auto ref : prover.took_part()) matter.took_part(ref);
    return claim;
}

Row boundary_row(const Matter& matter, check::ScaleId scale, const Bounds& bounds, const Bound& bound) {
    const auto& boundary = boundary_of(matter, bound);
    const auto proved = proof_of(matter, bound);
    const auto because = boundary.clauses.because.empty()
                             ? std::vector<std::string>{}
                             : matter.phrases().texts(boundary.clauses.because, boundary.clauses, bound.binding);
    Row row;
    row.cells = {cell(raised(label_of(boundary.head))), cell(matter.words().list(because)),
                 cell(effect_of(matter, scale, bounds, bound)), matter.claim("", explain::support_of(proved))};
    return row;
}

std::vector<Claim> value_of(const Matter& matter, const Item& item, const Bounds& bounds) {
    std::vector<Claim> out;
    const auto& range = matter.rulebase().ranges[item.expression->index];
    Claim value;
    value.lead = matter.clause(item);
    for (const auto& citation : range.head.citations)
        value.text += (value.text.empty() ? "" : " ") + matter.quote(citation, "").text;
    if (bounds.conflict) {
        std::vector<std::string> sides;
        Support support;
        for (const auto& bound : bounds.bounds) {
            if (!bound.binds_low && !bound.binds_high) continue;
            sides.push_back(matter.words().say("label_and_value", {{"label", label_of(boundary_of(matter, bound).head)},
                                                                   {"value", bound_in_words(matter, range.on, bound)}}));
            support.add(proof_of(matter, bound));
        }
        auto conflict = matter.claim(
            sentence(matter.words().say("conflict_between", {{"sides", matter.phrases().list_of_clauses(sides)}})), support);
        out.push_back(std::move(value));
        out.push_back(std::move(conflict));
    } else {
        out.push_back(std::move(value));
    }
    const DeclarationRef ref{DeclarationKind::range, item.expression->index};
    for (const auto number : matter.assumptions().of(ref)) {
        auto assumption = cell(matter.assumptions().text(matter.phrases(), number));
        assumption.assumptions.push_back(explain::Assumptions::id(number));
        out.push_back(std::move(assumption));
    }
    return out;
}

/// "Not met: …" with the names as ids, or that there are none.
Claim listed(const Matter& matter, std::string_view key, std::string_view none, const std::vector<const Bound*>& bounds) {
    if (bounds.empty()) return cell(matter.words().say(none));
    std::vector<std::string> labels;
    Support support;
    for (const auto* bound : bounds) {
        labels.push_back(label_of(boundary_of(matter, *bound).head));
        support.rules.insert({DeclarationKind::boundary, bound->boundary.value});
    }
    std::vector<std::string> distinct;
    for (auto& label : labels) {
        if (std::find(distinct.begin(), distinct.end(), label) == distinct.end()) distinct.push_back(std::move(label));
    }
    auto claim = matter.claim(sentence(matter.words().say(key, {{"what", matter.words().list(distinct)}})), support);
    claim.assumptions.clear();
    return claim;
}

/// A row of a table of which another row is met or undecided: that one speaks for the table.
bool has_other_row(const Matter& matter, const Bounds& bounds, const Bound& bound) {
    const auto& boundary = boundary_of(matter, bound);
    if (boundary.row == 0) return false;
    const auto table = explain::declared_name(boundary.head.name);
    return std::any_of(bounds.bounds.begin(), bounds.bounds.end(), [&](const Bound& other) {
        return (other.standing == explain::Standing::met || other.standing == explain::Standing::undecided) &&
               explain::declared_name(boundary_of(matter, other).head.name) == table;
    });
}

std::vector<Claim> notes_of(const Matter& matter, const Item& item, const Bounds& bounds) {
    const auto& words = matter.words();
    const auto scale = matter.rulebase().ranges[item.expression->index].on;
    std::vector<Claim> out;
    if (!bounds.conflict) {
        for (const bool high : {false, true}) {
            std::vector<std::string> names;
            Support support;
            for (const auto& bound : bounds.bounds) {
                if (!(high ? bound.binds_high : bound.binds_low)) continue;
                names.push_back(label_of(boundary_of(matter, bound).head));
                support.rules.insert({DeclarationKind::boundary, bound.boundary.value});
            }
            if (names.empty()) out.push_back(cell(words.say(high ? "nothing_sets_high" : "nothing_sets_low")));
            if (names.size() < 2) continue;
            auto claim = matter.claim(
                sentence(words.say("each_alone", {{"value", end_of(matter, scale, high ? bounds.ceiling : bounds.floor)},
                                                  {"what", words.list(names)}})),
                support);
            claim.assumptions.clear();
            out.push_back(std::move(claim));
        }
    }
    std::vector<const Bound*> not_met;
    bool any_undecided = false;
    for (const auto& bound : bounds.bounds) {
        if (bound.standing == explain::Standing::not_met && !has_other_row(matter, bounds, bound)) not_met.push_back(&bound);
        if (bound.standing == explain::Standing::switched_off) {
            const auto& clauses = boundary_of(matter, bound).clauses;
            Support support;
            support.rules.insert({DeclarationKind::boundary, bound.boundary.value});
            auto claim = matter.claim(
                sentence(words.say("switched_off_boundary",
                                   {{"what", label_of(boundary_of(matter, bound).head)},
                                    {"condition", explain::in_words(matter.phrases(), *clauses.only_if, bound.binding)}})),
                support);
            out.push_back(std::move(claim));
        }
        if (bound.standing != explain::Standing::undecided) continue;
        any_undecided = true;
        const auto proved = proof_of(matter, bound);
        std::vector<std::string> why;
        for (const auto* blocker : explain::blockers(proved)) why.push_back(blocker->text);
        out.push_back(matter.claim(
            sentence(words.say("undecided_boundary", {{"what", label_of(boundary_of(matter, bound).head)},
                                                      {"bound", bound_in_words(matter, scale, bound)},
                                                      {"blockers", raised(matter.phrases().list_of_clauses(why))}})),
            explain::support_of(proved)));
    }
    if (!any_undecided) out.push_back(cell(words.say("undecided_none")));
    out.push_back(listed(matter, "not_met", "not_met_none", not_met));
    return out;
}

}  // namespace

std::vector<RangePart> range_parts(const Matter& matter) {
    std::vector<RangePart> out;
    const auto& words = matter.words();
    for (const auto index : matter.roles().chain) {
        const auto& item = matter.item(index);
        if (!item.frame || item.expression->kind != check::ExpressionKind::range) continue;
        const auto& range = matter.rulebase().ranges[item.expression->index];
        RangePart part;
        part.title = raised(label_of(range.head));
        const auto arguments = matter.arguments(item);
        if (!arguments) {
            part.value.push_back(cell(matter.clause(item)));
            out.push_back(std::move(part));
            continue;
        }
        const auto bounds = explain::bounds_of(matter.phrases(), check::RangeId{item.expression->index}, arguments->front());
        part.value = value_of(matter, item, bounds);
        Table table;
        table.head = {words.say("head_boundary"), words.say("head_because"), words.say("head_effect"),
                      words.say("head_rule_fact")};
        for (const bool binding : {true, false}) {
            for (const auto& bound : bounds.bounds) {
                if (bound.standing != explain::Standing::met || (bound.binds_low || bound.binds_high) != binding) continue;
                table.rows.push_back(boundary_row(matter, range.on, bounds, bound));
            }
        }
        if (table.rows.empty()) {
            part.value.push_back(cell(words.say("no_boundary_met")));
        } else {
            part.boundaries = std::move(table);
        }
        part.notes = notes_of(matter, item, bounds);

        for (const auto& observed : matter.observed()) {
            if (observed.role->frame != index) continue;
            Table evidence;
            std::vector<std::string> missing;
            evidence.head = {matter.phrases().name_and_id(observed.role->entity, observed.subject), words.say("head_value"),
                             words.say("head_quote"), words.say("head_who"), words.say("head_item")};
            for (const auto attribute : observed.role->attributes) {
                bool first = true;
                for (const auto row : matter.model().summary(attribute, observed.subject).rows) {
                    evidence.rows.push_back(observation_row(matter, {FactRef::Kind::observation, attribute.value, row},
                                                            std::exchange(first, false)));
                }
                if (first) missing.push_back(label_of(matter.rulebase().attributes[attribute.index()].head));
            }
            drop_empty_column(evidence, 2);
            if (!evidence.rows.empty()) part.evidence.push_back(std::move(evidence));
            part.missing.push_back(cell(missing.empty()
                                            ? words.say("not_observed_none")
                                            : sentence(words.say("open_not_observed", {{"what", words.list(missing)}}))));
        }
        std::vector<std::size_t> lists;
        for (std::size_t i = 0; i < matter.roles().items.size(); ++i) {
            const auto& other = matter.item(i);
            if (std::find(other.frames.begin(), other.frames.end(), index) == other.frames.end()) continue;
            if (other.role == ItemRole::list) lists.push_back(i);
            if (other.role == ItemRole::beside && matter.is_shown(other)) {
                part.missing.push_back(matter.claim(matter.clause(other), matter.support(i)));
            }
        }
        part.lists = list_blocks(matter, lists);
        out.push_back(std::move(part));
    }
    return out;
}

}  // namespace credence::report
