// Tuples in ascending order of their codes, the first column first.
#pragma once

#include <vector>

#include "datalog/relation.hpp"

namespace credence::datalog {

/// The rows of the relation in that order.
[[nodiscard]] std::vector<Row> ascending(const Relation& relation);
/// Puts the rows themselves into it: they are ranks no longer.
void sort(Relation& relation);

}  // namespace credence::datalog
