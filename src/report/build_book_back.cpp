#include <algorithm>

#include "check/print.hpp"
#include "report/book_builder.hpp"
#include "text/letters.hpp"

namespace credence::report {

using check::DeclarationKind;
using explain::sentence;

namespace {

bool is_rule(const BookDeclared& declared) {
    return declared.kind == BookKind::rule || declared.kind == BookKind::proposition || declared.kind == BookKind::boundary ||
           declared.kind == BookKind::rules || declared.kind == BookKind::table || declared.kind == BookKind::advice;
}

}  // namespace

BookChapter BookBuilder::parameters() const {
    BookChapter out{say("book_parameters_title"), {}, {}};
    BookPart part;
    part.table =
        BookTable{{say("book_head_parameter"), say("book_head_name"), say("book_head_default"), say("book_head_read_by")}, {}};
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (all_[i].kind != BookKind::parameter) continue;
        const auto index = all_[i].refs.front().index;
        const auto& parameter = rulebase_.parameters[index];
        const auto& settings = phrases_.model().settings();
        auto name = book_cell("");
        name.code = all_[i].name;
        const auto value = parameter.type.kind == check::TypeKind::text
                               ? say("quote", {{"quote", settings.texts[index]}})
                               : prose({}, 0).value(parameter.type, settings.parameters[index]);
        const auto readers = readers_.find(i);
        part.table->rows.push_back({{book_links({link(i)}), name, book_cell(value),
                                     readers == readers_.end() ? book_cell(say("none")) : book_links(links(readers->second))}});
    }
    if (part.table->rows.empty()) return out;
    out.parts.push_back(book_paragraph(say("book_parameters_text")));
    out.parts.push_back(std::move(part));
    return out;
}

/// By source, sentence by sentence: for whoever holds the source in the other hand.
BookChapter BookBuilder::sentences() const {
    BookChapter out{say("book_sentences"), {}, {}};
    for (std::size_t s = 0; s < all_.size(); ++s) {
        if (all_[s].kind != BookKind::source) continue;
        std::vector<std::pair<std::string, std::set<std::size_t>>> quotes;
        std::set<std::size_t> unquoted;
        const auto note = [&](const check::Citation& citation, std::size_t by) {
            if (citation.source.value != all_[s].refs.front().index) return;
            if (citation.quote.empty()) {
                unquoted.insert(by);
                return;
            }
            auto at = std::find_if(quotes.begin(), quotes.end(), [&](const auto& one) { return one.first == citation.quote; });
            if (at == quotes.end()) at = quotes.insert(quotes.end(), {citation.quote, {}});
            at->second.insert(by);
        };
        for (std::size_t i = 0; i < all_.size(); ++i) {
            for (const auto& citation : all_[i].head->citations) note(citation, i);
            if (all_[i].kind != BookKind::assessment) continue;
            for (const auto& caveat : rulebase_.assessments[all_[i].index].caveats) {
                if (caveat.citation) note(*caveat.citation, i);
            }
        }
        BookPart title;
        title.line = book_links({link(s)});
        title.line->lead = say("book_source_lead");
        out.parts.push_back(std::move(title));
        BookPart part;
        part.table = BookTable{{say("book_head_sentence"), say("book_head_rests")}, {}};
        for (const auto& [quote, by] : quotes)
            part.table->rows.push_back({{book_cell(say("quote", {{"quote", quote}})), book_links(links(by))}});
        if (!unquoted.empty()) part.table->rows.push_back({{book_cell(say("book_no_sentence")), book_links(links(unquoted))}});
        if (part.table->rows.empty()) {
            out.parts.push_back(book_paragraph(say("book_cited_by_none")));
        } else {
            out.parts.push_back(std::move(part));
        }
    }
    return out;
}

