// The range chart of a report: one for each scale that two steps or more lie on, its rows in the order of the chain.
#include "report/build_chart.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "explain/words.hpp"

namespace credence::report {
namespace {

using check::ExpressionKind;
using check::TypeKind;
using explain::raised;

bool lies_on(const Item& item, std::size_t scale) {
    if (item.expression == nullptr || item.role == ItemRole::qualifier) return false;
    const auto type = item.expression->type;
    return (type.kind == TypeKind::scale || type.kind == TypeKind::range) && type.index == scale;
}

bool is_declared(const Matter& matter, const Item& item) {
    return item.expression->kind == ExpressionKind::attribute &&
           matter.rulebase().attributes[item.expression->index].combination == check::Combination::declared;
}

/// What a define clips, where that is all it does.
const check::Expression* clipped_from(const Matter& matter, const Item& item) {
    if (item.expression->kind != ExpressionKind::define) return nullptr;
    const auto& cases = matter.rulebase().defines[item.expression->index].cases;
    if (cases.size() != 1 || cases.front().value.kind != ExpressionKind::clip) return nullptr;
    return &cases.front().value.operands[0];
}

void set_columns(const Matter& matter, const Item& item, Bar& bar) {
    const auto outcome = matter.model().value(*item.expression, matter.binding());
    if (outcome.state != engine::Known::known) return;
    if (item.expression->type.kind == TypeKind::scale) {
        bar.lowest = bar.highest = static_cast<int>(outcome.cell);
    } else if (outcome.cell != check::empty_range) {
        bar.lowest = static_cast<int>(check::lowest_of(outcome.cell));
        bar.highest = static_cast<int>(check::highest_of(outcome.cell));
    }
}

std::vector<Mark> marks_of(const Matter& matter, const Item& item) {
    std::vector<Mark> out;
    const auto arguments = matter.arguments(item);
    if (!arguments) return out;
    const check::AttributeId id{item.expression->index};
    for (const auto row : matter.model().summary(id, arguments->front()).rows) {
        const FactRef fact{FactRef::Kind::observation, id.value, row};
        out.push_back({static_cast<int>(matter.phrases().facts().observations[id.index()].value[row]),
                       matter.phrases().id(fact), mark_kind(matter, fact)});
    }
    return out;
}

std::string declared_note(const Matter& matter, const Item& item) {
    const auto arguments = matter.arguments(item);
    if (!arguments) return {};
    const auto facts = explain::counting(matter.phrases(), check::AttributeId{item.expression->index}, arguments->front());
    if (facts.empty()) return {};
    const auto& evidence = matter.phrases().evidence(facts.front());
    const auto row = facts.front().row;
    auto who = matter.phrases().stored_text(evidence.assessor[row]);
    if (who.empty()) who = matter.words().say("not_recorded");
    const auto on =
        evidence.on[row] == check::no_cell ? matter.words().say("no_date") : Date::from_code(evidence.on[row]).text();
    return matter.words().say("declared_by", {{"who", who}, {"date", on}});
}

std::string column_ids(const Matter& matter, const Item& item) {
    std::vector<std::string> ids;
    for (const auto subject : matter.roles().column_subjects[*item.column]) {
        const auto cell = matter.binding()[subject.index()];
        if (cell != check::no_cell)
            ids.push_back(matter.phrases().value(matter.assessment().variables[subject.index()].type, cell, Form::shorter));
    }
    return matter.words().list(ids);
}

}  // namespace

std::vector<std::size_t> chart_items(const Matter& matter, std::size_t scale) {
    std::vector<std::size_t> out, declared;
    const auto add = [&](std::size_t index) { (is_declared(matter, matter.item(index)) ? declared : out).push_back(index); };
    for (const auto index : matter.roles().chain) {
        if (lies_on(matter.item(index), scale) && index != 0) add(index);
    }
    for (const auto index : matter.roles().of(ItemRole::beside)) {
        if (lies_on(matter.item(index), scale)) add(index);
    }
    out.insert(out.end(), declared.begin(), declared.end());
    if (matter.roles().columns > 1) {  // what holds for all first, then column by column
        const auto column = [&](std::size_t index) { return matter.item(index).column ? *matter.item(index).column + 1 : 0; };
        std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return column(a) < column(b); });
    }
    return out;
}

