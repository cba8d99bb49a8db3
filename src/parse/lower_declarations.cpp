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

// --- What is missing -----------------------------------------------------------------------------------------------------------

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
        return poles || missing("poles", "name the two ends of the continuum: `from LOWER to UPPER`");
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

// --- The declarations --------------------------------------------------------------------------------------------------------

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

Declaration DeclarationLowering::simple() {
    const auto h = make_head();
    const auto tokens = direct(head());
    const auto first_child = head().begin();
    const auto because = [&]() -> std::optional<syntax::Text> {
        for (const auto clause : clauses()) {
            if (clause.front().kind == kw_because) return pieces_.text(clause.first() + 1);
        }
        return {};
    };
    const auto with_head = [&](auto declaration) -> Declaration {
        declaration.head = h;
        read_common(declaration.head);
        return declaration;
    };
    switch (form_.keyword) {
        case kw_use: {
            syntax::Use use;
            use.path = pieces_.words(tokens[1]);
            return with_head(std::move(use));
        }
        case kw_parameter: {
            syntax::Parameter parameter;
            auto child = first_child;
            parameter.type = pieces_.type(*child);
            parameter.value = pieces_.expression(*++child);
            return with_head(std::move(parameter));
        }
        case kw_entity: {
            syntax::Entity entity;
            for (const auto clause : clauses()) {
                if (clause.front().kind == kw_plural) entity.plural = pieces_.words(clause.first() + 1);
            }
            return with_head(std::move(entity));
        }
        case kw_range: {
            syntax::Range range;
            range.of = pieces_.name(tokens[3]);
            range.on = pieces_.name(tokens[5]);
            for (const auto clause : clauses()) {
                if (clause.front().kind == kw_reads) range.reads = pieces_.text(clause.first() + 1);
            }
            return with_head(std::move(range));
        }
        case kw_strength: {
            syntax::Strength strength;
            strength.odds = pieces_.odds(*first_child);
            return with_head(std::move(strength));
        }
        case kw_weigh: {
            syntax::Weigh weigh;
            weigh.strength = pieces_.name(tokens[2]);
            weigh.because = because();
            return with_head(std::move(weigh));
        }
        case kw_correlated: {
            syntax::Correlated correlated;
            correlated.propositions = names(head());
            correlated.because = because();
            return with_head(std::move(correlated));
        }
        default: {
            CREDENCE_CHECK(form_.keyword == kw_refuse);
            syntax::Refuse refuse;
            refuse.because = because();
            return with_head(std::move(refuse));
        }
    }
}

Declaration DeclarationLowering::rulebase() {
    syntax::Rulebase d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        switch (clause.front().kind) {
            case kw_version: d.version = pieces_.words(clause.first() + 1); break;
            case kw_authors:
                for (auto t = clause.first() + 1; t < clause.last(); t += 2) d.authors.push_back(pieces_.words(t));
                break;
            case kw_chapters: d.chapters = names(clause); break;
            case kw_confidence:
                for (const auto word : clause)
                    d.confidence.emplace_back(pieces_.name(word.first()), pieces_.name(word.first() + 2));
                break;
            case kw_kinds:
                for (const auto kind : clause) d.kinds.push_back(pieces_.value(kind));
                break;
            case kw_margin: d.margin = pieces_.name(clause.first() + 1); break;
            default: common(d.head, clause); break;
        }
    }
    return d;
}

Declaration DeclarationLowering::source() {
    syntax::Source d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        const auto value = clause.first() + 1;
        switch (clause.front().kind) {
            case kw_author: d.author = pieces_.words(value); break;
            case kw_where: d.where = pieces_.words(value); break;
            case kw_link: d.link = pieces_.words(value); break;
            case kw_licence: d.licence = pieces_.words(value); break;
            case kw_year: d.year = pieces_.name(value); break;
            default: common(d.head, clause); break;
        }
    }
    return d;
}

Declaration DeclarationLowering::scale() {
    syntax::Scale d;
    d.head = make_head();
    d.ordered = form_.keyword == kw_scale;
    for (const auto value : head()) d.values.push_back(pieces_.value(value));
    for (const auto clause : clauses()) {
        if (clause.front().kind == kw_anchor) {
            d.anchors.push_back({pieces_.name(clause.first() + 1), pieces_.words(clause.first() + 2)});
        } else {
            common(d.head, clause);
        }
    }
    return d;
}

