// Whether a condition can be unknown or disputed at all: only what rests on observations, or on a value that may be missing, can.
// On the safe side: what is said to be decided is.
#pragma once

#include <map>

#include "check/rulebase.hpp"

namespace credence::analyse {

class Openness {
public:
    explicit Openness(const check::Rulebase& rulebase) : rulebase_(rulebase) {}

    [[nodiscard]] bool can_be_open(const check::Condition& condition);
    /// Whether the expression may have no value.
    [[nodiscard]] bool can_be_open(const check::Expression& expression);

private:
    [[nodiscard]] bool define(std::uint32_t index);
    [[nodiscard]] bool derived(check::DeclarationRef ref);
    [[nodiscard]] bool applies(check::DeclarationRef ref);

    static constexpr std::size_t deepest = 200;  // declarations that rest on each other; below, anything may be open

    const check::Rulebase& rulebase_;
    std::size_t depth_ = 0;
    std::map<std::uint32_t, bool> defines_;
    std::map<check::DeclarationRef, bool> derived_, applies_;
};

}  // namespace credence::analyse
