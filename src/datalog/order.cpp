#include "datalog/order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace credence::datalog {
namespace {

bool is_sorted(const Relation& relation) {
    std::vector<const Code*> columns;
    for (std::size_t c = 0; c < relation.width(); ++c) columns.push_back(relation.column(c));
    for (Row row = 1; row < relation.size(); ++row) {
        for (const auto* column : columns) {
            if (column[row - 1] < column[row]) break;
            if (column[row - 1] > column[row]) return false;
        }
    }
    return true;
}

/// Stable by one column, eleven bits at a time: the rows of `order` end in it.
void sort_by(const Code* column, Code domain, std::vector<Row>& order, std::vector<Row>& spare) {
    constexpr unsigned digit = 11;
    for (unsigned shift = 0; shift < 32 && (shift == 0 || (domain - 1) >> shift != 0); shift += digit) {
        std::array<std::uint32_t, (1U << digit) + 1> places{};
        constexpr Code mask = (1U << digit) - 1;
        for (const Row row : order) ++places[(column[row] >> shift & mask) + 1];
        for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
        for (const Row row : order) spare[places[column[row] >> shift & mask]++] = row;
        order.swap(spare);
    }
}

}  // namespace

std::vector<Row> ascending(const Relation& relation) {
    std::vector<Row> order(relation.size());
    std::iota(order.begin(), order.end(), Row{0});
    if (order.empty() || is_sorted(relation)) return order;
    std::vector<Row> spare(order.size());
    for (std::size_t c = relation.width(); c-- > 0;) sort_by(relation.column(c), relation.domain(c), order, spare);
    return order;
}

void sort(Relation& relation) {
    if (is_sorted(relation) || relation.sort_by_bitmap()) return;
    relation.reorder(ascending(relation));
}

}  // namespace credence::datalog