Declaration DeclarationLowering::attribute() {
    syntax::Attribute d;
    d.head = make_head();
    d.of = pieces_.name(direct(head())[3]);
    d.type = pieces_.type(*head().begin());
    for (const auto clause : clauses()) {
        const auto value = clause.first() + 1;
        const auto only_child = [&]() -> std::optional<syntax::Expression> {
            if (clause.begin() == clause.end()) return {};
            return pieces_.expression(*clause.begin());
        };
        switch (clause.front().kind) {
            case kw_reads: d.reads = pieces_.text(value); break;
            case kw_topic: d.topic = pieces_.name(value); break;
            case kw_agreed:
                combine(d, syntax::Combination::agreed, clause);
                d.within = only_child();
                break;
            case kw_pooled: combine(d, syntax::Combination::pooled, clause); break;
            case kw_declared: combine(d, syntax::Combination::declared, clause); break;
            case kw_prefer: d.preferences.push_back({pieces_.name(value), pieces_.name(value + 2), only_child()}); break;
            case kw_stale: d.stale_after = pieces_.expression(*clause.begin()); break;
            case kw_anchor: d.anchors.push_back({pieces_.name(value), pieces_.words(value + 1)}); break;
            case kw_ask: d.asks.push_back(ask(clause)); break;
            case kw_protected: d.is_protected = true; break;
            default: common(d.head, clause); break;
        }
    }
    return d;
}

void DeclarationLowering::combine(syntax::Attribute& attribute, syntax::Combination combination, Cursor clause) {
    if (attribute.combination) {
        pieces_
            .report("E0010", pieces_.span(clause.first()), fmt::format("{} says twice how observations combine", title()),
                    "again")
            .help = "keep one of `agreed`, `pooled` and `declared`";
    }
    attribute.combination = combination;
}

Declaration DeclarationLowering::relation() {
    syntax::Relation d;
    d.head = make_head();
    d.columns = variables(head());
    for (const auto clause : clauses()) {
        if (clause.front().kind == kw_reads) {
            d.reads = pieces_.text(clause.first() + 1);
        } else {
            common(d.head, clause);
        }
    }
    return d;
}

Declaration DeclarationLowering::question() {
    syntax::Question d;
    d.head = make_head();
    d.of = pieces_.name(direct(head())[3]);
    bool poles = false;
    for (const auto clause : clauses()) {
        if (clause.front().kind != kw_from) {
            common(d.head, clause);
        } else if (std::distance(clause.begin(), clause.end()) == 2) {
            if (poles)
                pieces_.report("E0010", pieces_.span(clause.first()), fmt::format("{} has its poles twice", title()), "again");
            poles = true;
            d.lower = pieces_.value(*clause.begin());
            d.upper = pieces_.value(*++clause.begin());
        } else {
            const auto cited = pieces_.value(*clause.begin());
            d.head.citations.push_back({cited.name, cited.label, clause.span()});
        }
    }
    return d;
}

Declaration DeclarationLowering::define() {
    syntax::Define d;
    d.head = make_head();
    for (const auto child : head()) {
        if (child.kind() == NodeKind::variable) {
            d.parameters.push_back(pieces_.variable(child));
        } else {
            d.type = pieces_.type(child);
        }
    }
    for (const auto clause : clauses()) {
        switch (clause.front().kind) {
            case kw_reads: d.reads = pieces_.text(clause.first() + 1); break;
            case kw_when: d.condition = pieces_.expression(*clause.begin()); break;
            case equal: cases(d, clause); break;
            default: common(d.head, clause); break;
        }
    }
    if (has_clause(row)) d.table = table_body();
    return d;
}

Declaration DeclarationLowering::rule() {
    syntax::Rule d;
    d.head = make_head();
    if (head().begin() != head().end()) {
        const auto list = *head().begin();
        d.short_form = true;
        d.conclusion.kind = syntax::ExpressionKind::call;
        d.conclusion.text = d.head.name.text;
        d.conclusion.name_span = d.head.name.span;
        d.conclusion.span = join(d.head.name.span, list.span());
        d.conclusion.arguments = pieces_.arguments(list);
    }
    for (const auto clause : clauses()) {
        if (clause.front().kind != kw_then) {
            if (!shared(d.clauses, clause)) common(d.head, clause);
            continue;
        }
        if (d.short_form) {
            pieces_.report("E0010", pieces_.span(clause.first()), fmt::format("{} concludes twice", title()), "again").help =
                "the short form `rule r(x) when …` has its conclusion in its head; leave `then` out";
            continue;
        }
        auto child = clause.begin();
        d.conclusion = pieces_.expression(*child);
        if (++child != clause.end()) d.value = pieces_.expression(*child);
        for (const auto t : direct(clause)) {
            if (pieces_.token(t).kind == kw_certainty) d.certainty = pieces_.name(t + 1);
        }
    }
    return d;
}

Declaration DeclarationLowering::proposition() {
    syntax::Proposition d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        if (clause.front().kind != kw_then) {
            if (!shared(d.clauses, clause)) common(d.head, clause);
            continue;
        }
        auto child = clause.begin();
        d.question = pieces_.expression(*child);
        const auto effect = *++child;
        d.implied_only = clause.last() > effect.last();
        switch (effect.front().kind) {
            case kw_leans:
                d.effect = syntax::Effect::leans;
                d.pole = pieces_.name(effect.first() + 2);
                break;
            case kw_is: d.effect = syntax::Effect::affects; break;
            default:
                d.effect = effect.front().kind == kw_follows ? syntax::Effect::follows : syntax::Effect::opposes;
                d.attribute = pieces_.expression(*effect.begin());
                break;
        }
    }
    return d;
}

