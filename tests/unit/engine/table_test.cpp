#include "engine/table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace credence::engine {
namespace {

TEST(Table, FindsRowsByAnyColumns) {
    Table table(2);
    std::multimap<Cell, std::uint32_t> by_first;
    for (Cell i = 0; i < 1'000; ++i) {
        const Cell row[] = {i % 37, i};
        by_first.emplace(i % 37, table.append(row));
        if (i == 400) (void)table.index({0});  // extended by what comes after
    }
    const auto& index = table.index({0});
    for (Cell key = 0; key < 40; ++key) {
        std::set<std::uint32_t> found;
        const Cell cells[] = {key};
        for (auto row = index.first(cells); row != no_row; row = index.next(row)) {
            if (table.matches(index, cells, row)) found.insert(row);
        }
        std::set<std::uint32_t> expected;
        for (auto [at, end] = by_first.equal_range(key); at != end; ++at) expected.insert(at->second);
        EXPECT_EQ(found, expected) << key;
    }
}

TEST(Table, FindsTheLastOfEqualRows) {
    Table table(2);
    const Cell row[] = {-7, 9};
    EXPECT_EQ(table.find(row), no_row);
    table.append(row);
    const Cell other[] = {9, -7};
    table.append(other);
    table.append(row);
    EXPECT_EQ(table.find(row), 2U);
    EXPECT_EQ(table.find(other), 1U);
}

TEST(Table, HoldsTheEmptyRow) {
    Table table(0);
    EXPECT_EQ(table.find({}), no_row);
    table.append({});
    EXPECT_EQ(table.find({}), 0U);
}

}  // namespace
}  // namespace credence::engine
