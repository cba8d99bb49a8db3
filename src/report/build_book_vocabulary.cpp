#include <algorithm>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "report/book_builder.hpp"

namespace credence::report {

using check::DeclarationKind;
using check::TypeKind;
using explain::sentence;

std::string BookBuilder::type_words(check::Type type) const {
    switch (type.kind) {
        case TypeKind::entity: return explain::label_or_name(rulebase_.entities[type.index].head);
        case TypeKind::scale: return explain::label_or_name(rulebase_.scales[type.index].head);
        case TypeKind::range:
            return say("book_range_of", {{"scale", explain::label_or_name(rulebase_.scales[type.index].head)}});
        case TypeKind::number: {
            const auto& unit = rulebase_.units[type.index];
            return unit.empty() ? say("book_a_number") : say("book_number_of", {{"unit", explain::spaced(unit)}});
        }
        case TypeKind::date: return say("book_a_date");
        case TypeKind::time: return say("book_a_time");
        case TypeKind::text: return say("book_a_text");
        case TypeKind::yes_no: return say("book_yes_or_no");
    }
    return {};
}

std::vector<BookLink> BookBuilder::type_links(check::Type type) const {
    if (type.kind == TypeKind::entity) return links({check::DeclarationRef{DeclarationKind::entity, type.index}});
    if (type.kind == TypeKind::scale || type.kind == TypeKind::range)
        return links({check::DeclarationRef{DeclarationKind::scale, type.index}});
    return {};
}

void BookBuilder::vocabulary_entry(const BookDeclared& declared, BookEntry& entry) {
    open(declared, explain::raised(say(kind_key(declared.kind))), entry);
    switch (declared.kind) {
        case BookKind::source: source(declared, entry); break;
        case BookKind::parameter: parameter(declared, entry); break;
        case BookKind::scale:
        case BookKind::choice: scale(declared, entry); break;
        case BookKind::attribute: attribute(declared, entry); break;
        case BookKind::relation: relation(declared, entry); break;
        case BookKind::question: question(declared, entry); break;
        case BookKind::range: range(declared, entry); break;
        default: {
            std::set<std::size_t> users;
            const auto index = declared.refs.front().index;
            for (std::uint32_t i = 0; i < rulebase_.attributes.size(); ++i) {
                if (rulebase_.attributes[i].of.value == index) {
                    if (const auto place = declared_of({DeclarationKind::attribute, i})) users.insert(*place);
                }
            }
            std::vector<BookBullet> facts;
            if (!rulebase_.entities[index].plural.empty())
                facts.push_back(fact("book_plural", rulebase_.entities[index].plural));
            if (!users.empty()) facts.push_back(fact("book_attributes", links(users)));
            close(declared, std::move(facts), entry);
        }
    }
}

void BookBuilder::source(const BookDeclared& declared, BookEntry& entry) {
    const auto& source = rulebase_.sources[declared.refs.front().index];
    std::vector<BookBullet> facts;
    const auto add = [&](std::string_view key, const std::string& text) {
        if (!text.empty()) facts.push_back(fact(key, text));
    };
    add("book_source_author", source.author);
    add("book_source_where", source.where);
    add("book_source_year", source.year);
    add("book_source_link", source.link);
    add("book_source_licence", source.licence);
    std::set<std::size_t> citing;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        for (const auto& citation : all_[i].head->citations) {
            if (citation.source.value == declared.refs.front().index) citing.insert(i);
        }
    }
    if (!citing.empty()) facts.push_back(fact("book_cited_by", links(citing)));
    close(declared, std::move(facts), entry);
}

void BookBuilder::parameter(const BookDeclared& declared, BookEntry& entry) {
    const auto index = declared.refs.front().index;
    const auto& parameter = rulebase_.parameters[index];
    const auto& settings = phrases_.model().settings();
    std::vector<BookBullet> facts;
    facts.push_back(fact("book_default", parameter.type.kind == TypeKind::text
                                             ? say("quote", {{"quote", settings.texts[index]}})
                                             : words_.list({prose({}, 0).value(parameter.type, settings.parameters[index])})));
    auto type = fact("book_type", type_links(parameter.type));
    if (type.links.empty()) type.text = type_words(parameter.type);
    facts.push_back(std::move(type));
    close(declared, std::move(facts), entry);
}

