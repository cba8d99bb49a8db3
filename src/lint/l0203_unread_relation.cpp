// What nothing reads changes no answer. Examples do not count, as nobody asks them.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unread_relation(const Subject& subject, Findings& findings) {
    const auto& relations = subject.rulebase().relations;
    for (std::uint32_t i = 0; i < relations.size(); ++i) {
        const auto& one = relations[i];
        if (subject.is_read({check::DeclarationKind::relation, i})) continue;
        findings.add(one.head.span, fmt::format("nothing reads the relation `{}`", one.head.name), "never read",
                     "read it in a rule, or `show` it in an assessment; or take it out");
    }
}

}  // namespace

constinit const Lint unread_relation{"L0203", "unread-relation", Level::warning, "a relation that no rule and no answer reads",
                                     find_unread_relation};

}  // namespace credence::lint
