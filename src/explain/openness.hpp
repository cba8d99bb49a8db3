// What is missing, disputed or said by one source alone, and what it can still change: which answers are still reachable once all of
// it is known, and what to ask next.
#pragma once

#include <cstdint>
#include <vector>

#include "explain/candidates.hpp"

namespace credence::explain {

/// The answers that the target may still have once everything that is not observed has a value and each dispute is settled for one of
/// the values observed, all else as recorded.
struct Reachable {
    Reached now;
    std::vector<Reached> answers;           // sorted, each once
    bool complete = true;                   // all were tried: no run was spared, and every value there may be could be listed
    std::vector<engine::AttributeOf> open;  // what is open and looked at in some case, sorted
    std::vector<engine::AttributeOf>
        matters;  // of these, on which the answer turns in some case; of an incomplete search some may lack
    /// Nothing open can change it.
    [[nodiscard]] bool settled() const { return complete && answers.size() == 1; }
};
[[nodiscard]] Reachable reachable(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                                  const Target& target, std::size_t runs);

enum class Lack : std::uint8_t { disputed, unknown, one_source };
/// The most that it can change.
enum class Effect : std::uint8_t { answer, answer_with_others, shown, reason, nothing };

struct ToAsk {
    engine::AttributeOf what;
    Lack lack = Lack::unknown;
    Effect effect = Effect::nothing;
    std::vector<Reached> answers;    // that it leads to by itself, sorted, but for the present one
    std::vector<std::size_t> shown;  // which further values it changes by itself
    friend bool operator==(const ToAsk&, const ToAsk&) = default;
};

/// In the order in which to ask: by what it can change, then what is disputed, unknown, said by one source; then by attribute and
/// subject. `shown`: further values, which come after the answer in weight. Frames come after the rest of equal effect.
[[nodiscard]] std::vector<ToAsk> ask_next(const check::Rulebase& rulebase, const engine::Facts& facts,
                                          const engine::Settings& settings, const Target& target,
                                          const std::vector<Target>& shown, const Reachable& still);

}  // namespace credence::explain
