// Where the evidence is divided, each of `a = x or a = y` has a part of it and `or` takes the greater; `a in {x, y}` has both.
#include <fmt/format.h>

#include <map>

#include "check/keys.hpp"
#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Condition;
using check::ConditionKind;

void find_split_membership(const Subject& subject, Findings& findings) {
    subject.each_condition([&](const Condition& c, std::uint32_t) {
        if (c.kind != ConditionKind::disjunction) return;
        std::map<std::string, std::vector<const Condition*>> asked;
        for (const auto& one : c.operands) {
            const bool equal = one.kind == ConditionKind::compare && one.comparison == check::Comparison::equal;
            if (equal && is_fixed(one.expressions[1]) && !is_fixed(one.expressions[0]))
                asked[key_of(one.expressions[0])].push_back(&one);
        }
        for (const auto& [key, parts] : asked) {
            if (parts.size() < 2) continue;
            std::string values;
            for (const auto* part : parts)
                values += (values.empty() ? "" : ", ") + std::string(subject.written(part->expressions[1].span));
            const auto better = fmt::format("{} in {{{}}}", subject.written(parts.front()->expressions[0].span), values);
            auto& d = findings.add(parts[1]->span, "values of one attribute are asked for one by one",
                                   "the same again, with another value", fmt::format("write `{}`", better));
            d.secondary.push_back({parts.front()->span, "asked here"});
            d.notes.push_back("of divided evidence `or` counts only the greater part; `in` counts all that fits");
        }
    });
}

}  // namespace

constinit const Lint split_membership{"L0310", "split-membership", Level::warning, "values that are asked for one by one",
                                      find_split_membership};

}  // namespace credence::lint
