// What nothing reads changes no answer. Examples do not count, as nobody asks them; reports show what is declared; what is protected is
// not to be read.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unread_attribute(const Subject& subject, Findings& findings) {
    const auto& attributes = subject.rulebase().attributes;
    for (std::uint32_t i = 0; i < attributes.size(); ++i) {
        const auto& one = attributes[i];
        if (subject.is_read({check::DeclarationKind::attribute, i}) || one.combination == check::Combination::declared ||
            one.is_protected)
            continue;
        findings.add(one.head.span, fmt::format("nothing reads the attribute `{}`", one.head.name), "never read",
                     "read it in a rule, a define or an assessment; or take it out, so that nobody is asked for it");
    }
}

}  // namespace

constinit const Lint unread_attribute{"L0202", "unread-attribute", Level::warning,
                                      "an attribute that no rule and no answer reads", find_unread_attribute};

}  // namespace credence::lint
