// The reference evaluator: design page "What the rules mean" as a small, slow interpreter of a checked rulebase, written from that
// page to be compared with the engine, with which it shares no code. It walks the tree, tries every variable over its whole domain
// and applies rules bottom-up until nothing changes. Not for use: no steps are counted.
//
// Readings, where the page leaves something open:
//  1. "A part" of a compound is one of its operands, of `some` and of a relation's tuples a single way to meet it; nothing deeper.
//  2. A comparison is one leaf: disputed if undecided and p - b < 1/2, or if some values of a disputed attribute meet it and others do
//     not, or if a side without a value is disputed. `in {...}`, `between` and a yes_no that stands alone are comparisons too.
//  3. One attribute compared with certain values sums m(v). All else that is not certain (a triple, two attributes, an attribute
//     beside a triple) is read as "all, none, else", with the largest m(?) of its sides.
//     Of `between` and `in {...}` that is the first; the others are arguments, each its one value and then certain.
//  4. Of a triple only the two ends are known: `= v` is open for any v between them, its middle too.
//  5. Beside a range known to be `empty`, `within` and `overlaps` are not met, and `clip` gives `empty`, whatever the other side is.
//  6. m(?) of arithmetic is the largest of its operands'. A number that is certain is the triple (v, v, v) with m(?) 0.
//     Divided by a triple with ends on both sides of 0, a number has no value; by one with an end of 0, it is an error.
//  7. A define has a value if its expression has one value, which then is certain; several (a triple) are none.
//  8. An argument without a value: of a relation's atom (`observed` too) makes a tuple that meets the rest possible, [0, p]; of a
//     named condition, `applies` or `conflict` gives [0, 1]; of an attribute, define, range or `pointers` leaves it without a value.
//     What stands on a disputed argument is disputed.
//  9. `known E` is "E has observations, or a value"; so a define left open by a dispute is unknown, and `disputed` as well.
// 10. A define that no case gives a value is unknown; where the value of the case that is met is disputed, so is the define.
// 11. A tuple of an aggregate is its variables' values and the wildcard columns of its atoms; an observation is a tuple of its own.
//     Alternatives of `or` with the same values are one tuple, unless their wildcard columns tell them apart. A tuple whose `of`
//     expression has no one value is left open. What comes out is certain.
// 12. A derived tuple needs a value for every argument; without one there is no tuple.
// 13. A derived attribute has an observation for each value whose tuple is met, its confidence the tuple's belief, each of its own group;
//     two different values dispute it whatever `agreed within` says.
// 14. `x = e` binds a number, text, date or time x to each value of e, and where m(?) leaves room to another, unknown one, for which the
//     equation is [0, m(?)]; where e has no one value, and is no attribute, to an unknown one.
// 15. Dates are compared by their first days; as columns of a relation they are equal where they are written alike.
// 16. Several preferences set aside one after the other, in the order written, until the rest agrees; that there are A's is asked of all
//     observations. Where the rest never agrees, all observations count.
// 17. A met boundary `within` an empty range is a conflict.
// 18. Π(1 - c) is rounded up after every factor.
// 19. `surely C` and `possibly C` are met or not met. What stands on an attribute without observations (a comparison, `known`, an
//     argument of an atom) is certain or impossible, whichever is worse or better for C; each stands for itself.
// 20. `settled E`: each missing attribute that E reads has any one value of its type, each disputed one any that counts, certain. An
//     `observed` atom still sees what is recorded. Without a value in one of the ways, or without any way, E is not settled.
// 21. `top k of e by f` lists each distinct e once, by its greatest f; ties in the natural order of what is printed.
// 22. `X overrides Y` is a part of Y's body: and not `X applies to` Y's variables.
// 23. `follows a`, as far as its condition [b, p] is met: lo is the lower of b and p times the table's lo, hi the higher of b and p
//     times its hi. It points to the pole on whose side its best estimate is; to none at 0.
// 24. A disputed attribute is never averaged: it stands from its least to its greatest observed value, at best at the one nearest to
//     the middle, 0 where they lie on both sides.
// 25. A proposition reads what is looked at while it is worked out, from left to right, in any of its combinations. An attribute whose
//     values cannot be listed (number, date, time, text) stays unobserved in all of them; where it is looked at otherwise than in a
//     comparison of the condition itself, the proposition is bounded by all it could weigh, apart.
// 26. A supposed observation is certain, of a group and an item of its own, with nothing else recorded.
// 27. In a combination in which it compares an attribute left without a value, and none whose values cannot be listed, a proposition
//     weighs its w*b alone: what the attribute may turn out to be is what the other combinations are for.
// 28. Correlated propositions are bounded together. "Strongest" is judged at each bound, and of all bindings of all of them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "check/rulebase.hpp"
#include "engine/facts.hpp"

