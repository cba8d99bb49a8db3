// Readers look for who is meant first, and for the threshold after it.
#include <fmt/format.h>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_reversed_comparison(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const check::Condition& c, std::uint32_t) {
        if (c.kind != check::ConditionKind::compare || !is_fixed(c.expressions[0]) || is_fixed(c.expressions[1])) return;
        if (c.expressions[1].kind == check::ExpressionKind::variable) return;
        const auto sides = sides_of(subject, c);
        const auto sign = turned(c.comparison);
        if (!sides || !sign) return;
        const auto better = fmt::format("{} {} {}", sides->right, sign_of(*sign), sides->left);
        auto& d = findings.add(c.span, fmt::format("this comparison begins with `{}`, which it compares with", sides->left),
                               "the wrong way round");
        d.fixes.push_back({fmt::format("write `{}`", better), {{c.span, better}}, true});
    });
}

}  // namespace

constinit const Lint reversed_comparison{"L0303", "reversed-comparison", Level::note,
                                         "a comparison that begins with what it compares with", find_reversed_comparison};

}  // namespace credence::lint
