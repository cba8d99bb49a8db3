// A reader must be able to open what a rule rests on.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_untraceable_source(const Subject& subject, Findings& findings) {
    for (const auto& source : subject.rulebase().sources) {
        if (!source.author.empty() || !source.where.empty() || !source.link.empty()) continue;
        findings.add(source.head.span, fmt::format("the source `{}` cannot be found again", source.head.name),
                     "by whom, and where?", "add `author`, `where` or `link`");
    }
}

}  // namespace

constinit const Lint untraceable_source{"L0109", "untraceable-source", Level::warning, "a source that cannot be found again",
                                        find_untraceable_source};

}  // namespace credence::lint