Declaration DeclarationLowering::boundary() {
    syntax::Boundary d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        if (clause.front().kind != kw_then) {
            if (!shared(d.clauses, clause)) common(d.head, clause);
            continue;
        }
        auto child = clause.begin();
        d.range = pieces_.expression(*child);
        d.bound = bound(*++child);
        d.value = pieces_.expression(*++child);
    }
    return d;
}

Declaration DeclarationLowering::table() {
    syntax::Table d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        if (!shared(d.clauses, clause)) common(d.head, clause);
    }
    d.body = table_body();
    return d;
}

Declaration DeclarationLowering::advice() {
    syntax::Advice d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        if (clause.front().kind != kw_then) {
            if (!shared(d.clauses, clause)) common(d.head, clause);
            continue;
        }
        const auto verb = clause.first() + 1;
        d.words = pieces_.text(verb + 1);
        switch (pieces_.token(verb).kind) {
            case kw_recommend: d.kind = syntax::AdviceKind::recommend; break;
            case kw_warn: d.kind = syntax::AdviceKind::warn; break;
            case kw_note: d.kind = syntax::AdviceKind::note; break;
            default:
                d.kind = syntax::AdviceKind::ask;
                if (verb + 3 < clause.last()) d.whom = pieces_.name(verb + 3);
                break;
        }
    }
    return d;
}

Declaration DeclarationLowering::assessment() {
    syntax::Assessment d;
    d.head = make_head();
    d.subjects = variables(head());
    for (const auto clause : clauses()) {
        switch (clause.front().kind) {
            case kw_when: d.when = pieces_.expression(*clause.begin()); break;
            case kw_answer: d.answer = pieces_.expression(*clause.begin()); break;
            case kw_show: d.show = expressions(clause); break;
            case kw_group: d.group_by = expressions(clause); break;
            case kw_rank: d.rank_by = expressions(clause); break;
            case kw_caveat: {
                syntax::Caveat caveat;
                if (pieces_.token(clause.first() + 1).kind == kw_from) {
                    caveat.citation = citation(clause, clause.first() + 2);
                } else {
                    caveat.words = pieces_.text(clause.first() + 1);
                }
                d.caveats.push_back(std::move(caveat));
                break;
            }
            default: common(d.head, clause); break;
        }
    }
    return d;
}

Declaration DeclarationLowering::property() {
    syntax::Property d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        switch (clause.front().kind) {
            case kw_for: d.variables = variables(clause); break;
            case kw_never: d.never = pieces_.expression(*clause.begin()); break;
            default: {
                if (common(d.head, clause)) break;
                auto child = clause.begin();
                d.expression = pieces_.expression(*child);
                d.becomes = pieces_.expression(*++child);
                d.rising = pieces_.expression(*++child);
                d.falls = pieces_.token(clause.last() - 1).kind == kw_falls;
                break;
            }
        }
    }
    return d;
}

Declaration DeclarationLowering::bands() {
    syntax::Bands d;
    d.head = make_head();
    for (const auto clause : clauses()) {
        if (clause.front().kind != entry) {
            common(d.head, clause);
            continue;
        }
        const auto node = *clause.begin();
        syntax::Bands::Band band;
        band.value.name = pieces_.name(node.first() + 1);
        auto next = node.first() + 2;
        if (next < node.last() && pieces_.token(next).kind == TokenKind::text) band.value.label = pieces_.words(next++);
        if (next < node.last() && pieces_.token(next).kind == TokenKind::text) band.value.short_label = pieces_.words(next++);
        if (next < node.last()) {
            band.from = pieces_.odds(*node.begin());
            band.pole = pieces_.name(node.last() - 1);
        }
        d.bands.push_back(std::move(band));
    }
    return d;
}

Declaration DeclarationLowering::example() {
    syntax::Example d;
    d.head = make_head();
    d.scene = form_.keyword == kw_scene;
    for (const auto clause : clauses()) {
        switch (clause.front().kind) {
            case kw_like: d.like = names(clause); break;
            case kw_set:
                for (const auto setting : clause)
                    d.set.emplace_back(pieces_.name(setting.first()), pieces_.expression(*setting.begin()));
                break;
            case kw_as: d.as_of = pieces_.name(clause.first() + 2); break;
            case kw_given:
                for (const auto line : clause) d.given.push_back(given(line));
                break;
            case kw_expect:
                for (const auto line : clause) d.expect.push_back(expectation(line));
                break;
            default: common(d.head, clause); break;
        }
    }
    return d;
}

}  // namespace credence::parse
