// Without `reads` a report prints a row of cells where it could print a sentence.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_silent_relation(const Subject& subject, Findings& findings) {
    for (const auto& relation : subject.rulebase().relations) {
        if (!relation.reads.empty()) continue;
        findings.add(relation.head.span, fmt::format("the relation `{}` does not say how it reads", relation.head.name),
                     "in which words?", "add `reads \"{first} … {second}\"`, with its columns in braces");
    }
}

}  // namespace

constinit const Lint silent_relation{"L0511", "silent-relation", Level::note, "a relation that does not say how it reads",
                                     find_silent_relation};

}  // namespace credence::lint
