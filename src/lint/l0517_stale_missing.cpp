// For rulebases that want it decided for each attribute; off otherwise.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_stale_missing(const Subject& subject, Findings& findings) {
    for (const auto& attribute : subject.rulebase().attributes) {
        if (attribute.stale_after || attribute.derived || attribute.combination == check::Combination::declared) continue;
        findings.add(attribute.head.span, fmt::format("evidence on `{}` never grows old", attribute.head.name),
                     "valid for how long?", "add `stale after 5 years`, or a parameter");
    }
}

}  // namespace

constinit const Lint stale_missing{"L0517", "stale-missing", Level::off, "an attribute whose evidence never grows old",
                                   find_stale_missing};

}  // namespace credence::lint
