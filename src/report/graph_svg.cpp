#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/chart_paint.hpp"
#include "report/graph.hpp"
#include "report/svg.hpp"

namespace credence::report {

namespace {

using Shape = GraphNode::Shape;

struct NodeLook {
    std::string_view fill, edge;
    double stroke = 1.2;
};

/// Tints that stay apart in grey, too; the shape says the kind without them.
NodeLook look_of(Shape shape) {
    switch (shape) {
        case Shape::recorded: return {"#f2f2f2", "#6b6b6b", 1.2};
        case Shape::derived: return {"#fff3d6", "#8a6100", 1.2};
        case Shape::question: return {"#e3f0e0", "#2f6b2a", 1.2};
        case Shape::range: return {"#e9e4f5", "#5b4599", 1.2};
        case Shape::value: return {"#e2eefa", "#2b5f93", 1.2};
        case Shape::assessment: return {"#ffffff", "#1a1a1a", 2.6};
    }
    return {};
}

std::string path(std::initializer_list<GraphPoint> points) {
    std::string out;
    for (const auto& p : points) out += fmt::format("{}{:.1f} {:.1f}", out.empty() ? "M" : " L", p.x, p.y);
    return out + " Z";
}

void paint_shape(Svg& svg, Shape shape, Box box) {
    const auto look = look_of(shape);
    const std::string fill(look.fill), edge(look.edge);
    const double l = box.x, r = box.right(), t = box.y, b = box.bottom(), cut = std::min(12.0, box.height / 3);
    const auto outline = [&](std::string d) {
        svg.element("path", {{"d", std::move(d)}, {"fill", fill}, {"stroke", edge}, {"stroke-width", look.stroke}});
    };
    const auto rounded = [&](double radius) {
        svg.element("rect", {{"x", l},
                             {"y", t},
                             {"width", box.width},
                             {"height", box.height},
                             {"rx", std::min(radius, box.height / 2)},
                             {"fill", fill},
                             {"stroke", edge},
                             {"stroke-width", look.stroke}});
    };
    switch (shape) {
        case Shape::recorded:  // a sheet with a folded corner
            outline(path({{l, t}, {r - cut, t}, {r, t + cut}, {r, b}, {l, b}}));
            svg.element(
                "path",
                {{"d", fmt::format("M{:.1f} {:.1f} L{:.1f} {:.1f} L{:.1f} {:.1f}", r - cut, t, r - cut, t + cut, r, t + cut)},
                 {"fill", "none"},
                 {"stroke", edge},
                 {"stroke-width", look.stroke}});
            break;
        case Shape::derived:  // a sheet with a margin
            rounded(0);
            svg.element("line", {{"x1", l + cut / 2},
                                 {"y1", t},
                                 {"x2", l + cut / 2},
                                 {"y2", b},
                                 {"stroke", edge},
                                 {"stroke-width", look.stroke}});
            break;
        case Shape::question: {  // between two poles
            const double m = box.middle_y();
            outline(path({{l, m}, {l + cut, t}, {r - cut, t}, {r, m}, {r - cut, b}, {l + cut, b}}));
            break;
        }
        case Shape::range:  // between two ends
            rounded(0);
            for (const double x : {l, r}) {
                svg.element("line",
                            {{"x1", x}, {"y1", t - 3}, {"x2", x}, {"y2", b + 3}, {"stroke", edge}, {"stroke-width", 3.0}});
            }
            break;
        case Shape::value: rounded(14); break;
        case Shape::assessment: rounded(0); break;
    }
}

std::string curve(const std::vector<GraphPoint>& points) {
    std::string out = fmt::format("M{:.1f} {:.1f}", points.front().x, points.front().y);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto& a = points[i - 1];
        const auto& b = points[i];
        const double bend = (b.y - a.y) / 2;
        out += a.x == b.x
                   ? fmt::format(" L{:.1f} {:.1f}", b.x, b.y)
                   : fmt::format(" C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", a.x, a.y + bend, b.x, b.y - bend, b.x, b.y);
    }
    return out;
}

}  // namespace

std::string graph_svg(const Graph& graph, const std::string& id, const std::string& title, const std::string& description,
                      const GraphLegend& legend) {
    constexpr double head = 34, foot = 46, label_size = 11.5, line_height = 13.5, note_size = 10, key_width = 22;
    const auto places = layout(graph);
    std::vector<std::pair<Shape, std::string>> keys;
    double legend_width = 32;
    for (std::size_t i = 0; i < legend.size(); ++i) {
        const auto shape = static_cast<Shape>(i);
        if (std::none_of(graph.nodes.begin(), graph.nodes.end(), [&](const auto& node) { return node.shape == shape; }))
            continue;
        keys.emplace_back(shape, legend[i]);
        legend_width += key_width + 8 + text_width(legend[i], 11.5) + 26;
    }
    const double width = std::max(places.width, std::min(legend_width, 960.0));
    const double shift = (width - places.width) / 2;
    Svg svg(id, width, places.height + head + foot, title, description);
    svg.text(16, 24, title, {15, ink, true});
    for (const auto& line : places.edges) {
        auto moved = line;
        for (auto& point : moved) point = {point.x + shift, point.y + head};
        moved.back().y -= 5;
        svg.element("path", {{"d", curve(moved)}, {"fill", "none"}, {"stroke", "#8c8c8c"}, {"stroke-width", 1.1}});
        const auto end = moved.back();
        svg.element("path", {{"d", path({{end.x - 3.2, end.y - 2}, {end.x + 3.2, end.y - 2}, {end.x, end.y + 5}})},
                             {"fill", "#5f5f5f"}});
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const auto& node = graph.nodes[i];
        const Box box{places.nodes[i].x + shift - graph_box_width / 2, places.nodes[i].y + head - graph_box_height / 2,
                      graph_box_width, graph_box_height};
        paint_shape(svg, node.shape, box);
        const bool heavy = node.shape == Shape::assessment;
        const auto lines = wrap(node.label, graph_box_width - 40, label_size, heavy, 3);
        const double needed = static_cast<double>(lines.size()) * line_height + (node.note.empty() ? 0 : 12);
        double y = box.middle_y() - needed / 2 + 11;
        for (const auto& line : lines) {
            svg.text(box.middle_x(), y, line, {label_size, ink, heavy, Svg::Anchor::middle});
            y += line_height;
        }
        if (node.note.empty()) continue;
        const auto note = wrap(node.note, graph_box_width - 36, note_size, false, 1);
        svg.text(box.middle_x(), y, note.front(), {note_size, faded, false, Svg::Anchor::middle});
    }
    double x = 16;
    double y = head + places.height + 20;
    for (const auto& [shape, text] : keys) {
        const double needed = key_width + 8 + text_width(text, 11.5) + 26;
        if (x + needed > width && x > 16) {
            x = 16;
            y += 20;
        }
        paint_shape(svg, shape, {x, y - 10, key_width, 14});
        svg.text(x + key_width + 8, y + 1, text, {11.5, ink});
        x += needed;
    }
    return svg.finish();
}

}  // namespace credence::report
