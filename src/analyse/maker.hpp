// Facts under which a condition is met, not met, or open: worked out backwards from its shape, a few ways at most. They are
// proposals. What they come to is for a run to say, so that what is not understood here is not found, never wrong.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analyse/draft.hpp"
#include "check/rulebase.hpp"
#include "engine/model.hpp"

namespace credence::analyse {

enum class Want : std::uint8_t { met, not_met, open };

/// A draft, and what the variables of the declaration at hand stand for in it (no_cell: not yet).
struct Way {
    Draft draft;
    engine::Binding binding;
};
using Ways = std::vector<Way>;
/// Adds further ways, as long as there are fewer than `most`.
void append(Ways& to, Ways more, std::size_t most);

class Maker {
public:
    /// `effort`: how many proposals are made at most, all calls together.
    Maker(const check::Rulebase& rulebase, std::size_t effort) : rulebase_(rulebase), effort_(effort) {}

    [[nodiscard]] Ways condition(const check::Condition& condition, Want want, const Way& from);
    /// `only if` in force, and the body.
    [[nodiscard]] Ways clauses(const check::Clauses& clauses, Want want, const Way& from);
    /// A case that gives the define's value: no earlier one does.
    [[nodiscard]] Ways one_case(const check::Define& define, std::size_t index, const Way& from);
    /// No case before this one is met.
    [[nodiscard]] Ways past_cases(const check::Define& define, std::size_t index, const Way& from);
    /// The relations beside a part of a condition hold that give its variables their values.
    [[nodiscard]] Ways bound_by(const check::Condition& root, const check::Condition& part, const Way& from);
    /// Individuals for the variables that are one.
    [[nodiscard]] Way with_individuals(const std::vector<check::Variable>& variables, std::uint32_t bound, Way from) const;

private:
    using Test = std::function<bool(check::Cell)>;
    static constexpr std::size_t most_ways = 6;
    static constexpr std::size_t deepest = 12;

    Ways all(const std::vector<check::Condition>& operands, Want each, const Way& from);
    Ways one_of(const std::vector<check::Condition>& operands, Want one, Want others, const Way& from);
    /// Some values for everything that a comparison reads: where its sides cannot be worked out backwards, a run will tell.
    Ways anything(const check::Condition& condition, const Way& from);
    Ways comparison(const check::Condition& condition, Want want, const Way& from);
    Ways relation(const check::Condition& condition, Want want, const Way& from);
    Ways observed(const check::Condition& condition, Want want, const Way& from);
    Ways knowledge(const check::Condition& condition, Want want, const Way& from);
    Ways conflict(const check::Expression& range, const Way& from);
    Ways called(const check::Condition& inner, const std::vector<check::Expression>& arguments, std::size_t variables, Want want,
                const Way& from);

    /// Values for an expression that pass the test.
    Ways value(const check::Expression& expression, const Test& test, const Way& from);
    Ways attribute(const check::Expression& expression, const Test& test, const Way& from);
    Ways define_value(const check::Expression& expression, const Test& test, const Way& from);
    Ways aggregate(const check::Expression& expression, const Test& test, const Way& from);
    Ways pointers(const check::Expression& expression, const Test& test, const Way& from);
    Ways boundaries(const check::Expression& range, const Way& from);
    Ways leaves(const check::Expression& expression, const Way& from);
    Ways disputed(const check::Expression& expression, const Way& from);

    /// What an expression is already, individuals apart made where there is none yet; nothing where that takes more than looking.
    std::optional<check::Cell> plain(const check::Expression& expression, Way& way);
    [[nodiscard]] std::vector<check::Cell> candidates(check::Type type) const;
    /// A value for a column; `nth` of its type in its relation: of two dates the second is the later.
    check::Cell fresh(check::Type type, Way& way, const std::string& column, std::size_t nth = 0);
    [[nodiscard]] engine::Binding arguments(const std::vector<check::Expression>& expressions, std::size_t variables, Way& way);
    bool spend();

    const check::Rulebase& rulebase_;
    std::size_t effort_, depth_ = 0;
    std::vector<check::Cell> numbers_;  // that numbers at hand are compared with
};

}  // namespace credence::analyse
