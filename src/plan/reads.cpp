#include "plan/reads.hpp"

#include <algorithm>

#include "base/sets.hpp"
#include "check/dependencies.hpp"

namespace credence::plan {
namespace {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;

bool is_variable(const Expression& e) { return e.kind == ExpressionKind::variable; }

/// Whether working it out may end in an error, for some values.
bool may_fail(const Expression& e) {
    switch (e.kind) {
        case ExpressionKind::add:
        case ExpressionKind::subtract:
        case ExpressionKind::multiply:
        case ExpressionKind::divide:
        case ExpressionKind::up:
        case ExpressionKind::down:
        case ExpressionKind::round:
        case ExpressionKind::aggregate: return true;
        default: return false;
    }
}

template <class Node>
bool may_fail_below(const Node& node) {
    bool found = false;
    check::visit(
        node, [](const Condition&) {}, [&](const Expression& e) { found = found || may_fail(e); });
    return found;
}

bool may_fail_in(const check::Rulebase& rulebase, DeclarationRef ref) {
    const auto of_clauses = [](const check::Clauses& clauses) {
        return may_fail_below(clauses.body) || (clauses.only_if && may_fail_below(*clauses.only_if));
    };
    const auto any = [](const auto& nodes) {
        return std::any_of(nodes.begin(), nodes.end(), [](const auto& node) { return may_fail_below(node); });
    };
    switch (ref.kind) {
        case DeclarationKind::define: {
            const auto& define = rulebase.defines[ref.index];
            return (define.condition && may_fail_below(*define.condition)) ||
                   std::any_of(define.cases.begin(), define.cases.end(), [](const auto& one) {
                       return may_fail_below(one.value) || (one.when && may_fail_below(*one.when));
                   });
        }
        case DeclarationKind::rule: {
            const auto& rule = rulebase.rules[ref.index];
            return of_clauses(rule.clauses) || any(rule.arguments);
        }
        case DeclarationKind::proposition: {
            const auto& proposition = rulebase.propositions[ref.index];
            return of_clauses(proposition.clauses) || may_fail_below(proposition.subject) ||
                   (proposition.attribute && may_fail_below(*proposition.attribute));
        }
        case DeclarationKind::boundary: {
            const auto& boundary = rulebase.boundaries[ref.index];
            return of_clauses(boundary.clauses) || may_fail_below(boundary.subject) || may_fail_below(boundary.value);
        }
        case DeclarationKind::advice: return of_clauses(rulebase.clauses_of(ref));
        default: return false;
    }
}

}  // namespace

const Reads& Reader::of(const Condition& node) {
    const auto [at, fresh] = kept_.try_emplace(&node);
    if (fresh) {
        Reads reads;
        add(node, reads);
        make_set(reads);
        kept_[&node] = std::move(reads);
        return kept_[&node];
    }
    return at->second;
}

const Reads& Reader::of(const Expression& node) {
    const auto [at, fresh] = kept_.try_emplace(&node);
    if (fresh) {
        Reads reads;
        add(node, reads);
        make_set(reads);
        kept_[&node] = std::move(reads);
        return kept_[&node];
    }
    return at->second;
}

const Reads& Reader::of_define(std::uint32_t define) {
    if (const auto at = defines_.find(define); at != defines_.end()) return at->second;
    Reads reads;
    const auto& one = rulebase_.defines[define];
    if (one.condition) add(*one.condition, reads);
    for (const auto& candidate : one.cases) {
        add(candidate.value, reads);
        if (candidate.when) add(*candidate.when, reads);
    }
    make_set(reads);
    return defines_[define] = std::move(reads);
}

/// Features are worked out for individuals that nobody may have asked about: that must not end in an error.
bool Reader::never_fails(DeclarationRef root) {
    const auto [at, fresh] = never_fails_.try_emplace(root, false);
    if (fresh) {
        const auto all = check::closure(rulebase_, {root});
        at->second = std::none_of(all.begin(), all.end(), [&](DeclarationRef ref) { return may_fail_in(rulebase_, ref); });
    }
    return at->second;
}

bool Reader::never_fails(const Expression& node) {
    if (may_fail_below(node)) return false;
    const auto roots = check::dependencies(rulebase_, node);
    return std::all_of(roots.begin(), roots.end(), [&](DeclarationRef ref) { return never_fails(ref); });
}

void Reader::add_feature(Feature feature, const Expression& of, DeclarationRef declaration, Reads& reads) {
    if (!is_variable(of)) return add(of, reads);
    if (!never_fails(declaration)) feature = {};
    reads.push_back({of.variable, feature, of.type});
}

/// What a declaration reads of its own variables, seen from where it is called.
void Reader::add_call(const Reads& inner, const std::vector<Expression>& arguments, Reads& reads) {
    for (std::uint32_t a = 0; a < arguments.size(); ++a) {
        if (!is_variable(arguments[a])) {
            add(arguments[a], reads);
            continue;
        }
        for (const auto& read : inner) {
            if (read.variable.index() == a) reads.push_back({arguments[a].variable, read.feature, arguments[a].type});
        }
    }
}

void Reader::add(const Expression& e, Reads& reads) {
    const auto feature = [&](Feature::Kind kind, DeclarationKind declaration) {
        add_feature({kind, e.index, e.upper}, e.operands.front(), {declaration, e.index}, reads);
    };
    switch (e.kind) {
        case ExpressionKind::variable: reads.push_back({e.variable, {}, e.type}); return;
        case ExpressionKind::attribute: return feature(Feature::Kind::attribute, DeclarationKind::attribute);
        case ExpressionKind::range: return feature(Feature::Kind::range, DeclarationKind::range);
        case ExpressionKind::pointers: return feature(Feature::Kind::pointers, DeclarationKind::question);
        case ExpressionKind::implied_pointers: return feature(Feature::Kind::implied_pointers, DeclarationKind::question);
        case ExpressionKind::band: return feature(Feature::Kind::band, DeclarationKind::question);
        case ExpressionKind::define:
            if (e.operands.size() == 1 && is_variable(e.operands.front()) && never_fails({DeclarationKind::define, e.index}))
                return feature(Feature::Kind::define, DeclarationKind::define);
            return add_call(of_define(e.index), e.operands, reads);
        default:
            for (const auto& operand : e.operands) add(operand, reads);
            for (const auto& condition : e.condition) add(condition, reads);
    }
}

void Reader::add(const Condition& c, Reads& reads) {
    switch (c.kind) {
        case ConditionKind::instance: return;  // of any
        case ConditionKind::named:
            if (c.expressions.size() == 1 && is_variable(c.expressions.front()) &&
                never_fails({DeclarationKind::define, c.index})) {
                const auto& argument = c.expressions.front();
                reads.push_back({argument.variable, {Feature::Kind::named, c.index, false}, argument.type});
                return;
            }
            return add_call(of_define(c.index), c.expressions, reads);
        case ConditionKind::applies: return add_call(of(rulebase_.clauses_of(c.target).body), c.expressions, reads);
        case ConditionKind::settled:  // looks behind what is observed
            check::visit(
                c.expressions.front(), [](const Condition&) {},
                [&](const Expression& e) {
                    if (is_variable(e)) reads.push_back({e.variable, {}, e.type});
                });
            return;
        default:
            for (const auto& argument : c.arguments) {
                if (argument) add(*argument, reads);
            }
            for (const auto& e : c.expressions) add(e, reads);
            for (const auto& operand : c.operands) add(operand, reads);
    }
}

}  // namespace credence::plan
