// Follows a condition down to all that it rests on: the defines it asks for and their cases up to the one taken, the rules,
// propositions and boundaries below them, for the individuals that are asked about; and sees in which state each condition is.
// It asks the model and changes nothing: evaluation does not know of it. Of a conjunction every part is looked at, also where
// another part decides. Variables that only conditions bind take the values that relations and equations give them.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "check/rulebase.hpp"
#include "engine/model.hpp"

namespace credence::analyse {

class Coverage;

class Demand {
public:
    Demand(engine::Model& model, Coverage& coverage) : model_(model), rulebase_(model.rulebase()), coverage_(coverage) {}

    /// A condition without free variables.
    void follow(const check::Condition& condition) { follow(condition, {engine::Binding{}}); }

    /// What was entered.
    [[nodiscard]] const std::set<check::DeclarationRef>& entered() const { return entered_; }

private:
    using Rows = std::vector<engine::Binding>;
    static constexpr std::size_t most_rows = 256;

    void follow(const check::Condition& condition, const Rows& rows);
    void follow(const check::Expression& expression, const engine::Binding& row);
    void conjunction(const std::vector<check::Condition>& operands, const Rows& rows);
    void atom(const check::Condition& condition, const Rows& rows);
    void references(const check::Condition& condition, const engine::Binding& row);

    void define(check::DefineId id, const std::vector<check::Cell>& arguments);
    void range(check::RangeId id, check::Cell subject);
    void question(std::uint32_t index, check::Cell subject);
    void derived(check::DeclarationRef ref);
    /// A declaration with clauses, for what is bound of its `for` (no_cell: any).
    void applies(check::DeclarationRef ref, engine::Binding binding);
    void head(check::DeclarationRef ref, const engine::Binding& binding);

    [[nodiscard]] bool enter(check::DeclarationRef ref, const std::vector<check::Cell>& arguments);
    [[nodiscard]] Rows listed(const Rows& rows, const std::vector<check::VariableId>& variables, const check::Condition& in) const;
    [[nodiscard]] std::vector<check::DeclarationRef> questions_of(const check::Expression& expression);

    engine::Model& model_;
    const check::Rulebase& rulebase_;
    Coverage& coverage_;
    std::set<std::pair<check::DeclarationRef, std::vector<check::Cell>>> done_;
    std::set<check::DeclarationRef> entered_;
    std::map<const check::Expression*, std::vector<check::DeclarationRef>> questions_;
};

}  // namespace credence::analyse
