// What nothing reads changes no answer. Examples do not count, as nobody asks them.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unread_define(const Subject& subject, Findings& findings) {
    const auto& defines = subject.rulebase().defines;
    for (std::uint32_t i = 0; i < defines.size(); ++i) {
        const auto& one = defines[i];
        if (subject.is_read({check::DeclarationKind::define, i})) continue;
        findings.add(one.head.span, fmt::format("nothing reads the define `{}`", one.head.name), "never read",
                     "use it in a rule, a define or an assessment; or take it out");
    }
}

}  // namespace

constinit const Lint unread_define{"L0204", "unread-define", Level::warning, "a define that nothing uses", find_unread_define};

}  // namespace credence::lint
