// Bindings, many at a time: the columns that steps read and write.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model.hpp"

namespace credence::engine {

/// A column a variable of one declaration; those of unbound variables are empty. A cell may be no_cell: bound to no known value.
struct Batch {
    std::size_t rows = 0;
    std::vector<std::vector<Cell>> slots;
    std::vector<bool> bound;

    [[nodiscard]] bool is_bound(check::VariableId v) const { return v.index() < bound.size() && bound[v.index()]; }
    std::vector<Cell>& bind(check::VariableId v);
    [[nodiscard]] Batch select(const std::vector<std::uint32_t>& rows_kept) const;
    [[nodiscard]] Binding binding(std::size_t row) const;
    [[nodiscard]] static Batch one(const Binding& binding);
};

/// The values of an expression over a batch.
struct Vector {
    std::vector<Cell> cells;  // meaningful where known
    std::vector<Known> states;
    std::vector<std::optional<Outcome::Spread>> spreads;  // of numbers read from attributes; else empty

    explicit Vector(std::size_t rows = 0) : cells(rows, check::no_cell), states(rows, Known::unknown) {}
    [[nodiscard]] std::size_t size() const { return cells.size(); }
    [[nodiscard]] bool known(std::size_t row) const { return states[row] == Known::known; }
    void set(std::size_t row, Cell cell) {
        cells[row] = cell;
        states[row] = Known::known;
    }
    [[nodiscard]] Outcome outcome(std::size_t row) const;
};

/// What each kind of row comes to, for every row: `kind_of` by row.
template <class T>
[[nodiscard]] std::vector<T> by_kind(const std::vector<T>& kinds, const std::vector<std::uint32_t>& kind_of) {
    std::vector<T> out(kind_of.size());
    for (std::size_t i = 0; i < kind_of.size(); ++i) out[i] = kinds[kind_of[i]];
    return out;
}
[[nodiscard]] Vector by_kind(const Vector& kinds, const std::vector<std::uint32_t>& kind_of);

/// What is not known is open, disputed where that is why.
[[nodiscard]] inline Truth unvalued(Known state) { return state == Known::disputed ? dispute : ignorance; }

/// Rows on their way through a pipeline: each stems from a row of the input, is true so far as its steps say, and remembers the rows
/// of the atoms it matched (with `matched` on: one entry an atom, the attribute of `observed` in the upper half).
struct Rows {
    Batch batch;
    std::vector<std::uint32_t> origin;
    std::vector<Truth> truth;
    std::vector<const check::Condition*> atoms;
    std::vector<std::vector<std::uint64_t>> matched;

    [[nodiscard]] Rows select(const std::vector<std::uint32_t>& kept) const;
};

}  // namespace credence::engine
