#include "report/ledger_svg.hpp"

#include <algorithm>

#include "base/odds.hpp"
#include "report/legend.hpp"
#include "report/svg.hpp"

namespace credence::report {
namespace {

constexpr double width = 760, ledger_margin = 18, label_width = 260, value_width = 64, row_height = 44, half_bar = 8, tip = 7;
constexpr double left = ledger_margin + label_width + 16, right = width - ledger_margin - value_width - 12;

/// Millibans to places along the axis; even odds and a little more than all rows need are always on it.
class Axis {
public:
    explicit Axis(const Ledger& ledger) {
        for (const auto& row : ledger.rows) {
            least_ = std::min(least_, row.lo);
            greatest_ = std::max(greatest_, row.hi);
        }
        if (greatest_ - least_ < 100) greatest_ += 100;
    }
    [[nodiscard]] double at(std::int64_t millibans) const {
        return left + static_cast<double>(millibans - least_) / static_cast<double>(greatest_ - least_) * (right - left);
    }
    /// Where numbers stand: whole steps of 1, 2 or 5 decibans, tens of them and so on, at most ten.
    [[nodiscard]] std::vector<std::int64_t> ticks() const {
        std::int64_t step = 100;
        for (int turn = 0; (greatest_ - least_) / step > 10; ++turn) step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
        std::vector<std::int64_t> out;
        for (std::int64_t tick = least_ / step * step; tick <= greatest_; tick += step) {
            if (tick >= least_) out.push_back(tick);
        }
        return out;
    }

private:
    std::int64_t least_ = 0, greatest_ = 0;
};

/// From even to what it weighs, ending in a tip.
void paint_weight(Svg& svg, double from, double to, double y, Counting counting) {
    if (from == to) return;
    const bool up = to > from;
    const double back = up ? std::max(from, to - tip) : std::min(from, to + tip);
    const auto shape =
        outline({{from, y - half_bar}, {back, y - half_bar}, {to, y}, {back, y + half_bar}, {from, y + half_bar}});
    const Tinted& area = up ? orange_area : blue_area;
    switch (counting) {
        case Counting::sum: svg.path(shape, {grey_area.tint, ink, 2.2}); break;
        case Counting::correlated: svg.path(shape, {paper, area.edge, 1.5, "4 3"}); break;
        default: svg.path(shape, {area.tint, area.edge, 2.2}); break;
    }
}

/// What it may weigh.
void paint_bounds(Svg& svg, double from, double to, double y) {
    if (to - from < 1) return;
    svg.line(from, y, to, y, ink, 1.5);
    svg.line(from, y - 5, from, y + 5, ink, 1.5);
    svg.line(to, y - 5, to, y + 5, ink, 1.5);
}

void paint_axis(Svg& svg, const Ledger& ledger, const Axis& axis, double top, double bottom) {
    const double even = axis.at(0), half = (right - left) / 2 - 8;
    svg.line(even, top - 14, even, bottom, ink, 2);
    svg.text(left, top - 22, shortened("\u25c0 " + ledger.lower, half, 12, true), {12, ink, true, Svg::Anchor::start});
    const auto upper = shortened(ledger.upper, half - text_width(" \u25b6", 12, true), 12, true) + " \u25b6";
    svg.text(right, top - 22, upper, {12, ink, true, Svg::Anchor::end});
    for (const auto tick : axis.ticks()) {
        const double x = axis.at(tick);
        svg.line(x, bottom, x, bottom + 5, faded, 1);
        svg.text(x, bottom + 18, std::to_string(tick / 100), {11, faded, false, Svg::Anchor::middle});
    }
}

void paint_label(Svg& svg, const Weighed& row, double y) {
    const bool sum = row.counting == Counting::sum;
    const auto id = shortened(row.rule, label_width / 2, 12.5, true);
    const double beside = id.empty() ? 0 : text_width(id, 12.5, true) + 8;
    const auto lines = wrap(row.label, label_width - beside, 12, sum, 2);
    const double first = y + 4 - (lines.size() > 1 ? 7 : 0);
    if (!id.empty()) svg.text(ledger_margin, first, id, {12.5, ink, true});
    svg.lines(ledger_margin + beside, first, lines, 14, {12, sum ? ink : faded, sum});
}

}  // namespace

std::string ledger_svg(const Ledger& ledger, const Words& words) {
    std::vector<const Weighed*> rows;
    for (const auto& row : ledger.rows)
        if (row.counting != Counting::unweighted) rows.push_back(&row);
    const auto title = wrap(ledger.title, width - 2 * ledger_margin, 16, true, 3);
    const double top = 58 + 20 * static_cast<double>(title.size());
    const double bottom = top + static_cast<double>(rows.size()) * row_height;
    const Legend legend(
        {{words.say("ledger_key_counts"),
          [](Svg& svg, double x, double y) { paint_weight(svg, x - 12, x + 12, y, Counting::counted); }},
         {words.say("ledger_key_correlated"),
          [](Svg& svg, double x, double y) { paint_weight(svg, x - 12, x + 12, y, Counting::correlated); }},
         {words.say("ledger_key_bounds"), [](Svg& svg, double x, double y) { paint_bounds(svg, x - 12, x + 12, y); }}},
        "", width - 2 * ledger_margin);
    Svg svg(ledger.name, width, bottom + 26 + legend.height(), ledger.title, ledger.alt);
    svg.lines(ledger_margin, 30, title, 20, {16, ink, true});
    const Axis axis(ledger);
    double y = top + row_height / 2;
    for (const auto* row : rows) {
        const bool sum = row->counting == Counting::sum;
        if (sum) svg.line(ledger_margin, y - row_height / 2, width - ledger_margin, y - row_height / 2, ink, 1.5);
        paint_label(svg, *row, y);
        paint_weight(svg, axis.at(0), axis.at(row->best), y, row->counting);
        paint_bounds(svg, axis.at(row->lo), axis.at(row->hi), y);
        svg.text(width - ledger_margin, y + 4, explain::with_sign(words, row->best),
                 {12.5, row->counting == Counting::correlated ? faded : ink, sum, Svg::Anchor::end});
        y += row_height;
    }
    paint_axis(svg, ledger, axis, top, bottom);
    legend.paint(svg, ledger_margin, bottom + 24);
    return svg.finish();
}

}  // namespace credence::report
