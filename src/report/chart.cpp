#include "report/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_layout.hpp"

namespace credence::report {

namespace {

using Anchor = Svg::Anchor;

class Printer {
public:
    explicit Printer(const Figure& figure)
        : chart_(*figure.chart),
          at_(*figure.chart),
          svg_(figure.name, at_.width, at_.height, figure.title, figure.alt) {}

    std::string print() {
        define_patterns(svg_);
        print_title();
        print_columns();
        print_closed();
        print_grid();
        for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
            print_label(at_.rows[i]);
            chart_.comparison ? print_subject(chart_.rows[i], at_.rows[i]) : print_step(chart_.rows[i], at_.rows[i]);
        }
        if (!chart_.comparison) print_arrows();
        at_.legend->paint(svg_, at_.margin, at_.plot_bottom);
        return svg_.finish();
    }

private:
    // --- What stands around ----------------------------------------------------------------------------------------------

    void print_title() {
        const double y = svg_.lines(at_.margin, 30, at_.title, 20, {16, ink, true, Anchor::start});
        svg_.lines(at_.margin, y + 1, at_.subtitle, 16, {12, faded, false, Anchor::start});
    }

    void print_columns() {
        for (int i = 0; i < at_.column_count(); ++i) {
            const ChartColumn& column = chart_.columns[static_cast<std::size_t>(i)];
            const double x = at_.column_middle(i);
            double y = at_.header_top + 13;
            if (column.short_label != column.long_label) {
                svg_.text(x, y, shortened(column.short_label, at_.column_width() - 10, 12, true),
                          {12, faded, true, Anchor::middle});
            }
            if (at_.short_labels) y += 16;
            svg_.lines(x, y, at_.columns[static_cast<std::size_t>(i)], 15, {13, ink, false, Anchor::middle});
        }
    }

    void hatch(const Bar& range, double top, double bottom) {
        for (const Stretch stretch : at_.outside(range)) {
            const double left = at_.column_left(stretch.first);
            paint_hatching(svg_, {left, top, at_.column_left(stretch.last + 1) - left, bottom - top});
        }
    }

    /// Hatches what a range does not permit: in every row, or in its own where there are several ranges.
    void print_closed() {
        if (const Bar* range = at_.only_range()) {
            hatch(*range, at_.plot_top, at_.plot_bottom);
            return;
        }
        for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
            for (const Bar& bar : chart_.rows[i].bars) {
                if (bar.style == BarStyle::range) hatch(bar, at_.rows[i].top, at_.rows[i].bottom());
            }
        }
    }

    void print_grid() {
        for (int i = 0; i <= at_.column_count(); ++i) {
            svg_.line(at_.column_left(i), at_.header_top, at_.column_left(i), at_.plot_bottom, grid_grey, 1);
        }
        svg_.line(at_.margin, at_.plot_top, at_.right, at_.plot_top, grid_grey, 1);
        for (const RowPlace& row : at_.rows) svg_.line(at_.margin, row.bottom(), at_.right, row.bottom(), grid_grey, 1);
    }

    void print_label(const RowPlace& row) {
        const double text = 17 * static_cast<double>(row.label.size()) + 15 * static_cast<double>(row.note.size());
        const double top = row.top + (row.height - text) / 2 + 13;
        const double y = svg_.lines(at_.margin, top, row.label, 17, {14, ink, true, Anchor::start});
        svg_.lines(at_.margin, y - 1, row.note, 15, {11.5, faded, false, Anchor::start});
    }

    // --- A dossier's rows ------------------------------------------------------------------------------------------------

    void print_step(const ChartRow& row, const RowPlace& place) {
        const double middle = place.middle();
        for (const Bar& bar : row.bars) {
            if (bar.style == BarStyle::observed && !bar.marks.empty()) {
                const bool with_ids = at_.mark_ids_fit(bar);
                print_marks(bar, middle - (with_ids ? 7 : 0), with_ids);
            } else if (const auto box = at_.place(bar, middle - at_.bar_height / 2, at_.bar_height)) {
                paint_bar(svg_, bar.style, *box, bar.text);
            } else {
                print_missing(bar, middle);
            }
            if (bar.style == BarStyle::range) print_closed_word(bar, middle);
        }
    }

    /// What stands in place of a value.
    void print_missing(const Bar& bar, double middle) {
        const auto text = shortened(bar.text, at_.right - at_.plot_left - 30, 12);
        if (!text.empty()) paint_note(svg_, (at_.plot_left + at_.right) / 2, middle + 4, text, Anchor::middle, faded);
    }

    void print_closed_word(const Bar& range, double middle) {
        if (at_.only_range() == nullptr) return;  // the legend says it once
        if (const auto stretch = at_.place_of_closed_word(range)) {
            const double x = (at_.column_left(stretch->first) + at_.column_left(stretch->last + 1)) / 2;
            paint_note(svg_, x, middle + 4, chart_.closed, Anchor::middle, faded);
        }
    }

