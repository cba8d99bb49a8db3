// Reports print the source's sentence beside what it is taken for.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unquoted_proposition(const Subject& subject, Findings& findings) {
    for (const auto& proposition : subject.rulebase().propositions) {
        const auto& citations = proposition.head.citations;
        if (citations.empty() || proposition.implied_only) continue;
        if (std::any_of(citations.begin(), citations.end(), [](const auto& one) { return !one.quote.empty(); })) continue;
        findings.add(proposition.head.span, fmt::format("`{}` quotes none of its sources", proposition.head.name),
                     "in which words?", "write the sentence after the source: `from SOURCE \"quote\"`");
    }
}

}  // namespace

constinit const Lint unquoted_proposition{"L0102", "unquoted-proposition", Level::warning,
                                          "a proposition that quotes none of its sources", find_unquoted_proposition};

}  // namespace credence::lint
