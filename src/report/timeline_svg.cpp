#include "report/timeline_svg.hpp"

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "report/legend.hpp"
#include "report/svg.hpp"

namespace credence::report {

namespace {

struct Tick {
    std::int64_t day = 0;
    std::string text;
};

int year_of(std::int64_t day) { return std::stoi(Date{static_cast<std::int32_t>(day), Precision::day}.text().substr(0, 4)); }

std::int64_t first_of(int year, int month) {
    return Date::from_civil(std::clamp(year, 1, 9999), static_cast<unsigned>(month), 1).first;
}

/// Whole months, years or tens of years, about ten of them.
std::vector<Tick> ticks_between(std::int64_t from, std::int64_t to) {
    constexpr std::array<int, 13> steps = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000};  // months
    const auto months = static_cast<int>((to - from) / 30);
    int step = steps.back();
    for (auto one = steps.rbegin(); one != steps.rend(); ++one) {
        if (months / *one <= 10) step = *one;
    }
    std::vector<Tick> out;
    for (int month = year_of(from) * 12 / step * step; month / 12 <= 9999; month += step) {
        const auto day = first_of(month / 12, month % 12 + 1);
        if (day > to) break;
        if (day < from) continue;
        auto text = Date{static_cast<std::int32_t>(day), step % 12 == 0 ? Precision::year : Precision::month}.text();
        out.push_back({day, std::move(text)});
    }
    return out;
}

/// From its first day to its last, those that it may mean as an outline; what goes on ends in a tip.
void paint_period(Svg& svg, double first, double begun, double ended, double last, double y, bool open) {
    constexpr double half = 9;
    const auto shape = [&](double from, double to, bool tip) {
        to = std::max(to, from + (tip ? 9 : 3));
        const double back = tip ? to - 7 : to;
        return tip ? outline({{from, y - half}, {back, y - half}, {to, y}, {back, y + half}, {from, y + half}})
                   : outline({{from, y - half}, {to, y - half}, {to, y + half}, {from, y + half}});
    };
    const bool vague = begun - first > 2 || last - ended > 2;
    if (vague) svg.path(shape(first, last, open), {paper, violet_area.edge, 1.5, "4 3"});
    if (!vague || ended > begun) svg.path(shape(begun, ended, open), {violet_area.tint, violet_area.edge, 1.8});
}

class TimelinePrinter {
public:
    TimelinePrinter(const Figure& figure, const Words& words) : timeline_(*figure.timeline), words_(words) {
        from_ = to_ = timeline_.today;
        for (const auto& period : timeline_.periods) {
            from_ = std::min({from_, period.first, period.last});
            if (!reversed(period)) to_ = std::max(to_, period.last);
        }
        const auto ease = std::max<std::int64_t>((to_ - from_) / 40, 10);
        from_ -= ease;
        to_ += ease;
        title_ = wrap(timeline_.title, right - margin, 16, true, 3);
        top_ = 40 + 20 * static_cast<double>(title_.size());
        bottom_ = top_;
        for (const auto& period : timeline_.periods) {
            const double text = 16 * lines(label_of(period)) + 14 * lines(note_of(period));
            heights_.push_back(std::max(46.0, text + 14));
            bottom_ += heights_.back();
        }
        legend_.emplace(keys(), timeline_.corner, right - margin);
        svg_.emplace(figure.name, right + margin, bottom_ + legend_->height(), figure.title, figure.alt);
    }