namespace credence::reference {

using check::Cell;
using check::Condition;
using check::Expression;
using check::VariableId;

enum class State : std::uint8_t { met, not_met, disputed, unknown };

/// Ten-thousandths.
struct Truth {
    int belief = 0;
    int plausibility = 0;
    bool disputed = false;  // meant while undecided
    friend bool operator==(const Truth&, const Truth&) = default;
};

/// What an expression comes to. At most one of `cell` and a triple of different ends; nothing at all if unknown.
struct Value {
    std::optional<Cell> cell;
    struct Triple {
        Cell least = 0, middle = 0, greatest = 0;
        friend bool operator==(const Triple&, const Triple&) = default;
    };
    std::optional<Triple> triple;            // of numbers
    bool disputed = false;                   // a dispute stands behind it
    std::int64_t ignorance = 0;              // m(?), at 18 digits
    const Expression* other_than = nullptr;  // of a variable: unknown, but none of the values of that expression

    [[nodiscard]] bool known() const { return cell || triple; }
};

/// Variables by VariableId; a variable without a value is bound to an unknown one.
using Binding = std::map<VariableId, Value>;

struct Summary {
    std::map<Cell, std::int64_t> weights;  // of the values that count; m(v) = (1 - m(?)) * weight / their sum
    std::int64_t ignorance = 0;            // m(?), at 18 digits
    bool disputed = false;
    bool discrepant = false;
    [[nodiscard]] std::optional<Cell> one_value() const;
};

struct Defined {
    Value value;
    std::optional<std::size_t> taken;
    bool open = false;  // an earlier case was undecided
};

/// A binding of a declaration's `for`, with its truth.
struct Instance {
    std::uint32_t declaration = 0;  // index of the proposition or boundary
    std::vector<Cell> binding;
    Truth truth;
    Value bound;  // of a boundary
};

struct Permitted {
    bool conflict = false;
    Cell floor = 0, ceiling = 0;
    std::vector<Instance> boundaries;
    [[nodiscard]] Cell value() const { return conflict ? check::empty_range : check::pack_range(floor, ceiling); }
};

/// Millibans towards the upper pole.
struct Evidence {
    std::int64_t lo = 0, best = 0, hi = 0;
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Weighing {
    Evidence evidence;
    std::optional<Cell> band;
    std::map<std::pair<std::uint32_t, std::vector<Cell>>, Evidence> alone;  // by proposition and binding, what is not 0
};

using Tuples = std::map<std::vector<Cell>, Truth>;

/// Overflow, division by zero.
class Failed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Reference {
public:
    /// Parameters by ParameterId: cells, and words for those of type text. Keeps references to rulebase and facts.
    using Taken = std::map<std::pair<std::uint32_t, Cell>, Cell>;  // attribute, subject: a value for certain
    Reference(const check::Rulebase& rulebase, engine::Facts& facts, std::vector<Cell> parameters,
              std::vector<std::string> texts, Taken taken = {});

    [[nodiscard]] State state(Truth truth) const;
    [[nodiscard]] Truth truth(const Condition& condition, const Binding& binding);
    [[nodiscard]] Value value(const Expression& expression, const Binding& binding);

    [[nodiscard]] Summary summary(check::AttributeId attribute, Cell subject);
    [[nodiscard]] const Defined& define(check::DefineId define, const std::vector<Cell>& arguments);
    [[nodiscard]] const Permitted& range(check::RangeId range, Cell subject);
    /// Bindings that are not certainly impossible, of propositions in force.
    [[nodiscard]] const std::vector<Instance>& propositions(check::QuestionId question, Cell subject);
    /// By the best estimate, in the world as it is supposed to be.
    [[nodiscard]] std::optional<Cell> band(check::QuestionId question, Cell subject);
    [[nodiscard]] Weighing weighing(check::QuestionId question, Cell subject);
    /// Pointers to the lower and the upper pole, stated or implied only.
    [[nodiscard]] std::pair<std::size_t, std::size_t> pointers(check::QuestionId question, Cell subject, bool implied);
    [[nodiscard]] const Tuples& relation(check::RelationId relation) const { return relations_.at(relation.index()); }
    [[nodiscard]] bool in_force(const check::Clauses& clauses);

    /// Bindings of the first `bound` variables for which the condition is not certainly impossible.
    [[nodiscard]] Tuples solutions(const Condition& condition, const std::vector<check::Variable>& variables,
                                   std::uint32_t bound);
    [[nodiscard]] Tuples solutions(const check::Clauses& clauses);
    /// All values of an entity, scale or yes_no.
    [[nodiscard]] std::vector<Cell> domain(check::Type type) const;

private:
    // conditions.cpp
    [[nodiscard]] Truth closed(int belief, int plausibility, bool part_disputed) const;
    [[nodiscard]] Truth any_of(const std::vector<Truth>& parts) const;
    [[nodiscard]] Truth all_of(const std::vector<Truth>& parts) const;
    [[nodiscard]] Truth opposite(Truth truth) const;
    [[nodiscard]] Truth comparison(const Condition& condition, const Binding& binding);
    [[nodiscard]] Truth knowledge(const Condition& condition, const Binding& binding);
    [[nodiscard]] Truth without_value(bool disputed) const;
    [[nodiscard]] bool settled(const Expression& e, const Binding& binding);
    /// Every attribute that is missing or disputed and may matter, with the values it may have.
    using Open = std::map<std::pair<std::uint32_t, Cell>, std::set<Cell>>;
    [[nodiscard]] bool same_in_all_ways(const Expression& e, const Binding& binding, const Open& open, std::optional<Cell>& value);
    [[nodiscard]] Truth knows(const Condition& condition, const Binding& binding);
    [[nodiscard]] const check::Clauses& clauses_of(check::DeclarationRef ref) const;

