// `and` takes the lesser of two values and `or` the greater, so the second changes nothing; often another name was meant.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/keys.hpp"
#include "check/safety.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

using check::Condition;
using check::ConditionKind;

/// Only the word between the two is taken out with it, and only where every variable is used elsewhere too.
void add_fix(const Subject& subject, const Condition& whole, std::size_t i, std::uint32_t bound, text::Diagnostic& d) {
    if (i == 0) return;
    const auto& before = whole.operands[i - 1].span;
    const auto& one = whole.operands[i];
    const auto word = whole.kind == ConditionKind::conjunction ? "and" : "or";
    if (subject.between(before, one.span) != word) return;
    const auto variables = check::free_variables(one);
    if (std::any_of(variables.begin(), variables.end(), [&](const auto v) { return v.value >= bound; })) return;
    d.fixes.push_back({"take it out", {{{before.file, before.end, one.span.end}, ""}}, true});
}

void find_repeated_condition(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const Condition& c, std::uint32_t bound) {
        if (c.kind != ConditionKind::conjunction && c.kind != ConditionKind::disjunction) return;
        std::map<std::string, const Condition*> before;
        for (std::size_t i = 0; i < c.operands.size(); ++i) {
            const auto& one = c.operands[i];
            if (one.kind == ConditionKind::always || one.kind == ConditionKind::exists) continue;
            const auto [at, fresh] = before.try_emplace(key_of(one), &one);
            if (fresh) continue;
            auto& d = findings.add(one.span, fmt::format("{} is asked twice", subject.quoted(one.span, "this condition")),
                                   "again", "take it out; or was another value meant?");
            d.secondary.push_back({at->second->span, "asked here"});
            add_fix(subject, c, i, bound, d);
        }
    });
}

}  // namespace

constinit const Lint repeated_condition{"L0304", "repeated-condition", Level::warning, "a condition that is asked twice",
                                        find_repeated_condition};

}  // namespace credence::lint