    std::string print() {
        svg_->lines(margin, 30, title_, 20, {16, ink, true});
        for (const auto& tick : ticks_between(from_, to_)) {
            const double x = at(tick.day);
            svg_->line(x, top_ - 6, x, bottom_, grid_grey, 1);
            const double half = text_width(tick.text, 11) / 2;
            if (x - half > plot_left - 14 && x + half < right + margin)
                svg_->text(x, top_ - 10, tick.text, {11, faded, false, Svg::Anchor::middle});
        }
        svg_->line(margin, top_, right, top_, grid_grey, 1);
        const bool any_open = std::any_of(timeline_.periods.begin(), timeline_.periods.end(), [](auto& p) { return p.open; });
        if (any_open) svg_->line(at(timeline_.today), top_, at(timeline_.today), bottom_, ink, 1.4, "2 3");
        double y = top_;
        for (std::size_t i = 0; i < heights_.size(); ++i) {
            print_period(timeline_.periods[i], y, heights_[i]);
            y += heights_[i];
            svg_->line(margin, y, right, y, grid_grey, 1);
        }
        legend_->paint(*svg_, margin, bottom_);
        return svg_->finish();
    }

private:
    static constexpr double margin = 18, label_width = 236, plot_left = margin + label_width + 12, plot_width = 470,
                            right = plot_left + plot_width;

    static double lines(const std::vector<std::string>& text) { return static_cast<double>(text.size()); }
    static bool reversed(const Period& period) { return period.last < period.first; }
    static std::vector<std::string> label_of(const Period& period) { return wrap(period.label, label_width, 13, true, 2); }
    static std::vector<std::string> note_of(const Period& period) { return wrap(period.note, label_width, 11.5, false, 2); }
    [[nodiscard]] double at(std::int64_t day) const {
        return plot_left + plot_width * static_cast<double>(day - from_) / static_cast<double>(to_ - from_);
    }

    void print_period(const Period& period, double top, double height) {
        const double middle = top + height / 2;
        const auto label = label_of(period), note = note_of(period);
        double y = middle - (16 * lines(label) + 14 * lines(note)) / 2 + 12;
        y = svg_->lines(margin, y, label, 16, {13, ink, true});
        svg_->lines(margin, y, note, 14, {11.5, faded});
        const auto text = shortened(period.text, plot_width - 20, 11.5);
        const double needed = text_width(text, 11.5) + 16;
        if (reversed(period)) {
            write(at(to_) - needed, middle, text);
            return;
        }
        const double first = at(period.first), last = at(period.last);
        paint_period(*svg_, first, at(period.begun), at(period.ended), last, middle, period.open);
        if (last - first - (period.open ? 8 : 0) >= needed) {
            svg_->text((first + last) / 2, middle + 4, text, {11.5, ink, false, Svg::Anchor::middle});
        } else if (last + needed <= right) {
            write(last + 6, middle, text);
        } else if (first - needed >= plot_left) {
            write(first - needed + 2, middle, text);
        } else {
            write(std::max(plot_left, right - needed), middle + 18, text);
        }
    }

    /// On a plain ground, so that no line of the grid runs through it.
    void write(double x, double middle, const std::string& text) {
        if (text.empty()) return;
        svg_->element("rect",
                      {{"x", x}, {"y", middle - 8}, {"width", text_width(text, 11.5) + 6}, {"height", 16.0}, {"fill", paper}});
        svg_->text(x + 3, middle + 4, text, {11.5, ink});
    }

    [[nodiscard]] std::vector<Key> keys() const {
        bool open = false, vague = false;
        for (const auto& period : timeline_.periods) {
            open = open || period.open;
            if (reversed(period)) continue;
            vague = vague || at(period.begun) - at(period.first) > 2 || at(period.last) - at(period.ended) > 2;
        }
        std::vector<Key> out;
        if (open) {
            out.push_back({words_.say("timeline_key_open"),
                           [](Svg& svg, double x, double y) { paint_period(svg, x - 12, x - 12, x + 12, x + 12, y, true); }});
        }
        if (vague) {
            out.push_back({words_.say("timeline_key_vague"),
                           [](Svg& svg, double x, double y) { paint_period(svg, x - 12, x - 5, x + 5, x + 12, y, false); }});
        }
        return out;
    }

    const Timeline& timeline_;
    const Words& words_;
    std::int64_t from_ = 0, to_ = 0;
    double top_ = 0, bottom_ = 0;
    std::vector<std::string> title_;
    std::vector<double> heights_;
    std::optional<Legend> legend_;
    std::optional<Svg> svg_;
};

}  // namespace

std::string timeline_svg(const Figure& figure, const Words& words) { return TimelinePrinter(figure, words).print(); }

}  // namespace credence::report
