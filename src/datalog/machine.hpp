// Runs pipelines: a batch of bindings goes through the steps, one column a variable, and on to the head's relation.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "datalog/meter.hpp"
#include "datalog/pipeline.hpp"
#include "datalog/relation.hpp"

namespace credence::datalog {

/// The rows that a round reads of a relation of its group.
struct Window {
    Row old = 0;  // rows before the delta
    Row end = 0;  // rows that the round reads at all
};

class Machine {
public:
    /// `windows` by relation; empty where no relation is being added to by recursion.
    Machine(std::deque<Relation>& relations, const std::vector<Window>& windows, const Options& options, Meter& meter);

    /// Runs `pipeline` over everything; tuples of the head go to `into`.
    void run(const Pipeline& pipeline, Relation& into);

private:
    struct Level {
        std::vector<Buffer<Code>> registers;  // by variable
    };

    void step(std::size_t at, std::size_t level, std::size_t rows);
    void scan(std::size_t at, std::size_t level, std::size_t rows);
    void sorted_scan(std::size_t at, std::size_t level);
    void domain(std::size_t at, std::size_t level, std::size_t rows);
    void join(std::size_t at, std::size_t level, std::size_t rows);
    void intersect(std::size_t at, std::size_t level, std::size_t rows);
    void filter(std::size_t at, std::size_t level, std::size_t rows);
    void emit(std::size_t level, std::size_t rows);
    void pass(std::size_t at, std::size_t level, std::size_t rows, const std::uint32_t* from);

    [[nodiscard]] Window window(const Step& step) const;
    [[nodiscard]] Code* reg(std::size_t level, Variable v);
    /// The codes of a term for `rows` rows of a level.
    [[nodiscard]] const Code* column(std::size_t level, Term term, std::size_t rows);
    void key_columns(std::size_t level, const Step& step, std::size_t rows, std::vector<const Code*>& out);

    std::deque<Relation>& relations_;
    const std::vector<Window>& windows_;
    const Options& options_;
    Meter& meter_;
    const Pipeline* pipeline_ = nullptr;
    Relation* into_ = nullptr;
    std::deque<Level> levels_;
    std::deque<std::pair<Code, Buffer<Code>>> constants_;
    Buffer<std::uint64_t> marks_;  // of an intersection
    std::uint32_t marked_group_ = none;
    std::size_t marked_step_ = 0;
};

}  // namespace credence::datalog
