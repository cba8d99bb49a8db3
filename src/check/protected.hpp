// `protected` bars an attribute from every rule: nothing that leads to an answer, and nothing that is printed with one,
// reads it.
#pragma once

#include "check/reporter.hpp"
#include "check/rulebase.hpp"

namespace credence::check {

void check_protected(const Rulebase& rulebase, Reporter& reporter);

}  // namespace credence::check
