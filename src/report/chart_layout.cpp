#include "report/chart_layout.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace credence::report {

namespace {

constexpr double bar_inset = 5;  // of a bar in its columns

double lines(const std::vector<std::string>& text) { return static_cast<double>(text.size()); }

}  // namespace

ChartLayout::ChartLayout(const Chart& chart) : chart_(chart) {
    const auto count = static_cast<double>(chart.columns.size());
    CREDENCE_CHECK(!chart.columns.empty());
    column_width_ = count <= 5 ? 530.0 / count : count <= 8 ? 96 : 84;
    right = plot_left + column_width_ * count;
    width = right + margin;

    title = wrap(chart.title, right - margin, 16, true, 3);
    subtitle = wrap(chart.subtitle, right - margin, 12, false, 4);
    double header_lines = 1;
    for (const ChartColumn& column : chart.columns) {
        columns.push_back(wrap(column.long_label, column_width_ - 10, 13, false, 3));
        header_lines = std::max(header_lines, lines(columns.back()));
        short_labels = short_labels || column.short_label != column.long_label;
    }
    header_top = 28 + 20 * lines(title) + (subtitle.empty() ? 0 : 4 + 16 * lines(subtitle));
    plot_top = header_top + 12 + (short_labels ? 16 : 0) + 15 * header_lines;
    lay_out_rows();

    legend.emplace(keys(), chart.corner, right - margin);
    height = plot_bottom + legend->height();
}

void ChartLayout::lay_out_rows() {
    double y = plot_top;
    for (const ChartRow& row : chart_.rows) {
        RowPlace place{y, 0, wrap(row.label, label_width, 14, true, 3), wrap(row.note, label_width, 11.5, false, 3)};
        const double labels = 17 * lines(place.label) + 15 * lines(place.note) + 20;
        const double bars = chart_.comparison ? lanes_height(row) + 16 : bar_height + 24;
        place.height = std::max({labels, bars, 52.0});
        y += place.height;
        rows.push_back(std::move(place));
    }
    plot_bottom = y;
}

int ChartLayout::within(int column) const { return std::clamp(column, 0, column_count() - 1); }

std::optional<Box> ChartLayout::place(const Bar& bar, double y, double box_height) const {
    if (!bar.lowest || !bar.highest) return std::nullopt;
    const int low = within(*bar.lowest);
    const int high = std::max(low, within(*bar.highest));
    return Box{column_left(low) + bar_inset, y, column_width_ * (high - low + 1) - 2 * bar_inset, box_height};
}

bool ChartLayout::has_lane(const Bar& bar) {
    const bool drawn_behind = bar.style == BarStyle::declared || bar.style == BarStyle::range;
    return !drawn_behind || !bar.lowest;
}

double ChartLayout::lanes_height(const ChartRow& row) {
    return static_cast<double>(std::count_if(row.bars.begin(), row.bars.end(), has_lane)) * lane_height;
}

// --- What is closed ------------------------------------------------------------------------------------------------------

std::vector<Stretch> ChartLayout::outside(const Bar& bar) const {
    std::vector<Stretch> out;
    if (!bar.lowest || !bar.highest) return out;
    if (*bar.lowest > 0) out.push_back({0, *bar.lowest - 1});
    if (*bar.highest < column_count() - 1) out.push_back({*bar.highest + 1, column_count() - 1});
    return out;
}

const Bar* ChartLayout::only_range() const {
    std::vector<const Bar*> ranges;
    const auto add = [&](const std::vector<Bar>& bars) {
        for (const Bar& bar : bars) {
            if (bar.style == BarStyle::range) ranges.push_back(&bar);
        }
    };
    add(chart_.behind);
    if (!chart_.comparison) {
        for (const ChartRow& row : chart_.rows) add(row.bars);
    }
    return ranges.size() == 1 ? ranges.front() : nullptr;
}

