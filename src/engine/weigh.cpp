#include "engine/weigh.hpp"

#include <algorithm>

namespace credence::engine {
namespace {

enum class Rounding { down, half_to_even, up };

/// `divisor` is above 0.
std::int64_t divided(Wide number, Wide divisor, Rounding rounding) {
    Wide quotient = number / divisor;
    Wide rest = number % divisor;
    if (rest < 0) {
        rest += divisor;
        --quotient;
    }
    const bool odd = quotient % 2 != 0;
    const bool more = rest * 2 > divisor || (rest * 2 == divisor && odd);
    if ((rounding == Rounding::up && rest > 0) || (rounding == Rounding::half_to_even && more)) ++quotient;
    return static_cast<std::int64_t>(quotient);
}

}  // namespace

Stance stance_of(const Summary& summary, std::size_t values, check::Effect effect) {
    Stance out;
    if (!summary.shares.empty()) {
        const auto steps = static_cast<std::int64_t>(values) - 1;
        const auto position = [&](Cell value) { return 2 * value - steps; };  // in parts of `steps`
        std::int64_t total = 1;
        std::int64_t least = position(summary.shares.front().value);
        std::int64_t greatest = position(summary.shares.back().value);
        std::int64_t best = std::clamp<std::int64_t>(0, least, greatest);
        if (summary.state != Known::disputed) {
            Wide sum = 0;
            Wide parts = summary.total;
            for (const auto& share : summary.shares) sum += Wide{share.weight} * position(share.value);
            constexpr Wide most = 400'000'000'000;  // parts of a step, so that no product overflows; beyond, the last digits go
            for (; parts * steps > most; parts /= 2) sum /= 2;
            total = static_cast<std::int64_t>(parts);
            least = greatest = best = static_cast<std::int64_t>(sum);
        }
        const Wide known = Summary::whole - summary.ignorance;
        const Wide open = Wide{summary.ignorance} * total * steps;
        out = {known * least - open, known * best, known * greatest + open, Wide{Summary::whole} * total * steps};
    }
    if (effect == check::Effect::opposes) out = {-out.hi, -out.best, -out.lo, out.whole};
    return out;
}

Evidence weigh_lean(std::int64_t weight, Truth truth, bool upper) {
    const Wide sure = Wide{weight} * truth.belief;
    const Wide possible = Wide{weight} * truth.plausibility;
    const Wide one = Truth::one;
    if (upper)
        return {divided(sure, one, Rounding::down), divided(sure, one, Rounding::half_to_even),
                divided(possible, one, Rounding::up)};
    return {divided(-possible, one, Rounding::down), divided(-sure, one, Rounding::half_to_even),
            divided(-sure, one, Rounding::up)};
}

Evidence weigh_stance(std::int64_t weight, Truth truth, const Stance& stance) {
    const Wide divisor = stance.whole * Truth::one;
    const Wide sure = Wide{weight} * truth.belief;
    const Wide possible = Wide{weight} * truth.plausibility;
    return {divided(std::min(stance.lo * sure, stance.lo * possible), divisor, Rounding::down),
            divided(stance.best * sure, divisor, Rounding::half_to_even),
            divided(std::max(stance.hi * sure, stance.hi * possible), divisor, Rounding::up)};
}

Cell band_at(const check::Bands& bands, std::int64_t evidence) {
    Cell band = 0;
    for (std::size_t i = 0; i < bands.cuts.size(); ++i) {
        if (bands.cuts[i] < 0 && evidence > bands.cuts[i]) band = static_cast<Cell>(i) + 1;
        if (bands.cuts[i] > 0 && evidence >= bands.cuts[i]) band = static_cast<Cell>(i);
    }
    return band;
}

}  // namespace credence::engine
