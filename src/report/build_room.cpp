// Room for manoeuvre: what a range permits to each individual, on one scale.
#include <algorithm>
#include <numeric>

#include "check/print.hpp"
#include "explain/words.hpp"
#include "report/build_figures.hpp"

namespace credence::report {
namespace {

using explain::raised;
using explain::sentence;

constexpr std::size_t most_room_rows = 40;  // of a figure; the table holds all

}  // namespace

std::optional<Block> room_block(const Workshop& workshop, check::RangeId id) {
    const auto& words = workshop.words;
    const auto& rulebase = workshop.model.rulebase();
    const auto& facts = workshop.model.facts();
    const auto& range = rulebase.ranges[id.index()];
    const auto& individuals = facts.individuals[range.of.index()];
    if (individuals.empty()) return {};
    const explain::Phrases phrases(workshop.model, words, std::vector<bool>(rulebase.scales.size(), true));
    std::vector<std::size_t> order(individuals.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return check::natural_less(individuals[a].id, individuals[b].id); });

    const check::Type type{check::TypeKind::range, range.on.value};
    const auto& scale = rulebase.scales[range.on.index()];
    const auto label = label_of(range.head), entity = label_of(rulebase.entities[range.of.index()].head);
    Block out;
    out.title = words.say("room_title", {{"range", raised(label)}, {"entity", entity}});
    Table table;
    table.head = {raised(entity), words.say("head_permitted"), words.say("head_left_open")};
    Figure figure;
    figure.name = "room_" + range.head.name;
    figure.title = out.title;
    figure.alt = sentence(out.title);
    Chart chart;
    chart.title = out.title;
    if (!scale.head.about.empty()) chart.subtitle = phrases.text(scale.head.about, {});
    chart.corner = words.say("as_of", {{"date", facts.as_of.text()}});
    chart.closed = words.say("not_permitted");
    for (const auto& value : scale.values) chart.columns.push_back({value.short_label, value.label});
    bool any_open = false;
    for (const auto at : order) {
        const auto subject = static_cast<Cell>(at);
        const auto bounds = explain::bounds_of(phrases, id, subject);
        std::vector<std::string> open;
        for (const auto& bound : bounds.bounds) {
            if (bound.standing == explain::Standing::undecided)
                open.push_back(rulebase.boundaries[bound.boundary.index()].head.name);
        }
        explain::sort_ids(open);
        Bar bar;
        bar.style = BarStyle::range;
        bar.label = raised(label);
        bar.text = bounds.conflict ? words.say("boundaries_conflict") : phrases.value(type, bounds.value, Form::shorter);
        if (!bounds.conflict && bounds.value != check::empty_range) {
            bar.lowest = static_cast<int>(check::lowest_of(bounds.value));
            bar.highest = static_cast<int>(check::highest_of(bounds.value));
        }
        Row row;
        Claim undecided;
        undecided.rules = open;
        any_open = any_open || !open.empty();
        row.cells = {cell(phrases.name_and_id(range.of, subject)),
                     cell(bounds.conflict ? bar.text : phrases.value(type, bounds.value)), std::move(undecided)};
        table.rows.push_back(std::move(row));
        if (chart.rows.size() == most_room_rows) continue;
        figure.alt += " " + sentence(words.say("label_and_value", {{"label", individuals[at].id}, {"value", bar.text}}));
        ChartRow line;
        line.label = individuals[at].id;
        std::vector<std::string> notes;
        if (const auto name = phrases.name(range.of, subject); name != line.label) notes.push_back(name);
        if (!open.empty()) notes.push_back(words.count("room_open", open.size()));
        line.note = words.list(notes);
        line.bars.push_back(std::move(bar));
        chart.rows.push_back(std::move(line));
    }
    figure.chart = std::move(chart);
    out.figures.push_back(std::move(figure));
    if (!any_open) {
        table.head.pop_back();
        for (auto& row : table.rows) row.cells.pop_back();
    }
    out.table = std::move(table);
    return out;
}

}  // namespace credence::report
