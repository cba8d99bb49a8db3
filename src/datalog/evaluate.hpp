// The least fixpoint of a group of rules over relations that are already there.
#pragma once

#include <deque>

#include "datalog/meter.hpp"
#include "datalog/options.hpp"
#include "datalog/program.hpp"
#include "datalog/relation.hpp"

namespace credence::datalog {

/// Whether row numbers are ranks afterwards (relation.hpp); bit rows have none.
enum class Ranks : bool { no, yes };

/// Fills the derived relations of `group`, empty before; what its rules read of others stands. Relations by RelationId.
void evaluate(std::deque<Relation>& relations, const Group& group, const Options& options, Ranks ranks, Meter& meter);

}  // namespace credence::datalog
