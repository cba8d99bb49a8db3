// What nothing reads changes no answer. Examples do not count, as nobody asks them.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unread_parameter(const Subject& subject, Findings& findings) {
    const auto& parameters = subject.rulebase().parameters;
    for (std::uint32_t i = 0; i < parameters.size(); ++i) {
        const auto& one = parameters[i];
        if (subject.is_read({check::DeclarationKind::parameter, i})) continue;
        findings.add(one.head.span, fmt::format("nothing reads the parameter `{}`", one.head.name), "never read",
                     "use it where the number stands, or take it out");
    }
}

}  // namespace

constinit const Lint unread_parameter{"L0201", "unread-parameter", Level::warning, "a parameter that nothing reads",
                                      find_unread_parameter};

}  // namespace credence::lint
