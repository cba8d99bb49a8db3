// Such a range is the whole scale, for everyone.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unbounded_range(const Subject& subject, Findings& findings) {
    for (const auto& range : subject.rulebase().ranges) {
        if (!range.boundaries.empty()) continue;
        findings.add(range.head.span, fmt::format("no boundary narrows the range `{}`", range.head.name),
                     "always the whole scale", "declare a boundary on it, or take it out");
    }
}

}  // namespace

constinit const Lint unbounded_range{"L0213", "unbounded-range", Level::warning, "a range that no boundary narrows",
                                     find_unbounded_range};

}  // namespace credence::lint