Bar bar_of(const Matter& matter, std::size_t index, const std::vector<std::size_t>& rows) {
    const auto& item = matter.item(index);
    Bar bar;
    bar.label = raised(matter.label(item));
    bar.text = matter.outcome(item, Form::shorter);
    set_columns(matter, item, bar);
    if (item.expression->kind == ExpressionKind::range) {
        bar.style = BarStyle::range;
    } else if (is_declared(matter, item)) {
        bar.style = BarStyle::declared;
    } else if (item.expression->kind == ExpressionKind::attribute) {
        bar.style = BarStyle::observed;
        bar.marks = marks_of(matter, item);
    }
    const auto* from = clipped_from(matter, item);
    if (from == nullptr) return bar;
    bar.style = BarStyle::clipped;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto& other = matter.item(rows[row]);
        const auto read = std::find(item.reads.begin(), item.reads.end(), rows[row]) != item.reads.end();
        if (!read || other.expression->kind != from->kind || other.expression->index != from->index) continue;
        Bar source;
        set_columns(matter, other, source);
        if (!source.lowest || !bar.lowest) break;
        const auto steps = std::max(std::abs(*source.lowest - *bar.lowest), std::abs(*source.highest - *bar.highest));
        if (steps == 0) break;
        bar.from = row;
        bar.moved = matter.words().say("moved", {{"steps", matter.words().count("steps", static_cast<std::size_t>(steps))}});
    }
    return bar;
}

std::vector<std::string> mark_kinds(const Matter& matter) {
    std::vector<std::string> out;
    for (const auto& kind : matter.rulebase().scales[matter.rulebase().kind_choice.index()].values) out.push_back(kind.label);
    out.push_back(matter.words().say("no_kind"));
    return out;
}

std::size_t mark_kind(const Matter& matter, FactRef fact) {
    const auto kind = matter.phrases().evidence(fact).kind[fact.row];
    if (kind != check::no_cell) return static_cast<std::size_t>(kind);
    return matter.rulebase().scales[matter.rulebase().kind_choice.index()].values.size();
}

Chart empty_chart(const Matter& matter, std::size_t scale) {
    Chart chart;
    const auto& declared = matter.rulebase().scales[scale];
    if (!declared.head.about.empty()) chart.subtitle = matter.phrases().text(declared.head.about, {});
    chart.corner = matter.words().list(
        {matter.subject_ids(), matter.words().say("as_of", {{"date", matter.phrases().facts().as_of.text()}})});
    chart.closed = matter.words().say("not_permitted");
    for (const auto& value : declared.values) chart.columns.push_back({value.short_label, value.label});
    return chart;
}

std::string chart_name(const Matter& matter, std::size_t scale) {
    const auto charts = std::count(matter.roles().charted.begin(), matter.roles().charted.end(), true);
    return charts == 1 ? "range_chart" : "range_chart_" + matter.rulebase().scales[scale].head.name;
}

std::vector<Figure> figures(const Matter& matter) {
    std::vector<Figure> out;
    for (std::size_t scale = 0; scale < matter.roles().charted.size(); ++scale) {
        if (!matter.roles().charted[scale]) continue;
        const auto items = chart_items(matter, scale);
        Figure figure;
        figure.name = chart_name(matter, scale);
        figure.title = matter.words().say("range_chart", {{"subjects", matter.subject_ids()}});
        figure.chart = empty_chart(matter, scale);
        figure.chart->title = matter.headline();
        figure.alt = explain::sentence(matter.headline());
        bool marked = false;
        for (const auto index : items) {
            const auto& item = matter.item(index);
            ChartRow row;
            row.bars.push_back(bar_of(matter, index, items));
            row.label = row.bars.front().label;
            if (item.column) row.label = matter.words().say("noun_of", {{"noun", row.label}, {"of", column_ids(matter, item)}});
            if (is_declared(matter, item)) row.note = declared_note(matter, item);
            marked = marked || !row.bars.front().marks.empty();
            figure.alt += " " + explain::sentence(matter.words().say("label_and_value",
                                                                     {{"label", row.label}, {"value", row.bars.front().text}}));
            figure.chart->rows.push_back(std::move(row));
        }
        if (marked) figure.chart->kinds = mark_kinds(matter);
        out.push_back(std::move(figure));
    }
    return out;
}

}  // namespace credence::report