/// Values with their anchors as a table where there is more to say than their names.
void BookBuilder::scale(const BookDeclared& declared, BookEntry& entry) {
    const auto index = declared.refs.front().index;
    const auto& scale = rulebase_.scales[index];
    const auto shown = [](const check::Value& value) {
        return value.label.empty() ? explain::spaced(value.name) : value.label;
    };
    const bool shorts = std::any_of(scale.values.begin(), scale.values.end(), [](const auto& v) { return v.has_short; });
    const bool anchors = std::any_of(scale.values.begin(), scale.values.end(), [](const auto& v) { return !v.anchor.empty(); });
    if (!shorts && !anchors) {
        std::vector<std::string> values;
        for (const auto& value : scale.values) values.push_back(shown(value));
        entry.parts.push_back(book_paragraph(
            sentence(say(scale.ordered ? "book_from_lowest" : "book_one_of", {{"values", phrases_.list_of_clauses(values)}}))));
    } else {
        entry.parts.push_back(book_paragraph(say(scale.ordered ? "book_values_lowest" : "book_values")));
        BookPart part;
        part.table = BookTable{{say("head_value")}, {}};
        if (shorts) part.table->head.push_back(say("head_short"));
        if (anchors) part.table->head.push_back(say("head_looks_like"));
        for (const auto& value : scale.values) {
            auto& row = part.table->rows.emplace_back();
            row.cells.push_back(book_cell(shown(value)));
            if (shorts) row.cells.push_back(book_cell(value.short_label));
            if (anchors) row.cells.push_back(book_cell(value.anchor));
        }
        entry.parts.push_back(std::move(part));
    }
    std::set<std::size_t> users;
    const auto use = [&](check::Type type, DeclarationKind kind, std::size_t of) {
        if ((type.kind != TypeKind::scale && type.kind != TypeKind::range) || type.index != index) return;
        if (const auto place = declared_of({kind, static_cast<std::uint32_t>(of)})) users.insert(*place);
    };
    for (std::size_t i = 0; i < rulebase_.parameters.size(); ++i)
        use(rulebase_.parameters[i].type, DeclarationKind::parameter, i);
    for (std::size_t i = 0; i < rulebase_.attributes.size(); ++i)
        use(rulebase_.attributes[i].type, DeclarationKind::attribute, i);
    for (std::size_t i = 0; i < rulebase_.ranges.size(); ++i)
        use({TypeKind::scale, rulebase_.ranges[i].on.value}, DeclarationKind::range, i);
    for (std::size_t i = 0; i < rulebase_.relations.size(); ++i) {
        for (const auto& column : rulebase_.relations[i].columns) use(column.type, DeclarationKind::relation, i);
    }
    for (std::size_t i = 0; i < rulebase_.defines.size(); ++i) {
        if (rulebase_.defines[i].type) use(*rulebase_.defines[i].type, DeclarationKind::define, i);
    }
    std::vector<BookBullet> facts;
    if (!users.empty()) facts.push_back(fact("book_used_by", links(users)));
    close(declared, std::move(facts), entry);
}

void BookBuilder::attribute(const BookDeclared& declared, BookEntry& entry) {
    const auto& attribute = rulebase_.attributes[declared.refs.front().index];
    const std::vector<check::Variable> variables{{"it", {TypeKind::entity, attribute.of.value}, {}}};
    auto words = prose(variables, 1);
    const bool declares = attribute.combination == check::Combination::declared;
    auto first = book_paragraph(say(attribute.derived        ? "book_attribute_derived"
                                    : attribute.is_protected ? "book_attribute_protected"
                                    : declares               ? "book_attribute_declared"
                                                             : "book_attribute_observed",
                                    {{"of", words.each()}}));
    first.line->links = type_links(attribute.type);
    if (attribute.type.kind == TypeKind::range) {
        first.line->text = say("book_range_on", {{"what", first.line->text}});
    } else if (first.line->links.empty()) {
        first.line->rest = type_words(attribute.type);
    }
    entry.parts.push_back(std::move(first));
    if (!attribute.anchors.empty()) {
        BookPart part;
        part.table = BookTable{{say("head_value"), say("head_looks_like")}, {}};
        for (const auto& [value, anchor] : attribute.anchors) {
            part.table->rows.push_back({{book_cell(words.value(attribute.type, value)), book_cell(anchor)}});
        }
        entry.parts.push_back(std::move(part));
    }
    std::vector<BookBullet> facts;
    if (!attribute.topic.empty()) facts.push_back(fact("book_topic", explain::spaced(attribute.topic)));
    if (!attribute.derived) {
        using check::Combination;
        std::string within;
        if (attribute.type.kind == TypeKind::number) {
            within = phrases_.number(attribute.type, attribute.within, {});
        } else if (attribute.type.kind == TypeKind::date) {
            within = words_.count("book_days", static_cast<std::size_t>(attribute.within));
        } else {
            within = words_.count("steps", static_cast<std::size_t>(attribute.within));
        }
        facts.push_back(fact("book_agreement", attribute.combination == Combination::declared ? say("book_latest_counts")
                                               : attribute.combination == Combination::pooled ? say("book_pooled")
                                               : attribute.within == 0                        ? say("book_agreed")
                                                                       : say("book_agreed_within", {{"within", within}})));
    }
    const auto kind = [&](check::Cell cell) { return words.value({TypeKind::scale, rulebase_.kind_choice.value}, cell); };
    for (const auto& preference : attribute.preferences) {
        const auto text = say("book_prefers", {{"first", kind(preference.preferred)}, {"other", kind(preference.over)}});
        facts.push_back(fact(
            "book_preference",
            sentence(preference.when
                         ? say("book_where_on",
                               {{"what", text},
                                {"parameter", explain::label_or_name(rulebase_.parameters[preference.when->index()].head)}})
                         : text)));
    }
    if (attribute.stale_after) {
        facts.push_back(fact("book_stale", words.noun(*attribute.stale_after)));
    }
    for (const auto& [ask, whom] : attribute.asks) {
        BookBullet line;
        line.lead = whom.empty() ? say("book_ask") : say("book_ask_of", {{"whom", explain::spaced(whom)}});
        line.text = say("quote", {{"quote", ask}});
        facts.push_back(std::move(line));
    }
    if (!attribute.reads.empty())
        facts.push_back(fact("book_reads_as", say("quote", {{"quote", words.text(attribute.reads, 1)}})));
    close(declared, std::move(facts), entry);
}