    // enumeration.cpp: atoms, and every binding of some variables
    struct Row {
        std::vector<Cell> cells;  // `observed` has one more: the number of the observation
        Truth truth;
    };
    using Typed = std::vector<std::pair<VariableId, check::Type>>;
    using Visit = std::function<void(const Binding&)>;
    using Key = std::vector<Cell>;
    [[nodiscard]] std::vector<Row> rows(const Condition& atom, const Binding& binding);
    [[nodiscard]] std::optional<Truth> match(const Condition& atom, const Row& row, const Binding& binding);
    [[nodiscard]] std::map<Key, Truth> tuples(const Condition& condition, const Binding& binding);
    [[nodiscard]] bool may_hold(const Condition& condition, const Binding& binding);
    [[nodiscard]] bool candidates(const Condition& condition, VariableId variable, const Binding& binding,
                                  std::vector<Value>& found);
    [[nodiscard]] static Typed typed(const Condition& condition, const std::vector<VariableId>& variables);
    void each(const Condition& condition, const Typed& variables, const Binding& binding, const Visit& visit);

    // expressions.cpp
    [[nodiscard]] Value arithmetic(const Expression& e, const std::vector<Value>& operands) const;
    [[nodiscard]] Value on_ranges(const Expression& e, const std::vector<Value>& operands) const;
    [[nodiscard]] Value aggregate(const Expression& e, const Binding& binding);
    [[nodiscard]] std::string word(check::Type type, Cell cell) const;
    [[nodiscard]] Cell text_cell(const std::string& words) { return facts_.texts.intern(words); }

    // rules.cpp
    void load_relations();
    void apply_rules(const std::vector<check::DeclarationRef>* among = nullptr);  // all, or those among what is read
    [[nodiscard]] std::vector<Tuples> conclusions(const std::vector<check::RuleId>& rules);
    [[nodiscard]] Tuples& tuples_of(const check::Rule& rule);

    // weights.cpp: worlds, in which some of what nobody observed is supposed
    using Unobserved = std::pair<std::uint32_t, Cell>;  // attribute, subject
    struct Standing;                                    // of an attribute, from -1 to 1
    struct Looked;                                      // a proposition in all its worlds
    [[nodiscard]] Standing standing(const check::Proposition& proposition, const Binding& binding);
    [[nodiscard]] Evidence weight(const check::Proposition& proposition, Truth truth, const Binding& binding);
    [[nodiscard]] std::map<std::vector<Cell>, Evidence> look(const check::Proposition& proposition, Cell subject);
    [[nodiscard]] Looked look_everywhere(std::uint32_t proposition, Cell subject);
    [[nodiscard]] std::vector<Cell> choices(std::uint32_t attribute) const;
    void suppose(const std::map<Unobserved, Cell>& supposed, std::uint32_t proposition);
    void note(Unobserved unobserved, bool in_condition);
    struct Inside {  // of a declaration, or where what is known is asked
        explicit Inside(Reference& r) : reference(r) { ++reference.inside_; }
        ~Inside() { --reference.inside_; }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;
        Reference& reference;
    };
    std::map<Unobserved, Cell> supposed_;
    std::set<Unobserved> looked_at_;
    bool beyond_lists_ = false;
    bool compared_ = false, compared_unlisted_ = false;  // without a value in this combination
    int inside_ = 0, asking_ = 0;

    const check::Rulebase& rulebase_;
    engine::Facts& facts_;
    std::vector<Cell> parameters_;
    std::vector<std::string> texts_;
    std::vector<Tuples> relations_;            // by RelationId
    std::map<std::uint32_t, Tuples> derived_;  // by attribute: (subject, value)
    std::optional<bool> unobserved_met_;                             // below `surely` and `possibly`
    Taken taken_;                                               // below `settled`
    // What was worked out once, so that the sample ends in seconds.
    std::map<std::pair<check::DefineId, std::vector<Cell>>, Defined> defines_;
    std::map<std::pair<check::RangeId, Cell>, Permitted> ranges_;
    std::map<std::pair<check::QuestionId, Cell>, std::vector<Instance>> propositions_;
};

inline constexpr std::int64_t whole = 1'000'000'000'000'000'000;  // 1, at 18 digits
inline constexpr int one = 10'000;                                // 1, in ten-thousandths
inline constexpr Truth certain{one, one, false};
inline constexpr Truth impossible{0, 0, false};

}  // namespace credence::reference
