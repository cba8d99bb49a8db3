// Declarations of what there is: words, sources, entities, scales, attributes, relations.
#include <fmt/format.h>

#include <iterator>

#include "base/check.hpp"
#include "parse/lower_declarations.hpp"

namespace credence::parse {

using enum syntax::TokenKind;
using syntax::Cursor;
using syntax::Declaration;
using syntax::NodeKind;
using syntax::TokenKind;

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

}  // namespace credence::parse
