// Whether a mutant can differ from the rules at all: both are worked out for every value, or none, of all that they read, each
// taken for itself. What is equal for all of these is equal for the facts that can occur. It says no where there are too many, or
// where numbers are computed with.
#pragma once

#include "analyse/mutants.hpp"
#include "check/rulebase.hpp"

namespace credence::analyse {

class Equivalence {
public:
    /// Keeps the copy that mutants swap in.
    explicit Equivalence(const check::Rulebase& copy) : rulebase_(copy) {}

    /// The mutant is not swapped in; it is for a while.
    [[nodiscard]] bool holds(const Mutant& mutant) const;

private:
    const check::Rulebase& rulebase_;
};

}  // namespace credence::analyse
