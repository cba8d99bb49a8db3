// One aggregate being formed over the tuples that are met (semantics.md: of nothing, count, sum and duration are 0, the others unknown).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/wide.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {

class Aggregation {
public:
    explicit Aggregation(const Expression& expression) : expression_(&expression) {}

    /// One tuple: the value of each operand, none for a plain count.
    void add(std::span<const Cell> cells);
    /// All tuples of another, of the same expression.
    void add(const Aggregation& other);
    /// So many different values, none of which comes in any other way.
    void add_different(std::int64_t values) { different_ += values; }
    /// Of `top`: lets go of what cannot be listed, whatever is added later.
    void keep_foremost(const Evaluator& evaluator);
    /// Nothing where it is unknown. A list of texts is interned in the evaluator's facts.
    [[nodiscard]] std::optional<Cell> result(Evaluator& evaluator) const;

private:
    struct Ranked {
        Cell cell = 0, by = 0;
        std::string word;
    };
    [[nodiscard]] std::vector<Ranked> foremost(const Evaluator& evaluator, std::size_t wanted) const;

    const Expression* expression_;
    std::int64_t tuples_ = 0;
    std::set<Cell> distinct_;                                       // count of e
    std::int64_t different_ = 0;                                    // more of them
    std::vector<Cell> cells_;                                       // list
    Wide sum_ = 0;                                                  // sum, average
    std::optional<Cell> extreme_;                                   // min, max
    std::map<Cell, Cell> greatest_;                                 // top: what is listed, its greatest
    Cell number_ = 0;                                               // top: how many
    std::vector<std::pair<std::int32_t, std::int32_t>> stretches_;  // duration: first and last days
};

}  // namespace credence::engine
