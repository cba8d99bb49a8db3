#include "syntax/tree.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace credence::syntax {

// Of n nodes in the order of their completion, the one at i with size s at depth d comes, before its children, at i - (s - 1)
// + d.
SyntaxTree::SyntaxTree(text::FileId file, std::vector<Token> tokens, const std::vector<Event>& events)
    : file_(file),
      tokens_(std::move(tokens)),
      nodes_(events.size()) {
    std::vector<std::uint32_t> sizes(events.size());
    std::vector<std::uint32_t> open;  // complete nodes without a parent yet
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        std::uint32_t size = 1;
        while (!open.empty() && events[open.back()].first >= events[i].first) {
            CREDENCE_CHECK(events[open.back()].last <= events[i].last);
            size += sizes[open.back()];
            open.pop_back();
        }
        sizes[i] = size;
        open.push_back(i);
    }
    std::vector<std::uint32_t> ends;  // for each node around, the place before its first
    for (auto i = static_cast<std::uint32_t>(events.size()); i-- > 0;) {
        while (!ends.empty() && i < ends.back()) ends.pop_back();
        const auto depth = static_cast<std::uint32_t>(ends.size());
        nodes_[i - (sizes[i] - 1) + depth] = {events[i].kind, events[i].first, events[i].last, sizes[i]};
        ends.push_back(i - (sizes[i] - 1));
    }
}

text::Span Cursor::span() const { return {tree_->file(), front().begin, token(last() - 1).end}; }

bool Cursor::holds(NodeKind kind) const {
    const auto begin = tree_->nodes().begin() + node_;
    return std::any_of(begin, begin + node().size, [&](const Node& n) { return n.kind == kind; });
}

std::vector<Cursor> top_level(const SyntaxTree& tree) {
    std::vector<Cursor> roots;
    for (std::uint32_t i = 0; i < tree.nodes().size(); i += tree.nodes()[i].size) roots.emplace_back(tree, i);
    return roots;
}

}  // namespace credence::syntax
