#include "report/terminal.hpp"

#include <algorithm>
#include <set>

#include "report/markdown_text.hpp"
#include "report/terminal_lines.hpp"
#include "report/tree.hpp"

namespace credence::report {

namespace {

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

    std::string print(const Branch& root) {
        append_lines(out_, {"", children_line(root, "")}, said(root.claim), ids_of(root.claim, words_), style_.width);
        print_children(root, "", true);
        return std::move(out_);
    }

private:
    /// What stands before the further lines of a claim: the line to its branches, if it has any.
    [[nodiscard]] std::string children_line(const Branch& branch, const std::string& indent) const {
        return branch.branches.empty() ? indent : indent + lines_.line;
    }

    void print_children(const Branch& branch, const std::string& indent, bool spaced) {
        for (std::size_t i = 0; i < branch.branches.size(); ++i) {
            const Branch& child = branch.branches[i];
            const bool last = i + 1 == branch.branches.size();
            if (spaced) out_ += indent + lines_.line.substr(0, lines_.line.find(' ')) + "\n";
            const std::string below = indent + (last ? lines_.none : lines_.line);
            append_lines(out_, {indent + (last ? lines_.last : lines_.branch), children_line(child, below)}, said(child.claim),
                         ids_of(child.claim, words_), style_.width);
            print_children(child, below, false);
        }
    }

    const Words& words_;
    TerminalStyle style_;
    const Lines& lines_;
    std::string out_;
};

Claim plain(std::string text) {
    Claim out;
    out.text = std::move(text);
    return out;
}

/// A reason with its source's words, its scope and what it rests on.
Branch branch_of(const Reason& reason) {
    Branch out{reason, {}};
    if (!reason.scope.empty()) {
        // The assumption belongs to the scope here, where each has a line.
        out.claim.assumptions.clear();
    }
    for (const Claim& premise : reason.premises) out.branches.push_back({premise, {}});
    for (const Quote& quote : reason.quotes) out.branches.push_back({plain(quote.text), {}});
    if (!reason.scope.empty()) {
        Claim scope = plain(reason.scope);
        scope.assumptions = reason.assumptions;
        out.branches.push_back({scope, {}});
    }
    return out;
}

/// A step with the steps that it reads below it; one that was entered before is only named.
Branch branch_of(const std::vector<Step>& steps, std::size_t index, std::set<std::size_t>& entered) {
    const Step& step = steps[index];
    const Claim& claim = step.short_claim.text.empty() && step.short_claim.lead.empty() ? step.claim : step.short_claim;
    Branch out{claim, {}};
    if (!entered.insert(index).second) return out;
    for (const Reason& reason : step.reasons) out.branches.push_back(branch_of(reason));
    for (const std::size_t read : step.reads) {
        if (read < index) out.branches.push_back(branch_of(steps, read, entered));
    }
    for (const Claim& note : step.notes) out.branches.push_back({note, {}});
    return out;
}

/// The steps that no later one reads: the answer, and what else was shown.
std::vector<std::size_t> roots_of(const std::vector<Step>& steps) {
    std::set<std::size_t> read;
    for (const Step& step : steps) read.insert(step.reads.begin(), step.reads.end());
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!read.contains(i)) out.push_back(i);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

/// The ledger's table without what the tree above says already: a screen has room for the numbers.
Table narrow(const Ledger& ledger) {
    Table out = ledger.table;
    out.head.pop_back();
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        auto& cells = out.rows[i].cells;
        if (!ledger.rows[i].rule.empty()) cells.front() = plain(ledger.rows[i].rule);
        cells.pop_back();
    }
    return out;
}

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
    void table(const std::optional<Table>& table) {
        if (table && !table->rows.empty()) append_table(out_, *table, words_, style_.width);
    }
    void block(const Block& block) {
        if (!block.title.empty()) paragraph(plain(block.title));
        for (const Claim& claim : block.text) paragraph(claim, "  ");
        table(block.table);
        for (const Claim& note : block.notes) paragraph(note, "  ");
    }
    void tree(const Branch& root) { out_ += tree_text(root, words_, style_); }
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

std::string tree_text(const Branch& root, const Words& words, const TerminalStyle& style) {
    return TreePrinter(words, style).print(root);
}

std::string why_text(const Report& report, const Words& words, const TerminalStyle& style) {
    Writer out(words, style);
    out.heading(report.title);
    out.paragraph(plain(report.heading));
    if (report.answer) {
        out.blank();
        for (const Claim& line : report.answer->lines) out.paragraph(line);
    }
    if (report.reasons_for) {
        std::set<std::size_t> entered;
        for (const std::size_t root : roots_of(report.reasons_for->steps)) {
            out.blank();
            out.tree(branch_of(report.reasons_for->steps, root, entered));
        }
        for (const Step& step : report.reasons_for->steps) {
            for (const Ledger& ledger : step.ledgers) {
                out.blank();
                out.heading(ledger.title);
                out.table(narrow(ledger));
                for (const Claim& note : ledger.notes) out.paragraph(note, "  ");
            }
        }
    }
    if (report.reasons_against) {
        out.heading(words.say("reasons_against"));
        for (const Block& block : report.reasons_against->blocks) out.block(block);
        for (const Claim& note : report.reasons_against->notes) out.paragraph(note, "  ");
    }
    if (report.blocked) {
        out.heading(words.say("blocked"));
        out.block({"", report.blocked->text, report.blocked->table, report.blocked->notes});
    }
    return out.finish();
}

}  // namespace credence::report
