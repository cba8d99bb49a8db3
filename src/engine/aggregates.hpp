// One aggregate being formed over the tuples that are met (semantics.md: of nothing, count, sum and duration are 0, the others unknown).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "base/wide.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {

class Aggregation {
public:
    explicit Aggregation(const Expression& expression) : expression_(&expression) {}

    /// One tuple: the value of each operand, none for a plain count.
    void add(std::span<const Cell> cells);
    /// Nothing where it is unknown. A list of texts is interned in the evaluator's facts.
    [[nodiscard]] std::optional<Cell> result(Evaluator& evaluator) const;

private:
    const Expression* expression_;
    std::int64_t tuples_ = 0;
    std::set<Cell> distinct_;                                       // count of e
    std::vector<Cell> cells_;                                       // list
    Wide sum_ = 0;                                                  // sum, average
    std::optional<Cell> extreme_;                                   // min, max
    std::map<Cell, Cell> greatest_;                                 // top: what is listed, its greatest
    Cell number_ = 0;                                               // top: how many
    std::vector<std::pair<std::int32_t, std::int32_t>> stretches_;  // duration: first and last days
};

}  // namespace credence::engine
