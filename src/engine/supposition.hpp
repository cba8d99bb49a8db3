// What is supposed to be otherwise than on record. A model takes it in place of what it differs from, and gives it back: only what
// rests on it is worked out anew.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/facts.hpp"

namespace credence::engine {

struct Supposition {
    /// All that is observed of an attribute of one individual, in place of what is on record of it.
    struct OfSubject {
        AttributeId attribute;
        Cell subject = no_cell;
        Observations instead;
    };
    struct OfRelation {
        RelationId relation;
        std::vector<std::uint32_t> without;  // rows of the facts, ascending
        Tuples more;
    };
    std::vector<OfSubject> observations;  // each attribute of an individual once
    std::vector<OfRelation> tuples;       // each relation once
};

}  // namespace credence::engine
