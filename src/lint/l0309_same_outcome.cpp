// Either a case was copied and not changed, or the conditions are not needed.
#include <fmt/format.h>

#include <algorithm>

#include "check/keys.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_same_outcome(const Subject& subject, Findings& findings) {
    for (const auto& define : subject.rulebase().defines) {
        if (define.cases.size() < 2) continue;
        const auto first = key_of(define.cases.front().value);
        if (std::any_of(define.cases.begin() + 1, define.cases.end(),
                        [&](const auto& one) { return key_of(one.value) != first; }))
            continue;
        findings.add(define.head.span, fmt::format("every case of `{}` has the same value", define.head.name),
                     fmt::format("always {}", subject.quoted(define.cases.front().value.span, "the same")),
                     "write the value alone, or change the case that was copied");
    }
}

}  // namespace

constinit const Lint same_outcome{"L0309", "same-outcome", Level::warning, "a define whose cases all say the same",
                                  find_same_outcome};

}  // namespace credence::lint
