#include "report/sides_svg.hpp"

#include <algorithm>

#include "report/legend.hpp"
#include "report/svg.hpp"

namespace credence::report {

namespace {

/// The shape that says how a rule stands; its colour says the pole once more.
void paint_pointing(Svg& svg, Pointing pointing, Colour colour, double x, double y) {
    switch (pointing) {
        case Pointing::applies: svg.box({x - 7, y - 7, 14, 14}, {colour, colour, 1, {}, 1.5}); break;
        case Pointing::implied: svg.box({x - 6.5, y - 6.5, 13, 13}, {paper, colour, 2, {}, 1.5}); break;
        case Pointing::open: svg.text(x, y + 6, "?", {17, ink, true, Svg::Anchor::middle}); break;
        case Pointing::applies_not:
            svg.way("M" + svg_number(x - 6) + " " + svg_number(y - 6) + " L" + svg_number(x + 6) + " " + svg_number(y + 6) +
                        " M" + svg_number(x - 6) + " " + svg_number(y + 6) + " L" + svg_number(x + 6) + " " + svg_number(y - 6),
                    quiet_grey, 2);
            break;
    }
}

class SidesPrinter {
public:
    SidesPrinter(const Figure& figure, const Words& words) : sides_(*figure.sides), words_(words) {
        title_ = wrap(sides_.title, width - 2 * margin, 16, true, 3);
        for (const bool upper : {false, true})
            poles_[upper] = wrap(upper ? sides_.upper : sides_.lower, half - 130, 13, true, 2);
        top_ = 34 + 20 * lines(title_) + 16 * std::max({1.0, lines(poles_[0]), lines(poles_[1])});
        const auto& lower = sides_.lower_rows;
        const auto& upper = sides_.upper_rows;
        bottom_ = top_;
        for (std::size_t i = 0; i < std::max({lower.size(), upper.size(), std::size_t{1}}); ++i) {
            double height = 44;
            if (i < lower.size()) height = std::max(height, height_of(lower[i]));
            if (i < upper.size()) height = std::max(height, height_of(upper[i]));
            heights_.push_back(height);
            bottom_ += height + gap;
        }
        legend_.emplace(keys(), sides_.corner, width - 2 * margin);
        svg_.emplace(figure.name, width, bottom_ + legend_->height(), figure.title, figure.alt);
    }

    std::string print() {
        svg_->lines(margin, 30, title_, 20, {16, ink, true});
        svg_->line(width / 2, top_ - 30, width / 2, bottom_ - 2, ink, 2.2);
        print_side(sides_.lower_rows, sides_.lower_count, sides_.lower_none, false);
        print_side(sides_.upper_rows, sides_.upper_count, sides_.upper_none, true);
        legend_->paint(*svg_, margin, bottom_ - 2);
        return svg_->finish();
    }

private:
    using Anchor = Svg::Anchor;
    static constexpr double width = 760, margin = 18, half = width / 2 - margin - 10, gap = 10, shape_room = 40, id_room = 120;

    static double lines(const std::vector<std::string>& text) { return static_cast<double>(text.size()); }
    struct Texts {
        std::string id;
        std::vector<std::string> label, note;
        double beside;  // of the label, for the id
    };
    static Texts texts_of(const SideRow& row) {
        Texts out;
        out.id = shortened(row.id, id_room, 13, true);
        out.beside = out.id.empty() ? 0 : text_width(out.id, 13, true) + 10;
        out.label = wrap(row.label, half - shape_room - 12 - out.beside, 13, false, 3);
        out.note = wrap(row.note, half - shape_room - 12, 11.5, false, 2);
        return out;
    }
    static double height_of(const SideRow& row) {
        const auto texts = texts_of(row);
        return 16 * std::max(1.0, lines(texts.label)) + 14 * lines(texts.note) + 18;
    }

