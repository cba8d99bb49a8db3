#include "report/explanation_prints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "report/markdown_text.hpp"
#include "report/terminal_lines.hpp"
#include "report/tree.hpp"

namespace credence::report {

using explain::Explanation;
using explain::Statement;

Claim claim_of(const Statement& statement) {
    Claim out;
    out.lead = statement.lead;
    out.text = statement.text;
    out.rules = statement.rules;
    out.facts = statement.facts;
    out.assumptions = statement.assumptions;
    out.state = statement.state;
    return out;
}

std::vector<Statement> shown_children(const Statement& statement, const Words& words) {
    auto out = statement.children;
    if (statement.left_out > 0) out.push_back(explain::statement(words.count("statements_left_out", statement.left_out)));
    return out;
}

Table table_of(const explain::StatementTable& table) {
    Table out;
    out.head = table.head;
    for (const auto& row : table.rows) {
        Row cells;
        for (const auto& one : row) cells.cells.push_back(claim_of(one));
        out.rows.push_back(std::move(cells));
    }
    return out;
}

// --- Markdown ------------------------------------------------------------------------------------------------------------

namespace {

std::string in_markdown(const Claim& claim, const Words& words) {
    std::string out;
    if (!claim.lead.empty()) out += "**" + markdown_text(claim.lead) + "**";
    if (!claim.text.empty()) out += (out.empty() ? "" : " ") + markdown_text(claim.text);
    const auto ids = ids_of(claim, words);
    if (ids.empty()) return out;
    return out.empty() ? markdown_text(ids) : out + " " + markdown_text("[" + ids + "]");
}

class MarkdownPrinter {
public:
    explicit MarkdownPrinter(const Words& words) : words_(words) {}

    std::string print(const Explanation& explanation) {
        out_ = "# " + markdown_text(explanation.question) + "\n";
        if (!explanation.heading.empty()) paragraph(markdown_text(explanation.heading));
        for (const auto& line : explanation.answer) paragraph(in_markdown(claim_of(line), words_));
        for (const auto& section : explanation.sections) {
            if (!section.title.empty()) paragraph("## " + markdown_text(section.title));
            for (const auto& one : section.text) paragraph(in_markdown(claim_of(one), words_));
            if (section.table) table(table_of(*section.table));
            if (!section.trees.empty()) out_ += "\n";
            for (const auto& tree : section.trees) item(tree, 0);
            if (!section.notes.empty()) out_ += "\n";
            for (const auto& note : section.notes) item(note, 0);
        }
        return std::move(out_);
    }

private:
    void paragraph(const std::string& text) { out_ += "\n" + text + "\n"; }

    void table(const Table& table) {
        out_ += "\n";
        const auto row = [&](const std::vector<std::string>& cells) {
            for (const auto& cell : cells) out_ += "| " + cell + (cell.empty() ? "" : " ");
            out_ += "|\n";
        };
        std::vector<std::string> head, rule;
        for (const auto& one : table.head) {
            head.push_back(markdown_text(one));
            rule.emplace_back("---");
        }
        row(head);
        row(rule);
        for (const auto& one : table.rows) {
            std::vector<std::string> cells;
            for (const auto& cell : one.cells) cells.push_back(in_markdown(cell, words_));
            row(cells);
        }
    }

    void item(const Statement& statement, std::size_t level) {
        out_ += std::string(2 * std::min(level, deepest_list), ' ') + "- " + in_markdown(claim_of(statement), words_) + "\n";
        for (const auto& child : shown_children(statement, words_)) item(child, level + 1);
    }

    static constexpr std::size_t deepest_list = 40;  // readers of Markdown give up on more
    const Words& words_;
    std::string out_;
};

// --- DOT -----------------------------------------------------------------------------------------------------------------

/// In double quotes, lines broken where `dot` is told to.
std::string in_dot(std::string_view text) {
    constexpr std::size_t columns = 42;
    std::string out = "\"";
    bool first = true;
    for (const auto& line : wrap_columns(text, columns)) {
        if (!first) out += "\\n";
        first = false;
        for (const char c : line) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
    }
    return out + "\"";
}

std::string_view shape_of(explain::StatementKind kind) {
    switch (kind) {
        case explain::StatementKind::observation:
        case explain::StatementKind::tuple: return "box, style=filled, fillcolor=\"#eeeeee\"";
        case explain::StatementKind::rule:
        case explain::StatementKind::one_case: return "box, style=rounded";
        case explain::StatementKind::quote:
        case explain::StatementKind::assumption:
        case explain::StatementKind::note: return "plaintext";
        default: return "box";
    }
}

class DotPrinter {
public:
    explicit DotPrinter(const Words& words) : words_(words) {}

    std::string print(const Explanation& explanation) {
        out_ = fmt::format("digraph explanation {{\n  label={};\n  node [fontname=\"sans-serif\", fontsize=10];\n",
                           in_dot(explanation.question));
        for (const auto& section : explanation.sections) {
            for (const auto& tree : section.trees) (void)add(tree);
        }
        for (const auto& [from, to] : edges_) out_ += fmt::format("  n{} -> n{};\n", from, to);
        return out_ + "}\n";
    }

private:
    std::size_t add(const Statement& statement) {
        const auto claim = claim_of(statement);
        auto text = said(claim);
        if (const auto ids = ids_of(claim, words_); !ids.empty()) text += " [" + ids + "]";
        const auto [found, is_new] = nodes_.try_emplace({static_cast<int>(statement.kind), text}, nodes_.size() + 1);
        const std::size_t node = found->second;
        if (is_new) {
            const bool open = statement.state && (*statement.state == State::unknown || *statement.state == State::disputed);
            out_ += fmt::format("  n{} [label={}, shape={}{}];\n", node, in_dot(text), shape_of(statement.kind),
                                open ? ", color=\"#888888\", fontcolor=\"#555555\"" : "");
        }
        for (const auto& child : shown_children(statement, words_)) edges_.insert({node, add(child)});
        return node;
    }

    const Words& words_;
    std::string out_;
    std::map<std::pair<int, std::string>, std::size_t> nodes_;
    std::set<std::pair<std::size_t, std::size_t>> edges_;
};

}  // namespace

std::string markdown(const Explanation& explanation, const Words& words) { return MarkdownPrinter(words).print(explanation); }

std::string dot(const Explanation& explanation, const Words& words) { return DotPrinter(words).print(explanation); }

}  // namespace credence::report
