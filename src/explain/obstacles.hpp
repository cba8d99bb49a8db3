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

/// The changes that there are, listed once for many models.
struct ChangesThereAre {
    explicit ChangesThereAre(const Candidates& all)
        : candidates(all),
          of_relations(all.of_relations()),
          of_parameters(all.of_parameters()) {}
    const Candidates& candidates;
    Changes of_relations, of_parameters;
};

class Obstacles {
public:
    /// Of a condition: that it is met, that it is not, or that its state is another than now. Where truths are mixed: that its bounds
    /// rise, fall, or change.
    enum class Wish : std::uint8_t { met, not_met, other };

    /// `model` is that of the facts as they are supposed to be; the changes are to the facts of record. All must outlive it.
    Obstacles(engine::Model& model, const ChangesThereAre& changes, const engine::Facts& record);

    /// Sorted, each once.
    [[nodiscard]] Changes of(const check::Condition& condition, const engine::Binding& binding, Wish wish);

private:
    using Cell = check::Cell;
    using Condition = check::Condition;
    using Expression = check::Expression;
    using Binding = engine::Binding;
    using Keep = std::function<bool(Cell)>;

    // Conditions
    [[nodiscard]] Changes look(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] Changes several(const Condition& condition, const Binding& binding, Wish wish, engine::State state);
    [[nodiscard]] Changes extremes(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] Changes exists(const Condition& condition, const Binding& binding, Wish wish, engine::State state);
    [[nodiscard]] Changes atom(const Condition& condition, const Binding& binding, Wish wish, engine::State state);
    [[nodiscard]] Changes comparison(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] Changes knowledge(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] Changes applying(check::DeclarationRef ref, const Binding& binding, Wish wish);
    [[nodiscard]] std::optional<Changes> of_counted(const Condition& condition, const Binding& binding, Wish wish);
    [[nodiscard]] std::optional<Changes> of_cases(const Condition& condition, const Binding& binding, Wish wish);

    // Expressions: changes one of which every other value needs
    [[nodiscard]] Changes value(const Expression& expression, const Binding& binding);
    [[nodiscard]] Changes values(const std::vector<Expression>& expressions, const Binding& binding);
    [[nodiscard]] Changes define(check::DefineId id, const std::vector<Cell>& arguments);
    [[nodiscard]] Changes range(check::RangeId id, Cell subject);
    [[nodiscard]] Changes pointers(const Expression& expression, Cell subject);
    [[nodiscard]] Changes aggregate(const Expression& expression, const Binding& binding);
    [[nodiscard]] Changes derived_attribute(check::AttributeId id, Cell subject);

    // Everything that it may read, where nothing better is known
    [[nodiscard]] Changes everything(const Condition& condition, const Binding& binding);
    [[nodiscard]] Changes everything(const Expression& expression, const Binding& binding);
    void read_all(check::DeclarationRef ref, Changes& out);

    // Changes
    [[nodiscard]] Changes attribute(engine::AttributeOf what, const Keep& keep, bool forgotten);
    [[nodiscard]] Changes tuples(check::RelationId id, const std::vector<std::optional<Cell>>& pattern, bool add, bool remove);
    [[nodiscard]] Changes parameters(const Condition& condition);
    [[nodiscard]] Changes parameter(std::uint32_t index);
    [[nodiscard]] Changes concluded(check::RelationId id, const std::vector<std::optional<Cell>>& pattern, Wish wish);

    [[nodiscard]] std::optional<Cell> known(const Expression& expression, const Binding& binding);
    [[nodiscard]] std::optional<std::vector<Cell>> all_known(const std::vector<Expression>& expressions,
                                                             const Binding& binding);
    [[nodiscard]] std::vector<std::optional<Cell>> pattern_of(const Condition& atom, const Binding& binding);
    /// Every binding of the variables, where they can be listed and are not too many.
    [[nodiscard]] std::optional<std::vector<Binding>> every(const std::vector<check::VariableId>& variables,
                                                            const Condition& condition, const Binding& binding) const;

    engine::Model& model_;
    const Candidates& candidates_;
    const engine::Facts& record_;
    const check::Rulebase& rulebase_;
    const Changes& of_relations_;
    const Changes& of_parameters_;
    std::map<std::tuple<const Condition*, Binding, Wish>, Changes> found_;
    std::set<std::tuple<const Condition*, Binding, Wish>> entered_;
    bool in_circle_ = false;
    bool mixed_ = false;  // some observations of one subject differ and count all the same
    std::set<check::DeclarationRef> read_whole_;
    std::map<check::DeclarationRef, Changes> whole_;
};

}  // namespace credence::explain
