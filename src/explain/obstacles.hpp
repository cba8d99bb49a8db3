// What stands between a condition and what is wished of it: the single changes one of which is in every set of changes that brings
// it about. Found in the reasons why it is as it is: of a conjunction one part that fails is reason enough, of a disjunction all are.
// So a search that tries these changes, and asks again on the changed facts, finds every smallest set.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "explain/candidates.hpp"

namespace credence::explain {

/// Sets of changes by their numbers, ascending.
using ChangeNumbers = std::vector<std::uint32_t>;

/// The changes that there are, each made and numbered once for many models.
class ChangesThereAre {
public:
    explicit ChangesThereAre(const Candidates& all);
    ChangesThereAre(const ChangesThereAre&) = delete;
    ChangesThereAre& operator=(const ChangesThereAre&) = delete;

    [[nodiscard]] const Candidates& candidates() const { return candidates_; }
    [[nodiscard]] const Change& operator[](std::uint32_t number) const { return *changes_[number]; }
    [[nodiscard]] std::uint32_t number_of(const Change& change);
    [[nodiscard]] const ChangeNumbers& of_relation(check::RelationId relation) const { return of_relations_[relation.index()]; }
    [[nodiscard]] const ChangeNumbers& of_parameter(std::uint32_t index) const { return of_parameters_[index]; }
    /// See Candidates; of what settles a record the number by the value.
    [[nodiscard]] const std::vector<std::pair<std::uint32_t, check::Cell>>& settled(engine::AttributeOf what);
    [[nodiscard]] const ChangeNumbers& further_source(engine::AttributeOf what);

private:
    const Candidates& candidates_;
    std::map<Change, std::uint32_t> numbers_;
    std::vector<const Change*> changes_;  // by number
    std::vector<ChangeNumbers> of_relations_, of_parameters_;
    std::map<engine::AttributeOf, std::vector<std::pair<std::uint32_t, check::Cell>>> settled_;
    std::map<engine::AttributeOf, ChangeNumbers> further_sources_;
};

class Obstacles {
public:
    /// Of a condition: that it is met, that it is not, or that its state is another than now. Where truths are mixed: that its bounds
    /// rise, fall, or change.
    enum class Wish : std::uint8_t { met, not_met, other };

    /// `model` is that of the facts as they are supposed to be; the changes are to the facts of record. All must outlive it.
    Obstacles(engine::Model& model, ChangesThereAre& changes, const engine::Facts& record);

    /// In the order of Change, each once.
    [[nodiscard]] ChangeNumbers of(const check::Condition& condition, const engine::Binding& binding, Wish wish);

private:
    using Cell = check::Cell;
    using Condition = check::Condition;
    using Expression = check::Expression;
    using Binding = engine::Binding;
    using Keep = std::function<bool(Cell)>;

    // Conditions
    [[nodiscard]] ChangeNumbers look(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] ChangeNumbers several(const Condition& condition, const Binding& binding, Wish wish, engine::State state);
    [[nodiscard]] ChangeNumbers extremes(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] ChangeNumbers exists(const Condition& condition, const Binding& binding, Wish wish, engine::State state);
    [[nodiscard]] ChangeNumbers atom(const Condition& condition, const Binding& binding, Wish wish, engine::State state);
    [[nodiscard]] ChangeNumbers comparison(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] ChangeNumbers knowledge(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] ChangeNumbers applying(check::DeclarationRef ref, const Binding& binding, Wish wish);
    [[nodiscard]] std::optional<ChangeNumbers> of_counted(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] std::optional<ChangeNumbers> of_cases(const Condition& condition, const Binding& binding, Wish wish);

    // Expressions: changes one of which every other value needs
    [[nodiscard]] ChangeNumbers value(const Expression& expression, const Binding& binding);
    [[nodiscard]] ChangeNumbers values(const std::vector<Expression>& expressions, const Binding& binding);
    [[nodiscard]] ChangeNumbers define(check::DefineId id, const std::vector<Cell>& arguments);
    [[nodiscard]] ChangeNumbers range(check::RangeId id, Cell subject);
    [[nodiscard]] ChangeNumbers pointers(const Expression& expression, Cell subject);
    [[nodiscard]] ChangeNumbers aggregate(const Expression& expression, const Binding& binding);
    [[nodiscard]] ChangeNumbers derived_attribute(check::AttributeId id, Cell subject);

    // Everything that it may read, where nothing better is known
    [[nodiscard]] ChangeNumbers everything(const Condition& condition, const Binding& binding);
    [[nodiscard]] ChangeNumbers everything(const Expression& expression, const Binding& binding);
    void read_all(check::DeclarationRef ref, ChangeNumbers& out);

    // ChangeNumbers
    [[nodiscard]] ChangeNumbers attribute(engine::AttributeOf what, const Keep& keep, bool forgotten);
    [[nodiscard]] ChangeNumbers tuples(check::RelationId id, const std::vector<std::optional<Cell>>& pattern, bool add,
                                       bool remove);
    [[nodiscard]] ChangeNumbers parameters(const Condition& condition);
    [[nodiscard]] ChangeNumbers parameter(std::uint32_t index);
    [[nodiscard]] ChangeNumbers concluded(check::RelationId id, const std::vector<std::optional<Cell>>& pattern, Wish wish);

    [[nodiscard]] std::optional<Cell> known(const Expression& expression, const Binding& binding);
    [[nodiscard]] std::optional<std::vector<Cell>> all_known(const std::vector<Expression>& expressions,
                                                             const Binding& binding);
    [[nodiscard]] std::vector<std::optional<Cell>> pattern_of(const Condition& atom, const Binding& binding);
    /// Every binding of the variables, where they can be listed and are not too many.
    [[nodiscard]] std::optional<std::vector<Binding>> every(const std::vector<check::VariableId>& variables,
                                                            const Condition& condition, const Binding& binding) const;

    engine::Model& model_;
    ChangesThereAre& changes_;
    const Candidates& candidates_;
    const engine::Facts& record_;
    const check::Rulebase& rulebase_;
    std::map<std::tuple<const Condition*, Binding, Wish>, ChangeNumbers> found_;
    std::set<std::tuple<const Condition*, Binding, Wish>> entered_;
    bool in_circle_ = false;
    bool mixed_ = false;  // some observations of one subject differ and count all the same
    std::set<check::DeclarationRef> read_whole_;
    std::map<check::DeclarationRef, ChangeNumbers> whole_;
};

}  // namespace credence::explain
