// Rules that need no degrees, as Datalog over codes (src/datalog): bodies of relation atoms, their negations and comparisons of what
// these bind, heads of variables and constants. What else a rule says is left to the evaluator of conditions.
#pragma once

#include <functional>
#include <optional>

#include "check/dependencies.hpp"
#include "datalog/program.hpp"

namespace credence::plan {

/// What the translation asks of the data. Codes of one type keep the order of its cells.
struct Coding {
    std::function<std::optional<datalog::Code>(check::Type type, check::Cell cell)> code;  // nothing: the type has no codes
    std::function<datalog::Code(check::Type type)> size;                                   // how many codes it has
    std::function<std::optional<check::Cell>(const check::Expression& constant)> cell;  // of a parameter, or of a text literal
    std::function<bool(check::RelationId relation)> certain;  // every tuple is, or none was worked out yet in this group
    std::function<bool(const check::Clauses& clauses)> in_force;
};

/// The group with relations numbered as in the rulebase and rules tagged with their ids; nothing if a rule of it needs more.
[[nodiscard]] std::optional<datalog::Group> crisp_group(const check::Rulebase& rulebase, const check::RuleGroup& group,
                                                        const Coding& coding);

}  // namespace credence::plan
