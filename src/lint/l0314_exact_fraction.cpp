// An average of 3.0001 is not 3. Nothing worked out of nothing is exactly 0, so 0 may be asked for.
#include <fmt/format.h>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

/// An average, a quotient or a time, of which most values are no whole numbers.
bool is_fraction(const check::Rulebase& rulebase, const check::Expression& e, int depth) {
    constexpr int deepest = 8;
    using check::ExpressionKind;
    switch (e.kind) {
        case ExpressionKind::divide:
        case ExpressionKind::years: return true;
        case ExpressionKind::aggregate:
            return e.function == check::AggregateFunction::average || e.function == check::AggregateFunction::duration;
        case ExpressionKind::define: {
            const auto& define = rulebase.defines[e.index];
            return define.cases.size() == 1 && depth < deepest && is_fraction(rulebase, define.cases.front().value, depth + 1);
        }
        default: return false;
    }
}

void find_exact_fraction(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const check::Condition& c, std::uint32_t) {
        const bool exact = c.kind == check::ConditionKind::compare &&
                           (c.comparison == check::Comparison::equal || c.comparison == check::Comparison::not_equal);
        if (!exact) return;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& other = c.expressions[1 - i];
            if (!is_fraction(subject.rulebase(), c.expressions[i], 0)) continue;
            if (other.kind == check::ExpressionKind::variable || (is_literal(other) && other.cell == 0)) continue;
            findings.add(c.span,
                         fmt::format("{} is worked out and hardly ever fits exactly",
                                     subject.quoted(c.expressions[i].span, "this number")),
                         "exactly?", "compare with `>=`, `<=` or `between`, or `round` it first");
            return;
        }
    });
}

}  // namespace

constinit const Lint exact_fraction{"L0314", "exact-fraction", Level::warning, "a worked-out number that has to fit exactly",
                                    find_exact_fraction};

}  // namespace credence::lint
