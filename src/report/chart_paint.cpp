#include "report/chart_paint.hpp"

#include <fmt/format.h>

namespace credence::report {

namespace {

/// Told apart by weight and dash as well as by colour.
Svg::Look look_of(BarStyle style) {
    const auto look = [](const Tinted& area, double width, std::string dash) {
        return Svg::Look{area.tint, area.edge, width, std::move(dash), 5};
    };
    switch (style) {
        case BarStyle::range: return look(grey_area, 2.2, "");
        case BarStyle::declared: return look(green_area, 2.2, "7 4");
        case BarStyle::clipped: return look(pink_area, 3.2, "");
        case BarStyle::observed:
        case BarStyle::thin: break;
    }
    return look(orange_area, 1.6, "");
}

bool is_filled(std::size_t kind) { return kind % 8 == 0 || kind % 8 == 2 || kind % 8 == 5 || kind % 8 == 7; }

}  // namespace

void define_patterns(Svg& svg) {
    svg.open("defs", {});
    svg.open("pattern", {{"id", svg.id("hatch")},
                         {"width", 8.0},
                         {"height", 8.0},
                         {"patternUnits", "userSpaceOnUse"},
                         {"patternTransform", "rotate(45)"}});
    svg.line(0, 0, 0, 8, hatch_grey, 1.3);
    svg.close("pattern");
    svg.open("marker", {{"id", svg.id("tip")},
                        {"viewBox", "0 0 10 10"},
                        {"refX", 9.0},
                        {"refY", 5.0},
                        {"markerWidth", 7.0},
                        {"markerHeight", 7.0},
                        {"orient", "auto"}});
    svg.element("path", {{"d", "M0 0 L10 5 L0 10 z"}, {"fill", ink}});
    svg.close("marker");
    svg.close("defs");
}

void paint_hatching(Svg& svg, const Box& box) {
    svg.element("rect",
                {{"x", box.x}, {"y", box.y}, {"width", box.width}, {"height", box.height}, {"fill", svg.reference("hatch")}});
}

void paint_bar(Svg& svg, BarStyle style, const Box& box, std::string_view text) {
    svg.box(box, look_of(style));
    double size = 13;
    std::vector<std::string> lines = wrap(text, box.width - 10, size, true, 1);
    const bool cut = !lines.empty() && lines.front().ends_with("…") && !text.ends_with("…");
    if (cut && box.height >= 30) {
        size = 11;
        lines = wrap(text, box.width - 8, size, true, 2);
    }
    svg.centred(box.middle_x(), box.middle_y(), lines, size + 1.5, {size, ink, true, Svg::Anchor::middle});
}

void paint_frame(Svg& svg, BarStyle style, const Box& box) {
    const auto look = look_of(style);
    svg.element("rect", {{"x", box.x},
                         {"y", box.y},
                         {"width", box.width},
                         {"height", box.height},
                         {"rx", 6.0},
                         {"fill", "none"},
                         {"stroke", look.stroke},
                         {"stroke-width", look.width},
                         {"stroke-dasharray", look.dash}});
}

void paint_line(Svg& svg, double left, double right, double y) {
    const auto colour = look_of(BarStyle::thin).stroke;
    svg.line(left, y, right, y, colour, 2.2);
    for (const double x : {left, right}) {
        svg.element("circle", {{"cx", x}, {"cy", y}, {"r", 5.5}, {"fill", colour}, {"stroke", paper}, {"stroke-width", 1.0}});
        if (left == right) break;
    }
}

void paint_mark(Svg& svg, std::size_t kind, double x, double y, double half) {
    const double wide = half * 1.21, side = half * 0.93;
    const Svg::Look look{is_filled(kind) ? ink : paper, ink, 2};
    switch (kind % 8) {
        case 0:
        case 4:
            svg.element("circle",
                        {{"cx", x}, {"cy", y}, {"r", half}, {"fill", look.fill}, {"stroke", ink}, {"stroke-width", 2.0}});
            break;
        case 1:
        case 5: svg.path(outline({{x, y - wide}, {x + wide, y}, {x, y + wide}, {x - wide, y}}), look); break;
        case 2:
        case 6: svg.box({x - side, y - side, 2 * side, 2 * side}, look); break;
        default: svg.path(outline({{x, y - wide}, {x + wide, y + side}, {x - wide, y + side}}), look); break;
    }
}

Colour on_mark(std::size_t kind) { return is_filled(kind) ? paper : ink; }

void paint_note(Svg& svg, double x, double y, std::string_view text, Svg::Anchor anchor, Colour fill) {
    constexpr double size = 12;
    const double width = text_width(text, size) + 14;
    const double left = anchor == Svg::Anchor::start ? x - 7 : anchor == Svg::Anchor::middle ? x - width / 2 : x - width + 7;
    svg.element("rect", {{"x", left}, {"y", y - 15}, {"width", width}, {"height", 21.0}, {"rx", 3.0}, {"fill", paper}});
    svg.text(x, y, text, {size, fill, false, anchor});
}

void paint_bar_key(Svg& svg, BarStyle style, double x, double y) {
    auto look = look_of(style);
    look.width = 2;
    look.corner = 3;
    if (!look.dash.empty()) look.dash = "5 3";
    svg.box({x - 12, y - 7, 24, 13}, look);
}

void paint_line_key(Svg& svg, double x, double y) { paint_line(svg, x - 8, x + 8, y); }

void paint_hatching_key(Svg& svg, double x, double y) {
    svg.element("rect", {{"x", x - 12},
                         {"y", y - 7},
                         {"width", 24.0},
                         {"height", 13.0},
                         {"fill", svg.reference("hatch")},
                         {"stroke", quiet_grey},
                         {"stroke-width", 1.0}});
}

}  // namespace credence::report
