// Clauses, tables and the lines of examples.
#include <fmt/format.h>

#include <algorithm>

#include "parse/lower_declarations.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Cursor;
using syntax::NodeKind;
using syntax::TokenKind;

std::vector<Cursor> DeclarationLowering::clauses() const {
    std::vector<Cursor> out;
    for (const auto child : declaration_) {
        if (child.kind() == NodeKind::clause) out.push_back(child);
    }
    return out;
}

bool DeclarationLowering::common(syntax::Head& head, Cursor clause) {
    switch (clause.front().kind) {
        case kw_about: head.about = pieces_.text(clause.first() + 1); return true;
        case kw_from: head.citations.push_back(citation(clause, clause.first() + 1)); return true;
        case kw_assumption: head.assumptions.push_back(pieces_.text(clause.first() + 1)); return true;
        default: return false;
    }
}

void DeclarationLowering::read_common(syntax::Head& head) {
    for (const auto clause : clauses()) common(head, clause);
}

bool DeclarationLowering::shared(syntax::Clauses& c, Cursor clause) {
    const auto value = clause.first() + 1;
    switch (clause.front().kind) {
        case kw_wording: c.wording = pieces_.words(value); return true;
        case kw_said:
            c.said_of = pieces_.words(value + 1);
            if (value + 5 < clause.last()) c.applied_to = pieces_.words(value + 5);
            return true;
        case kw_author: c.author = pieces_.words(value); return true;
        case kw_review: c.review_by = pieces_.name(value + 1); return true;
        case kw_only: c.only_if = pieces_.expression(*clause.begin()); return true;
        case kw_for: c.variables = variables(clause); return true;
        case kw_when: c.when = pieces_.expression(*clause.begin()); return true;
        case kw_unless: c.unless = pieces_.expression(*clause.begin()); return true;
        case kw_because: c.because = pieces_.text(value); return true;
        case kw_overrides: {
            const auto more = names(clause);
            c.overrides.insert(c.overrides.end(), more.begin(), more.end());
            return true;
        }
        default: return false;
    }
}

syntax::Citation DeclarationLowering::citation(Cursor clause, std::uint32_t name_token) const {
    syntax::Citation c;
    c.source = pieces_.name(name_token);
    c.span = clause.span();
    if (name_token + 1 < clause.last()) c.quote = pieces_.words(name_token + 1);
    return c;
}

syntax::Ask DeclarationLowering::ask(Cursor clause) const {
    syntax::Ask a{pieces_.words(clause.first() + 1), {}};
    if (clause.first() + 3 < clause.last()) a.whom = pieces_.name(clause.first() + 3);
    return a;
}

syntax::BoundKind DeclarationLowering::bound(Cursor node) const {
    switch (pieces_.token(node.last() - 1).kind) {
        case kw_most: return syntax::BoundKind::at_most;
        case kw_least: return syntax::BoundKind::at_least;
        case kw_exactly: return syntax::BoundKind::exactly;
        default: return syntax::BoundKind::within;
    }
}

// Names listed after the first token, with commas between.
std::vector<syntax::Name> DeclarationLowering::names(Cursor node) const {
    std::vector<syntax::Name> out;
    for (auto t = node.first() + 1; t < node.last(); t += 2) out.push_back(pieces_.name(t));
    return out;
}

std::vector<syntax::Expression> DeclarationLowering::expressions(Cursor node) {
    std::vector<syntax::Expression> out;
    for (const auto child : node) out.push_back(pieces_.expression(child));
    return out;
}

std::vector<syntax::Variable> DeclarationLowering::variables(Cursor node) const {
    std::vector<syntax::Variable> out;
    for (const auto child : node) out.push_back(pieces_.variable(child));
    return out;
}

void DeclarationLowering::cases(syntax::Define& define, Cursor clause) {
    const bool single = std::distance(clause.begin(), clause.end()) == 1;
    for (const auto node : clause) {
        syntax::Case c;
        c.span = node.span();
        auto child = node.begin();
        const auto after_value = (*child).last();
        c.value = pieces_.expression(*child);
        if (after_value == node.last()) {
            if (single) {
                define.value = std::move(c.value);
                return;
            }
            pieces_.report("E0011", node.span(), "this case does not say when it holds").help =
                "a case ends in `when CONDITION`, `otherwise` or `if unknown`";
            continue;
        }
        switch (pieces_.token(after_value).kind) {
            case kw_when: c.when = pieces_.expression(*++child); break;
            case kw_if: c.if_unknown = true; break;
            default:
                c.otherwise = true;
                c.if_unknown = after_value + 1 < node.last();
                break;
        }
        define.cases.push_back(std::move(c));
    }
}

