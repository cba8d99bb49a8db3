// Taking 1 - b twice gives b again, so the two cancel out in every state.
#include <fmt/format.h>

#include <set>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Condition;

/// Needs no brackets, whatever stands around it.
bool plain(const Subject& subject, const Condition& c) {
    const bool junction = c.kind == check::ConditionKind::conjunction || c.kind == check::ConditionKind::disjunction;
    return !junction && subject.written(c.span).find('\n') == std::string_view::npos;
}

void find_double_negation(const Subject& subject, Findings& findings) {
    std::set<text::Span> denied;  // of a row of `not` the first two are found
    subject.each_condition([&](const Condition& c, std::uint32_t) {
        if (!is_written_not(subject, c)) return;
        denied.insert(c.operands.front().span);
        if (denied.contains(c.span) || !is_written_not(subject, c.operands.front())) return;
        const auto& inner = c.operands.front().operands.front();
        auto& d = findings.add(c.span, "the two `not` cancel each other out", "not not", "write the condition without them");
        if (inner.kind == check::ConditionKind::exists || !inner.span.valid())
            return;  // a variable would move out of its `not`
        const auto words = subject.written(inner.span);
        d.fixes.push_back(
            {"take both out", {{c.span, plain(subject, inner) ? std::string(words) : fmt::format("({})", words)}}, true});
    });
}

}  // namespace

constinit const Lint double_negation{"L0301", "double-negation", Level::warning, "a double negation", find_double_negation};

}  // namespace credence::lint
