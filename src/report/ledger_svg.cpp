#include "report/ledger_svg.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/odds.hpp"
#include "report/chart_paint.hpp"
#include "report/svg.hpp"

namespace credence::report {
namespace {

constexpr double width = 720, ledger_margin = 16, label_width = 250, value_width = 64, row_height = 40, top = 74, half_bar = 8,
                 tip = 7;
constexpr double left = ledger_margin + label_width + 16, right = width - ledger_margin - value_width - 12;
constexpr std::string_view upper_colour = "#d55e00", lower_colour = "#0072b2", sum_colour = "#1a1a1a";

/// Millibans to places along the axis; even odds and a little more than all rows need are always on it.
class Axis {
public:
    explicit Axis(const Ledger& ledger) {
        for (const auto& row : ledger.rows) {
            least_ = std::min(least_, static_cast<double>(row.lo));
            greatest_ = std::max(greatest_, static_cast<double>(row.hi));
        }
        if (greatest_ - least_ < 100) greatest_ += 100;
    }
    [[nodiscard]] double at(std::int64_t millibans) const {
        return left + (static_cast<double>(millibans) - least_) / (greatest_ - least_) * (right - left);
    }
    [[nodiscard]] std::int64_t least() const { return static_cast<std::int64_t>(least_); }
    [[nodiscard]] std::int64_t greatest() const { return static_cast<std::int64_t>(greatest_); }

private:
    double least_ = 0, greatest_ = 0;
};

std::string points(std::initializer_list<std::pair<double, double>> corners) {
    std::string out;
    for (const auto& [x, y] : corners) {
        if (!out.empty()) out += ' ';
        out +=
            std::to_string(static_cast<int>(x * 10) / 10) + "." + std::to_string(std::abs(static_cast<int>(x * 10) % 10)) + ",";
        out += std::to_string(static_cast<int>(y * 10) / 10) + "." + std::to_string(std::abs(static_cast<int>(y * 10) % 10));
    }
    return out;
}

/// From even to what it weighs, ending in a tip.
void paint_weight(Svg& svg, double from, double to, double y, Counting counting) {
    if (from == to) return;
    const bool up = to > from;
    const double back = up ? std::max(from, to - tip) : std::min(from, to + tip);
    const auto colour = counting == Counting::sum ? sum_colour : up ? upper_colour : lower_colour;
    const bool outline = counting == Counting::correlated;
    const auto shape =
        points({{from, y - half_bar}, {back, y - half_bar}, {to, y}, {back, y + half_bar}, {from, y + half_bar}});
    svg.element("polygon", {{"points", shape},
                            {"fill", std::string(outline ? "#ffffff" : colour)},
                            {"stroke", std::string(colour)},
                            {"stroke-width", 1.5},
                            {"stroke-dasharray", std::string(outline ? "4 3" : "none")}});
}

/// What it may weigh.
void paint_bounds(Svg& svg, double from, double to, double y) {
    if (to - from < 1) return;
    const auto line = [&](double x1, double y1, double x2, double y2) {
        svg.element("line",
                    {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"stroke", std::string(ink)}, {"stroke-width", 1.5}});
    };
    line(from, y, to, y);
    line(from, y - 5, from, y + 5);
    line(to, y - 5, to, y + 5);
}

void paint_axis(Svg& svg, const Ledger& ledger, const Axis& axis, double bottom) {
    const double even = axis.at(0);
    svg.element(
        "line",
        {{"x1", even}, {"y1", top - 14}, {"x2", even}, {"y2", bottom}, {"stroke", std::string(ink)}, {"stroke-width", 2.0}});
    svg.text(left, top - 22, "\u25c0 " + ledger.lower, {12, ink, true, Svg::Anchor::start});
    svg.text(right, top - 22, ledger.upper + " \u25b6", {12, ink, true, Svg::Anchor::end});
    for (std::int64_t tick = axis.least() / 500 * 500; tick <= axis.greatest(); tick += 500) {
        if (tick < axis.least()) continue;
        const double x = axis.at(tick);
        svg.element("line", {{"x1", x}, {"y1", bottom}, {"x2", x}, {"y2", bottom + 5}, {"stroke", std::string(faded)}});
        svg.text(x, bottom + 18, std::to_string(tick / 100), {11, faded, false, Svg::Anchor::middle});
    }
}

}  // namespace

std::string ledger_svg(const Ledger& ledger, const Words& words) {
    std::vector<const Weighed*> rows;
    for (const auto& row : ledger.rows)
        if (row.counting != Counting::unweighted) rows.push_back(&row);
    const double bottom = top + static_cast<double>(rows.size()) * row_height;
    Svg svg(ledger.name, width, bottom + 66, ledger.title, ledger.alt);
    svg.element("rect", {{"width", width}, {"height", bottom + 66}, {"fill", std::string("#ffffff")}});
    for (const auto& line : wrap(ledger.title, width - 2 * ledger_margin, 15, true, 1))
        svg.text(ledger_margin, 24, line, {15, ink, true});
    const Axis axis(ledger);
    double y = top + row_height / 2;
    for (const auto* row : rows) {
        const bool sum = row->counting == Counting::sum;
        if (sum) {
            svg.element("line", {{"x1", ledger_margin},
                                 {"y1", y - row_height / 2},
                                 {"x2", width - ledger_margin},
                                 {"y2", y - row_height / 2},
                                 {"stroke", std::string(ink)},
                                 {"stroke-width", 1.5}});
        }
        const double id_width = row->rule.empty() ? 0 : text_width(row->rule, 12.5, true) + 8;
        if (!row->rule.empty()) svg.text(ledger_margin, y - 2, row->rule, {12.5, ink, true});
        const auto lines = wrap(row->label, label_width - id_width, 12, sum, 2);
        for (std::size_t i = 0; i < lines.size(); ++i)
            svg.text(ledger_margin + id_width, y - 2 + static_cast<double>(i) * 14, lines[i], {12, sum ? ink : faded, sum});
        paint_weight(svg, axis.at(0), axis.at(row->best), y, row->counting);
        paint_bounds(svg, axis.at(row->lo), axis.at(row->hi), y);
        svg.text(width - ledger_margin, y + 4, explain::with_sign(words, row->best),
                 {12.5, row->counting == Counting::correlated ? faded : ink, sum, Svg::Anchor::end});
        y += row_height;
    }
    paint_axis(svg, ledger, axis, bottom);
    double x = ledger_margin;
    const double legend = bottom + 48;
    const auto key = [&](std::string_view word, const auto& paint) {
        paint(x, x + 24);
        const auto text = words.say(word);
        svg.text(x + 32, legend, text, {key_size, faded});
        x += 32 + text_width(text, key_size) * 1.15 + 24;  // wider fonts than the one measured are about
    };
    key("ledger_key_counts", [&](double from, double to) { paint_weight(svg, from, to, legend - 4, Counting::counted); });
    key("ledger_key_correlated",
        [&](double from, double to) { paint_weight(svg, from, to, legend - 4, Counting::correlated); });
    key("ledger_key_bounds", [&](double from, double to) { paint_bounds(svg, from, to, legend - 4); });
    return svg.finish();
}

}  // namespace credence::report
