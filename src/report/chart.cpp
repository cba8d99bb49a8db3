#include "report/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/check.hpp"
#include "report/chart_paint.hpp"

namespace credence::report {

namespace {

using Anchor = Svg::Anchor;

constexpr double margin = 18;
constexpr double label_width = 150;
constexpr double plot_left = margin + label_width + 8;
constexpr double inset = 5;         // of a bar in its columns
constexpr double bar_height = 34;   // in a dossier
constexpr double lane_height = 24;  // in a comparison

/// Columns side by side.
struct Stretch {
    int first = 0, last = 0;
};

class Printer {
public:
    explicit Printer(const Figure& figure) : figure_(figure), chart_(figure.chart) {
        column_count_ = static_cast<int>(chart_.columns.size());
        CREDENCE_CHECK(column_count_ > 0);
        column_width_ = column_count_ <= 5 ? 530.0 / column_count_ : column_count_ <= 8 ? 96 : 84;
        right_ = plot_left + column_width_ * column_count_;
        width_ = right_ + margin;
    }

    std::string print() {
        lay_out();
        Svg svg(figure_.name, width_, height_, figure_.title, figure_.alt);
        svg_ = &svg;
        define_patterns(svg);
        print_title();
        print_columns();
        print_closed();
        print_grid();
        for (std::size_t i = 0; i < chart_.rows.size(); ++i) print_row(i);
        if (!chart_.comparison) {
            for (std::size_t i = 0; i < chart_.rows.size(); ++i) print_move(i);
        }
        print_legend();
        return svg.finish();
    }

private:
    struct RowLayout {
        double top = 0, height = 0;
        std::vector<std::string> label, note;
    };

    // --- Places ----------------------------------------------------------------------------------------------------------------

    void lay_out() {
        title_ = wrap(chart_.title, right_ - margin, 16, true, 3);
        subtitle_ = wrap(chart_.subtitle, right_ - margin, 12, false, 4);
        for (const ChartColumn& column : chart_.columns) {
            columns_.push_back(wrap(column.long_label, column_width_ - 10, 13, false, 3));
            header_lines_ = std::max(header_lines_, columns_.back().size());
            short_labels_ = short_labels_ || column.short_label != column.long_label;
        }
        double y = 14 + 20 * static_cast<double>(title_.size());
        if (!subtitle_.empty()) y += 4 + 16 * static_cast<double>(subtitle_.size());
        header_top_ = y + 14;
        plot_top_ = header_top_ + 12 + (short_labels_ ? 16 : 0) + 15 * static_cast<double>(header_lines_);
        y = plot_top_;
        for (const ChartRow& row : chart_.rows) {
            RowLayout out{y, 0, wrap(row.label, label_width, 14, true, 3), wrap(row.note, label_width, 11.5, false, 2)};
            const double text = 17 * static_cast<double>(out.label.size()) + 15 * static_cast<double>(out.note.size());
            out.height = std::max({text + 20, chart_.comparison ? lanes(row) * lane_height + 16 : bar_height + 24, 52.0});
            y += out.height;
            rows_.push_back(std::move(out));
        }
        plot_bottom_ = y;
        collect_keys();
        legend_ = arrange(keys_, right_ - margin);
        height_ = plot_bottom_ + 16 + 20 * static_cast<double>(std::max<std::size_t>(legend_.size(), 1)) + (corner_apart() ? 20 : 0);
    }

    [[nodiscard]] double column_left(int column) const { return plot_left + column_width_ * column; }
    [[nodiscard]] double column_middle(int column) const { return column_left(column) + column_width_ / 2; }

    /// Where a bar lies, from its columns; none without a value.
    [[nodiscard]] std::optional<Box> place(const Bar& bar, double y, double height) const {
        if (!bar.lowest || !bar.highest) return std::nullopt;
        const int low = std::clamp(*bar.lowest, 0, column_count_ - 1);
        const int high = std::clamp(*bar.highest, low, column_count_ - 1);
        return Box{column_left(low) + inset, y, column_width_ * (high - low + 1) - 2 * inset, height};
    }

