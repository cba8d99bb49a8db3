// Recursion in which the rules hand a variable on: with z in h(x, z) :- link(x, y), r(y, z) and nowhere else, the row of x in h holds the
// row of y in r. Rows are united as bits, each link once, in the order of the components of the links.
#pragma once

#include <deque>

#include "datalog/meter.hpp"
#include "datalog/options.hpp"
#include "datalog/program.hpp"
#include "datalog/relation.hpp"

namespace credence::datalog {

/// Evaluates the group if all its recursive rules are of that form and its matrices are small enough; else changes nothing and says no.
[[nodiscard]] bool unite_bit_rows(std::deque<Relation>& relations, const Group& group, const Options& options, Meter& meter);

}  // namespace credence::datalog
