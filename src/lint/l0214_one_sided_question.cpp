// Where nothing can point the other way, an answer was settled before anyone asked.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_one_sided_question(const Subject& subject, Findings& findings) {
    const auto& rulebase = subject.rulebase();
    for (std::size_t q = 0; q < rulebase.questions.size(); ++q) {
        bool lower = false, upper = false;
        for (const auto& proposition : rulebase.propositions) {
            if (proposition.question.index() != q || proposition.effect == check::Effect::affects) continue;
            const bool both = proposition.effect != check::Effect::leans;
            lower = lower || both || !proposition.upper;
            upper = upper || both || proposition.upper;
        }
        if (lower == upper) continue;
        const auto& question = rulebase.questions[q];
        findings.add(question.head.span,
                     fmt::format("nothing can ever point to the pole `{}`", lower ? question.upper.name : question.lower.name),
                     "has propositions for the other pole only",
                     "add what speaks for the other side, or ask a simpler question");
    }
}

}  // namespace

constinit const Lint one_sided_question{"L0214", "one-sided-question", Level::warning,
                                        "a question with propositions for one pole only", find_one_sided_question};

}  // namespace credence::lint
