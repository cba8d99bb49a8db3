#include "report/graph.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace credence::report {

namespace {

constexpr std::size_t boxes_in_a_layer = 5;
constexpr double box_gap = 18, line_gap = 12, layer_gap = 40, margin = 16;
constexpr int sweeps = 24;

using Neighbours = std::vector<std::vector<std::size_t>>;

Neighbours below_of(const Graph& graph) {
    Neighbours out(graph.nodes.size());
    for (const auto& [from, to] : graph.edges) out[from].push_back(to);
    return out;
}

/// Nodes so that every edge leads to an earlier one.
std::vector<std::size_t> from_below(const Graph& graph) {
    const auto below = below_of(graph);
    std::vector<std::size_t> waits(graph.nodes.size());
    Neighbours above(graph.nodes.size());
    for (const auto& [from, to] : graph.edges) {
        ++waits[from];
        above[to].push_back(from);
    }
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (waits[i] == 0) out.push_back(i);
    }
    for (std::size_t at = 0; at < out.size(); ++at) {
        for (const auto next : above[out[at]]) {
            if (--waits[next] == 0) out.push_back(next);
        }
    }
    return out;
}

/// A node of a layer, or the place where an edge crosses it.
struct LayerItem {
    std::optional<std::size_t> node;
    std::vector<std::size_t> up, down;  // items of the layers beside it
    double x = 0, half = 0, rank = 0;
};

class Layering {
public:
    explicit Layering(const Graph& graph) : graph_(graph) {
        assign();
        cross();
        order();
        place();
    }

    [[nodiscard]] GraphLayout result() const {
        GraphLayout out;
        out.nodes.resize(graph_.nodes.size());
        double left = 0, right = 0;
        bool first = true;
        for (const auto& item : items_) {
            left = first ? item.x - item.half : std::min(left, item.x - item.half);
            right = first ? item.x + item.half : std::max(right, item.x + item.half);
            first = false;
        }
        std::vector<GraphPoint> points(items_.size());
        for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
            const double y = margin + graph_box_height / 2 + static_cast<double>(layer) * (graph_box_height + layer_gap);
            for (const auto i : layers_[layer]) points[i] = {items_[i].x - left + margin, y};
        }
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) out.nodes[n] = points[item_of_[n]];
        for (const auto& route : routes_) {
            auto& line = out.edges.emplace_back();
            for (const auto i : route) {
                const auto at = points[i];
                if (!items_[i].node || i != route.front()) line.push_back({at.x, at.y - graph_box_height / 2});
                if (!items_[i].node || i == route.front()) line.push_back({at.x, at.y + graph_box_height / 2});
            }
        }
        out.width = right - left + 2 * margin;
        out.height = 2 * margin + static_cast<double>(layers_.size()) * (graph_box_height + layer_gap) - layer_gap;
        return out;
    }

