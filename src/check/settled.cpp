#include "check/settled.hpp"

#include <fmt/format.h>

#include "check/dependencies.hpp"

namespace credence::check {
namespace {

bool has_an_end(Type type) {
    return type.kind == TypeKind::entity || type.kind == TypeKind::scale || type.kind == TypeKind::yes_no ||
           type.kind == TypeKind::range;
}

void look(const Rulebase& rulebase, const Condition& settled, Reporter& reporter) {
    const auto& expression = settled.expressions.front();
    for (const auto ref : closure(rulebase, dependencies(rulebase, expression))) {
        if (ref.kind != DeclarationKind::attribute) continue;
        const auto& attribute = rulebase.attributes[ref.index];
        if (attribute.derived || has_an_end(attribute.type)) continue;
        text::Diagnostic d;
        d.code = "E0210";
        d.message = fmt::format("`settled` cannot run through the values of `{}`: there is no end of them", attribute.head.name);
        d.primary = {expression.span, fmt::format("reads `{}`", attribute.head.name)};
        d.secondary.push_back({attribute.head.span, "declared here"});
        d.help = "ask it of something that reads scales and choices, or ask `known` of the attribute";
        reporter.add(std::move(d));
        return;
    }
}

}  // namespace

void check_settled(const Rulebase& rulebase, Reporter& reporter) {
    for (const auto* condition : settled_conditions(rulebase)) look(rulebase, *condition, reporter);
}

void check_settled(const Rulebase& rulebase, const Condition& condition, Reporter& reporter) {
    visit(
        condition,
        [&](const Condition& c) {
            if (c.kind == ConditionKind::settled) look(rulebase, c, reporter);
        },
        [](const Expression&) {});
}

}  // namespace credence::check
