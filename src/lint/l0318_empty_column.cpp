// A column of `any` is a condition that was never written down.
#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/tables.hpp"

namespace credence::lint {
namespace {

void find_empty_column(const Subject& subject, Findings& findings) {
    each_table(subject, [&](const syntax::Name&, const syntax::TableBody& table) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (table.columns[c].outcome || table.rows.empty()) continue;
            const bool looked_at = std::any_of(table.rows.begin(), table.rows.end(), [&](const syntax::Row& row) {
                const auto kind = c < row.cells.size() ? row.cells[c].kind : syntax::Cell::Kind::values;
                return kind != syntax::Cell::Kind::any && kind != syntax::Cell::Kind::otherwise;
            });
            if (!looked_at)
                findings.add(table.columns[c].span, "no row looks at this column", "`any` in every row",
                             "fill it in, or take it out");
        }
    });
}

}  // namespace

constinit const Lint empty_column{"L0318", "empty-column", Level::warning, "a column of a table that no row looks at",
                                  find_empty_column};

}  // namespace credence::lint
