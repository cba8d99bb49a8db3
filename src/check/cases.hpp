// Cases and rows of tables, as far as it can be decided from the scales alone: cases that are never reached or leave a gap,
// rows that overlap, conditions that are never met. What needs facts or proofs is for `credence analyse`.
#pragma once

#include "check/reporter.hpp"
#include "check/rulebase.hpp"

namespace credence::check {

void check_cases(const Rulebase& rulebase, Reporter& reporter);

}  // namespace credence::check
