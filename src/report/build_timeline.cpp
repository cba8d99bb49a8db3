// What an individual did when: the rows of a shown relation that have a first and a last day.
#include <algorithm>

#include "base/date.hpp"
#include "explain/words.hpp"
#include "report/build_figures.hpp"

namespace credence::report {
namespace {

using check::TypeKind;
using explain::sentence;

/// The first two columns of dates, which are the ends of a period.
std::optional<std::pair<std::size_t, std::size_t>> ends_of(const check::Relation& relation) {
    std::vector<std::size_t> dates;
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
        if (relation.columns[i].type.kind == TypeKind::date) dates.push_back(i);
    }
    if (dates.size() != 2) return {};
    return std::pair(dates[0], dates[1]);
}

bool argument_given(const Item& item, std::size_t column) {
    return column < item.condition->arguments.size() && item.condition->arguments[column].has_value();
}

}  // namespace

std::optional<Figure> timeline_figure(const Matter& matter, std::size_t index) {
    const auto& item = matter.item(index);
    const check::RelationId id{item.condition->index};
    const auto& relation = matter.rulebase().relations[id.index()];
    const auto ends = ends_of(relation);
    const auto view = matter.model().relation(id);
    if (!ends || view.columns == nullptr) return {};
    const auto& words = matter.words();
    const auto& facts = matter.phrases().facts();
    Timeline timeline;
    timeline.today = facts.as_of.last();
    for (const auto& listed : matter.listed(item)) {
        const auto column = [&](std::size_t i) { return (*view.columns)[i][listed.row]; };
        const auto text = [&](std::size_t i) { return matter.phrases().column(relation, i, column(i)); };
        if (column(ends->first) == check::no_cell) continue;
        const auto from = Date::from_code(column(ends->first));
        Period period;
        period.first = from.first;
        period.begun = from.last();
        if (column(ends->second) != check::no_cell) {
            const auto to = Date::from_code(column(ends->second));
            period.ended = to.first;
            period.last = to.last();
        } else if (relation.or_today[ends->second]) {
            period.open = true;
            period.ended = period.last = std::max(timeline.today, period.begun);
        } else {
            continue;  // nobody knows how long
        }
        std::vector<std::string> notes;
        for (std::size_t i = 0; i < relation.columns.size(); ++i) {
            if (i == ends->first || i == ends->second || argument_given(item, i) || column(i) == check::no_cell) continue;
            if (period.label.empty()) {
                period.label = explain::raised(text(i));
            } else {
                notes.push_back(text(i));
            }
        }
        period.note = words.list(notes);
        period.text = words.say("range", {{"low", text(ends->first)}, {"high", text(ends->second)}});
        if (!relation.derived)
            period.id = matter.phrases().id(FactRef{FactRef::Kind::tuple, static_cast<std::uint32_t>(id.index()), listed.row});
        timeline.periods.push_back(std::move(period));
    }
    if (timeline.periods.empty()) return {};
    std::stable_sort(timeline.periods.begin(), timeline.periods.end(),
                     [](const Period& a, const Period& b) { return a.first < b.first; });

    Figure out;
    out.name = "timeline_" + relation.head.name;
    std::size_t before = 0;
    for (std::size_t i = 0; i < index; ++i) {
        const auto& other = matter.item(i);
        if (other.role == ItemRole::list && other.condition->index == item.condition->index) ++before;
    }
    if (before != 0) out.name += "_" + std::to_string(before + 1);
    std::vector<std::string> who;
    for (std::size_t i = 0; i < item.condition->arguments.size(); ++i) {
        if (!argument_given(item, i)) continue;
        const auto value = matter.model().value(*item.condition->arguments[i], matter.binding());
        if (value.state == engine::Known::known) who.push_back(matter.phrases().value(relation.columns[i].type, value.cell));
    }
    out.title = words.say("timeline_title", {{"label", explain::raised(label_of(relation.head))}, {"who", words.list(who)}});
    timeline.title = out.title;
    timeline.corner = words.say("as_of", {{"date", facts.as_of.text()}});
    out.alt = sentence(out.title);
    for (const auto& period : timeline.periods)
        out.alt += " " + sentence(words.say("label_and_value", {{"label", period.label}, {"value", period.text}}));
    out.timeline = std::move(timeline);
    return out;
}

}  // namespace credence::report