    [[nodiscard]] static bool has_lane(const Bar& bar) {
        const bool drawn_behind = bar.style == BarStyle::declared || bar.style == BarStyle::range;
        return !drawn_behind || !bar.lowest;
    }
    [[nodiscard]] static double lanes(const ChartRow& row) {
        return static_cast<double>(std::count_if(row.bars.begin(), row.bars.end(), has_lane));
    }

    [[nodiscard]] std::vector<Stretch> outside(const Bar& bar) const {
        std::vector<Stretch> out;
        if (!bar.lowest || !bar.highest) return out;
        if (*bar.lowest > 0) out.push_back({0, *bar.lowest - 1});
        if (*bar.highest < column_count_ - 1) out.push_back({*bar.highest + 1, column_count_ - 1});
        return out;
    }

    /// The one range that closes columns to all rows, if there is exactly one.
    [[nodiscard]] const Bar* only_range() const {
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

    // --- What stands around --------------------------------------------------------------------------------------------------

    void print_title() {
        double y = 30;
        for (const std::string& line : title_) {
            svg_->text(margin, y, line, {16, ink, true, Anchor::start});
            y += 20;
        }
        y += 1;
        for (const std::string& line : subtitle_) {
            svg_->text(margin, y, line, {12, faded, false, Anchor::start});
            y += 16;
        }
    }

    void print_columns() {
        for (int i = 0; i < column_count_; ++i) {
            const ChartColumn& column = chart_.columns[static_cast<std::size_t>(i)];
            double y = header_top_ + 13;
            if (short_labels_) {
                if (column.short_label != column.long_label) {
                    svg_->text(column_middle(i), y, column.short_label, {12, faded, true, Anchor::middle});
                }
                y += 16;
            }
            for (const std::string& line : columns_[static_cast<std::size_t>(i)]) {
                svg_->text(column_middle(i), y, line, {13, ink, false, Anchor::middle});
                y += 15;
            }
        }
    }

    void hatch(const Bar& bar, double top, double bottom) {
        for (const Stretch stretch : outside(bar)) {
            const double left = column_left(stretch.first);
            paint_hatching(*svg_, {left, top, column_left(stretch.last + 1) - left, bottom - top});
        }
    }

    /// Hatches what a range does not permit: in every row, or in its own where there are several ranges.
    void print_closed() {
        if (const Bar* range = only_range()) {
            hatch(*range, plot_top_, plot_bottom_);
            return;
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            for (const Bar& bar : chart_.rows[i].bars) {
                if (bar.style == BarStyle::range) hatch(bar, rows_[i].top, rows_[i].top + rows_[i].height);
            }
        }
    }

    void print_grid() {
        const auto line = [&](double x1, double y1, double x2, double y2) {
            svg_->element("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"stroke", std::string(rule_grey)}, {"stroke-width", 1.0}});
        };
        for (int i = 0; i <= column_count_; ++i) line(column_left(i), header_top_, column_left(i), plot_bottom_);
        line(margin, plot_top_, right_, plot_top_);
        for (const RowLayout& row : rows_) line(margin, row.top + row.height, right_, row.top + row.height);
    }

    void print_label(const RowLayout& row) {
        const double text = 17 * static_cast<double>(row.label.size()) + 15 * static_cast<double>(row.note.size());
        double y = row.top + (row.height - text) / 2 + 13;
        for (const std::string& line : row.label) {
            svg_->text(margin, y, line, {14, ink, true, Anchor::start});
            y += 17;
        }
        y -= 1;
        for (const std::string& line : row.note) {
            svg_->text(margin, y, line, {11.5, faded, false, Anchor::start});
            y += 15;
        }
    }

    // --- Rows ----------------------------------------------------------------------------------------------------------------

    void print_row(std::size_t index) {
        print_label(rows_[index]);
        if (chart_.comparison) {
            print_subject(index);
            return;
        }
        for (const Bar& bar : chart_.rows[index].bars) print_step(bar, rows_[index]);
    }

    void print_step(const Bar& bar, const RowLayout& row) {
        const double middle = row.top + row.height / 2;
        if (bar.style == BarStyle::observed && !bar.marks.empty()) {
            print_marks(bar, middle - (ids_fit(bar) ? 7 : 0), ids_fit(bar));
        } else if (const auto box = place(bar, middle - bar_height / 2, bar_height)) {
            paint_bar(*svg_, bar.style, *box, bar.text);
        } else {
            print_missing(bar, middle);
        }
        if (bar.style == BarStyle::range) print_closed_word(bar, middle);
    }

    /// What stands in place of a value.
    void print_missing(const Bar& bar, double middle) {
        const std::vector<std::string> text = wrap(bar.text, right_ - plot_left - 30, 12, false, 1);
        if (!text.empty()) paint_note(*svg_, (plot_left + right_) / 2, middle + 4, text.front(), Anchor::middle, faded);
    }

    [[nodiscard]] double mark_gap(const Bar& bar) const {
        std::vector<int> in_column(static_cast<std::size_t>(column_count_));
        for (const Mark& mark : bar.marks) ++in_column[static_cast<std::size_t>(std::clamp(mark.column, 0, column_count_ - 1))];
        return column_width_ / (*std::max_element(in_column.begin(), in_column.end()) + 1);
    }

    [[nodiscard]] bool ids_fit(const Bar& bar) const {
        const double gap = mark_gap(bar);
        return std::all_of(bar.marks.begin(), bar.marks.end(), [&](const Mark& mark) { return text_width(mark.id, 11) + 4 <= gap; });
    }

    void print_marks(const Bar& bar, double y, bool with_ids) {
        const double gap = mark_gap(bar);
        for (int column = 0; column < column_count_; ++column) {
            std::vector<const Mark*> marks;
            for (const Mark& mark : bar.marks) {
                if (std::clamp(mark.column, 0, column_count_ - 1) == column) marks.push_back(&mark);
            }
            double x = column_middle(column) - gap * (static_cast<double>(marks.size()) - 1) / 2;
            double rise = gap < 18 ? 9 : 0;  // where they are close, one higher, one lower
            for (const Mark* mark : marks) {
                paint_mark(*svg_, mark->kind, x, y - rise);
                if (with_ids) svg_->text(x, y + 22, mark->id, {11, faded, false, Anchor::middle});
                x += gap;
                rise = -rise;
            }
        }
    }

    /// "not permitted", in the widest hatched place beside the range, if it fits; else the legend says it.
    void print_closed_word(const Bar& range, double middle) {
        if (const auto stretch = place_of_closed_word(range)) {
            const double x = (column_left(stretch->first) + column_left(stretch->last + 1)) / 2;
            paint_note(*svg_, x, middle + 4, chart_.closed, Anchor::middle, faded);
        }
    }

    [[nodiscard]] std::optional<Stretch> place_of_closed_word(const Bar& range) const {
        std::vector<Stretch> places = outside(range);
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (const int column : arrow_columns()) {  // an arrow may cross: right or left of it
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

    /// A subject's bars, one under another; what was declared frames them, ranges are hatched already.
    void print_subject(std::size_t index) {
        const RowLayout& row = rows_[index];
        const auto frame = [&](const Bar& bar) {
            if (bar.style == BarStyle::range) return;
            if (const auto box = place(bar, row.top + 4, row.height - 8)) {
                paint_frame(*svg_, bar.style, {box->x - 2, box->y, box->width + 4, box->height});
            }
        };
        for (const Bar& bar : chart_.behind) frame(bar);
        for (const Bar& bar : chart_.rows[index].bars) {
            if (bar.style == BarStyle::declared) frame(bar);
        }
        double y = row.top + (row.height - lanes(chart_.rows[index]) * lane_height) / 2;
        for (const Bar& bar : chart_.rows[index].bars) {
            if (!has_lane(bar)) continue;
            print_lane(bar, y);
            y += lane_height;
        }
    }

    void print_lane(const Bar& bar, double top) {
        const double middle = top + lane_height / 2;
        const auto box = place(bar, top + 2, lane_height - 4);
        if (bar.style == BarStyle::observed && !bar.marks.empty()) {
            print_marks(bar, middle, false);
        } else if (!box) {
            print_missing(bar, middle);
        } else if (bar.style == BarStyle::thin) {
            const double half = column_width_ / 2 - 20;
            paint_line(*svg_, column_middle(*bar.lowest) - half, column_middle(*bar.highest) + half, middle);
        } else {
            paint_bar(*svg_, bar.style, {box->x + 6, box->y, box->width - 12, box->height}, bar.text);
        }
    }

    /// The column in which the arrow to a clipped bar begins, outside of it; none where nothing was moved.
    [[nodiscard]] std::optional<int> arrow_column(const Bar& bar) const {
        if (bar.style != BarStyle::clipped || bar.moved.empty() || !bar.lowest || !bar.highest) return std::nullopt;
        if (!bar.from || *bar.from >= chart_.rows.size() || chart_.rows[*bar.from].bars.empty()) return std::nullopt;
        const Bar& source = chart_.rows[*bar.from].bars.front();
        if (!source.lowest || !source.highest) return std::nullopt;
        if (*source.highest > *bar.highest) return std::min(*source.highest, column_count_ - 1);
        if (*source.lowest < *bar.lowest) return std::max(*source.lowest, 0);
        return std::nullopt;
    }

    [[nodiscard]] std::vector<int> arrow_columns() const {
        std::vector<int> out;
        for (const ChartRow& row : chart_.rows) {
            for (const Bar& bar : row.bars) {
                if (const auto column = arrow_column(bar)) out.push_back(*column);
            }
        }
        return out;
    }

    /// The way from what was clipped to where it came to lie.
    void print_move(std::size_t index) {
        for (const Bar& bar : chart_.rows[index].bars) {
            if (const auto column = arrow_column(bar)) print_arrow(bar, index, *column, *bar.from);
        }
    }

    void print_arrow(const Bar& bar, std::size_t row, int column, std::size_t source_row) {
        const double middle = rows_[row].top + rows_[row].height / 2;
        const double source_middle = rows_[source_row].top + rows_[source_row].height / 2;
        const bool down = source_middle < middle;
        const Box target = *place(bar, middle - bar_height / 2, bar_height);
        const double start_y = source_middle + (down ? 1 : -1) * (bar_height / 2 + 2);
        const bool from_right = column > *bar.highest;
        const double x = column_middle(column);
        const double tip = from_right ? target.right() + 3 : target.x - 3;
        svg_->element("path", {{"d", fmt::format("M{:.1f} {:.1f} V{:.1f} H{:.1f}", x, start_y, middle, tip)}, {"fill", "none"},
                               {"stroke", std::string(ink)}, {"stroke-width", 1.6}, {"stroke-dasharray", "5 4"},
                               {"marker-end", svg_->reference("tip")}});
        const double needed = text_width(bar.moved, 12) + 40;
        const double beyond = from_right ? right_ - x : x - plot_left;
        if (std::abs(x - tip) >= needed) {
            paint_note(*svg_, (x + tip) / 2 + (from_right ? 4 : -4), middle + 4, bar.moved, Anchor::middle, ink);
        } else if (beyond >= needed - 24) {
            paint_note(*svg_, from_right ? x + 12 : x - 12, middle + 4, bar.moved, from_right ? Anchor::start : Anchor::end, ink);
        } else {
            paint_note(*svg_, from_right ? right_ - 8 : plot_left + 8, middle + bar_height / 2 + 8, bar.moved,
                       from_right ? Anchor::end : Anchor::start, ink);
        }
    }

    // --- Legend ----------------------------------------------------------------------------------------------------------------

    void add_key(Key key) {
        if (key.text.empty()) return;
        key.text = wrap(key.text, right_ - margin - 60, 11.5, false, 1).front();
        const bool there = std::any_of(keys_.begin(), keys_.end(), [&](const Key& k) {
            return k.shape == key.shape && k.text == key.text && k.kind == key.kind && k.style == key.style;
        });
        if (!there) keys_.push_back(std::move(key));
    }

    void collect_keys() {
        const auto add_bar = [&](const Bar& bar) {
            if (bar.style == BarStyle::range) return;  // the hatching says it
            const bool line = bar.style == BarStyle::thin && chart_.comparison;
            if (bar.style == BarStyle::observed) return;
            add_key({line ? Key::Shape::line : Key::Shape::bar, bar.style, 0, bar.label});
        };
        if (chart_.comparison) {
            for (const ChartRow& row : chart_.rows) std::for_each(row.bars.begin(), row.bars.end(), add_bar);
            std::for_each(chart_.behind.begin(), chart_.behind.end(), add_bar);
        }
        std::vector<bool> used(chart_.kinds.size());
        bool closed_said = true;
        const auto look = [&](const Bar& bar) {
            for (const Mark& mark : bar.marks) {
                if (mark.kind < used.size()) used[mark.kind] = true;
            }
            if (bar.style == BarStyle::range && !outside(bar).empty() && (chart_.comparison || !place_of_closed_word(bar))) closed_said = false;
        };
        for (const ChartRow& row : chart_.rows) std::for_each(row.bars.begin(), row.bars.end(), look);
        std::for_each(chart_.behind.begin(), chart_.behind.end(), look);
        for (std::size_t kind = 0; kind < used.size(); ++kind) {
            if (used[kind]) add_key({Key::Shape::mark, BarStyle::observed, kind, chart_.kinds[kind]});
        }
        if (!closed_said) add_key({Key::Shape::hatching, BarStyle::range, 0, chart_.closed});
    }

    /// Whether the corner's text needs a line of its own.
    [[nodiscard]] bool corner_apart() const {
        if (legend_.empty() || chart_.corner.empty()) return false;
        double used = 0;
        for (const Key& key : legend_.back()) used += 32 + text_width(key.text, 11.5) + 22;
        return used + text_width(chart_.corner, 11.5) > right_ - margin;
    }

    void print_legend() {
        double y = plot_bottom_ + 24;
        for (std::size_t i = 0; i < legend_.size(); ++i) {
            paint_keys(*svg_, legend_[i], margin, y);
            if (i + 1 < legend_.size() || corner_apart()) y += 20;
        }
        const std::vector<std::string> corner = wrap(chart_.corner, right_ - margin, 11.5, false, 1);
        if (!corner.empty()) svg_->text(right_, y, corner.front(), {11.5, faded, false, Anchor::end});
    }

    const Figure& figure_;
    const Chart& chart_;
    Svg* svg_ = nullptr;
    int column_count_ = 0;
    double column_width_ = 0, right_ = 0, width_ = 0, height_ = 0;
    double header_top_ = 0, plot_top_ = 0, plot_bottom_ = 0;
    std::size_t header_lines_ = 1;
    bool short_labels_ = false;
    std::vector<std::string> title_, subtitle_;
    std::vector<std::vector<std::string>> columns_;
    std::vector<RowLayout> rows_;
    std::vector<Key> keys_;
    std::vector<std::vector<Key>> legend_;
};

}  // namespace

std::string chart_svg(const Figure& figure) { return Printer(figure).print(); }

}  // namespace credence::report
