#include "explain/explanation.hpp"

#include <algorithm>
#include <utility>

namespace credence::explain {
namespace {

/// How many statements of this audience stand below.
std::size_t count_below(const Statement& statement, Audience audience) {
    std::size_t out = 0;
    for (const auto& child : statement.children) {
        if (child.audience <= audience) out += 1 + count_below(child, audience);
    }
    return out;
}

void prune(std::vector<Statement>& statements, std::size_t depth, Audience audience) {
    std::erase_if(statements, [&](const Statement& one) { return one.audience > audience; });
    for (auto& one : statements) {
        if (depth == 0) {
            one.left_out += count_below(one, audience);
            one.children.clear();
        } else {
            prune(one.children, depth - 1, audience);
        }
    }
}

}  // namespace

Explanation pruned(Explanation explanation, const Pruning& pruning) {
    prune(explanation.answer, 0, pruning.audience);
    for (auto& section : explanation.sections) {
        prune(section.text, 0, pruning.audience);
        prune(section.trees, pruning.depth, pruning.audience);
        prune(section.notes, 0, pruning.audience);
    }
    std::erase_if(explanation.sections, [&](const ExplanationSection& section) {
        const bool empty = section.text.empty() && !section.table && section.trees.empty() && section.notes.empty();
        return empty || section.audience > pruning.audience;
    });
    return explanation;
}

Statement statement(std::string text, StatementKind kind, Audience audience) {
    Statement out;
    out.kind = kind;
    out.audience = audience;
    out.text = std::move(text);
    return out;
}

}  // namespace credence::explain
