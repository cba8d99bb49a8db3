#include "report/chart_paint.hpp"

#include <fmt/format.h>

namespace credence::report {

namespace {

struct Look {
    std::string fill, stroke;
    double width;
    std::string dash;
};

/// Strokes of at least 3:1 on white, told apart by weight and dash as well.
Look look_of(BarStyle style) {
    switch (style) {
        case BarStyle::range: return {"#ececec", "#595959", 2.2, ""};
        case BarStyle::declared: return {"#e0f3ed", "#009e73", 2.2, "7 4"};
        case BarStyle::clipped: return {"#f7e6ef", "#c0699a", 3.2, ""};
        case BarStyle::observed:
        case BarStyle::thin: break;
    }
    return {"#fdeee5", "#d55e00", 1.6, ""};
}

/// With the gap behind it.
double key_width(const Key& key) { return 54 + text_width(key.text, key_size); }

}  // namespace

void define_patterns(Svg& svg) {
    svg.open("defs", {});
    svg.open("pattern", {{"id", svg.id("hatch")},
                         {"width", 7.0},
                         {"height", 7.0},
                         {"patternUnits", "userSpaceOnUse"},
                         {"patternTransform", "rotate(45)"}});
    svg.element("line", {{"x1", 0.0}, {"y1", 0.0}, {"x2", 0.0}, {"y2", 7.0}, {"stroke", "#c9c9c9"}, {"stroke-width", 2.0}});
    svg.close("pattern");
    svg.open("marker", {{"id", svg.id("tip")},
                        {"viewBox", "0 0 10 10"},
                        {"refX", 9.0},
                        {"refY", 5.0},
                        {"markerWidth", 7.0},
                        {"markerHeight", 7.0},
                        {"orient", "auto"}});
    svg.element("path", {{"d", "M0 0 L10 5 L0 10 z"}, {"fill", std::string(ink)}});
    svg.close("marker");
    svg.close("defs");
}

void paint_hatching(Svg& svg, Box box) {
    svg.element("rect",
                {{"x", box.x}, {"y", box.y}, {"width", box.width}, {"height", box.height}, {"fill", svg.reference("hatch")}});
}

void paint_bar(Svg& svg, BarStyle style, Box box, std::string_view text) {
    const Look look = look_of(style);
    svg.element("rect", {{"x", box.x},
                         {"y", box.y},
                         {"width", box.width},
                         {"height", box.height},
                         {"rx", 5.0},
                         {"fill", look.fill},
                         {"stroke", look.stroke},
                         {"stroke-width", look.width},
                         {"stroke-dasharray", look.dash}});
    double size = 13;
    std::vector<std::string> lines = wrap(text, box.width - 10, size, true, 1);
    const bool cut = !lines.empty() && lines.front().ends_with("…") && !text.ends_with("…");
    if (cut && box.height >= 30) {
        size = 11;
        lines = wrap(text, box.width - 8, size, true, 2);
    }
    const double leading = size + 1.5;
    double y = box.middle_y() + size * 0.36 - leading * (static_cast<double>(lines.size()) - 1) / 2;
    for (const std::string& line : lines) {
        svg.text(box.middle_x(), y, line, {size, ink, true, Svg::Anchor::middle});
        y += leading;
    }
}

void paint_frame(Svg& svg, BarStyle style, Box box) {
    const Look look = look_of(style);
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
    const std::string colour = look_of(BarStyle::thin).stroke;
    svg.element("line", {{"x1", left}, {"y1", y}, {"x2", right}, {"y2", y}, {"stroke", colour}, {"stroke-width", 2.2}});
    for (const double x : {left, right}) {
        svg.element("circle",
                    {{"cx", x}, {"cy", y}, {"r", 5.5}, {"fill", colour}, {"stroke", "#ffffff"}, {"stroke-width", 1.0}});
        if (left == right) break;
    }
}

void paint_mark(Svg& svg, std::size_t kind, double x, double y) {
    const std::string dark(ink);
    switch (kind % 4) {
        case 0:
            svg.element("circle",
                        {{"cx", x}, {"cy", y}, {"r", 7.0}, {"fill", dark}, {"stroke", "#ffffff"}, {"stroke-width", 1.0}});
            break;
        case 1:
            svg.open("g", {{"transform", fmt::format("translate({:.1f} {:.1f})", x, y)}});
            svg.element(
                "path",
                {{"d", "M0 -8.5 L8.5 0 L0 8.5 L-8.5 0 Z"}, {"fill", "#ffffff"}, {"stroke", dark}, {"stroke-width", 2.0}});
            svg.close("g");
            break;
        case 2:
            svg.element("rect", {{"x", x - 6.5},
                                 {"y", y - 6.5},
                                 {"width", 13.0},
                                 {"height", 13.0},
                                 {"rx", 1.0},
                                 {"fill", "#737373"},
                                 {"stroke", dark},
                                 {"stroke-width", 1.5}});
            break;
        default:
            svg.open("g", {{"transform", fmt::format("translate({:.1f} {:.1f})", x, y)}});
            svg.element("path",
                        {{"d", "M0 -8 L8 6.5 L-8 6.5 Z"}, {"fill", "#ffffff"}, {"stroke", dark}, {"stroke-width", 2.0}});
            svg.close("g");
            break;
    }
}

void paint_note(Svg& svg, double x, double y, std::string_view text, Svg::Anchor anchor, std::string_view fill) {
    constexpr double size = 12;
    const double width = text_width(text, size) + 14;
    const double left = anchor == Svg::Anchor::start ? x - 7 : anchor == Svg::Anchor::middle ? x - width / 2 : x - width + 7;
    svg.element("rect", {{"x", left}, {"y", y - 15}, {"width", width}, {"height", 21.0}, {"rx", 3.0}, {"fill", "#ffffff"}});
    svg.text(x, y, text, {size, fill, false, anchor});
}

double keys_width(const std::vector<Key>& line) {
    double width = 0;
    for (const Key& key : line) width += key_width(key);
    return width;
}

std::vector<std::vector<Key>> arrange(const std::vector<Key>& keys, double width) {
    std::vector<std::vector<Key>> lines;
    double used = 0;
    for (const Key& key : keys) {
        const double needed = key_width(key);
        if (lines.empty() || used + needed > width) {
            lines.emplace_back();
            used = 0;
        }
        lines.back().push_back(key);
        used += needed;
    }
    return lines;
}

void paint_keys(Svg& svg, const std::vector<Key>& line, double x, double y) {
    for (const Key& key : line) {
        const Look look = look_of(key.style);
        switch (key.shape) {
            case Key::Shape::bar:
                svg.element("rect", {{"x", x},
                                     {"y", y - 11},
                                     {"width", 24.0},
                                     {"height", 13.0},
                                     {"rx", 3.0},
                                     {"fill", look.fill},
                                     {"stroke", look.stroke},
                                     {"stroke-width", 2.0},
                                     {"stroke-dasharray", look.dash.empty() ? "" : "5 3"}});
                break;
            case Key::Shape::line: paint_line(svg, x + 4, x + 20, y - 4); break;
            case Key::Shape::mark: paint_mark(svg, key.kind, x + 14, y - 4); break;
            case Key::Shape::hatching:
                svg.element("rect", {{"x", x},
                                     {"y", y - 11},
                                     {"width", 24.0},
                                     {"height", 13.0},
                                     {"rx", 1.0},
                                     {"fill", svg.reference("hatch")},
                                     {"stroke", "#8c8c8c"},
                                     {"stroke-width", 1.0}});
                break;
        }
        svg.text(x + 32, y, key.text, {key_size, faded, false, Svg::Anchor::start});
        x += key_width(key);
    }
}

}  // namespace credence::report
