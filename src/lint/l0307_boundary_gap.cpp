// `< 18` and `> 18` leave out 18. Of a question this may be meant, as a value may point nowhere; of cases, bounds and derived values
// it hardly ever is.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/dependencies.hpp"
#include "check/keys.hpp"
#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::Expression;

/// How one thing is compared in a group of rules: with what, and by which signs.
struct Compared {
    const Condition* less = nullptr;
    const Condition* greater = nullptr;
    bool covered = false;  // by a sign that takes the value itself
};
struct Group {
    std::map<std::string, Compared> by_sides;
    std::map<std::string, bool> otherwise_looked_at;  // by what is compared: in ways that may take the value
    std::map<std::string, std::string> about;         // what is compared, by its sides
};

void add(const Condition& c, Group& group) {
    if (c.kind == ConditionKind::conjunction || c.kind == ConditionKind::disjunction || c.kind == ConditionKind::exists) {
        for (const auto& operand : c.operands) add(operand, group);
        return;
    }
    if (c.kind == ConditionKind::negation) {
        check::visit(
            c, [](const Condition&) {}, [&](const Expression& e) { group.otherwise_looked_at[key_of(e)] = true; });
        return;
    }
    if (c.expressions.empty()) return;
    const bool compares = c.kind == ConditionKind::compare && is_fixed(c.expressions[1]);
    if (!compares) {
        for (const auto& e : c.expressions) group.otherwise_looked_at[key_of(e)] = true;
        return;
    }
    const auto what = key_of(c.expressions[0]);
    const auto sides = what + key_of(c.expressions[1]);
    group.about[sides] = what;
    auto& compared = group.by_sides[sides];
    if (c.comparison == Comparison::less)
        compared.less = &c;
    else if (c.comparison == Comparison::greater)
        compared.greater = &c;
    else
        compared.covered = true;
}

void report(const Subject& subject, const Group& group, Findings& findings) {
    for (const auto& [sides, compared] : group.by_sides) {
        if (compared.less == nullptr || compared.greater == nullptr || compared.covered) continue;
        if (group.otherwise_looked_at.contains(group.about.at(sides))) continue;
        const auto* first = compared.less;
        const auto* second = compared.greater;
        if (second->span < first->span) std::swap(first, second);
        auto& d = findings.add(
            second->span,
            fmt::format("nothing here is met by {} itself", subject.quoted(second->expressions[1].span, "the value")),
            "leaves it out", "let one of the two take it: `<=` or `>=`");
        d.secondary.push_back({first->span, "and so does this"});
    }
}

void find_boundary_gap(const Subject& subject, Findings& findings) {
    const auto& rulebase = subject.rulebase();
    for (const auto& define : rulebase.defines) {
        if (std::any_of(define.cases.begin(), define.cases.end(), [](const auto& one) { return one.otherwise; })) continue;
        Group group;
        for (const auto& one : define.cases)
            if (one.when) add(*one.when, group);
        report(subject, group, findings);
    }
    std::map<std::uint32_t, Group> ranges, relations, attributes;
    for (const auto& boundary : rulebase.boundaries) add(boundary.clauses.body, ranges[boundary.range.value]);
    for (const auto& rule : rulebase.rules)
        add(rule.clauses.body, rule.relation.valid() ? relations[rule.relation.value] : attributes[rule.attribute.value]);
    for (const auto* groups : {&ranges, &relations, &attributes})
        for (const auto& [index, group] : *groups) report(subject, group, findings);
}

}  // namespace

constinit const Lint boundary_gap{"L0307", "boundary-gap", Level::warning, "a value between two rules that neither meets",
                                  find_boundary_gap};

}  // namespace credence::lint