private:
    /// From below: a layer takes what only leads to lower layers, what has most above it first.
    void assign() {
        const auto below = below_of(graph_);
        std::vector<std::size_t> depth(graph_.nodes.size());
        auto downwards = from_below(graph_);
        std::reverse(downwards.begin(), downwards.end());
        for (const auto node : downwards) {
            for (const auto to : below[node]) depth[to] = std::max(depth[to], depth[node] + 1);
        }
        std::vector<std::optional<std::size_t>> layer(graph_.nodes.size());
        std::size_t placed = 0;
        std::vector<std::vector<std::size_t>> upwards;
        while (placed < graph_.nodes.size()) {
            std::vector<std::size_t> ready;
            for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
                const bool free =
                    std::all_of(below[n].begin(), below[n].end(), [&](std::size_t to) { return layer[to].has_value(); });
                if (!layer[n] && free) ready.push_back(n);
            }
            std::stable_sort(ready.begin(), ready.end(), [&](std::size_t a, std::size_t b) { return depth[a] > depth[b]; });
            if (ready.size() > boxes_in_a_layer) ready.resize(boxes_in_a_layer);
            std::sort(ready.begin(), ready.end());
            for (const auto n : ready) layer[n] = upwards.size();
            placed += ready.size();
            upwards.push_back(std::move(ready));
        }
        layer_of_.resize(graph_.nodes.size());
        layers_.resize(upwards.size());
        item_of_.resize(graph_.nodes.size());
        for (std::size_t l = 0; l < upwards.size(); ++l) {
            const auto at = upwards.size() - 1 - l;
            for (const auto n : upwards[l]) {
                layer_of_[n] = at;
                item_of_[n] = items_.size();
                items_.push_back({n, {}, {}, 0, graph_box_width / 2, 0});
                layers_[at].push_back(item_of_[n]);
            }
        }
    }

    /// An edge over several layers gets a place in each between.
    void cross() {
        for (const auto& [from, to] : graph_.edges) {
            std::vector<std::size_t> route{item_of_[from]};
            for (auto layer = layer_of_[from] + 1; layer < layer_of_[to]; ++layer) {
                // Edges of one source share their way down as far as they go.
                route.push_back(passage(from, layer));
            }
            route.push_back(item_of_[to]);
            for (std::size_t i = 1; i < route.size(); ++i) {
                auto& down = items_[route[i - 1]].down;
                if (std::find(down.begin(), down.end(), route[i]) != down.end()) continue;
                down.push_back(route[i]);
                items_[route[i]].up.push_back(route[i - 1]);
            }
            routes_.push_back(std::move(route));
        }
    }

    std::size_t passage(std::size_t from, std::size_t layer) {
        for (const auto& [key, item] : passages_) {
            if (key == std::pair(from, layer)) return item;
        }
        passages_.push_back({{from, layer}, items_.size()});
        items_.push_back({{}, {}, {}, 0, 1, 0});
        layers_[layer].push_back(items_.size() - 1);
        return items_.size() - 1;
    }

    void number() {
        for (const auto& layer : layers_) {
            for (std::size_t i = 0; i < layer.size(); ++i) items_[layer[i]].rank = static_cast<double>(i);
        }
    }

    [[nodiscard]] std::size_t crossings() const {
        std::size_t out = 0;
        for (const auto& layer : layers_) {
            std::vector<std::pair<double, double>> lines;
            for (const auto i : layer) {
                for (const auto j : items_[i].down) lines.emplace_back(items_[i].rank, items_[j].rank);
            }
            for (std::size_t a = 0; a < lines.size(); ++a) {
                for (std::size_t b = a + 1; b < lines.size(); ++b) {
                    if ((lines[a].first - lines[b].first) * (lines[a].second - lines[b].second) < 0) ++out;
                }
            }
        }
        return out;
    }

    /// Sweeps by the mean of the neighbours (Sugiyama 1981); the order with the fewest crossings is kept.
    void order() {
        number();
        auto best = layers_;
        auto fewest = crossings();
        for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
            const bool down = sweep % 2 == 0;
            for (std::size_t step = 1; step < layers_.size(); ++step) {
                auto& layer = layers_[down ? step : layers_.size() - 1 - step];
                std::vector<std::pair<double, std::size_t>> keyed;
                for (const auto i : layer) {
                    const auto& beside = down ? items_[i].up : items_[i].down;
                    double sum = 0;
                    for (const auto j : beside) sum += items_[j].rank;
                    keyed.emplace_back(beside.empty() ? items_[i].rank : sum / static_cast<double>(beside.size()), i);
                }
                std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
                for (std::size_t i = 0; i < layer.size(); ++i) {
                    layer[i] = keyed[i].second;
                    items_[layer[i]].rank = static_cast<double>(i);
                }
            }
            if (const auto now = crossings(); now < fewest) {
                fewest = now;
                best = layers_;
            }
        }
        layers_ = std::move(best);
        number();
    }

    [[nodiscard]] double distance(std::size_t a, std::size_t b) const {
        const double gap = items_[a].node && items_[b].node ? box_gap : line_gap;
        return items_[a].half + gap + items_[b].half;
    }

    /// Places as near as the order allows to the wished ones (isotonic regression by pooling neighbours).
    void settle(const std::vector<std::size_t>& layer, const std::vector<double>& wished, const std::vector<double>& weight) {
        struct Pool {
            double sum = 0, weight = 0;
            std::size_t count = 0;
            [[nodiscard]] double mean() const { return sum / weight; }
        };
        std::vector<double> offset(layer.size());
        for (std::size_t i = 1; i < layer.size(); ++i) offset[i] = offset[i - 1] + distance(layer[i - 1], layer[i]);
        std::vector<Pool> pools;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            pools.push_back({(wished[i] - offset[i]) * weight[i], weight[i], 1});
            while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
                auto& before = pools[pools.size() - 2];
                before.sum += pools.back().sum;
                before.weight += pools.back().weight;
                before.count += pools.back().count;
                pools.pop_back();
            }
        }
        std::size_t i = 0;
        for (const auto& pool : pools) {
            for (std::size_t n = 0; n < pool.count; ++n, ++i) items_[layer[i]].x = pool.mean() + offset[i];
        }
    }

    void place() {
        for (const auto& layer : layers_) {
            double x = 0;
            for (std::size_t i = 0; i < layer.size(); ++i) {
                if (i > 0) x += distance(layer[i - 1], layer[i]);
                items_[layer[i]].x = x;
            }
            for (const auto i : layer) items_[i].x -= x / 2;
        }
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (std::size_t step = 0; step < layers_.size(); ++step) {
                const auto& layer = layers_[sweep % 2 == 0 ? step : layers_.size() - 1 - step];
                std::vector<double> wished, weight;
                for (const auto i : layer) {
                    double sum = items_[i].x * 0.1, count = 0.1;
                    for (const auto* beside : {&items_[i].up, &items_[i].down}) {
                        for (const auto j : *beside) {
                            const double pull = items_[i].node || items_[j].node ? 1 : 4;  // long lines run straight
                            sum += items_[j].x * pull;
                            count += pull;
                        }
                    }
                    wished.push_back(sum / count);
                    weight.push_back(count);
                }
                settle(layer, wished, weight);
            }
        }
    }

    const Graph& graph_;
    std::vector<std::size_t> layer_of_, item_of_;
    std::vector<std::vector<std::size_t>> layers_;  // of items, from the top
    std::vector<LayerItem> items_;
    std::vector<std::pair<std::pair<std::size_t, std::size_t>, std::size_t>> passages_;
    std::vector<std::vector<std::size_t>> routes_;
};

}  // namespace

Graph reduced(const Graph& graph) {
    const auto below = below_of(graph);
    std::vector<std::vector<bool>> reaches(graph.nodes.size(), std::vector<bool>(graph.nodes.size()));
    for (const auto node : from_below(graph)) {
        for (const auto to : below[node]) {
            reaches[node][to] = true;
            for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
                if (reaches[to][n]) reaches[node][n] = true;
            }
        }
    }
    Graph out{graph.nodes, {}};
    for (const auto& [from, to] : graph.edges) {
        const bool longer = std::any_of(below[from].begin(), below[from].end(),
                                        [&, last = to](std::size_t other) { return other != last && reaches[other][last]; });
        if (!longer) out.edges.emplace_back(from, to);
    }
    return out;
}

GraphLayout layout(const Graph& graph) { return Layering(graph).result(); }

}  // namespace credence::report
