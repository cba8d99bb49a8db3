// What observations of one subject say of one attribute: agreed, pooled, declared or disputed (semantics.md, "Observations").
#pragma once

#include <vector>

#include "check/rulebase.hpp"
#include "engine/model.hpp"

namespace credence::engine {

/// One observation, or a value that rules derived.
struct Observed {
    Cell value = 0;
    std::int32_t confidence = 10'000;
    Cell kind = check::no_cell;
    Cell group = check::no_cell;     // no_cell: its own
    Cell recorded = check::no_cell;  // no_cell: before all others
    std::uint32_t row = 0;
};

/// `preferences` are those in force. Rows are kept in the order given.
[[nodiscard]] Summary summarise(const check::Attribute& attribute, const std::vector<check::Preference>& preferences,
                                const std::vector<Observed>& observed);

/// Values that rules derived: each its own group; two different ones dispute the attribute whatever `agreed within` says.
[[nodiscard]] Summary summarise_derived(std::vector<Observed> derived);

}  // namespace credence::engine
