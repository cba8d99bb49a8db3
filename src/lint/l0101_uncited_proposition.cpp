// What no source states may point, but it has to say so: `implied only`.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_uncited_proposition(const Subject& subject, Findings& findings) {
    for (const auto& proposition : subject.rulebase().propositions) {
        if (!proposition.head.citations.empty() || proposition.implied_only) continue;
        findings.add(proposition.head.span, fmt::format("`{}` cites no source", proposition.head.name), "who says so?",
                     "cite one with `from SOURCE \"quote\"`, or mark the conclusion `, implied only`");
    }
}

}  // namespace

constinit const Lint uncited_proposition{"L0101", "uncited-proposition", Level::warning, "a proposition that cites no source",
                                         find_uncited_proposition};

}  // namespace credence::lint
