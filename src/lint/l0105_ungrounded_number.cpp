// A number in a rule comes from a source or from the editor; either way a report has to say so. 0 and 1 count things.
#include <fmt/format.h>

#include <functional>
#include <set>

#include "base/decimal.hpp"
#include "check/dependencies.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Expression;
using See = std::function<void(const Expression&)>;

bool grounded(const check::Head& head) { return !head.citations.empty() || !head.assumptions.empty(); }

void see(const check::Condition& condition, const See& look) {
    check::visit(
        condition, [](const check::Condition&) {}, look);
}
void see(const Expression& expression, const See& look) {
    check::visit(
        expression, [](const check::Condition&) {}, look);
}

void see_reasoned(const Subject& subject, const Reasoned& one, const See& look) {
    see(one.clauses->body, look);
    if (one.ref.kind == check::DeclarationKind::boundary) see(subject.rulebase().boundaries[one.ref.index].value, look);
    if (one.ref.kind == check::DeclarationKind::rule)
        for (const auto& argument : subject.rulebase().rules[one.ref.index].arguments) see(argument, look);
}

void see_define(const check::Define& define, const See& look) {
    if (define.condition) see(*define.condition, look);
    for (const auto& one : define.cases) {
        if (one.when) see(*one.when, look);
        see(one.value, look);
    }
}

/// Steps and digits count; they measure nothing.
bool counts_only(check::ExpressionKind kind) {
    return kind == check::ExpressionKind::up || kind == check::ExpressionKind::down || kind == check::ExpressionKind::round;
}

void look_at(const Subject& subject, const check::Head& head, const std::function<void(const See&)>& walk, Findings& findings) {
    std::set<text::Span> counting;
    walk([&](const Expression& e) {
        if (counts_only(e.kind) && e.operands.size() > 1) counting.insert(e.operands[1].span);
        if (e.kind != check::ExpressionKind::literal || e.type.kind != check::TypeKind::number || counting.contains(e.span))
            return;
        if (e.cell >= -Decimal::scale && e.cell <= Decimal::scale && e.cell % Decimal::scale == 0) return;
        findings.add(
            e.span, fmt::format("`{}` brings in a number that nobody answers for", head.name),
            fmt::format("who says {}?", subject.written(e.span)),
            "cite the source with `from`, or say with `assumption \"…\"` that it is the editor's; better still, make it "
            "a parameter");
    });
}

void find_ungrounded_number(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        if (!grounded(*one.head))
            look_at(
                subject, *one.head, [&](const auto& see) { see_reasoned(subject, one, see); }, findings);
    }
    for (const auto& define : subject.rulebase().defines) {
        if (grounded(define.head)) continue;
        look_at(
            subject, define.head, [&](const auto& see) { see_define(define, see); }, findings);
    }
}

}  // namespace

constinit const Lint ungrounded_number{"L0105", "ungrounded-number", Level::warning, "a number that nobody answers for",
                                       find_ungrounded_number};

}  // namespace credence::lint