// --- Tables ------------------------------------------------------------------------------------------------------------------

syntax::TableBody DeclarationLowering::table_body() {
    syntax::TableBody body;
    const auto check_length = [&](Cursor row_node, std::size_t found) {
        if (found == body.columns.size()) return true;
        auto& d = pieces_.report("E0014", row_node.span(),
                                 fmt::format("this row has {} {}, the head of the table {}", found, found == 1 ? "cell" : "cells",
                                             body.columns.size()));
        d.help = "each row has a cell for each column; `any` where the column does not matter";
        return false;
    };
    for (const auto node : declaration_) {
        if (node.kind() == NodeKind::columns) {
            body.span = node.span();
            for (const auto child : node) body.columns.push_back(column(child));
        } else if (node.kind() == NodeKind::ruling) {
            std::size_t pipes = 0;
            for (auto t = node.first(); t < node.last(); ++t) pipes += pieces_.token(t).kind == pipe ? 1U : 0U;
            check_length(node, pipes - 1);
        } else if (node.kind() == NodeKind::cells) {
            syntax::Row r;
            r.span = node.span();
            for (const auto child : node) r.cells.push_back(cell(child));
            if (check_length(node, r.cells.size())) body.rows.push_back(std::move(r));
        } else {
            continue;
        }
        body.span = join(body.span, node.span());
    }
    return body;
}

syntax::Column DeclarationLowering::column(Cursor node) {
    syntax::Column c;
    c.span = node.span();
    c.outcome = node.front().kind == kw_then && (node.begin() == node.end() || (*node.begin()).first() > node.first());
    for (const auto child : node) {
        if (child.kind() == NodeKind::bound) {
            c.bound = bound(child);
        } else {
            c.head = pieces_.expression(child);
        }
    }
    return c;
}

syntax::Cell DeclarationLowering::cell(Cursor node) {
    syntax::Cell c;
    c.span = node.span();
    c.values = expressions(node);
    const bool prefixed = node.begin() == node.end() || (*node.begin()).first() > node.first();
    if (!prefixed) {
        c.kind = syntax::Cell::Kind::values;
    } else if (node.front().kind == kw_otherwise) {
        c.kind = syntax::Cell::Kind::otherwise;
    } else if (node.front().kind == kw_between) {
        c.kind = syntax::Cell::Kind::between;
    } else if (node.front().kind != kw_any) {
        c.kind = syntax::Cell::Kind::comparison;
        c.comparison = comparison_of(node.front().kind);
    }
    return c;
}

// --- Examples ----------------------------------------------------------------------------------------------------------------

syntax::Given DeclarationLowering::given(Cursor node) {
    syntax::Given g;
    g.span = node.span();
    for (const auto child : node) {
        if (child.kind() == NodeKind::variable) {
            g.individual = pieces_.variable(child);
        } else if (child.kind() != NodeKind::evidence) {
            (g.fact ? g.value : g.fact) = pieces_.expression(child);
        } else {
            const auto value = child.first() + 1;
            switch (child.front().kind) {
                case kw_confidence: g.confidence = pieces_.name(value); break;
                case kw_kind: g.kind = pieces_.name(value); break;
                case kw_group: g.group = pieces_.name(value); break;
                case kw_on: g.on = pieces_.name(value); break;
                case kw_recorded: g.recorded = pieces_.name(value); break;
                case kw_source: g.source = pieces_.words(value); break;
                default: g.assessor = pieces_.words(value); break;
            }
        }
    }
    return g;
}

syntax::Expectation DeclarationLowering::expectation(Cursor node) {
    syntax::Expectation e;
    e.span = node.span();
    if (node.begin() == node.end()) {
        e.refused = pieces_.name(node.first() + 1);
        return e;
    }
    const auto condition = *node.begin();
    e.condition = pieces_.expression(condition);
    if (condition.last() < node.last()) e.saying = pieces_.words(node.last() - 1);
    return e;
}

}  // namespace credence::parse
