// Every theory leaves something out, and who decides has to know what.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_caveat_missing(const Subject& subject, Findings& findings) {
    for (const auto& assessment : subject.rulebase().assessments) {
        if (!assessment.caveats.empty()) continue;
        findings.add(assessment.head.span, fmt::format("`{}` does not say what its answer leaves out", assessment.head.name),
                     "no caveat", "add `caveat \"…\"`, or `caveat from SOURCE \"…\"`");
    }
}

}  // namespace

constinit const Lint caveat_missing{"L0513", "caveat-missing", Level::warning, "an assessment without a caveat",
                                    find_caveat_missing};

}  // namespace credence::lint
