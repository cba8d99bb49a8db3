// The question stands at the top of each report.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_question_not_put(const Subject& subject, Findings& findings) {
    for (const auto& assessment : subject.rulebase().assessments) {
        if (!assessment.head.about.empty()) continue;
        findings.add(assessment.head.span, fmt::format("`{}` does not say what is asked", assessment.head.name),
                     "which question?", "add `about \"…?\"`, with its subjects in braces");
    }
}

}  // namespace

constinit const Lint question_not_put{"L0512", "question-not-put", Level::warning,
                                      "an assessment that does not say what is asked", find_question_not_put};

}  // namespace credence::lint
