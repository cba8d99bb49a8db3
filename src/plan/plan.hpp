// How to meet a condition: pipelines of steps that bind its variables, one pipeline for each alternative of its `or`s. A step reads
// a batch of bindings and writes a batch: a scan multiplies rows, a test gives each row its truth. What a step looks at stays the
// checked condition, so that an explanation can name it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::plan {

using check::Condition;
using check::Expression;
using check::VariableId;

enum class StepKind : std::uint8_t {
    scan,    // rows of a relation or of `observed` that agree with the keys
    domain,  // every individual or value of a variable's type
    bind,    // variable = value
    test,    // a condition whose variables are bound
};

/// What a scan does with a column.
struct Access {
    enum class Kind : std::uint8_t {
        any,
        key,   // equals the expression, computable before the scan
        bind,  // gives the variable its value
        same,  // equals a variable that an earlier column of the same atom binds
    } kind = Kind::any;
    const Expression* key = nullptr;
    VariableId variable;
};

/// Which rows of a recursive relation a scan reads in one round of semi-naive evaluation.
enum class Rows : std::uint8_t { all, before_delta, delta };

struct Step {
    StepKind kind = StepKind::test;
    const Condition* condition = nullptr;  // the atom, equation or test; nothing for a domain
    std::vector<Access> accesses;          // of a scan, one a column
    Rows rows = Rows::all;
    VariableId variable;                   // of domain and bind
    const Expression* value = nullptr;     // of bind
    check::Type type;                      // of the variable of domain
};

using Pipeline = std::vector<Step>;

struct Join {
    std::vector<Pipeline> alternatives;
};

/// What the planner asks of the data: how many rows a relation has (of `observed`: no_index for all attributes).
struct Statistics {
    std::function<std::size_t(const Condition& atom)> rows;
};

/// One atom of a recursive relation that reads the delta, the earlier ones before it, the later ones everything.
struct Delta {
    std::function<bool(const Condition& atom)> recursive;
    std::uint32_t occurrence = 0;  // counted over all alternatives, in the order of the condition
};

/// A bit a variable.
using Bound = std::vector<bool>;

/// Plans `body` so that every variable of `wanted` is bound at the end, `bound` ones being bound at the start. `wanted` may be bound
/// already. An `exists` at the top is entered: its variables are bound too. Nothing if there are more than 256 alternatives,
/// or more than 1,024 conditions in one.
[[nodiscard]] std::optional<Join> plan_join(const Condition& body, const std::vector<check::Variable>& variables, const Bound& bound,
                                            const std::vector<VariableId>& wanted, const Statistics& statistics,
                                            const Delta* delta = nullptr);

/// How many atoms of recursive relations the plan's condition has, over all alternatives.
[[nodiscard]] std::uint32_t recursive_atoms(const Condition& body, const std::function<bool(const Condition&)>& recursive);

}  // namespace credence::plan