    void print_marks(const Bar& bar, double y, bool with_ids) {
        const double gap = at_.mark_gap(bar);
        for (int column = 0; column < at_.column_count(); ++column) {
            std::vector<const Mark*> marks;
            for (const Mark& mark : bar.marks) {
                if (at_.within(mark.column) == column) marks.push_back(&mark);
            }
            double x = at_.column_middle(column) - gap * (static_cast<double>(marks.size()) - 1) / 2;
            double rise = gap < 18 ? 9 : 0;  // where they are close, one higher, one lower
            for (const Mark* mark : marks) {
                paint_mark(svg_, mark->kind, x, y - rise);
                if (with_ids) svg_.text(x, y + 22, mark->id, {11, faded, false, Anchor::middle});
                x += gap;
                rise = -rise;
            }
        }
    }

    /// The ways from what was clipped to where it came to lie.
    void print_arrows() {
        for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
            for (const Bar& bar : chart_.rows[i].bars) {
                if (const auto column = at_.arrow_column(bar)) print_arrow(bar, *column, at_.rows[*bar.from], at_.rows[i]);
            }
        }
    }

    void print_arrow(const Bar& bar, int column, const RowPlace& source, const RowPlace& row) {
        const double middle = row.middle();
        const double x = at_.column_middle(column);
        const double start = source.middle() + (source.top < row.top ? 1 : -1) * (at_.bar_height / 2 + 2);
        const Box target = *at_.place(bar, middle - at_.bar_height / 2, at_.bar_height);
        const bool from_right = column > *bar.highest;
        const double tip = from_right ? target.right() + 3 : target.x - 3;
        svg_.element("path", {{"d", fmt::format("M{:.1f} {:.1f} V{:.1f} H{:.1f}", x, start, middle, tip)},
                              {"fill", "none"},
                              {"stroke", ink},
                              {"stroke-width", 1.6},
                              {"stroke-dasharray", "5 4"},
                              {"marker-end", svg_.reference("tip")}});
        // How far it was moved: on the way, else beyond its corner, else under its row.
        const double needed = text_width(bar.moved, 12) + 40;
        const double beyond = from_right ? at_.right - x : x - at_.plot_left;
        const Anchor outwards = from_right ? Anchor::start : Anchor::end;
        const Anchor inwards = from_right ? Anchor::end : Anchor::start;
        const double sign = from_right ? 1 : -1;
        if (std::abs(x - tip) >= needed) {
            paint_note(svg_, (x + tip) / 2 + 4 * sign, middle + 4, bar.moved, Anchor::middle, ink);
        } else if (beyond >= needed - 24) {
            paint_note(svg_, x + 12 * sign, middle + 4, bar.moved, outwards, ink);
        } else {
            const double edge = from_right ? at_.right - 8 : at_.plot_left + 8;
            paint_note(svg_, edge, middle + at_.bar_height / 2 + 8, bar.moved, inwards, ink);
        }
    }

    // --- A comparison's rows ---------------------------------------------------------------------------------------------

    /// A subject's bars, one under another; what was declared frames them, ranges are hatched already.
    void print_subject(const ChartRow& row, const RowPlace& place) {
        const auto frame = [&](const Bar& bar) {
            if (bar.style == BarStyle::range) return;
            if (const auto box = at_.place(bar, place.top + 4, place.height - 8)) {
                paint_frame(svg_, bar.style, {box->x - 2, box->y, box->width + 4, box->height});
            }
        };
        for (const Bar& bar : chart_.behind) frame(bar);
        for (const Bar& bar : row.bars) {
            if (bar.style == BarStyle::declared) frame(bar);
        }
        double y = place.middle() - at_.lanes_height(row) / 2;
        for (const Bar& bar : row.bars) {
            if (!at_.has_lane(bar)) continue;
            print_lane(bar, y);
            y += at_.lane_height;
        }
    }

    void print_lane(const Bar& bar, double top) {
        const double middle = top + at_.lane_height / 2;
        const auto box = at_.place(bar, top + 2, at_.lane_height - 4);
        if (bar.style == BarStyle::observed && !bar.marks.empty()) {
            print_marks(bar, middle, false);
        } else if (!box) {
            print_missing(bar, middle);
        } else if (bar.style == BarStyle::thin) {
            const double half = at_.column_width() / 2 - 20;
            paint_line(svg_, at_.column_middle(at_.within(*bar.lowest)) - half,
                       at_.column_middle(at_.within(*bar.highest)) + half, middle);
        } else {
            paint_bar(svg_, bar.style, {box->x + 6, box->y, box->width - 12, box->height}, bar.text);
        }
    }

    const Chart& chart_;
    const ChartLayout at_;
    Svg svg_;
};

}  // namespace

std::string chart_svg(const Figure& figure) { return Printer(figure).print(); }

}  // namespace credence::report
