// Why a value is what it is, as a tree of claims down to what is on record, rebuilt on demand from the model: the case that
// was met, the conditions that hold (of alternatives the first), the boundaries that bind, the rules that point, the tuples
// that count and how they were derived. Where something could not be decided the tree goes down to what is missing or
// disputed instead.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "explain/ledger.hpp"
#include "explain/phrases.hpp"

namespace credence::explain {

struct Claim {
    enum class Kind : std::uint8_t { value, condition, attribute, observation, record, rule, one_case, note };
    Kind kind = Kind::condition;
    std::string text;  // values, rules and notes are sentences; conditions have no full stop
    State state = State::met;
    std::optional<DeclarationRef> rule;  // the declaration that it cites
    std::optional<FactRef> fact;         // the fact that it is
    std::vector<Claim> children;
    std::string alone = {};  // of a value that the author put into no words: without its label
    bool again = false;      // explained before in this tree, so nothing stands below it
};

/// The declarations and facts that a claim and what is below it cite.
struct Support {
    std::set<DeclarationRef> rules;
    std::set<FactRef> facts;
    void add(const Claim& claim);
};
[[nodiscard]] Support support_of(const Claim& claim);

/// The undecided claims below (or with) this one that rest on no other undecided one: what is missing or disputed. Each text
/// once.
[[nodiscard]] std::vector<const Claim*> blockers(const Claim& claim);

/// A value of a declaration for its arguments.
struct Instance {
    DeclarationRef declaration;
    std::vector<Cell> arguments;
    friend auto operator<=>(const Instance&, const Instance&) = default;
};
/// Of an attribute, define, range or question whose arguments are known.
[[nodiscard]] std::optional<Instance> instance_of(const Phrases& phrases, const check::Expression& expression,
                                                  const Binding& binding);

class Prover {
public:
    explicit Prover(const Phrases& phrases) : phrases_(phrases) {}

    /// Values that are explained elsewhere: a claim names them and does not enter them.
    void leave_to_others(std::set<Instance> instances) { elsewhere_ = std::move(instances); }

    /// Of every define also the cases before the one taken, as the last of what it rests on.
    void tell_earlier_cases() { with_earlier_cases_ = true; }

    [[nodiscard]] Claim value(const check::Expression& expression, const Binding& binding);
    [[nodiscard]] Claim condition(const check::Condition& condition, const Binding& binding);
    [[nodiscard]] Claim define(check::DefineId id, const std::vector<Cell>& arguments);
    [[nodiscard]] Claim attribute(check::AttributeId id, Cell subject);
    [[nodiscard]] Claim record(check::RelationId id, std::uint32_t row);
    /// A proposition, boundary, rule or piece of advice for a binding of its `for`.
    [[nodiscard]] Claim rule(DeclarationRef ref, const Binding& binding);
    /// The cases before the one taken, each with the condition that is not met or not decided.
    [[nodiscard]] std::vector<Claim> earlier_cases(check::DefineId id, const std::vector<Cell>& arguments);

    /// All declarations that a claim made so far has entered.
    [[nodiscard]] const std::set<DeclarationRef>& took_part() const { return took_part_; }
    /// The values that the claims made so far explain, with the questions that they read.
    [[nodiscard]] const std::set<Instance>& entered() const { return entered_; }

private:
    class Deeper;
    void rest_on_parameters(const check::Condition& condition);
    void rest_on(const check::Expression& expression, const Binding& binding, bool undecided, std::vector<Claim>& out);
    void pointers(const check::Expression& expression, const Binding& binding, std::vector<Claim>& out);
    void aggregate(const check::Expression& expression, const Binding& binding, std::vector<Claim>& out);
    [[nodiscard]] bool is_left_out(const check::Define& define, std::size_t which) const;
    void define_children(const check::Define& define, const engine::DefineResult& result, const Binding& binding, Claim& claim);
    void note_ranges_around(check::RangeId id, Cell subject);
    void range_children(check::RangeId id, Cell subject, Claim& claim);
    void derived_attribute(check::AttributeId id, Cell subject, Claim& claim);
    [[nodiscard]] Claim knowledge(const check::Condition& condition, const Binding& binding, Claim claim);
    [[nodiscard]] Claim atom(const check::Condition& condition, const Binding& binding, Claim claim);
    [[nodiscard]] Claim every_tuple(const check::Condition& condition, const Binding& binding, Claim claim);
    [[nodiscard]] Claim several(const check::Condition& condition, const Binding& binding, Claim claim);
    [[nodiscard]] Claim observation(FactRef fact);
    [[nodiscard]] Claim case_claim(const check::Case& one, const Binding& binding);
    void near_misses(const check::Condition& exists, const Binding& binding, Claim& claim);
    bool enter(const std::optional<Instance>& instance);  // false: explained elsewhere, or before in this tree
    [[nodiscard]] bool too_deep() const;

    const Phrases& phrases_;
    std::set<Instance> elsewhere_, entered_;
    std::set<DeclarationRef> took_part_;
    std::size_t depth_ = 0, claims_ = 0;
    bool counting_ = false;  // inside an aggregate
    bool with_earlier_cases_ = false;
};

/// The tree for one value, from scratch.
[[nodiscard]] Claim explain_why(const Phrases& phrases, const check::Expression& expression, const Binding& binding);

/// "AS-03, structured interview, 2026-03-11"; what is not recorded is said.
[[nodiscard]] std::string who_how_when(const Phrases& phrases, FactRef fact);
/// "5 (AS-03), 2 (no assessor recorded)", for what a dispute is about.
[[nodiscard]] std::string disputed_values(const Phrases& phrases, check::AttributeId attribute, Cell subject,
                                          Form form = Form::sentence);
/// The observations of an attribute that count: of a declared one the entry in force, without those that a preference set
/// aside.
[[nodiscard]] std::vector<FactRef> counting(const Phrases& phrases, check::AttributeId attribute, Cell subject);

}  // namespace credence::explain
