// Who reads whom. One walk over conditions and expressions serves strata, roles in reports, and what to load.
#pragma once

#include <functional>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::check {

/// Every expression and condition below (and with) the one given, outermost first; aggregates and quantifiers are entered.
void visit(const Condition& condition, const std::function<void(const Condition&)>& on_condition,
           const std::function<void(const Expression&)>& on_expression);
void visit(const Expression& expression, const std::function<void(const Condition&)>& on_condition,
           const std::function<void(const Expression&)>& on_expression);

/// The declarations that `ref` reads directly, sorted, without itself unless it is recursive, parameters included: a
/// question reads its propositions, a range its boundaries, a derived relation or attribute its rules; `observed` reads the
/// attributes it may meet. Texts for people (labels, `because`, advice) are not read.
[[nodiscard]] std::vector<DeclarationRef> dependencies(const Rulebase& rulebase, DeclarationRef ref);
[[nodiscard]] std::vector<DeclarationRef> dependencies(const Rulebase& rulebase, const Condition& condition);
[[nodiscard]] std::vector<DeclarationRef> dependencies(const Rulebase& rulebase, const Expression& expression);

/// All that `roots` read, directly or not, themselves included; sorted.
[[nodiscard]] std::vector<DeclarationRef> closure(const Rulebase& rulebase, std::vector<DeclarationRef> roots);

/// The declarations that read `today`, directly or not, sorted.
[[nodiscard]] std::vector<DeclarationRef> readers_of_today(const Rulebase& rulebase);
/// Whether `today` stands in the condition itself.
[[nodiscard]] bool says_today(const Condition& condition);

/// The conditions `settled E` of all declarations.
[[nodiscard]] std::vector<const Condition*> settled_conditions(const Rulebase& rulebase);

/// Every declaration that may read others: from attributes to assessments, sorted.
[[nodiscard]] std::vector<DeclarationRef> readers(const Rulebase& rulebase);

/// Derived relations and attributes that depend on each other, as groups in an order in which each group reads only earlier
/// ones and itself. A group of one that does not read itself is not recursive.
struct RuleGroup {
    std::vector<DeclarationRef> derived;
    std::vector<RuleId> rules;
    bool recursive = false;
};
[[nodiscard]] std::vector<RuleGroup> rule_groups(const Rulebase& rulebase);

}  // namespace credence::check
