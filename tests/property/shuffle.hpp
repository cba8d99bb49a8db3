// Pseudo-random choices of tests: the same on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace credence::testing {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    /// 0 to sides - 1.
    [[nodiscard]] std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }

    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[roll(i)]);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace credence::testing
