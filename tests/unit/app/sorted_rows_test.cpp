#include "app/sorted_rows.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <limits>
#include <set>

namespace credence::app {
namespace {

using check::Cell;

std::vector<std::vector<Cell>> sorted(const std::vector<std::vector<Cell>>& columns, const std::vector<std::uint32_t>* rows) {
    std::vector<const std::vector<Cell>*> views;
    for (const auto& column : columns) views.push_back(&column);
    std::vector<std::vector<Cell>> out;
    SortedRows(views, rows).each([&](const Cell* cells) { out.emplace_back(cells, cells + columns.size()); });
    return out;
}

/// Few values, some, many, and so many that two columns of them fit into no key.
Cell some_cell(int kind) {
    switch (kind) {
        case 0: return *rc::gen::inRange<Cell>(-3, 5);
        case 1: return *rc::gen::inRange<Cell>(1'000'000, 1'100'000);
        case 2: return *rc::gen::inRange<Cell>(-1'000'000'000'000, 1'000'000'000'000);
        default:
            return *rc::gen::element(std::numeric_limits<Cell>::min() + 1, std::numeric_limits<Cell>::max(), Cell{0}, Cell{-1},
                                     Cell{7});
    }
}

RC_GTEST_PROP(SortedRows, AreThoseOfASet, ()) {
    const auto width = *rc::gen::inRange<std::size_t>(1, 4);
    const auto count = *rc::gen::inRange<std::size_t>(0, 200);
    std::vector<std::vector<Cell>> columns(width);
    for (auto& column : columns) {
        const auto kind = *rc::gen::inRange(0, 4);
        for (std::size_t i = 0; i < count; ++i) column.push_back(some_cell(kind));
    }
    std::vector<std::uint32_t> rows;
    const bool all = *rc::gen::arbitrary<bool>();
    std::set<std::vector<Cell>> expected;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!all && !*rc::gen::arbitrary<bool>()) continue;
        rows.push_back(i);
        std::vector<Cell> row;
        for (const auto& column : columns) row.push_back(column[i]);
        expected.insert(std::move(row));
    }
    RC_ASSERT(sorted(columns, all ? nullptr : &rows) == std::vector(expected.begin(), expected.end()));
}

}  // namespace
}  // namespace credence::app
