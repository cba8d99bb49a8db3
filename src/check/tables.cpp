// Tables: whether columns and cells fit, and the condition that a row stands for. A row is checked as the condition that an
// author would have written out; its parts have the places of the cells.
#include <fmt/format.h>

#include <algorithm>

#include "check/checker.hpp"

namespace credence::check {

using TableCell = syntax::Cell;
using syntax::TableBody;

namespace {

syntax::Expression made(Form kind, Span span, std::vector<syntax::Expression> operands) {
    syntax::Expression e;
    e.kind = kind;
    e.span = span;
    e.operands = std::move(operands);
    return e;
}

bool is_condition(const syntax::Expression& head) {
    switch (head.kind) {
        case Form::compare:
        case Form::between:
        case Form::in:
        case Form::known:
        case Form::unknown:
        case Form::disputed:
        case Form::conflict:
        case Form::applies:
        case Form::conjunction:
        case Form::disjunction:
        case Form::negation: return true;
        default: return false;
    }
}

bool is_otherwise(const syntax::Row& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const auto& cell) { return cell.kind == TableCell::Kind::otherwise; });
}

/// What a cell says of the head of its column.
std::optional<syntax::Expression> cell_condition(const syntax::Expression& head, const TableCell& cell) {
    switch (cell.kind) {
        case TableCell::Kind::any:
        case TableCell::Kind::otherwise: return std::nullopt;
        case TableCell::Kind::comparison: {
            auto e = made(Form::compare, cell.span, {head, cell.values.front()});
            e.comparison = cell.comparison;
            return e;
        }
        case TableCell::Kind::between: return made(Form::between, cell.span, {head, cell.values[0], cell.values[1]});
        case TableCell::Kind::values: break;
    }
    if (is_condition(head) && cell.values.size() == 1 && cell.values.front().kind == Form::name) {
        if (cell.values.front().text == "yes") return head;
        if (cell.values.front().text == "no") return made(Form::negation, cell.span, {head});
    }
    if (cell.values.size() == 1) {
        auto e = made(Form::compare, cell.span, {head, cell.values.front()});
        e.comparison = syntax::Comparison::equal;
        return e;
    }
    auto e = made(Form::in, cell.span, {head});
    e.operands.insert(e.operands.end(), cell.values.begin(), cell.values.end());
    return e;
}

}  // namespace

bool Checker::check_table_shape(const TableBody& table, std::string_view name, bool of_define) {
    const auto errors = reporter_.errors();
    const auto wrong = [this](Span at, std::string message, std::string label, std::string help = {}) {
        reporter_.error("E0303", at, std::move(message), std::move(label), std::move(help));
    };
    const auto outcomes = std::count_if(table.columns.begin(), table.columns.end(), [](const auto& c) { return c.outcome; });
    if (outcomes == 0) {
        wrong(table.span, fmt::format("the table `{}` has no outcome", name), "no column starts with `then`",
              "head one column with `then …`");
        return false;
    }
    for (const auto& column : table.columns) {
        if (!column.outcome) continue;
        if (of_define && (column.head || outcomes > 1))
            wrong(column.span, fmt::format("`{}` is a define: its table has one outcome, headed `then` alone", name),
                  "does not fit");
        if (!of_define && !column.head)
            wrong(column.span, "what follows is missing", "then what?",
                  "name a range with its bound, as in `then allowance(x) at most`, or an attribute");
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        if (row.cells.size() != table.columns.size()) {
            wrong(row.span,
                  fmt::format("this row has {} cells, and the table {} columns", row.cells.size(), table.columns.size()),
                  "does not fit");
            continue;
        }
        if (is_otherwise(row) && r + 1 < table.rows.size())
            wrong(row.span, "`otherwise` stands in the last row", "no row after it is looked at", "move it to the end");
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const auto& cell = row.cells[c];
            if (!table.columns[c].outcome) continue;
            const bool one_value = cell.kind == TableCell::Kind::values && cell.values.size() == 1;
            if (!one_value && !(cell.kind == TableCell::Kind::any && !of_define))
                wrong(cell.span, "an outcome is one value", "does not fit");
        }
    }
    return reporter_.errors() == errors;
}

std::optional<syntax::Expression> Checker::row_condition(const TableBody& table, std::size_t row) const {
    const auto& written = table.rows[row];
    std::vector<syntax::Expression> parts;
    if (is_otherwise(written)) {
        for (std::size_t earlier = 0; earlier < row; ++earlier)
            if (auto condition = row_condition(table, earlier))
                parts.push_back(made(Form::negation, written.span, {std::move(*condition)}));
    } else {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (table.columns[c].outcome || !table.columns[c].head) continue;
            if (auto condition = cell_condition(*table.columns[c].head, written.cells[c]))
                parts.push_back(std::move(*condition));
        }
    }
    if (parts.empty()) return std::nullopt;
    if (parts.size() == 1) return std::move(parts.front());
    return made(Form::conjunction, written.span, std::move(parts));
}

std::optional<syntax::Expression> Checker::table_condition(const syntax::Table& table, std::size_t row) const {
    auto condition = row_condition(table.body, row);
    if (!table.clauses.when) return condition;
    if (!condition) return *table.clauses.when;
    const auto span = condition->span;
    return made(Form::conjunction, span, {*table.clauses.when, std::move(*condition)});
}

void Checker::check_define_table(Scope& scope, Define& define, const TableBody& table) {
    if (!check_table_shape(table, define.head.name, true)) return;
    const auto outcome = static_cast<std::size_t>(
        std::find_if(table.columns.begin(), table.columns.end(), [](const auto& c) { return c.outcome; }) -
        table.columns.begin());
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        Case made;
        made.span = table.rows[r].span;
        made.row = static_cast<std::uint32_t>(r + 1);
        made.otherwise = is_otherwise(table.rows[r]);
        const auto when = made.otherwise ? std::nullopt : row_condition(table, r);
        check_case(scope, define, &table.rows[r].cells[outcome].values.front(), when ? &*when : nullptr, std::move(made));
    }
}

}  // namespace credence::check
