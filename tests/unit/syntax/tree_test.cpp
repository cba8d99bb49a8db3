#include "syntax/tree.hpp"

#include <gtest/gtest.h>

namespace credence::syntax {
namespace {

TEST(SyntaxTree, PutsNodesBeforeTheirChildrenInTheOrderOfTheText) {
    std::vector<Token> tokens(8);
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        tokens[i].begin = i * 10;
        tokens[i].end = i * 10 + 5;
    }
    // declaration( head(value value) clause ) error, as they were completed.
    const std::vector<Event> events = {{NodeKind::value, 1, 2},  {NodeKind::value, 2, 3},       {NodeKind::head, 0, 3},
                                       {NodeKind::clause, 3, 5}, {NodeKind::declaration, 0, 5}, {NodeKind::error, 5, 7}};
    const SyntaxTree tree(text::FileId{0}, tokens, events);
    const auto roots = top_level(tree);
    ASSERT_EQ(roots.size(), 2U);
    EXPECT_EQ(roots[0].kind(), NodeKind::declaration);
    EXPECT_EQ(roots[1].kind(), NodeKind::error);
    std::vector<NodeKind> kinds;
    for (const auto child : roots[0]) kinds.push_back(child.kind());
    EXPECT_EQ(kinds, (std::vector{NodeKind::head, NodeKind::clause}));
    std::vector<std::uint32_t> values;
    for (const auto value : *roots[0].begin()) values.push_back(value.first());
    EXPECT_EQ(values, (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(roots[0].span().begin, 0U);
    EXPECT_EQ(roots[0].span().end, 45U);
    EXPECT_TRUE(roots[0].holds(NodeKind::value));
    EXPECT_FALSE(roots[0].holds(NodeKind::error));
}

TEST(SyntaxTree, MayBeEmpty) { EXPECT_TRUE(top_level(SyntaxTree(text::FileId{0}, std::vector<Token>(1), {})).empty()); }

TEST(SyntaxTree, KeepsAChainOfOnlyChildrenInOrder) {
    const std::vector<Event> events = {{NodeKind::literal, 0, 1}, {NodeKind::minus, 0, 1}, {NodeKind::clause, 0, 1}};
    const SyntaxTree tree(text::FileId{0}, std::vector<Token>(2), events);
    ASSERT_EQ(tree.nodes().size(), 3U);
    EXPECT_EQ(tree.nodes()[0].kind, NodeKind::clause);
    EXPECT_EQ(tree.nodes()[1].kind, NodeKind::minus);
    EXPECT_EQ(tree.nodes()[2].kind, NodeKind::literal);
}

}  // namespace
}  // namespace credence::syntax
