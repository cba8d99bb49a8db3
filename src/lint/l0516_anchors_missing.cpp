// Two assessors agree on a 4 only where somebody wrote down what a 4 looks like. Off unless a rulebase asks for it.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_anchors_missing(const Subject& subject, Findings& findings) {
    for (const auto& attribute : subject.rulebase().attributes) {
        if (attribute.type.kind != check::TypeKind::scale || attribute.derived || !attribute.anchors.empty()) continue;
        const auto& scale = subject.rulebase().scales[attribute.type.index];
        if (!scale.ordered ||
            std::any_of(scale.values.begin(), scale.values.end(), [](const auto& value) { return !value.anchor.empty(); }))
            continue;
        findings.add(attribute.head.span, fmt::format("nothing says what the values of `{}` look like", attribute.head.name),
                     "a 4 for what?", "add `anchor VALUE \"…\"` here or to its scale");
    }
}

}  // namespace

constinit const Lint anchors_missing{"L0516", "anchors-missing", Level::off, "an attribute on a scale that nothing anchors",
                                     find_anchors_missing};

}  // namespace credence::lint
