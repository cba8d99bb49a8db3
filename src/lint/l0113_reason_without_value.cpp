// Some reasons need none, so this is off unless a rulebase asks for it.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_reason_without_value(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        const auto& because = one.clauses->because;
        if (because.empty() || one.clauses->when.kind == check::ConditionKind::always) continue;
        if (std::any_of(because.parts.begin(), because.parts.end(), [](const auto& part) { return part.hole.has_value(); }))
            continue;
        findings.add(because.span, fmt::format("the reason of `{}` shows no value", one.head->name), "the same for everyone",
                     "put what decides into braces: `{size(x)}`");
    }
}

}  // namespace

constinit const Lint reason_without_value{"L0113", "reason-without-value", Level::off, "a reason that shows no value",
                                          find_reason_without_value};

}  // namespace credence::lint
