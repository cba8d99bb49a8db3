#include "check/components.hpp"

#include <algorithm>
#include <limits>

namespace credence::check {
namespace {

class Tarjan {
public:
    explicit Tarjan(const Graph& graph) : graph_(graph), nodes_(graph.size()) {}

    [[nodiscard]] std::vector<std::vector<std::uint32_t>> run() {
        for (std::uint32_t root = 0; root < graph_.size(); ++root)
            if (nodes_[root].order == unseen) connect(root);
        return std::move(components_);
    }

private:
    static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
    struct Node {
        std::uint32_t order = unseen, low = unseen;
        bool on_stack = false;
        std::size_t next = 0;  // successor to look at
    };

    void enter(std::uint32_t node) {
        nodes_[node].order = nodes_[node].low = seen_++;
        nodes_[node].on_stack = true;
        stack_.push_back(node);
        path_.push_back(node);
    }

    void connect(std::uint32_t root) {
        enter(root);
        while (!path_.empty()) {
            const auto at = path_.back();
            auto& node = nodes_[at];
            if (node.next < graph_[at].size()) {
                const auto successor = graph_[at][node.next++];
                if (nodes_[successor].order == unseen)
                    enter(successor);
                else if (nodes_[successor].on_stack)
                    node.low = std::min(node.low, nodes_[successor].order);
                continue;
            }
            path_.pop_back();
            if (!path_.empty()) nodes_[path_.back()].low = std::min(nodes_[path_.back()].low, node.low);
            if (node.low == node.order) close(at);
        }
    }

    void close(std::uint32_t root) {
        std::vector<std::uint32_t> component;
        do {
            component.push_back(stack_.back());
            nodes_[stack_.back()].on_stack = false;
            stack_.pop_back();
        } while (component.back() != root);
        std::sort(component.begin(), component.end());
        components_.push_back(std::move(component));
    }

    const Graph& graph_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> stack_, path_;
    std::uint32_t seen_ = 0;
    std::vector<std::vector<std::uint32_t>> components_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> components(const Graph& graph) { return Tarjan(graph).run(); }

}  // namespace credence::check
