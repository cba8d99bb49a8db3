#include "report/matrix_svg.hpp"

#include <algorithm>

#include "report/chart_paint.hpp"
#include "report/legend.hpp"

namespace credence::report {

namespace {

class MatrixPrinter {
public:
    MatrixPrinter(const Figure& figure, const Words& words) : matrix_(*figure.matrix), words_(words) {
        const auto count = static_cast<double>(matrix_.occasions.size());
        column_ = count <= 3 ? 150 : count <= 5 ? 128 : 112;
        together_left_ = plot_left + column_ * count;
        right_ = together_left_ + together_width;
        title_ = wrap(matrix_.title, right_ - margin, 16, true, 3);
        header_top_ = 24 + 20 * lines(title_);
        double deepest = 1;
        for (const auto& occasion : matrix_.occasions) {
            heads_.push_back({wrap(occasion.short_label, column_ - 10, 12.5, true, 2),
                              wrap(occasion.long_label, column_ - 10, 11, false, 3)});
            deepest = std::max(deepest, 16 * lines(heads_.back().first) + 14 * lines(heads_.back().second));
        }
        plot_top_ = header_top_ + deepest + 12;
        bottom_ = plot_top_;
        for (const auto& row : matrix_.rows) {
            rows_.push_back({bottom_, height_of(row)});
            bottom_ += rows_.back().height;
        }
        legend_.emplace(keys(), matrix_.corner, right_ - margin);
        svg_.emplace(figure.name, right_ + margin, bottom_ + legend_->height(), figure.title, figure.alt);
    }

    std::string print() {
        svg_->lines(margin, 30, title_, 20, {16, ink, true});
        svg_->element("rect", {{"x", together_left_},
                               {"y", header_top_},
                               {"width", together_width},
                               {"height", bottom_ - header_top_},
                               {"fill", plain_area.tint}});
        for (std::size_t i = 0; i < heads_.size(); ++i) {
            const double y =
                svg_->lines(middle_of(i), header_top_ + 14, heads_[i].first, 16, {12.5, ink, true, Anchor::middle});
            svg_->lines(middle_of(i), y - 1, heads_[i].second, 14, {11, faded, false, Anchor::middle});
        }
        svg_->text(together_left_ + together_width / 2, header_top_ + 14,
                   shortened(words_.say("matrix_together"), together_width - 10, 12.5, true),
                   {12.5, ink, true, Anchor::middle});
        svg_->line(margin, plot_top_, right_, plot_top_, grid_grey, 1);
        for (std::size_t i = 0; i < rows_.size(); ++i) print_row(matrix_.rows[i], rows_[i]);
        legend_->paint(*svg_, margin, bottom_);
        return svg_->finish();
    }

private:
    using Anchor = Svg::Anchor;
    static constexpr double margin = 18, label_width = 186, plot_left = margin + label_width + 10, together_width = 158,
                            sighting_height = 50, tallest_mark = 11;
    struct Place {
        double top, height;
    };

    static double lines(const std::vector<std::string>& text) { return static_cast<double>(text.size()); }
    static bool observed(const MatrixRow& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !cell.sightings.empty(); });
    }
    /// On a scale that is not too fine to be drawn.
    static bool on_scale(const MatrixRow& row, const Sighting& one) { return one.step && row.steps >= 2 && row.steps <= 10; }
    static bool in_mark(const Sighting& one) { return text_width(one.text, 12, true) <= 2 * tallest_mark - 6; }
    [[nodiscard]] double middle_of(std::size_t column) const {
        return plot_left + column_ * (static_cast<double>(column) + 0.5);
    }
    [[nodiscard]] static std::pair<std::vector<std::string>, std::vector<std::string>> label_of(const MatrixRow& row) {
        return {wrap(row.label, label_width, 13.5, true, 3), wrap(row.note, label_width, 11.5, false, 2)};
    }

    [[nodiscard]] double height_of(const MatrixRow& row) const {
        const auto [label, note] = label_of(row);
        double most = 1;
        for (const auto& cell : row.cells) most = std::max(most, static_cast<double>(cell.sightings.size()));
        const double together = 17 * lines(wrap(row.together, together_width - 12, 13.5, true, 2)) +
                                14 * lines(wrap(row.agreement, together_width - 12, 11.5, false, 3));
        return std::max({64.0, 17 * lines(label) + 15 * lines(note) + 18, together + 16, most * sighting_height + 12});
    }

