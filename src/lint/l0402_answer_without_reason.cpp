// Strict: an example may be about an answer alone. Off unless a rulebase asks for it.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_answer_without_reason(const Subject& subject, Findings& findings) {
    using Kind = check::Expectation::Kind;
    for (const auto& example : subject.rulebase().examples) {
        if (std::any_of(example.expect.begin(), example.expect.end(), [](const auto& one) { return one.kind != Kind::met; }))
            continue;
        findings.add(example.head.span, fmt::format("`{}` expects no reason", example.head.name), "right for which reason?",
                     "add `RULE applies to …`, with `, saying \"…\"`");
    }
}

}  // namespace

constinit const Lint answer_without_reason{"L0402", "answer-without-reason", Level::off, "an example that expects no reason",
                                           find_answer_without_reason};

}  // namespace credence::lint
