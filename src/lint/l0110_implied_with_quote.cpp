// `implied only` marks what its source does not state; a quote shows that it does. Where the quote is said of others, the step from
// them is what is implied.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_implied_with_quote(const Subject& subject, Findings& findings) {
    for (const auto& proposition : subject.rulebase().propositions) {
        const auto& citations = proposition.head.citations;
        const bool quotes = std::any_of(citations.begin(), citations.end(), [](const auto& one) { return !one.quote.empty(); });
        if (!proposition.implied_only || !quotes || !proposition.clauses.applied_to.empty()) continue;
        findings.add(
            proposition.head.span, fmt::format("`{}` is marked `implied only` and quotes a source", proposition.head.name),
            "stated, or implied?",
            "if the source states it, take out `, implied only`; if not, move what it is inferred from to `assumption`");
    }
}

}  // namespace

constinit const Lint implied_with_quote{"L0110", "implied-with-quote", Level::warning,
                                        "a proposition that is implied only and quotes its source", find_implied_with_quote};

}  // namespace credence::lint
