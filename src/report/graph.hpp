// A graph without circles, drawn in layers from top to bottom: who is led to stands below. For "what depends on what" of the rule
// book. Deterministic: ties go by the order of the nodes. Not a drawing tool for graphs of thousands.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace credence::report {

struct GraphNode {
    enum class Shape { recorded, derived, question, range, value, assessment } shape = Shape::value;
    std::string label, note;  // the note may be empty
};

struct Graph {
    std::vector<GraphNode> nodes;
    std::vector<std::pair<std::size_t, std::size_t>> edges;  // each once, from above to below
};

/// Without the edges that a longer way says already.
[[nodiscard]] Graph reduced(const Graph& graph);

struct GraphPoint {
    double x = 0, y = 0;
};
inline constexpr double graph_box_width = 172, graph_box_height = 60;

/// Where each node stands (the middle of its box), and each edge runs.
struct GraphLayout {
    std::vector<GraphPoint> nodes;
    std::vector<std::vector<GraphPoint>>
        edges;  // at least two points: from the lower side of a box to the upper side of another
    double width = 0, height = 0;
};
[[nodiscard]] GraphLayout layout(const Graph& graph);

/// What the legend calls the shapes, in their order.
using GraphLegend = std::vector<std::string>;
[[nodiscard]] std::string graph_svg(const Graph& graph, const std::string& id, const std::string& title,
                                    const std::string& description, const GraphLegend& legend);

}  // namespace credence::report
