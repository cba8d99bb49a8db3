// A row of `any` takes every case; `otherwise` says so, and stands last.
#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/tables.hpp"

namespace credence::lint {
namespace {

void find_empty_row(const Subject& subject, Findings& findings) {
    each_table(subject, [&](const syntax::Name&, const syntax::TableBody& table) {
        const auto looked_at =
            std::count_if(table.columns.begin(), table.columns.end(), [](const auto& column) { return !column.outcome; });
        for (const auto& row : table.rows) {
            bool any = looked_at > 0;
            for (std::size_t c = 0; c < row.cells.size() && c < table.columns.size(); ++c)
                any = any && (table.columns[c].outcome || row.cells[c].kind == syntax::Cell::Kind::any);
            if (any)
                findings.add(row.span, "this row looks at nothing", "`any` in every column",
                             "write `otherwise` in its first cell");
        }
    });
}

}  // namespace

constinit const Lint empty_row{"L0317", "empty-row", Level::warning, "a row of a table that looks at nothing", find_empty_row};

}  // namespace credence::lint