    void print_side(const std::vector<SideRow>& rows, const std::string& count, const std::string& none, bool upper) {
        const double inner = upper ? width / 2 + 10 : width / 2 - 10, outer = upper ? width - margin : margin;
        const auto towards_inner = upper ? Anchor::start : Anchor::end, towards_outer = upper ? Anchor::end : Anchor::start;
        const double head = top_ - 12 - 16 * (lines(poles_[upper]) - 1);
        svg_->lines(inner, head, poles_[upper], 16, {13, ink, true, towards_inner});
        double pole = 0;
        for (const auto& line : poles_[upper]) pole = std::max(pole, text_width(line, 13, true));
        svg_->text(outer, top_ - 12, shortened(count, half - pole - 12, 11.5), {11.5, faded, false, towards_outer});
        if (rows.empty()) {
            svg_->centred((inner + outer) / 2, top_ + heights_.front() / 2, wrap(none, half - 20, 12, false, 2), 15,
                          {12, faded, false, Anchor::middle});
        }
        double y = top_;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            print_row(rows[i], {std::min(inner, outer), y, half, heights_[i]}, upper);
            y += heights_[i] + gap;
        }
    }

    void print_row(const SideRow& row, const Box& box, bool upper) {
        const Tinted& area = upper ? orange_area : blue_area;
        const auto look = [&]() -> Svg::Look {
            switch (row.pointing) {
                case Pointing::applies: return {area.tint, area.edge, 2.2, {}, 5};
                case Pointing::implied: return {paper, area.edge, 1.6, "6 4", 5};
                default: return {paper, quiet_grey, 1, {}, 5};
            }
        };
        svg_->box(box, look());
        paint_pointing(*svg_, row.pointing, area.edge, upper ? box.x + 22 : box.right() - 22, box.middle_y());
        const auto texts = texts_of(row);
        const auto anchor = upper ? Anchor::start : Anchor::end;
        const double x = upper ? box.x + shape_room : box.right() - shape_room, sign = upper ? 1 : -1;
        const bool quiet = row.pointing == Pointing::applies_not;
        double y = box.middle_y() - (16 * std::max(1.0, lines(texts.label)) + 14 * lines(texts.note)) / 2 + 12;
        if (!texts.id.empty()) svg_->text(x, y, texts.id, {13, quiet ? faded : ink, true, anchor});
        y = svg_->lines(x + sign * texts.beside, y, texts.label, 16, {13, quiet ? faded : ink, false, anchor});
        if (texts.label.empty()) y += 16;
        svg_->lines(x, y, texts.note, 14, {11.5, faded, false, anchor});
    }

    [[nodiscard]] std::vector<Key> keys() const {
        std::vector<Key> out;
        const std::pair<Pointing, std::string_view> all[] = {{Pointing::applies, "sides_key_applies"},
                                                             {Pointing::implied, "sides_key_implied"},
                                                             {Pointing::open, "sides_key_open"},
                                                             {Pointing::applies_not, "sides_key_not"}};
        for (const auto& [pointing, word] : all) {
            const auto stands = [kind = pointing](const SideRow& row) { return row.pointing == kind; };
            const bool any = std::any_of(sides_.lower_rows.begin(), sides_.lower_rows.end(), stands) ||
                             std::any_of(sides_.upper_rows.begin(), sides_.upper_rows.end(), stands);
            if (!any) continue;
            out.push_back({words_.say(word), [kind = pointing](Svg& svg, double x, double y) {
                               paint_pointing(svg, kind, plain_area.edge, x, y);
                           }});
        }
        return out;
    }

    const Sides& sides_;
    const Words& words_;
    double top_ = 0, bottom_ = 0;
    std::vector<std::string> title_, poles_[2];
    std::vector<double> heights_;
    std::optional<Legend> legend_;
    std::optional<Svg> svg_;
};

}  // namespace

std::string sides_svg(const Figure& figure, const Words& words) { return SidesPrinter(figure, words).print(); }

}  // namespace credence::report
