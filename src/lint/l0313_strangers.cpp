// A condition on one and a condition on another, and none on both: the rule is tried for every pair there is.
#include <fmt/format.h>

#include <numeric>
#include <optional>

#include "check/safety.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::Condition;
using check::ConditionKind;

/// Variables that some condition holds together.
class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count), used_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

    void add(const Condition& c) {
        switch (c.kind) {
            case ConditionKind::conjunction:
            case ConditionKind::exists:
                for (const auto& operand : c.operands) add(operand);
                return;
            default: break;
        }
        const auto variables = check::free_variables(c);
        for (const auto variable : variables) {
            if (variable.index() >= parent_.size()) return;
            used_[variable.index()] = true;
            parent_[root(variable.index())] = root(variables.front().index());
        }
    }

    /// The first two variables of entities that are used, and apart.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> stranger(const std::vector<check::Variable>& variables,
                                                                              std::size_t bound) {
        std::optional<std::size_t> first;
        for (std::size_t v = 0; v < bound; ++v) {
            if (!used_[v] || variables[v].type.kind != check::TypeKind::entity) continue;
            if (!first) first = v;
            if (root(v) != root(*first)) return std::pair(*first, v);
        }
        return std::nullopt;
    }

private:
    std::size_t root(std::size_t v) {
        while (parent_[v] != v) v = parent_[v] = parent_[parent_[v]];
        return v;
    }

    std::vector<std::size_t> parent_;
    std::vector<bool> used_;
};

void find_strangers(const Subject& subject, Findings& findings) {
    const auto look_at = [&](const std::string& name, const std::vector<check::Variable>& variables, std::uint32_t bound,
                             const Condition& condition) {
        Groups groups(variables.size());
        groups.add(condition);
        const auto stranger = groups.stranger(variables, bound);
        if (!stranger) return;
        const auto& [first, second] = *stranger;
        auto& d = findings.add(
            variables[second].span,
            fmt::format("nothing in `{}` brings `{}` and `{}` together", name, variables[first].name, variables[second].name),
            "for every one of these", "add the relation between the two that is meant, or make two rules of it");
        d.secondary.push_back({variables[first].span, "and for every one of these"});
    };
    for (const auto& one : subject.reasoned())
        look_at(one.head->name, one.clauses->variables, one.clauses->bound, one.clauses->body);
    for (const auto& assessment : subject.rulebase().assessments)
        look_at(assessment.head.name, assessment.variables, assessment.bound, assessment.when);
}

}  // namespace

constinit const Lint strangers{"L0313", "strangers", Level::warning, "variables that nothing brings together", find_strangers};

}  // namespace credence::lint
