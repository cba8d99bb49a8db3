// Both at once are never met, however strong the evidence; one of the two is met unless both are open.
#include <map>

#include "check/keys.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Condition;
using check::ConditionKind;

void find_self_contradiction(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const Condition& c, std::uint32_t) {
        if (c.kind != ConditionKind::conjunction && c.kind != ConditionKind::disjunction) return;
        std::map<std::string, const Condition*> plain;
        for (const auto& one : c.operands) plain.try_emplace(key_of(one), &one);
        for (const auto& one : c.operands) {
            if (one.kind != ConditionKind::negation) continue;
            const auto at = plain.find(key_of(one.operands.front()));
            if (at == plain.end()) continue;
            const bool both = c.kind == ConditionKind::conjunction;
            auto& d =
                findings.add(one.span,
                             both ? "this condition is never met together with its opposite"
                                  : "this condition or its opposite: that decides nothing",
                             "the opposite", both ? "take one of the two out" : "to ask whether it is known, write `known`");
            d.secondary.push_back({at->second->span, "the condition itself"});
        }
    });
}

}  // namespace

constinit const Lint self_contradiction{"L0305", "self-contradiction", Level::warning, "a condition together with its opposite",
                                        find_self_contradiction};

}  // namespace credence::lint
