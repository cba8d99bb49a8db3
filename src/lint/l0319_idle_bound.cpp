// `at most` the highest value, or `at least` the lowest. A row of a table may say so, to have every value in it.
#include <fmt/format.h>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_idle_bound(const Subject& subject, Findings& findings) {
    for (const auto& boundary : subject.rulebase().boundaries) {
        if (boundary.row > 0 || !is_literal(boundary.value) || boundary.value.type.kind != check::TypeKind::scale) continue;
        const auto highest = static_cast<check::Cell>(subject.rulebase().scales[boundary.value.type.index].values.size()) - 1;
        const bool idle = (boundary.bound == check::BoundKind::at_most && boundary.value.cell == highest) ||
                          (boundary.bound == check::BoundKind::at_least && boundary.value.cell == 0);
        if (!idle) continue;
        findings.add(boundary.value.span, fmt::format("`{}` narrows nothing", boundary.head.name), "the end of the scale",
                     "was another value meant? Else take the boundary out");
    }
}

}  // namespace

constinit const Lint idle_bound{"L0319", "idle-bound", Level::warning, "a bound that narrows nothing", find_idle_bound};

}  // namespace credence::lint
