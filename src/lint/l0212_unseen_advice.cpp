// Advice stands in each assessment whose subjects fit its `for`: for each variable a subject of its own.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

bool fits(const check::Clauses& clauses, const check::Assessment& assessment) {
    std::map<check::Type, std::size_t> subjects;
    for (std::uint32_t i = 0; i < assessment.bound; ++i) ++subjects[assessment.variables[i].type];
    for (std::uint32_t i = 0; i < clauses.bound; ++i) {
        const auto type = clauses.variables[i].type;
        if (type.kind != check::TypeKind::entity || subjects[type] == 0) return false;
        --subjects[type];
    }
    return true;
}

void find_unseen_advice(const Subject& subject, Findings& findings) {
    const auto& rulebase = subject.rulebase();
    if (rulebase.assessments.empty()) return;
    for (const auto& advice : rulebase.advice) {
        const auto shows = [&](const check::Assessment& assessment) { return fits(advice.clauses, assessment); };
        if (std::any_of(rulebase.assessments.begin(), rulebase.assessments.end(), shows)) continue;
        findings.add(advice.head.span, fmt::format("no report can show the advice `{}`", advice.head.name),
                     "fits the subjects of no assessment",
                     "`for` may name subjects of one assessment, each once; reach the rest by attributes and relations");
    }
}

}  // namespace

constinit const Lint unseen_advice{"L0212", "unseen-advice", Level::warning, "advice that no report can show",
                                   find_unseen_advice};

}  // namespace credence::lint