void BookBuilder::relation(const BookDeclared& declared, BookEntry& entry) {
    const auto& relation = rulebase_.relations[declared.refs.front().index];
    entry.parts.push_back(book_paragraph(say(relation.derived ? "book_relation_derived" : "book_relation_recorded")));
    BookPart part;
    part.table = BookTable{{say("book_head_column"), say("book_head_holds")}, {}};
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
        const auto& column = relation.columns[i];
        auto holds = book_cell("");
        holds.links = type_links(column.type);
        if (holds.links.empty()) {
            holds.text =
                relation.or_today[i] ? say("book_or_today", {{"what", type_words(column.type)}}) : type_words(column.type);
        }
        part.table->rows.push_back({{book_cell(explain::spaced(column.name)), holds}});
    }
    entry.parts.push_back(std::move(part));
    std::vector<BookBullet> facts;
    if (!relation.reads.empty()) {
        std::string words;
        for (const auto& hole : relation.reads.parts) {
            words += hole.literal;
            if (!hole.hole) continue;
            const bool column = hole.hole->kind == check::ExpressionKind::variable;
            words += say("book_hole", {{"what", column ? explain::spaced(relation.columns[hole.hole->variable.index()].name)
                                                       : say("open_column")}});
        }
        facts.push_back(fact("book_reads_as", say("quote", {{"quote", words}})));
    }
    close(declared, std::move(facts), entry);
}

void BookBuilder::question(const BookDeclared& declared, BookEntry& entry) {
    const auto index = declared.refs.front().index;
    const auto& question = rulebase_.questions[index];
    const std::vector<check::Variable> variables{{"it", {TypeKind::entity, question.of.value}, {}}};
    auto words = prose(variables, 1);
    entry.parts.push_back(book_paragraph(
        say("book_between_poles", {{"lower", question.lower.label}, {"upper", question.upper.label}, {"of", words.each()}})));
    std::vector<BookBullet> facts;
    const auto add = [&](const std::string& lead, auto wanted) {
        std::set<std::size_t> found;
        for (std::uint32_t i = 0; i < rulebase_.propositions.size(); ++i) {
            const auto& one = rulebase_.propositions[i];
            if (one.question.value != index || !wanted(one)) continue;
            if (const auto place = declared_of({DeclarationKind::proposition, i})) found.insert(*place);
        }
        if (found.empty()) return;
        BookBullet line;
        line.lead = lead;
        line.links = links(found);
        facts.push_back(std::move(line));
    };
    for (const bool upper : {false, true}) {
        for (const bool implied : {false, true}) {
            const auto& pole = upper ? question.upper.label : question.lower.label;
            add(say(implied ? "book_towards_implied" : "book_towards", {{"pole", pole}}), [=](const check::Proposition& one) {
                return one.effect == check::Effect::leans && one.upper == upper && one.implied_only == implied;
            });
        }
    }
    add(say("book_bearing"), [](const check::Proposition& one) { return one.effect == check::Effect::affects; });
    if (question.bands) {
        std::vector<std::string> bands;
        for (std::size_t i = 0; i < question.bands->odds.size(); ++i) {
            const auto& label = rulebase_.scales[question.bands->scale.index()].values[i].label;
            const auto& pole = question.bands->cuts[i] < 0 ? question.lower.label : question.upper.label;
            bands.push_back(question.bands->odds[i].empty()
                                ? say("book_band_between", {{"band", label}})
                                : say("book_band_from", {{"band", label}, {"odds", question.bands->odds[i]}, {"pole", pole}}));
        }
        facts.push_back(fact("book_bands", words_.list(bands)));
    }
    close(declared, std::move(facts), entry);
}

void BookBuilder::range(const BookDeclared& declared, BookEntry& entry) {
    const auto& range = rulebase_.ranges[declared.refs.front().index];
    const std::vector<check::Variable> variables{{"it", {TypeKind::entity, range.of.value}, {}}};
    auto words = prose(variables, 1);
    entry.parts.push_back(book_paragraph(say(
        "book_range_is", {{"of", words.each()}, {"scale", explain::label_or_name(rulebase_.scales[range.on.index()].head)}})));
    std::vector<BookBullet> facts;
    facts.push_back(fact("book_type", links({check::DeclarationRef{DeclarationKind::scale, range.on.value}})));
    if (!range.reads.empty()) facts.push_back(fact("book_reads_as", say("quote", {{"quote", words.text(range.reads, 1)}})));
    close(declared, std::move(facts), entry);
}

}  // namespace credence::report
