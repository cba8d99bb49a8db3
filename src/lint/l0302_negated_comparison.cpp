// `not a < b` and `a >= b` have the same belief and plausibility, whatever is observed; so have `not known` and `unknown`.
#include <fmt/format.h>

#include <set>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

using check::ConditionKind;

std::string said_plainly(const Subject& subject, const check::Condition& inner) {
    if (inner.kind == ConditionKind::compare) {
        const auto sides = sides_of(subject, inner);
        const auto other = opposite(inner.comparison);
        return sides && other ? fmt::format("{} {} {}", sides->left, sign_of(*other), sides->right) : "";
    }
    // Of a define, neither may hold of what was never asked; of an attribute one of them always does.
    const bool status = inner.kind == ConditionKind::known || inner.kind == ConditionKind::unknown;
    if (!status || inner.expressions.empty() || inner.expressions.front().kind != check::ExpressionKind::attribute) return {};
    auto rest = subject.written(inner.span);
    if (rest.find('\n') != std::string_view::npos) return {};
    const auto word = take_word(rest);
    if (word != "known" && word != "unknown") return {};
    return fmt::format("{} {}", word == "known" ? "unknown" : "known", trimmed(rest));
}

void find_negated_comparison(const Subject& subject, Findings& findings) {
    std::set<text::Span> denied;  // a second `not` is another lint's
    subject.each_condition([&](const check::Condition& c, std::uint32_t) {
        if (!is_written_not(subject, c)) return;
        denied.insert(c.operands.front().span);
        if (denied.contains(c.span)) return;
        const auto better = said_plainly(subject, c.operands.front());
        if (better.empty()) return;
        auto& d = findings.add(c.span, "this says by denial what can be said directly", "a `not` too many");
        d.fixes.push_back({fmt::format("write `{}`", better), {{c.span, better}}, true});
    });
}

}  // namespace

constinit const Lint negated_comparison{"L0302", "negated-comparison", Level::note,
                                        "a comparison that is denied instead of turned round", find_negated_comparison};

}  // namespace credence::lint
