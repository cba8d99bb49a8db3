#include "parse/lower_declarations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/check.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Cursor;
using syntax::Declaration;
using syntax::NodeKind;
using syntax::TokenKind;

DeclarationLowering::DeclarationLowering(Lowering& pieces, Cursor declaration)
    : pieces_(pieces),
      declaration_(declaration),
      form_(*syntax::declaration_form(declaration.front().kind)) {}

std::vector<std::uint32_t> DeclarationLowering::direct(Cursor node) const {
    std::vector<std::uint32_t> out;
    auto at = node.first();
    for (const auto child : node) {
        while (at < child.first()) out.push_back(at++);
        at = child.last();
    }
    while (at < node.last()) out.push_back(at++);
    return out;
}

syntax::Head DeclarationLowering::make_head() {
    syntax::Head h;
    h.span = declaration_.span();
    h.keyword = pieces_.span(declaration_.first());
    const auto tokens = direct(head());
    const bool named = form_.keyword != kw_correlated && form_.keyword != kw_use;
    if (named) h.name = pieces_.name(tokens[1]);
    for (const auto t : tokens) {
        if (pieces_.token(t).kind == TokenKind::text && named) h.label = pieces_.words(t);
    }
    return h;
}

std::string DeclarationLowering::title() const {
    std::string title(syntax::spelling(form_.keyword));
    if (syntax::is_word(pieces_.token(declaration_.first() + 1).kind))
        title += fmt::format(" {}", pieces_.written(declaration_.first() + 1));
    return title;
}

bool DeclarationLowering::has_clause(syntax::TokenKind opener) const {
    return std::any_of(declaration_.begin(), declaration_.end(),
                       [&](Cursor c) { return c.kind() != NodeKind::head && c.front().kind == opener; });
}

bool DeclarationLowering::complete() {
    const auto missing = [&](const std::string& what, std::string help) {
        const auto named = declaration_.first() + (syntax::is_word(pieces_.token(declaration_.first() + 1).kind) ? 1 : 0);
        pieces_.report("E0011", pieces_.span(named), fmt::format("{} has no {}", title(), what)).help = std::move(help);
        return false;
    };
    if (form_.keyword == kw_define) {
        const int bodies = int{has_clause(kw_when)} + int{has_clause(equal)} + int{has_clause(row)};
        if (bodies == 0)
            return missing("body", "a define says `when` it holds, or what it is: `= …`, cases after `=`, or a table");
        if (bodies > 1) {
            pieces_.report("E0010", pieces_.span(declaration_.first() + 1), fmt::format("{} has more than one body", title()))
                .help = "keep one of `when`, `=` and the table";
            return false;
        }
        return true;
    }
    if (form_.keyword == kw_question) {
        const bool poles = std::any_of(declaration_.begin(), declaration_.end(), [&](Cursor c) {
            return c.front().kind == kw_from && std::distance(c.begin(), c.end()) == 2;
        });
        return poles || missing("poles", "name its two ends: `from LOWER to UPPER`");
    }
    if (form_.keyword == kw_property) {
        const bool law = has_clause(kw_never) || std::any_of(declaration_.begin(), declaration_.end(), [&](Cursor c) {
                             return c.kind() == NodeKind::clause && form_.clause(c.front().kind) == nullptr;
                         });
        return law || missing("law", "a property says `never CONDITION`, or `E never becomes V as A rises`");
    }
    const bool short_rule = form_.keyword == kw_rule && head().begin() != head().end();
    for (const auto& clause : form_.clauses) {
        if (!clause.required || has_clause(clause.opener) || (short_rule && clause.opener == kw_then)) continue;
        if (clause.opener == row) return missing("rows", "a table's rows begin with | and follow its clauses");
        if (clause.opener == entry) return missing("bands", "name the bands from the lower to the upper pole, one a line");
        return missing(fmt::format("`{}`", syntax::clause_title(clause.opener)), {});
    }
    return true;
}

Declaration DeclarationLowering::lower() {
    switch (form_.keyword) {
        case kw_rulebase: return rulebase();
        case kw_source: return source();
        case kw_scale:
        case kw_choice: return scale();
        case kw_attribute: return attribute();
        case kw_relation: return relation();
        case kw_question: return question();
        case kw_define: return define();
        case kw_rule: return rule();
        case kw_proposition: return proposition();
        case kw_boundary: return boundary();
        case kw_table: return table();
        case kw_advice: return advice();
        case kw_assessment: return assessment();
        case kw_property: return property();
        case kw_bands: return bands();
        case kw_scene:
        case kw_example: return example();
        default: return simple();
    }
}

}  // namespace credence::parse
