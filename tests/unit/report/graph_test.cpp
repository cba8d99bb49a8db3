#include "report/graph.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace credence::report {
namespace {

Graph random_graph() {
    Graph graph;
    const auto count = *rc::gen::inRange<std::size_t>(1, 25);
    for (std::size_t i = 0; i < count; ++i) {
        graph.nodes.push_back({*rc::gen::element(GraphNode::Shape::recorded, GraphNode::Shape::range, GraphNode::Shape::value),
                               "node " + std::to_string(i), ""});
    }
    std::set<std::pair<std::size_t, std::size_t>> edges;
    for (std::size_t n = *rc::gen::inRange<std::size_t>(0, 3 * count); n > 0; --n) {
        const auto a = *rc::gen::inRange<std::size_t>(0, count);
        const auto b = *rc::gen::inRange<std::size_t>(0, count);
        if (a != b) edges.insert(std::minmax(a, b));
    }
    graph.edges.assign(edges.begin(), edges.end());
    return graph;
}

std::vector<std::vector<bool>> reach(const Graph& graph) {
    const auto n = graph.nodes.size();
    std::vector<std::vector<bool>> out(n, std::vector<bool>(n));
    for (const auto& [from, to] : graph.edges) out[from][to] = true;
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (out[i][k] && out[k][j]) out[i][j] = true;
    return out;
}

TEST(GraphReduced, leaves_out_what_a_longer_way_says) {
    const Graph graph{{{{}, "a", ""}, {{}, "b", ""}, {{}, "c", ""}}, {{0, 1}, {0, 2}, {1, 2}}};
    EXPECT_EQ(reduced(graph).edges, (std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {1, 2}}));
}

RC_GTEST_PROP(GraphReduced, reaches_what_the_whole_reaches_and_needs_every_edge, ()) {
    const auto graph = random_graph();
    const auto less = reduced(graph);
    RC_ASSERT(reach(less) == reach(graph));
    for (std::size_t i = 0; i < less.edges.size(); ++i) {
        auto fewer = less;
        fewer.edges.erase(fewer.edges.begin() + static_cast<std::ptrdiff_t>(i));
        RC_ASSERT(reach(fewer) != reach(graph));
    }
}

RC_GTEST_PROP(GraphLayout, goes_downwards_and_lets_no_box_touch_another, ()) {
    const auto graph = random_graph();
    const auto placed = layout(graph);
    RC_ASSERT(placed.nodes.size() == graph.nodes.size());
    for (std::size_t i = 0; i < placed.nodes.size(); ++i) {
        const auto& a = placed.nodes[i];
        RC_ASSERT(a.x >= graph_box_width / 2 && a.x <= placed.width - graph_box_width / 2);
        RC_ASSERT(a.y >= graph_box_height / 2 && a.y <= placed.height - graph_box_height / 2);
        for (std::size_t j = 0; j < i; ++j) {
            const auto& b = placed.nodes[j];
            const bool apart = std::abs(a.x - b.x) >= graph_box_width || std::abs(a.y - b.y) >= graph_box_height;
            RC_ASSERT(apart);
        }
    }
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const auto& line = placed.edges[e];
        const auto& from = placed.nodes[graph.edges[e].first];
        const auto& to = placed.nodes[graph.edges[e].second];
        RC_ASSERT(line.front().x == from.x && line.front().y == from.y + graph_box_height / 2);
        RC_ASSERT(line.back().x == to.x && line.back().y == to.y - graph_box_height / 2);
        RC_ASSERT(std::is_sorted(line.begin(), line.end(), [](const auto& a, const auto& b) { return a.y < b.y; }));
        // Where it crosses a layer it runs beside the boxes, not behind them.
        for (std::size_t p = 1; p + 1 < line.size(); ++p) {
            for (const auto& node : placed.nodes) {
                RC_ASSERT(std::abs(node.y - line[p].y) > graph_box_height / 2 ||
                          std::abs(node.x - line[p].x) >= graph_box_width / 2);
            }
        }
    }
}

TEST(GraphSvg, says_what_it_shows_and_escapes_it) {
    const Graph graph{{{GraphNode::Shape::recorded, "<b>a</b> & c", "2 attributes"}, {GraphNode::Shape::assessment, "b", ""}},
                      {{0, 1}}};
    const auto svg = graph_svg(graph, "g", "Title <x>", "In words.", {"r", "d", "q", "range", "v", "asked"});
    EXPECT_NE(svg.find("<title id=\"g-title\">Title &lt;x&gt;</title>"), std::string::npos);
    EXPECT_NE(svg.find("<desc id=\"g-desc\">In words.</desc>"), std::string::npos);
    EXPECT_NE(svg.find("&lt;b&gt;a&lt;/b&gt; &amp; c"), std::string::npos);
    EXPECT_NE(svg.find(">2 attributes<"), std::string::npos);
    EXPECT_NE(svg.find(">asked<"), std::string::npos);
    EXPECT_EQ(svg.find(">range<"), std::string::npos) << "the legend has the shapes that are there";
    EXPECT_EQ(svg, graph_svg(graph, "g", "Title <x>", "In words.", {"r", "d", "q", "range", "v", "asked"}));
}

}  // namespace
}  // namespace credence::report
