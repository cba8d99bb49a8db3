#include <fmt/format.h>

#include <algorithm>

#include "report/graph.hpp"
#include "report/legend.hpp"
#include "report/svg.hpp"

namespace credence::report {

namespace {

using Shape = GraphNode::Shape;

/// Tints that stay apart in grey, too; the shape says the kind without them.
Svg::Look look_of(Shape shape) {
    const auto look = [](const Tinted& area) { return Svg::Look{area.tint, area.edge, 1.2}; };
    switch (shape) {
        case Shape::recorded: return look(plain_area);
        case Shape::derived: return look(yellow_area);
        case Shape::question: return look(leaf_area);
        case Shape::range: return look(violet_area);
        case Shape::value: return look(blue_area);
        case Shape::assessment: return {paper, ink, 2.6};
    }
    return {};
}

void paint_shape(Svg& svg, Shape shape, Box box) {
    auto look = look_of(shape);
    const double l = box.x, r = box.right(), t = box.y, b = box.bottom(), cut = std::min(12.0, box.height / 3);
    switch (shape) {
        case Shape::recorded:  // a sheet with a folded corner
            svg.path(outline({{l, t}, {r - cut, t}, {r, t + cut}, {r, b}, {l, b}}), look);
            svg.way(fmt::format("M{:.1f} {:.1f} L{:.1f} {:.1f} L{:.1f} {:.1f}", r - cut, t, r - cut, t + cut, r, t + cut),
                    look.stroke, look.width);
            break;
        case Shape::derived:  // a sheet with a margin
            svg.box(box, look);
            svg.line(l + cut / 2, t, l + cut / 2, b, look.stroke, look.width);
            break;
        case Shape::question: {  // between two poles
            const double m = box.middle_y();
            svg.path(outline({{l, m}, {l + cut, t}, {r - cut, t}, {r, m}, {r - cut, b}, {l + cut, b}}), look);
            break;
        }
        case Shape::range:  // between two ends
            svg.box(box, look);
            for (const double x : {l, r}) svg.line(x, t - 3, x, b + 3, look.stroke, 3);
            break;
        case Shape::value:
            look.corner = std::min(14.0, box.height / 2);
            svg.box(box, look);
            break;
        case Shape::assessment: svg.box(box, look); break;
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
    constexpr double head = 34, label_size = 11.5, line_height = 13.5, note_size = 10, graph_margin = 16;
    const auto places = layout(graph);
    std::vector<Key> keys;
    for (std::size_t i = 0; i < legend.size(); ++i) {
        const auto shape = static_cast<Shape>(i);
        if (std::none_of(graph.nodes.begin(), graph.nodes.end(), [&](const auto& node) { return node.shape == shape; }))
            continue;
        keys.push_back({legend[i], [shape](Svg& svg, double x, double y) {
                            paint_shape(svg, shape, {x - 12, y - 7, 24, 14});
                        }});
    }
    const double wanted = std::min(std::max(keys_width(keys), text_width(title, 15, true)) + 2 * graph_margin, 960.0);
    const double width = std::max(places.width, wanted);
    const double shift = (width - places.width) / 2;
    const Legend key(std::move(keys), "", width - 2 * graph_margin);
    Svg svg(id, width, places.height + head + key.height(), title, description);
    svg.text(graph_margin, 24, shortened(title, width - 2 * graph_margin, 15, true), {15, ink, true});
    for (const auto& line : places.edges) {
        auto moved = line;
        for (auto& point : moved) point = {point.x + shift, point.y + head};
        moved.back().y -= 5;
        svg.way(curve(moved), quiet_grey, 1.1);
        const auto end = moved.back();
        svg.element("path", {{"d", outline({{end.x - 3.2, end.y - 2}, {end.x + 3.2, end.y - 2}, {end.x, end.y + 5}})},
                             {"fill", quiet_grey}});
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const auto& node = graph.nodes[i];
        const Box box{places.nodes[i].x + shift - graph_box_width / 2, places.nodes[i].y + head - graph_box_height / 2,
                      graph_box_width, graph_box_height};
        paint_shape(svg, node.shape, box);
        const bool heavy = node.shape == Shape::assessment;
        const auto lines = wrap(node.label, graph_box_width - 40, label_size, heavy, 3);
        const double needed = static_cast<double>(lines.size()) * line_height + (node.note.empty() ? 0 : 12);
        const double y = svg.lines(box.middle_x(), box.middle_y() - needed / 2 + 11, lines, line_height,
                                   {label_size, ink, heavy, Svg::Anchor::middle});
        if (node.note.empty()) continue;
        svg.text(box.middle_x(), y, shortened(node.note, graph_box_width - 36, note_size),
                 {note_size, faded, false, Svg::Anchor::middle});
    }
    key.paint(svg, graph_margin, head + places.height);
    return svg.finish();
}

}  // namespace credence::report
