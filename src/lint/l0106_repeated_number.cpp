// A threshold that stands in three rules is changed in two of them.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/decimal.hpp"
#include "base/sets.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::ConditionKind;

/// What is compared, whoever it is of; nothing where it is worked out on the spot.
std::string key_without_variables(const check::Expression& e) {
    switch (e.kind) {
        case check::ExpressionKind::attribute:
        case check::ExpressionKind::define:
        case check::ExpressionKind::pointers:
        case check::ExpressionKind::implied_pointers:
            return fmt::format("{} {} {}", static_cast<int>(e.kind), e.index, e.upper);
        default: return {};
    }
}

void find_repeated_number(const Subject& subject, Findings& findings) {
    std::map<std::string, std::vector<text::Span>> places;
    subject.each_condition([&](const check::Condition& c, std::uint32_t) {
        if (c.kind != ConditionKind::compare && c.kind != ConditionKind::between && c.kind != ConditionKind::in) return;
        for (std::size_t i = 0; i < c.expressions.size(); ++i) {
            const auto& e = c.expressions[i];
            if (e.kind != check::ExpressionKind::literal || e.type.kind != check::TypeKind::number) continue;
            if (e.cell == 0 || e.cell == Decimal::scale || e.cell == -Decimal::scale) continue;
            // A unit says that two numbers measure the same; without one, what they are compared with does.
            const auto& other = c.expressions[i == 0 ? 1 : 0];
            const auto what = e.type.index != 0 ? fmt::format("unit {}", e.type.index) : key_without_variables(other);
            if (!what.empty()) places[fmt::format("{} {}", e.cell, what)].push_back(e.span);
        }
    });
    for (auto& [key, spans] : places) {
        make_set(spans);
        constexpr std::size_t many = 3;
        if (spans.size() < many) continue;
        auto& d = findings.add(spans.front(),
                               fmt::format("the number {} stands in {} places", subject.written(spans.front()), spans.size()),
                               "first here", "declare a `parameter` and write its name instead; `--set` can then change it");
        for (std::size_t i = 1; i < spans.size(); ++i) d.secondary.push_back({spans[i], "again here"});
    }
}

}  // namespace

constinit const Lint repeated_number{"L0106", "repeated-number", Level::warning, "a number that stands in several rules",
                                     find_repeated_number};

}  // namespace credence::lint
