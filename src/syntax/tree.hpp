// The lossless tree of one file: its tokens and, over them, nodes that nest. Tokens and the bytes between them (blanks,
// comments) tile the file, so the source can be rebuilt from the tree; nodes say what the tokens are. No names are looked up
// here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "syntax/token.hpp"
#include "text/source.hpp"

namespace credence::syntax {

enum class NodeKind : std::uint8_t {
    // the frame
    declaration,  // a head, then clauses; its first token says which
    head,
    clause,  // its first token is its opener
    error,   // tokens that could not be read
    // pieces of declarations
    variable,  // name ":" type
    type,
    value,      // name, label, short label
    odds,       // number ":" number
    setting,    // name "=" expression or number
    arguments,  // of a short-form rule
    band,
    given,     // an entry
    evidence,  // ", confidence high"
    expectation,
    columns,  // the first row of a table
    ruling,   // the row of dashes
    cells,    // any further row
    column,
    cell,
    define_case,
    effect,  // of a proposition
    bound,   // of a boundary or a column
    // expressions; the children are the operands
    disjunction,
    conjunction,
    negation,
    assurance,  // surely, possibly, settled
    quantifier,
    comparison,  // also between and in
    range,
    sum,
    product,
    step,  // up, down
    minus,
    status,  // known, unknown, disputed, conflict
    aggregate,
    top,
    observed,
    reference,  // a name; a call; Scale.value; P applies to x
    argument,   // with a name
    parentheses,
    literal,  // number, date, time, text, _
};

struct Node {
    NodeKind kind = NodeKind::error;
    std::uint32_t first = 0;  // tokens [first, last)
    std::uint32_t last = 0;
    std::uint32_t size = 1;  // itself and all below it, which follow it
};

/// A node as parsers record it: when it is complete, after its children.
struct Event {
    NodeKind kind = NodeKind::error;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

class SyntaxTree {
public:
    SyntaxTree() = default;
    SyntaxTree(text::FileId file, std::vector<Token> tokens, const std::vector<Event>& events);

    [[nodiscard]] text::FileId file() const { return file_; }
    [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
    /// In the order of the text, a node before what is below it.
    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

private:
    text::FileId file_;
    std::vector<Token> tokens_;
    std::vector<Node> nodes_;
};

/// A place in a tree: a node, its tokens and the nodes directly below it.
class Cursor {
public:
    Cursor(const SyntaxTree& tree, std::uint32_t node) : tree_(&tree), node_(node) {}

    [[nodiscard]] NodeKind kind() const { return node().kind; }
    [[nodiscard]] std::uint32_t first() const { return node().first; }
    [[nodiscard]] std::uint32_t last() const { return node().last; }
    [[nodiscard]] const Token& token(std::uint32_t index) const { return tree_->tokens()[index]; }
    [[nodiscard]] const Token& front() const { return token(first()); }
    [[nodiscard]] text::Span span() const;
    /// Is there a node of this kind here or below?
    [[nodiscard]] bool holds(NodeKind kind) const;

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Cursor;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Cursor;
        Iterator(const SyntaxTree& tree, std::uint32_t node) : tree_(&tree), node_(node) {}
        Cursor operator*() const { return {*tree_, node_}; }
        Iterator& operator++() {
            node_ += tree_->nodes()[node_].size;
            return *this;
        }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return node_ == other.node_; }

    private:
        const SyntaxTree* tree_;
        std::uint32_t node_;
    };
    [[nodiscard]] Iterator begin() const { return {*tree_, node_ + 1}; }
    [[nodiscard]] Iterator end() const { return {*tree_, node_ + node().size}; }

private:
    [[nodiscard]] const Node& node() const { return tree_->nodes()[node_]; }

    const SyntaxTree* tree_;
    std::uint32_t node_;
};

/// The declarations and errors of a file, in order.
[[nodiscard]] std::vector<Cursor> top_level(const SyntaxTree& tree);

}  // namespace credence::syntax