std::optional<int> ChartLayout::arrow_column(const Bar& bar) const {
    if (bar.style != BarStyle::clipped || bar.moved.empty() || !bar.lowest || !bar.highest) return std::nullopt;
    if (!bar.from || *bar.from >= chart_.rows.size() || chart_.rows[*bar.from].bars.empty()) return std::nullopt;
    const Bar& source = chart_.rows[*bar.from].bars.front();
    if (!source.lowest || !source.highest) return std::nullopt;
    if (*source.highest > *bar.highest) return within(*source.highest);
    if (*source.lowest < *bar.lowest) return within(*source.lowest);
    return std::nullopt;
}

std::optional<Stretch> ChartLayout::place_of_closed_word(const Bar& range) const {
    std::vector<int> arrows;
    for (const ChartRow& row : chart_.rows) {
        for (const Bar& bar : row.bars) {
            if (const auto column = arrow_column(bar)) arrows.push_back(*column);
        }
    }
    std::vector<Stretch> places = outside(range);
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (const int column : arrows) {  // right or left of it
            if (column < places[i].first || column > places[i].last) continue;
            places.push_back({column + 1, places[i].last});
            places[i].last = column - 1;
        }
    }
    std::optional<Stretch> widest;
    for (const Stretch place : places) {
        if (!widest || place.last - place.first > widest->last - widest->first) widest = place;
    }
    if (!widest || column_width_ * (widest->last - widest->first + 1) < text_width(chart_.closed, 12) + 20) return std::nullopt;
    return widest;
}

// --- Marks ---------------------------------------------------------------------------------------------------------------

double ChartLayout::mark_gap(const Bar& bar) const {
    std::vector<int> in_column(columns.size());
    for (const Mark& mark : bar.marks) ++in_column[static_cast<std::size_t>(within(mark.column))];
    return column_width_ / (*std::max_element(in_column.begin(), in_column.end()) + 1);
}

bool ChartLayout::mark_ids_fit(const Bar& bar) const {
    const double gap = mark_gap(bar);
    return std::all_of(bar.marks.begin(), bar.marks.end(),
                       [&](const Mark& mark) { return text_width(mark.id, 11) + 4 <= gap; });
}

// --- Legend --------------------------------------------------------------------------------------------------------------

std::vector<Key> ChartLayout::keys() const {
    std::vector<Key> out;
    std::vector<bool> kinds(chart_.kinds.size());
    std::vector<std::pair<BarStyle, std::string>> bars;
    bool closed_said = true;
    const auto look = [&](const Bar& bar) {
        for (const Mark& mark : bar.marks) {
            if (mark.kind < kinds.size()) kinds[mark.kind] = true;
        }
        if (bar.style == BarStyle::range) {
            const bool said_in_place = !chart_.comparison && only_range() != nullptr && place_of_closed_word(bar);
            if (!outside(bar).empty() && !said_in_place) closed_said = false;
        } else if (chart_.comparison && bar.style != BarStyle::observed) {
            const auto key = std::pair(bar.style, bar.label);
            if (std::find(bars.begin(), bars.end(), key) == bars.end()) bars.push_back(key);
        }
    };
    for (const ChartRow& row : chart_.rows) std::for_each(row.bars.begin(), row.bars.end(), look);
    std::for_each(chart_.behind.begin(), chart_.behind.end(), look);
    for (const auto& [style, label] : bars) {
        if (style == BarStyle::thin) {
            out.push_back({label, paint_line_key});
        } else {
            out.push_back({label, [style = style](Svg& svg, double x, double y) { paint_bar_key(svg, style, x, y); }});
        }
    }
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (kinds[kind])
            out.push_back({chart_.kinds[kind], [kind](Svg& svg, double x, double y) { paint_mark(svg, kind, x, y); }});
    }
    if (!closed_said) out.push_back({chart_.closed, paint_hatching_key});
    return out;
}

}  // namespace credence::report
