// Small faults for a checked rulebase: one condition, bound, value or case changed at a time. A mutant is a swap in a copy of the
// rulebase: doing it twice restores the copy. Which are made is decided from the shape of conditions alone, so that what the
// language learns later is mutated too; a change that would leave a variable without values is not made.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "check/rulebase.hpp"
#include "text/source.hpp"

namespace credence::analyse {

struct Mutant {
    check::DeclarationRef declaration;  // a parameter: its default is changed
    text::Span span;
    std::string change;               // "`>=` becomes `>`", "`unless` left out"
    std::function<void()> swap;
    /// The condition that is changed or holds the change, before and after a swap; nothing where a value or a case is changed.
    const check::Condition* root = nullptr;
    /// Of a change to the cases of a define: which.
    bool cases = false;
};

/// All mutants of `copy`, but of the rulebases it uses none, in the order of the text. They keep addresses inside it: it must stay where it is.
[[nodiscard]] std::vector<Mutant> mutants_of(check::Rulebase& copy, const text::SourceSet& sources);

}  // namespace credence::analyse
