// Whoever reads an implied pointer asks how the editors got there.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_inference_unexplained(const Subject& subject, Findings& findings) {
    for (const auto& proposition : subject.rulebase().propositions) {
        const bool explained = !proposition.head.assumptions.empty() || !proposition.clauses.applied_to.empty();
        if (!proposition.implied_only || explained) continue;
        findings.add(proposition.head.span,
                     fmt::format("`{}` is implied only, and does not say by what", proposition.head.name),
                     "inferred from what?", "add `assumption \"…\"`: the step that the editors took beyond the source");
    }
}

}  // namespace

constinit const Lint inference_unexplained{"L0111", "inference-unexplained", Level::warning,
                                           "an inference that is not explained", find_inference_unexplained};

}  // namespace credence::lint
