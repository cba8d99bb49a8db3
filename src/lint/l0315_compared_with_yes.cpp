// `office(m)` is a condition already.
#include <fmt/format.h>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_compared_with_yes(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const check::Condition& c, std::uint32_t) {
        if (c.kind != check::ConditionKind::compare || c.expressions[1].type.kind != check::TypeKind::yes_no) return;
        if (!is_literal(c.expressions[1]) || is_literal(c.expressions[0]) ||
            c.expressions[0].kind == check::ExpressionKind::variable)
            return;
        const auto sides = sides_of(subject, c);
        if (!sides) return;
        const bool yes = (c.comparison == check::Comparison::equal) == (c.expressions[1].cell == 1);
        const auto better = fmt::format("{}{}", yes ? "" : "not ", sides->left);
        auto& d = findings.add(c.span, fmt::format("`{}` is a condition by itself", sides->left),
                               fmt::format("needs no `{}`", sides->right));
        d.fixes.push_back({fmt::format("write `{}`", better), {{c.span, better}}, true});
    });
}

}  // namespace

constinit const Lint compared_with_yes{"L0315", "compared-with-yes", Level::note, "a yes or no that is compared with yes or no",
                                       find_compared_with_yes};

}  // namespace credence::lint
