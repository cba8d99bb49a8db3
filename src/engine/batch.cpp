#include "engine/batch.hpp"

namespace credence::engine {
namespace {

template <class T>
std::vector<T> gather(const std::vector<T>& column, const std::vector<std::uint32_t>& rows) {
    std::vector<T> out;
    out.reserve(rows.size());
    for (const auto row : rows) out.push_back(column[row]);
    return out;
}

}  // namespace

std::vector<Cell>& Batch::bind(check::VariableId v) {
    if (v.index() >= slots.size()) {
        slots.resize(v.index() + 1);
        bound.resize(v.index() + 1);
    }
    bound[v.index()] = true;
    return slots[v.index()];
}

Batch Batch::select(const std::vector<std::uint32_t>& rows_kept) const {
    Batch out;
    out.rows = rows_kept.size();
    out.slots.resize(slots.size());
    out.bound = bound;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (bound[i]) out.slots[i] = gather(slots[i], rows_kept);
    }
    return out;
}

Binding Batch::binding(std::size_t row) const {
    Binding out(slots.size(), check::no_cell);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (bound[i]) out[i] = slots[i][row];
    }
    return out;
}

Batch Batch::one(const Binding& binding) {
    Batch out;
    out.rows = 1;
    for (std::size_t i = 0; i < binding.size(); ++i) {
        if (binding[i] != check::no_cell) out.bind(check::VariableId{i}) = {binding[i]};
    }
    return out;
}

Outcome Vector::outcome(std::size_t row) const {
    Outcome out;
    out.state = states[row];
    if (known(row)) out.cell = cells[row];
    if (!spreads.empty()) out.spread = spreads[row];
    return out;
}

Vector by_kind(const Vector& kinds, const std::vector<std::uint32_t>& kind_of) {
    Vector out;
    out.cells = gather(kinds.cells, kind_of);
    out.states = gather(kinds.states, kind_of);
    if (!kinds.spreads.empty()) out.spreads = gather(kinds.spreads, kind_of);
    return out;
}

Rows Rows::select(const std::vector<std::uint32_t>& kept) const {
    Rows out;
    out.batch = batch.select(kept);
    out.origin = gather(origin, kept);
    out.truth = gather(truth, kept);
    out.atoms = atoms;
    for (const auto& column : matched) out.matched.push_back(gather(column, kept));
    return out;
}

}  // namespace credence::engine