BookChapter BookBuilder::assumptions() const {
    BookChapter out{say("book_assumptions_title"), {}, {}};
    if (assumptions_.all().empty()) return out;
    out.parts.push_back(book_paragraph(say("book_assumptions_text")));
    BookPart part;
    part.table = BookTable{{say("head_number"), say("head_assumption"), say("head_of_rule")}, {}};
    for (std::size_t i = 0; i < assumptions_.all().size(); ++i) {
        const auto number = static_cast<std::uint32_t>(i + 1);
        part.table->rows.push_back(
            {{book_cell(explain::Assumptions::id(number)), book_cell(assumptions_.text(phrases_, number)),
              book_links(links(assumptions_.all()[i].by))}});
    }
    out.parts.push_back(std::move(part));
    return out;
}

BookChapter BookBuilder::unsourced() const {
    BookChapter out{say("book_unsourced"), {}, {}};
    BookPart part;
    part.table = BookTable{{say("head_rule"), say("book_head_kind"), say("book_head_instead")}, {}};
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const auto& declared = all_[i];
        if (!is_rule(declared) || !declared.head->citations.empty()) continue;
        std::vector<std::string> ids;
        for (const auto number : assumptions_.of(declared.refs.front())) ids.push_back(explain::Assumptions::id(number));
        part.table->rows.push_back({{book_links({link(i)}), book_cell(say(kind_key(declared.kind))),
                                     book_cell(ids.empty() ? say("book_nothing_stated") : words_.list(ids))}});
    }
    if (part.table->rows.empty()) {
        out.parts.push_back(book_paragraph(say("book_all_sourced")));
        return out;
    }
    out.parts.push_back(book_paragraph(say("book_unsourced_text")));
    out.parts.push_back(std::move(part));
    return out;
}

BookChapter BookBuilder::reviews() const {
    BookChapter out{say("book_reviews"), {}, {}};
    std::vector<std::pair<Date, std::size_t>> due;
    std::size_t rules = 0;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (!is_rule(all_[i])) continue;
        ++rules;
        const auto& clauses = *explain::clauses_of(rulebase_, all_[i].refs.front());
        if (clauses.review_by) due.emplace_back(*clauses.review_by, i);
    }
    if (rules == 0) return out;
    std::stable_sort(due.begin(), due.end(), [](const auto& a, const auto& b) { return a.first.code() < b.first.code(); });
    BookPart part;
    part.table = BookTable{{say("head_rule"), say("book_head_review"), say("head_here")}, {}};
    for (const auto& [date, place] : due) {
        const bool past = as_of_ && date.code() < as_of_->code();
        const auto here = !as_of_ ? say("book_not_looked_at") : say(past ? "book_is_past" : "book_not_past");
        part.table->rows.push_back({{book_links({link(place)}), book_cell(date.text()), book_cell(here)}});
    }
    if (due.empty()) {
        out.parts.push_back(book_paragraph(say("book_no_review_dates")));
        return out;
    }
    out.parts.push_back(book_paragraph(as_of_ ? say("book_reviewed_on", {{"date", as_of_->text()}}) : say("book_no_day")));
    out.parts.push_back(std::move(part));
    return out;
}

BookChapter BookBuilder::index() const {
    BookChapter out{say("book_index"), {}, {}};
    std::vector<std::pair<std::string, std::size_t>> sorted;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (!all_[i].anchor.empty()) sorted.emplace_back(text::lowered(all_[i].title), i);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return check::natural_less(a.first, b.first); });
    BookPart part;
    part.table = BookTable{{say("book_head_entry"), say("book_head_kind"), say("book_head_name")}, {}};
    for (const auto& [key, place] : sorted) {
        auto name = book_cell("");
        name.code = all_[place].name;
        part.table->rows.push_back({{book_links({link(place)}), book_cell(say(kind_key(all_[place].kind))), name}});
    }
    out.parts.push_back(book_paragraph(say("book_index_text")));
    out.parts.push_back(std::move(part));
    return out;
}

}  // namespace credence::report
