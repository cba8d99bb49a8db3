// Columns of one case: an assessment that shows a define several times, the n-th use in the n-th column. Nothing is merged.
#include <algorithm>

#include "explain/words.hpp"
#include "report/build_matter.hpp"
#include "report/build_reasons.hpp"

namespace credence::report {
namespace {

using check::TypeKind;
using explain::raised;

std::string ids_of(const Matter& matter, std::size_t column) {
    std::vector<std::string> ids;
    for (const auto subject : matter.roles().column_subjects[column]) {
        const auto cell = matter.binding()[subject.index()];
        if (cell != check::no_cell)
            ids.push_back(matter.phrases().value(matter.assessment().variables[subject.index()].type, cell, Form::shorter));
    }
    return matter.words().list(ids);
}

/// The items that stand in one row: the n-th use of one declaration each.
std::vector<std::vector<std::size_t>> rows_of_uses(const Matter& matter) {
    std::vector<std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < matter.roles().items.size(); ++i) {
        const auto& item = matter.item(i);
        if (item.column != 0U) continue;
        std::vector<std::size_t> row = {i};
        for (std::size_t j = i + 1; j < matter.roles().items.size(); ++j) {
            const auto& other = matter.item(j);
            const bool alike =
                other.column && (item.expression != nullptr) == (other.expression != nullptr) &&
                (item.expression != nullptr
                     ? item.expression->kind == other.expression->kind && item.expression->index == other.expression->index
                     : item.condition->kind == other.condition->kind && item.condition->index == other.condition->index);
            if (alike) row.push_back(j);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The column whose heading names the individual.
std::optional<std::size_t> column_of(const Matter& matter, const Observed& observed) {
    for (std::size_t column = 0; column < matter.roles().columns; ++column) {
        for (const auto subject : matter.roles().column_subjects[column]) {
            const auto type = matter.assessment().variables[subject.index()].type;
            if (type.kind == TypeKind::entity && type.entity() == observed.role->entity &&
                matter.binding()[subject.index()] == observed.subject)
                return column;
        }
    }
    return {};
}

/// Whether the attribute has a row already, as something that the assessment shows.
bool is_shown(const Matter& matter, check::AttributeId attribute) {
    const auto& items = matter.roles().items;
    return std::any_of(items.begin(), items.end(), [&](const Item& item) {
        return item.column && item.expression != nullptr && item.expression->kind == check::ExpressionKind::attribute &&
               item.expression->index == attribute.value;
    });
}

}  // namespace

SideBySide side_by_side_part(const Matter& matter) {
    const auto& words = matter.words();
    SideBySide out;
    out.table.head.push_back(words.say("point"));
    for (std::size_t column = 0; column < matter.roles().columns; ++column) out.table.head.push_back(ids_of(matter, column));
    const auto start_row = [&](const std::string& label) {
        Row row;
        row.cells.resize(out.table.head.size());
        row.cells[0].lead = raised(label);
        return row;
    };
    std::vector<Row> lists;
    for (const auto& uses : rows_of_uses(matter)) {
        auto row = start_row(matter.label(matter.item(uses.front())));
        const bool is_list = matter.item(uses.front()).role == ItemRole::list;
        for (const auto index : uses)
            row.cells[*matter.item(index).column + 1] =
                is_list ? list_cell(matter, matter.item(index)) : value_cell(matter, index);
        (is_list ? lists : out.table.rows).push_back(std::move(row));
    }
    std::vector<check::AttributeId> attributes;
    for (const auto& observed : matter.observed()) {
        if (!column_of(matter, observed)) continue;
        for (const auto attribute : observed.role->attributes) {
            const bool there = std::find(attributes.begin(), attributes.end(), attribute) != attributes.end();
            if (!there && !is_shown(matter, attribute)) attributes.push_back(attribute);
        }
    }
    for (const auto attribute : attributes) {
        auto row = start_row(label_of(matter.rulebase().attributes[attribute.index()].head));
        for (const auto& observed : matter.observed()) {
            const auto column = column_of(matter, observed);
            const auto& read = observed.role->attributes;
            if (column && std::find(read.begin(), read.end(), attribute) != read.end())
                row.cells[*column + 1] = attribute_cell(matter, attribute, observed.subject);
        }
        out.table.rows.push_back(std::move(row));
    }
    std::set<std::uint32_t> questions;
    for (const auto index : matter.roles().chain) {
        for (const auto& use : matter.item(index).questions) questions.insert(use.index);
    }
    for (const auto question : questions) {
        for (const bool upper : {true, false}) {
            auto row = start_row(words.say("towards", {{"pole", explain::pole(matter.rulebase(), question, upper)}}));
            for (const auto index : matter.roles().chain) {
                const auto& item = matter.item(index);
                for (const auto& use : item.questions) {
                    if (use.index == question && item.column) row.cells[*item.column + 1] = pointers_cell(matter, use, upper);
                }
            }
            out.table.rows.push_back(std::move(row));
        }
    }
    for (auto& row : lists) out.table.rows.push_back(std::move(row));
    for (const auto index : matter.roles().chain) {
        const auto& item = matter.item(index);
        const auto who = item.column ? ids_of(matter, *item.column) : std::string();
        for (auto& ledger : ledgers_of(matter, item, out.ledgers.size(), who)) out.ledgers.push_back(std::move(ledger));
    }

    std::vector<std::size_t> between;
    for (const auto index : matter.roles().of(ItemRole::list)) {
        if (!matter.item(index).column && matter.item(index).frames.empty()) between.push_back(index);
    }
    out.blocks = list_blocks(matter, between);
    for (const auto& advised : matter.advised()) {
        const auto& advice = matter.rulebase().advice[advised.advice.index()];
        if (advised.undecided || advice.kind != check::AdviceKind::warn) continue;
        out.notes.push_back(matter.advice_claim(advised));
        out.notes.back().lead = words.say("warning");
    }
    return out;
}

}  // namespace credence::report
