// What evidence weighs (semantics.md, "Questions"): integers in millibans, rounded once, half to even for the best estimate and
// outward for the bounds. Towards the upper pole is above 0.
#pragma once

#include "base/wide.hpp"
#include "check/rulebase.hpp"
#include "engine/model.hpp"

namespace credence::engine {

/// Where an attribute stands between the ends of its scale, from -1 to 1: fractions of one denominator.
struct Stance {
    Wide lo = -1, best = 0, hi = 1;
    Wide whole = 1;
};
/// Of a scale of `values` values, two or more. Nothing observed stands anywhere; of a dispute the bounds are the outermost observed
/// values and the best estimate is what they agree on, 0 where they lie on both sides: it is never averaged.
[[nodiscard]] Stance stance_of(const Summary& summary, std::size_t values, check::Effect effect);

/// Of a proposition of that weight that leans to a pole.
[[nodiscard]] Evidence weigh_lean(std::int64_t weight, Truth truth, bool upper);
/// Of one that follows an attribute, as far as its condition is met.
[[nodiscard]] Evidence weigh_stance(std::int64_t weight, Truth truth, const Stance& stance);

/// The band that evidence lies in.
[[nodiscard]] Cell band_at(const check::Bands& bands, std::int64_t evidence);

}  // namespace credence::engine
