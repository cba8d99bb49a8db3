// Declarations of what follows from it: defines, rules, tables, assessments, laws, weights, examples.
#include <fmt/format.h>

#include "parse/lower_declarations.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Cursor;
using syntax::Declaration;
using syntax::NodeKind;
using syntax::TokenKind;

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
    reasoning(d, [&](Cursor clause) {
        if (d.short_form) {
            pieces_.report("E0010", pieces_.span(clause.first()), fmt::format("{} concludes twice", title()), "again").help =
                "the short form `rule r(x) when …` has its conclusion in its head; leave `then` out";
            return;
        }
        auto child = clause.begin();
        d.conclusion = pieces_.expression(*child);
        if (++child != clause.end()) d.value = pieces_.expression(*child);
        for (const auto t : direct(clause)) {
            if (pieces_.token(t).kind == kw_certainty) d.certainty = pieces_.name(t + 1);
        }
    });
    return d;
}

Declaration DeclarationLowering::proposition() {
    syntax::Proposition d;
    d.head = make_head();
    reasoning(d, [&](Cursor clause) {
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
    });
    return d;
}

Declaration DeclarationLowering::boundary() {
    syntax::Boundary d;
    d.head = make_head();
    reasoning(d, [&](Cursor clause) {
        auto child = clause.begin();
        d.range = pieces_.expression(*child);
        d.bound = bound(*++child);
        d.value = pieces_.expression(*++child);
    });
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
    reasoning(d, [&](Cursor clause) {
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
    });
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
