// Where the evidence is divided, each half may hold for another part of it; `between` asks both of the same value.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/keys.hpp"
#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Condition;
using check::ConditionKind;

void find_split_between(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const Condition& c, std::uint32_t) {
        if (c.kind != ConditionKind::conjunction) return;
        std::map<std::string, const Condition*> floors, ceilings;
        for (const auto& one : c.operands) {
            if (one.kind != ConditionKind::compare || !is_fixed(one.expressions[1]) || is_fixed(one.expressions[0])) continue;
            if (one.comparison == check::Comparison::greater_equal) floors.try_emplace(key_of(one.expressions[0]), &one);
            if (one.comparison == check::Comparison::less_equal) ceilings.try_emplace(key_of(one.expressions[0]), &one);
        }
        for (const auto& [key, floor] : floors) {
            const auto ceiling = ceilings.find(key);
            if (ceiling == ceilings.end()) continue;
            const auto better =
                fmt::format("{} between {} and {}", subject.written(floor->expressions[0].span),
                            subject.written(floor->expressions[1].span), subject.written(ceiling->second->expressions[1].span));
            const auto* first = std::min(floor, ceiling->second, [](auto* a, auto* b) { return a->span < b->span; });
            const auto* second = first == floor ? ceiling->second : floor;
            auto& d = findings.add(second->span, "the two ends of a span are asked for apart", "one end",
                                   fmt::format("write `{}`", better));
            d.secondary.push_back({first->span, "the other end"});
            d.notes.push_back(
                "where sources differ, one may meet this half and another that one; `between` asks both of the same value");
        }
    });
}

}  // namespace

constinit const Lint split_between{"L0311", "split-between", Level::warning, "the two ends of a span that are asked for apart",
                                   find_split_between};

}  // namespace credence::lint
