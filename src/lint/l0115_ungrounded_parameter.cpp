// Strict, as some parameters are plain switches; off unless a rulebase asks for it.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_ungrounded_parameter(const Subject& subject, Findings& findings) {
    for (const auto& parameter : subject.rulebase().parameters) {
        if (!parameter.head.citations.empty() || !parameter.head.assumptions.empty()) continue;
        findings.add(parameter.head.span, fmt::format("nobody answers for the default of `{}`", parameter.head.name),
                     "who says so?", "cite a source with `from`, or say with `assumption \"…\"` that it is the editor's");
    }
}

}  // namespace

constinit const Lint ungrounded_parameter{"L0115", "ungrounded-parameter", Level::off,
                                          "a parameter whose default nobody answers for", find_ungrounded_parameter};

}  // namespace credence::lint
