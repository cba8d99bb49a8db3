// Where everything of a range chart lies, before a line is drawn: columns, rows, what is closed, the legend. Figures are
// measured without a font at hand (svg.hpp), so that the same chart has the same places everywhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/chart_paint.hpp"
#include "report/document.hpp"
#include "report/legend.hpp"

namespace credence::report {

/// Columns side by side.
struct Stretch {
    int first = 0, last = 0;
};

struct RowPlace {
    double top = 0, height = 0;
    std::vector<std::string> label, note;  // by lines

    [[nodiscard]] double bottom() const { return top + height; }
    [[nodiscard]] double middle() const { return top + height / 2; }
};

class ChartLayout {
public:
    static constexpr double margin = 18;
    static constexpr double label_width = 172;
    static constexpr double plot_left = margin + label_width + 8;
    static constexpr double bar_height = 34;   // in a dossier
    static constexpr double lane_height = 24;  // in a comparison

    /// The chart has a column at least, and outlives its layout.
    explicit ChartLayout(const Chart& chart);

    double right = 0, width = 0, height = 0;  // of the plot; of the picture
    double header_top = 0, plot_top = 0, plot_bottom = 0;
    bool short_labels = false;  // there is a line for them
    std::vector<std::string> title, subtitle;
    std::vector<std::vector<std::string>> columns;  // long labels by lines
    std::vector<RowPlace> rows;
    std::optional<Legend> legend;

    [[nodiscard]] int column_count() const { return static_cast<int>(columns.size()); }
    [[nodiscard]] double column_width() const { return column_width_; }
    [[nodiscard]] double column_left(int column) const { return plot_left + column_width_ * column; }
    [[nodiscard]] double column_middle(int column) const { return column_left(column) + column_width_ / 2; }
    [[nodiscard]] int within(int column) const;  // the nearest column that there is

    /// Where a bar lies, from its columns; none without a value.
    [[nodiscard]] std::optional<Box> place(const Bar& bar, double y, double box_height) const;
    /// The columns that a bar leaves out.
    [[nodiscard]] std::vector<Stretch> outside(const Bar& bar) const;
    /// The one range that closes columns to all rows, if there is exactly one.
    [[nodiscard]] const Bar* only_range() const;
    /// Columns beside a range, clear of arrows, with room for what closed means; else the legend says it.
    [[nodiscard]] std::optional<Stretch> place_of_closed_word(const Bar& range) const;
    /// The column in which the arrow to a clipped bar begins, outside of it; none where nothing was moved.
    [[nodiscard]] std::optional<int> arrow_column(const Bar& bar) const;

    /// How many marks may stand side by side in a column: the distance between them.
    [[nodiscard]] double mark_gap(const Bar& bar) const;
    [[nodiscard]] bool mark_ids_fit(const Bar& bar) const;

    /// Of a comparison: whether a bar has a line of its own in a subject's row. What was declared frames the row instead.
    [[nodiscard]] static bool has_lane(const Bar& bar);
    [[nodiscard]] static double lanes_height(const ChartRow& row);

private:
    void lay_out_rows();
    [[nodiscard]] std::vector<Key> keys() const;

    const Chart& chart_;
    double column_width_ = 0;
};

}  // namespace credence::report
