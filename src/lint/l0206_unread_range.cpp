// What nothing reads changes no answer. Examples do not count, as nobody asks them.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unread_range(const Subject& subject, Findings& findings) {
    const auto& ranges = subject.rulebase().ranges;
    for (std::uint32_t i = 0; i < ranges.size(); ++i) {
        const auto& one = ranges[i];
        if (subject.is_read({check::DeclarationKind::range, i})) continue;
        findings.add(one.head.span, fmt::format("nothing reads the range `{}`", one.head.name), "never read",
                     "read it in a define or another boundary, or `show` it; else its boundaries narrow nothing");
    }
}

}  // namespace

constinit const Lint unread_range{"L0206", "unread-range", Level::warning, "a range that nothing reads", find_unread_range};

}  // namespace credence::lint
