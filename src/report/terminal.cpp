#include "report/terminal.hpp"

#include <algorithm>

#include "report/explanation_prints.hpp"
#include "report/markdown_text.hpp"
#include "report/terminal_lines.hpp"
#include "report/tree.hpp"

namespace credence::report {

namespace {

using explain::Statement;

struct Lines {
    std::string branch, last, line, none;
};

const Lines& lines_of(const TerminalStyle& style) {
    static const Lines ascii{"+-- ", "+-- ", "|   ", "    "};
    static const Lines boxes{"├── ", "└── ", "│   ", "    "};
    return style.unicode ? boxes : ascii;
}

class TreePrinter {
public:
    TreePrinter(const Words& words, const TerminalStyle& style) : words_(words), style_(style), lines_(lines_of(style)) {
        style_.width = std::max<std::size_t>(style.width, 40);
    }

    std::string print(const Statement& root) {
        const auto children = shown_children(root, words_);
        line({"", children.empty() ? "" : lines_.line}, root);
        print_children(children, "", true);
        return std::move(out_);
    }

private:
    void line(const Prefix& prefix, const Statement& statement) {
        const auto claim = claim_of(statement);
        append_lines(out_, prefix, said(claim), ids_of(claim, words_), style_.width);
    }

    void print_children(const std::vector<Statement>& children, const std::string& indent, bool spaced) {
        for (std::size_t i = 0; i < children.size(); ++i) {
            const auto& child = children[i];
            const bool last = i + 1 == children.size();
            if (spaced) out_ += indent + lines_.line.substr(0, lines_.line.find(' ')) + "\n";
            const std::string below = indent + (last ? lines_.none : lines_.line);
            const auto grandchildren = shown_children(child, words_);
            // further lines of a statement go on beside the line to what is below it
            line({indent + (last ? lines_.last : lines_.branch), grandchildren.empty() ? below : below + lines_.line}, child);
            print_children(grandchildren, below, false);
        }
    }

    const Words& words_;
    TerminalStyle style_;
    const Lines& lines_;
    std::string out_;
};

class Writer {
public:
    Writer(const Words& words, const TerminalStyle& style) : words_(words), style_(style) {
        style_.width = std::max<std::size_t>(style.width, 40);
    }

    void heading(std::string_view text) {
        blank();
        out_ += style_.colour ? "\x1b[1m" + one_line(text) + "\x1b[0m\n" : one_line(text) + "\n";
    }
    void paragraph(const Claim& claim, std::string_view indent = "") {
        const std::string before(indent);
        append_lines(out_, {before, before + (indent.empty() ? "" : "  ")}, said(claim), ids_of(claim, words_), style_.width);
    }
    void section(const explain::ExplanationSection& section) {
        blank();
        if (!section.title.empty()) heading(section.title);
        for (const auto& one : section.text) paragraph(claim_of(one), "  ");
        if (section.table) append_table(out_, table_of(*section.table), words_, style_.width);
        for (std::size_t i = 0; i < section.trees.size(); ++i) {
            if (i > 0) blank();
            out_ += tree_text(section.trees[i], words_, style_);
        }
        for (const auto& one : section.notes) paragraph(claim_of(one), "  ");
    }
    void blank() {
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += "\n";
    }
    [[nodiscard]] std::string finish() { return std::move(out_); }

private:
    const Words& words_;
    TerminalStyle style_;
    std::string out_;
};

}  // namespace

std::string tree_text(const Statement& root, const Words& words, const TerminalStyle& style) {
    return TreePrinter(words, style).print(root);
}

std::string terminal_text(const explain::Explanation& explanation, const Words& words, const TerminalStyle& style) {
    Writer out(words, style);
    out.heading(explanation.question);
    if (!explanation.heading.empty()) {
        Claim heading;
        heading.text = explanation.heading;
        out.paragraph(heading);
    }
    out.blank();
    for (const auto& line : explanation.answer) out.paragraph(claim_of(line));
    for (const auto& section : explanation.sections) out.section(section);
    return out.finish();
}

}  // namespace credence::report
