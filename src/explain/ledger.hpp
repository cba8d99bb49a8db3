// What bears on a question for one individual, and what narrows a range: every proposition and boundary with its standing,
// those that do not hold and those that are switched off included.
#pragma once

#include <vector>

#include "explain/phrases.hpp"

namespace credence::explain {

enum class Standing : std::uint8_t { met, undecided, not_met, switched_off };

/// A proposition for one binding of its `for`; of those that certainly do not hold one entry, with only the subject bound.
struct Pointer {
    check::PropositionId proposition;
    Binding binding;
    Standing standing = Standing::not_met;
    bool disputed = false;  // of undecided ones
    std::optional<bool> upper;  // the pole that it points to, or would; none of what is affected, or followed from the middle
};
/// In the natural order of names.
[[nodiscard]] std::vector<Pointer> ledger(const Phrases& phrases, check::QuestionId question, Cell subject);

struct Bound {
    check::BoundaryId boundary;
    Binding binding;
    Standing standing = Standing::not_met;
    bool disputed = false;
    std::optional<Cell> low, high;  // the ends it sets, where its place is known
    bool binds_low = false, binds_high = false;
};
struct Bounds {
    Cell value = check::empty_range;
    bool conflict = false;
    Cell floor = 0, ceiling = 0;
    std::vector<Bound> bounds;  // those of a range that it lies within stand in that boundary's place
    [[nodiscard]] bool low_is_set() const;
    [[nodiscard]] bool high_is_set() const;
};
[[nodiscard]] Bounds bounds_of(const Phrases& phrases, check::RangeId range, Cell subject);

/// The individual that an expression of entity type names; variables and attributes of individuals, without asking for a plan.
[[nodiscard]] std::optional<Cell> individual_of(const Phrases& phrases, const check::Expression& expression,
                                                const Binding& binding);

}  // namespace credence::explain
