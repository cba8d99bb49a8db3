#include "analyse/coverage.hpp"

#include <algorithm>

#include "analyse/demand.hpp"
#include "analyse/open.hpp"
#include "check/dependencies.hpp"

namespace credence::analyse {
namespace {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;

bool is_compound(const Condition& condition) {
    switch (condition.kind) {
        case ConditionKind::conjunction:
        case ConditionKind::disjunction:
        case ConditionKind::negation:
        case ConditionKind::exists: return true;
        default: return false;
    }
}

/// What stands there for the program's sake alone.
bool is_silent(const Condition& condition) {
    return condition.kind == ConditionKind::always || condition.kind == ConditionKind::instance;
}

/// Whether facts or settings can change it.
bool reads_anything(const Condition& condition) {
    bool found = condition.kind != ConditionKind::compare && condition.kind != ConditionKind::in &&
                 condition.kind != ConditionKind::between && condition.kind != ConditionKind::truth;
    check::visit(
        condition, [](const Condition&) {}, [&](const Expression& e) { found = found || e.kind != ExpressionKind::literal; });
    return found;
}

}  // namespace

Coverage::Coverage(const check::Rulebase& rulebase, const text::SourceSet& sources) {
    Openness openness(rulebase);
    const auto add = [&](const auto& table, DeclarationKind kind, ItemKind as) {
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            const auto& one = table[i];
            if (!sources.own(one.head.span)) continue;
            std::uint32_t row = 0;
            if constexpr (requires { one.row; }) row = one.row;
            const DeclarationRef ref{kind, i};
            item_at_.emplace_back(ref, items_.size());
            items_.push_back({row > 0 ? ItemKind::row : as, ref, {}, row, one.head.span, {}});
            if (one.clauses.only_if) add_atoms(*one.clauses.only_if, ref, openness);
            add_atoms(one.clauses.body, ref, openness);
            if constexpr (requires { one.arguments; }) {
                for (const auto& argument : one.arguments) add_atoms(argument, ref, openness);
            }
            if constexpr (requires { one.bound; }) add_atoms(one.value, ref, openness);
        }
    };
    for (std::uint32_t i = 0; i < rulebase.defines.size(); ++i) {
        const auto& define = rulebase.defines[i];
        const DeclarationRef ref{DeclarationKind::define, i};
        first_case_.emplace_back();
        if (!sources.own(define.head.span)) continue;
        if (define.condition) {
            item_at_.emplace_back(ref, items_.size());
            items_.push_back({ItemKind::condition_define, ref, {}, 0, define.head.span, {}});
            add_atoms(*define.condition, ref, openness);
        }
        first_case_.back() = items_.size();
        for (std::uint32_t c = 0; c < define.cases.size(); ++c) {
            const auto& one = define.cases[c];
            items_.push_back({one.row > 0 ? ItemKind::row : ItemKind::one_case, ref, c, one.row, one.span, {}});
            if (one.when) add_atoms(*one.when, ref, openness);
            add_atoms(one.value, ref, openness);
        }
    }
    add(rulebase.rules, DeclarationKind::rule, ItemKind::rule);
    add(rulebase.propositions, DeclarationKind::proposition, ItemKind::proposition);
    add(rulebase.boundaries, DeclarationKind::boundary, ItemKind::boundary);
    add(rulebase.advice, DeclarationKind::advice, ItemKind::advice);
    std::sort(item_at_.begin(), item_at_.end());
}

void Coverage::add_atoms(const Condition& condition, DeclarationRef declaration, Openness& openness) {
    check::visit(
        condition,
        [&](const Condition& c) {
            if (is_compound(c) || is_silent(c) || !reads_anything(c)) return;
            if (!atom_at_.emplace(&c, atoms_.size()).second) return;
            atoms_.push_back({&c, declaration, openness.can_be_open(c), {}});
        },
        [](const Expression&) {});
}

void Coverage::add_atoms(const Expression& expression, DeclarationRef declaration, Openness& openness) {
    for (const auto& condition : expression.condition) add_atoms(condition, declaration, openness);
    for (const auto& operand : expression.operands) add_atoms(operand, declaration, openness);
}

void Coverage::add(engine::Model& model, const check::Example& example) {
    Demand demand(model, *this);
    for (const auto& expectation : example.expect) {
        if (expectation.kind != check::Expectation::Kind::refused) demand.follow(expectation.condition);
    }
}

void Coverage::see(DeclarationRef declaration, engine::State state) {
    const auto at = std::lower_bound(item_at_.begin(), item_at_.end(), std::pair(declaration, std::size_t{0}));
    if (at != item_at_.end() && at->first == declaration) items_[at->second].shown.add(state);
}

void Coverage::see_case(check::DefineId define, std::uint32_t index, engine::State state) {
    if (const auto first = first_case_[define.index()]) items_[*first + index].shown.add(state);
}

void Coverage::see(const Condition& atom, engine::State state) {
    const auto at = atom_at_.find(&atom);
    if (at != atom_at_.end()) atoms_[at->second].shown.add(state);
}

Share share_of_items(const Coverage& coverage, std::optional<ItemKind> kind) {
    Share out;
    for (const auto& item : coverage.items()) {
        if (kind && item.kind != *kind) continue;
        ++out.all;
        if (item.exercised()) ++out.shown;
    }
    return out;
}

Share share_of_conditions(const Coverage& coverage) {
    Share out;
    for (const auto& atom : coverage.atoms()) {
        out.all += atom.can_be_open ? 3 : 2;
        out.shown += (atom.shown.met ? 1U : 0U) + (atom.shown.not_met ? 1U : 0U) + (atom.can_be_open && atom.shown.open ? 1U : 0U);
    }
    return out;
}

}  // namespace credence::analyse
