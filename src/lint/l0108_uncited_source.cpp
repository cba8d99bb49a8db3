// A list of sources tells readers what the rules rest on.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_uncited_source(const Subject& subject, Findings& findings) {
    std::vector<bool> cited(subject.rulebase().sources.size());
    subject.each_head([&](const check::Head& head) {
        for (const auto& citation : head.citations) cited[citation.source.index()] = true;
    });
    for (const auto& assessment : subject.rulebase().assessments)
        for (const auto& caveat : assessment.caveats)
            if (caveat.citation) cited[caveat.citation->source.index()] = true;
    for (std::size_t i = 0; i < cited.size(); ++i) {
        if (cited[i]) continue;
        const auto& head = subject.rulebase().sources[i].head;
        findings.add(head.span, fmt::format("nothing cites the source `{}`", head.name), "never cited",
                     fmt::format("cite it where it is used, with `from {}`, or take it out", head.name));
    }
}

}  // namespace

constinit const Lint uncited_source{"L0108", "uncited-source", Level::warning, "a source that nothing cites",
                                    find_uncited_source};

}  // namespace credence::lint
