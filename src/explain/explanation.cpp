#include "explain/explanation.hpp"

#include <algorithm>
#include <utility>

namespace credence::explain {
namespace {

/// How many statements of this detail stand below.
std::size_t count_below(const Statement& statement, Detail detail) {
    std::size_t out = 0;
    for (const auto& child : statement.children) {
        if (child.detail <= detail) out += 1 + count_below(child, detail);
    }
    return out;
}

void prune(std::vector<Statement>& statements, std::size_t depth, Detail detail) {
    std::erase_if(statements, [&](const Statement& one) { return one.detail > detail; });
    for (auto& one : statements) {
        if (depth == 0) {
            one.left_out += count_below(one, detail);
            one.children.clear();
        } else {
            prune(one.children, depth - 1, detail);
        }
    }
}

}  // namespace

Explanation pruned(Explanation explanation, const Pruning& pruning) {
    prune(explanation.answer, 0, pruning.detail);
    for (auto& section : explanation.sections) {
        prune(section.text, 0, pruning.detail);
        prune(section.trees, pruning.depth, pruning.detail);
        prune(section.notes, 0, pruning.detail);
    }
    std::erase_if(explanation.sections, [&](const ExplanationSection& section) {
        const bool empty = section.text.empty() && !section.table && section.trees.empty() && section.notes.empty();
        return empty || section.detail > pruning.detail;
    });
    return explanation;
}

Statement statement(std::string text, StatementKind kind, Detail detail) {
    Statement out;
    out.kind = kind;
    out.detail = detail;
    out.text = std::move(text);
    return out;
}

}  // namespace credence::explain
