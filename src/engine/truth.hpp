// The truth of a condition: an interval from what supports it to what does not rule it out (semantics.md, "Truth").
#pragma once

#include <algorithm>
#include <cstdint>

namespace credence::engine {

enum class State : std::uint8_t { met, not_met, disputed, unknown };

[[nodiscard]] constexpr bool is_undecided(State state) { return state == State::unknown || state == State::disputed; }

/// Ten-thousandths, 0 <= belief <= plausibility <= 10,000. `disputed` is meaningful while the interval is undecided: a part that
/// is neither met nor not met is disputed, or ignorance is below a half.
struct Truth {
    static constexpr std::int16_t one = 10'000;
    std::int16_t belief = 0;
    std::int16_t plausibility = 0;
    bool disputed = false;

    friend bool operator==(const Truth&, const Truth&) = default;
};

inline constexpr Truth certain{Truth::one, Truth::one, false};
inline constexpr Truth impossible{0, 0, false};
inline constexpr Truth ignorance{0, Truth::one, false};
inline constexpr Truth dispute{0, Truth::one, true};

/// The state at margin `d` (ten-thousandths).
[[nodiscard]] constexpr State state_of(Truth t, std::int32_t margin) {
    const std::int32_t balance = t.belief - (Truth::one - t.plausibility);
    if (balance >= margin) return State::met;
    if (balance <= -margin) return State::not_met;
    return t.disputed ? State::disputed : State::unknown;
}

/// Closes a compound: of its undecided parts, `part_disputed` says whether one is disputed.
[[nodiscard]] constexpr Truth close(Truth t, bool part_disputed, std::int32_t margin) {
    t.disputed = false;
    const State state = state_of(t, margin);
    if (state == State::unknown) t.disputed = part_disputed || t.plausibility - t.belief < Truth::one / 2;
    return t;
}

[[nodiscard]] constexpr Truth negated(Truth t) {
    return {static_cast<std::int16_t>(Truth::one - t.plausibility), static_cast<std::int16_t>(Truth::one - t.belief),
            t.disputed};
}

/// The bounds of `and` and `or`; close() settles whether the result is disputed.
[[nodiscard]] constexpr Truth both(Truth a, Truth b) {
    return {std::min(a.belief, b.belief), std::min(a.plausibility, b.plausibility), a.disputed || b.disputed};
}
[[nodiscard]] constexpr Truth either(Truth a, Truth b) {
    return {std::max(a.belief, b.belief), std::max(a.plausibility, b.plausibility), a.disputed || b.disputed};
}

}  // namespace credence::engine
