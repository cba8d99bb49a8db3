// Whoever writes `>= lowest` wants to know whether there is a value at all.
#include <fmt/format.h>

#include <algorithm>

#include "check/keys.hpp"
#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Cell;
using check::Comparison;
using check::Condition;
using check::ConditionKind;

bool met_by_all(const check::Rulebase& rulebase, const Condition& c) {
    const auto& about = c.expressions.front();
    if (about.type.kind != check::TypeKind::scale || is_fixed(about)) return false;
    if (!std::all_of(c.expressions.begin() + 1, c.expressions.end(), is_literal)) return false;
    const auto values = rulebase.scales[about.type.index].values.size();
    const auto highest = static_cast<Cell>(values) - 1;
    switch (c.kind) {
        case ConditionKind::compare:
            return (c.comparison == Comparison::greater_equal && c.expressions[1].cell == 0) ||
                   (c.comparison == Comparison::less_equal && c.expressions[1].cell == highest);
        case ConditionKind::between: return c.expressions[1].cell == 0 && c.expressions[2].cell == highest;
        case ConditionKind::in: {
            std::vector<bool> listed(values);
            for (std::size_t i = 1; i < c.expressions.size(); ++i)
                listed[static_cast<std::size_t>(c.expressions[i].cell)] = true;
            return std::find(listed.begin(), listed.end(), false) == listed.end();
        }
        default: return false;
    }
}

void find_empty_comparison(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const Condition& c, std::uint32_t) {
        if (c.kind == ConditionKind::compare && key_of(c.expressions[0]) == key_of(c.expressions[1])) {
            findings.add(c.span, fmt::format("{} compares something with itself", subject.quoted(c.span, "this")),
                         "both sides are the same", "was someone else, or another attribute, meant?");
            return;
        }
        if (c.expressions.empty() || !met_by_all(subject.rulebase(), c)) return;
        findings.add(c.span, fmt::format("every value meets {}", subject.quoted(c.span, "this comparison")),
                     "rules nothing out", "to ask whether there is a value, write `known`");
    });
}

}  // namespace

constinit const Lint empty_comparison{"L0306", "empty-comparison", Level::warning, "a comparison that every value meets",
                                      find_empty_comparison};

}  // namespace credence::lint