    void print_row(const MatrixRow& row, const Place& place) {
        const double middle = place.top + place.height / 2;
        const auto [label, note] = label_of(row);
        double y = middle - (17 * lines(label) + 15 * lines(note)) / 2 + 13;
        y = svg_->lines(margin, y, label, 17, {13.5, ink, true});
        svg_->lines(margin, y - 1, note, 15, {11.5, faded});
        if (observed(row)) {
            for (std::size_t i = 0; i < row.cells.size(); ++i) print_cell(row, row.cells[i], middle_of(i), middle);
        } else if (!matrix_.occasions.empty()) {
            svg_->box({plot_left + 6, place.top + 10, together_left_ - plot_left - 12, place.height - 20},
                      {paper, quiet_grey, 1.5, "5 4", 6});
            svg_->centred((plot_left + together_left_) / 2, middle,
                          {shortened(words_.say("not_observed_cell"), together_left_ - plot_left - 24, 12.5)}, 15,
                          {12.5, faded, false, Anchor::middle});
        }
        const auto together = wrap(row.together, together_width - 12, 13.5, true, 2);
        const auto agreement = wrap(row.agreement, together_width - 12, 11.5, false, 3);
        const double x = together_left_ + together_width / 2;
        y = middle - (17 * lines(together) + 14 * lines(agreement)) / 2 + 13;
        y = svg_->lines(x, y, together, 17, {13.5, row.known ? ink : faded, row.known, Anchor::middle});
        svg_->lines(x, y - 1, agreement, 14, {11.5, faded, false, Anchor::middle});
        svg_->line(margin, place.top + place.height, right_, place.top + place.height, grid_grey, 1);
    }

    void print_cell(const MatrixRow& row, const MatrixCell& cell, double x, double middle) {
        if (cell.sightings.empty()) {
            svg_->line(x - 10, middle - 7, x + 10, middle - 7, quiet_grey, 1.6);
            return;
        }
        double y = middle - sighting_height * (static_cast<double>(cell.sightings.size()) - 1) / 2;
        for (const auto& one : cell.sightings) {
            print_sighting(row, one, x, y);
            y += sighting_height;
        }
    }

    void print_sighting(const MatrixRow& row, const Sighting& one, double x, double y) {
        const auto id = shortened(one.id, column_ - 8, 11);
        const bool inside = in_mark(one) && !one.text.empty();
        const double top = y - (inside ? 7 : 13), half = inside ? tallest_mark : 7;
        double at = x;
        if (on_scale(row, one)) {
            const double length = column_ - 48, step = length / (row.steps - 1);
            svg_->line(x - length / 2, top, x + length / 2, top, quiet_grey, 1.2);
            for (int i = 0; i < row.steps; ++i) {
                const double tick = x - length / 2 + step * i;
                svg_->line(tick, top - 4, tick, top + 4, quiet_grey, 1.2);
            }
            at = x - length / 2 + step * std::clamp(*one.step, 0, row.steps - 1);
        }
        paint_mark(*svg_, one.kind, at, top, half);
        if (inside) {
            svg_->centred(at, top, {one.text}, 13, {12, on_mark(one.kind), true, Anchor::middle});
        } else {
            svg_->text(x, y + 9, shortened(one.text, column_ - 8, 12, true), {12, ink, true, Anchor::middle});
        }
        if (!id.empty()) svg_->text(x, y + (inside ? 19 : 23), id, {11, faded, false, Anchor::middle});
    }

    [[nodiscard]] std::vector<Key> keys() const {
        std::vector<bool> kinds(matrix_.kinds.size());
        bool uncovered = false, nobody = false;
        for (const auto& row : matrix_.rows) {
            nobody = nobody || !observed(row);
            for (const auto& cell : row.cells) {
                uncovered = uncovered || (observed(row) && cell.sightings.empty());
                for (const auto& one : cell.sightings) {
                    if (one.kind < kinds.size()) kinds[one.kind] = true;
                }
            }
        }
        std::vector<Key> out;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            if (kinds[kind])
                out.push_back({matrix_.kinds[kind], [kind](Svg& svg, double x, double y) { paint_mark(svg, kind, x, y); }});
        }
        if (uncovered) {
            out.push_back({words_.say("matrix_key_uncovered"),
                           [](Svg& svg, double x, double y) { svg.line(x - 10, y, x + 10, y, quiet_grey, 1.6); }});
        }
        if (nobody) {
            out.push_back({words_.say("matrix_key_nobody"), [](Svg& svg, double x, double y) {
                               svg.box({x - 12, y - 7, 24, 13}, {paper, quiet_grey, 1.5, "4 3", 3});
                           }});
        }
        return out;
    }

    const Matrix& matrix_;
    const Words& words_;
    double column_ = 0, together_left_ = 0, right_ = 0, header_top_ = 0, plot_top_ = 0, bottom_ = 0;
    std::vector<std::string> title_;
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> heads_;
    std::vector<Place> rows_;
    std::optional<Legend> legend_;
    std::optional<Svg> svg_;
};

}  // namespace

std::string matrix_svg(const Figure& figure, const Words& words) { return MatrixPrinter(figure, words).print(); }

}  // namespace credence::report
