// How strongly a source speaks gets lost first when a sentence becomes a rule.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_wording_missing(const Subject& subject, Findings& findings) {
    for (const auto& proposition : subject.rulebase().propositions) {
        const auto& citations = proposition.head.citations;
        const bool quoted = std::any_of(citations.begin(), citations.end(), [](const auto& one) { return !one.quote.empty(); });
        if (!quoted || proposition.implied_only || !proposition.clauses.wording.empty()) continue;
        findings.add(proposition.head.span,
                     fmt::format("`{}` does not keep how strongly its source speaks", proposition.head.name),
                     "may, should, is likely to?", "add the source's own words: `wording \"more likely\"`");
    }
}

}  // namespace

constinit const Lint wording_missing{"L0103", "wording-missing", Level::note, "a quote whose strength is not kept",
                                     find_wording_missing};

}  // namespace credence::lint
