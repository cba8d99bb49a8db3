#include "report/book_builder.hpp"

namespace credence::report {

using explain::sentence;

void BookBuilder::assessment(const BookDeclared& declared, BookEntry& entry) {
    const auto& assessment = rulebase_.assessments[declared.refs.front().index];
    auto words = prose(assessment.variables, assessment.bound);
    words.look_at(assessment.when);
    auto opening = declared;  // its `about` has holes for its own subjects
    const auto about = assessment.head.about;
    check::Head head = assessment.head;
    head.about = {};
    opening.head = &head;
    open(opening, explain::raised(say(kind_key(declared.kind))), entry);
    if (!about.empty()) entry.parts.push_back(book_paragraph(sentence(words.text(about))));
    entry.parts.push_back(book_paragraph(sentence(say("book_asked_of", {{"of", words.each()}}))));
    if (assessment.when.kind != check::ConditionKind::always) {
        const auto outline = words.outline(assessment.when);
        if (outline.below.empty()) {
            entry.parts.push_back(book_paragraph(sentence(say("book_meant_where", {{"when", outline.text}}))));
        } else {
            entry.parts.push_back(book_paragraph(say("book_meant_where_list", {{"what", outline.text}})));
            BookPart list;
            list.bullets = bullets(outline.below);
            entry.parts.push_back(std::move(list));
        }
    }
    entry.parts.push_back(book_paragraph(sentence(say("book_answer_is", {{"what", words.noun(assessment.answer)}}))));
    std::vector<BookBullet> facts;
    const auto nouns = [&](const std::vector<check::Expression>& expressions) {
        std::vector<std::string> out;
        for (const auto& one : expressions) out.push_back(words.noun(one));
        return sentence(phrases_.list_of_clauses(out));
    };
    if (!assessment.show.empty()) {
        auto shows = fact("book_shows", std::string{});
        for (const auto& shown : assessment.show) {
            auto& line = shows.below.emplace_back();
            if (shown.expression) {
                line.text = words.noun(*shown.expression);
            } else if (shown.condition->kind == check::ConditionKind::relation) {
                line.text = say("book_entries_of",
                                {{"what", explain::label_or_name(rulebase_.relations[shown.condition->index].head)}});
                std::vector<std::string> of;
                for (const auto& argument : shown.condition->arguments) {
                    if (argument) of.push_back(words.noun(*argument));
                }
                if (!of.empty()) line.text = say("book_entries_for", {{"what", line.text}, {"who", words_.list(of)}});
            } else {
                line.text = say("book_whether", {{"what", words.clause(*shown.condition)}});
            }
        }
        facts.push_back(std::move(shows));
    }
    if (!assessment.group_by.empty()) facts.push_back(fact("book_grouped_by", nouns(assessment.group_by)));
    if (!assessment.rank_by.empty()) facts.push_back(fact("book_ranked_by", nouns(assessment.rank_by)));
    if (!assessment.caveats.empty()) {
        auto caveats = fact("book_caveats", std::string{});
        for (const auto& caveat : assessment.caveats) {
            auto& line = caveats.below.emplace_back();
            if (!caveat.citation) {
                line.text = words.text(caveat.words);
                continue;
            }
            line.text = say("quote", {{"quote", caveat.citation->quote}});
            line.links = links({check::DeclarationRef{check::DeclarationKind::source, caveat.citation->source.value}});
        }
        facts.push_back(std::move(caveats));
    }
    close(declared, std::move(facts), entry);
}

void BookBuilder::refusal(const BookDeclared& declared, BookEntry& entry) {
    const auto& refusal = rulebase_.refusals[declared.refs.front().index];
    open(declared, explain::raised(say(kind_key(declared.kind))), entry);
    if (!refusal.because.empty()) {
        entry.parts.push_back(book_paragraph(sentence(say("book_not_answered", {{"because", head_text(refusal.because)}}))));
    }
    close(declared, {}, entry);
}

void BookBuilder::property(const BookDeclared& declared, BookEntry& entry) {
    const auto& property = rulebase_.properties[declared.index];
    auto words = prose(property.variables, property.bound);
    open(declared, explain::raised(say(kind_key(declared.kind))), entry);
    if (property.never) {
        words.look_at(*property.never);
        entry.parts.push_back(book_paragraph(sentence(say("book_law_never", {{"what", words.clause(*property.never)}}))));
    } else if (property.expression && property.becomes && property.rising) {
        entry.parts.push_back(book_paragraph(
            sentence(say(property.falls ? "book_law_falls" : "book_law_rises", {{"what", words.noun(*property.expression)},
                                                                                {"value", words.noun(*property.becomes)},
                                                                                {"of", words.noun(*property.rising)}}))));
    }
    close(declared, {}, entry);
}

/// What each example expects, in words.
BookChapter BookBuilder::examples() const {
    BookChapter out{say("book_examples_title"), {}, {}};
    BookPart part;
    part.table = BookTable{{say("book_head_example"), say("book_head_expects")}, {}};
    for (const auto& declared : all_) {
        if (declared.kind != BookKind::example) continue;
        const auto& example = rulebase_.examples[declared.index];
        std::vector<std::string> expected;
        for (const auto& one : example.expect) {
            auto words = prose(example.variables, 0);
            using Kind = check::Expectation::Kind;
            if (one.kind == Kind::refused) {
                expected.push_back(say("book_is_refused", {{"what", rulebase_.refusals[one.refused.index()].head.label}}));
                continue;
            }
            words.look_at(one.condition);
            auto text = words.clause(one.condition, one.kind == Kind::applies_not);
            if (!one.saying.empty()) text = say("book_saying", {{"what", text}, {"words", one.saying}});
            expected.push_back(std::move(text));
        }
        std::vector<std::string> set;
        for (const auto& [parameter, value, as_text] : example.set) {
            const auto& of = rulebase_.parameters[parameter.index()];
            const auto to = of.type.kind == check::TypeKind::text ? as_text : prose({}, 0).value(of.type, value);
            set.push_back(say("book_set_to", {{"what", explain::label_or_name(of.head)}, {"value", to}}));
        }
        auto text = phrases_.list_of_clauses(expected);  // it may begin with an id: nothing is raised
        if (!set.empty()) text = say("book_with_settings", {{"settings", words_.list(set)}, {"what", text}});
        part.table->rows.push_back({{book_cell(declared.title), book_cell(text)}});
    }
    if (part.table->rows.empty()) return out;
    out.parts.push_back(book_paragraph(say("book_examples_text")));
    out.parts.push_back(std::move(part));
    return out;
}

}  // namespace credence::report
