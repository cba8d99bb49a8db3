// What is measured by running the examples is `credence test --coverage`; this asks that each rule is named. Off by default.
#include <fmt/format.h>

#include <set>

#include "check/dependencies.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unnamed_rule(const Subject& subject, Findings& findings) {
    std::set<check::DeclarationRef> named;
    for (const auto& example : subject.rulebase().examples)
        for (const auto& expectation : example.expect)
            check::visit(
                expectation.condition,
                [&](const check::Condition& c) {
                    if (c.kind == check::ConditionKind::applies) named.insert(c.target);
                },
                [](const check::Expression&) {});
    for (const auto& one : subject.reasoned()) {
        if (named.contains(one.ref)) continue;
        findings.add(one.head->span, fmt::format("no example names `{}`", one.head->name), "applies to whom?",
                     fmt::format("add an example that expects `{} applies to …`", one.head->name));
    }
}

}  // namespace

constinit const Lint unnamed_rule{"L0403", "unnamed-rule", Level::off, "a rule that no example names", find_unnamed_rule};

}  // namespace credence::lint
