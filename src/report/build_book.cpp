#include "report/build_book.hpp"

#include <algorithm>

#include "report/anchor.hpp"
#include "report/book_builder.hpp"

namespace credence::report {

using explain::sentence;

Book build_book(const BookWorkshop& workshop) { return BookBuilder(workshop).build(); }

std::string BookBuilder::flat(const explain::Outline& outline) const {
    if (outline.below.empty()) return outline.text;
    std::vector<std::string> parts;
    for (const auto& below : outline.below) parts.push_back(flat(below));
    return say("book_colon_list", {{"what", outline.text}, {"list", phrases_.list_of_clauses(parts)}});
}

BookBullet BookBuilder::fact(std::string_view key, std::string text) const {
    BookBullet out;
    out.lead = say(key);
    out.text = std::move(text);
    return out;
}

BookBullet BookBuilder::fact(std::string_view key, std::vector<BookLink> links) const {
    BookBullet out;
    out.lead = say(key);
    out.links = std::move(links);
    return out;
}

std::vector<BookBullet> BookBuilder::bullets(const std::vector<explain::Outline>& outlines) const {
    const auto line = [this](const explain::Outline& outline) {
        return outline.below.empty() ? outline.text : say("book_colon", {{"what", outline.text}});
    };
    std::vector<BookBullet> out;
    for (const auto& first : outlines) {
        auto& bullet = out.emplace_back();
        bullet.text = line(first);
        for (const auto& second : first.below) {
            auto& below = bullet.below.emplace_back();
            below.text = line(second);
            for (const auto& third : second.below) below.below.push_back({{}, flat(third), {}, {}, {}});
        }
    }
    return out;
}

/// What it is and what rules call it; what it is about; the sentences that it rests on.
void BookBuilder::open(const BookDeclared& declared, std::string what, BookEntry& entry) const {
    auto first = book_paragraph(std::move(what));
    first.line->code = declared.name;
    if (declared.head->labelled && declared.title.find(declared.head->label) == std::string::npos &&
        declared.title.find(explain::raised(declared.head->label)) == std::string::npos) {
        first.line->rest = sentence(say("quote", {{"quote", declared.head->label}}));  // the heading could not hold it
    }
    entry.parts.push_back(std::move(first));
    if (!declared.head->about.empty()) {
        entry.parts.push_back(book_paragraph(sentence(head_text(declared.head->about))));
    }
    BookPart quotes;
    for (const auto& citation : declared.head->citations) {
        const auto source = declared_of({check::DeclarationKind::source, citation.source.value});
        if (citation.quote.empty() || !source) continue;
        quotes.quotes.push_back({say("quote", {{"quote", citation.quote}}), link(*source)});
    }
    if (!quotes.quotes.empty()) entry.parts.push_back(std::move(quotes));
}

/// Sources without a sentence, assumptions, what it reads and who reads it: the end of every entry.
void BookBuilder::close(const BookDeclared& declared, std::vector<BookBullet> facts, BookEntry& entry) const {
    std::set<std::size_t> unquoted;
    for (const auto& citation : declared.head->citations) {
        if (!citation.quote.empty()) continue;
        if (const auto source = declared_of({check::DeclarationKind::source, citation.source.value})) unquoted.insert(*source);
    }
    if (!unquoted.empty()) facts.push_back(fact("book_after", links(unquoted)));
    if (!declared.refs.empty()) {
        for (const auto number : assumptions_.of(declared.refs.front())) {
            if (assumptions_.all()[number - 1].text == nullptr) continue;  // the scope stands above
            BookBullet line;
            line.lead = say("book_assumption", {{"id", explain::Assumptions::id(number)}});
            line.text = assumptions_.text(phrases_, number);
            facts.push_back(std::move(line));
        }
    }
    const auto place = static_cast<std::size_t>(&declared - all_.data());
    const auto add = [&](std::string_view key, const std::map<std::size_t, std::set<std::size_t>>& of) {
        const auto found = of.find(place);
        if (found != of.end() && !links(found->second).empty()) facts.push_back(fact(key, links(found->second)));
    };
    add("book_parameters", parameters_);
    switch (declared.kind) {
        case BookKind::question: break;  // its propositions stand above, by where they point
        case BookKind::range: add("book_boundaries", reads_); break;
        case BookKind::relation:
        case BookKind::attribute: add("book_concluded_by", reads_); break;
        default: add("book_reads", reads_); break;
    }
    add("book_read_by", readers_);
    if (facts.empty()) return;
    BookPart last;
    last.bullets = std::move(facts);
    entry.parts.push_back(std::move(last));
}

BookEntry BookBuilder::entry(std::size_t place) {
    const auto& declared = all_[place];
    BookEntry out;
    out.title = declared.title;
    switch (declared.kind) {
        case BookKind::rule:
        case BookKind::proposition:
        case BookKind::boundary:
        case BookKind::advice: rule_entry(declared, out); break;
        case BookKind::rules:
        case BookKind::table: table(declared, out); break;
        case BookKind::define: define(declared, out); break;
        case BookKind::assessment: assessment(declared, out); break;
        case BookKind::refusal: refusal(declared, out); break;
        case BookKind::property: property(declared, out); break;
        default: vocabulary_entry(declared, out); break;
    }
    return out;
}

void BookBuilder::opening(Book& book) {
    const auto& head = rulebase_.head;
    book.title = say("book_title", {{"rulebase", explain::raised(explain::label_or_name(head))}});
    auto first = book_paragraph(say("book_rulebase"));
    first.line->code = head.name;
    if (!rulebase_.version.empty()) first.line->rest = say("book_version", {{"version", rulebase_.version}});
    book.parts.push_back(std::move(first));
    if (!rulebase_.authors.empty()) {
        book.parts.push_back(book_paragraph(sentence(say("book_authors", {{"authors", words_.list(rulebase_.authors)}}))));
    }
    if (!head.about.empty()) book.parts.push_back(book_paragraph(sentence(head_text(head.about))));
}

BookChapter BookBuilder::how_to_read() const {
    BookChapter out{say("book_how_to_read"), {}, {}};
    BookPart part;
    std::vector<std::string> said{say("book_how_labels")};
    if (!rulebase_.entities.empty()) {
        const auto place =
            std::find_if(all_.begin(), all_.end(), [](const BookDeclared& one) { return one.kind == BookKind::entity; });
        const auto& head = place == all_.end() ? rulebase_.entities.front().head : *place->head;
        said.push_back(say("book_how_prose", {{"entity", explain::label_or_name(head)}}));
    }
    for (const auto* key :
         {"book_how_parameters", "book_how_missing", "book_how_quotes", "book_how_assumptions", "book_how_links"})
        said.push_back(say(key));
    for (auto& text : said) {
        auto& bullet = part.bullets.emplace_back();
        bullet.text = std::move(text);
    }
    if (!rulebase_.confidence.empty()) {
        std::vector<std::string> words;
        for (const auto& [word, value] : rulebase_.confidence) {
            words.push_back(
                say("book_word_and_number", {{"word", explain::spaced(word)}, {"number", std::to_string(value / 100)}}));
        }
        part.bullets.push_back(fact("book_confidence", sentence(words_.list(words))));
    }
    const auto& kinds = rulebase_.scales[rulebase_.kind_choice.index()].values;
    if (!kinds.empty()) {
        std::vector<std::string> words;
        for (const auto& kind : kinds) words.push_back(kind.label.empty() ? kind.name : kind.label);
        part.bullets.push_back(fact("book_kinds", sentence(words_.list(words))));
    }
    out.parts.push_back(std::move(part));
    return out;
}

BookChapter BookBuilder::contents(const std::vector<BookChapter>& chapters) const {
    BookChapter out{say("book_contents"), {}, {}};
    BookPart part;
    for (const auto& chapter : chapters) {
        BookBullet bullet;
        bullet.links.push_back({chapter.title, anchor_of(chapter.title).value_or(""), {}});
        if (!chapter.entries.empty()) bullet.rest = words_.count("book_entries", chapter.entries.size());
        part.bullets.push_back(std::move(bullet));
    }
    out.parts.push_back(std::move(part));
    return out;
}

Book BookBuilder::build() {
    collect();
    const std::vector<std::string> reserved{say("book_how_to_read"),    say("book_contents"),
                                            say("book_dependencies"),   say("book_parameters_title"),
                                            say("book_sentences"),      say("book_assumptions_title"),
                                            say("book_examples_title"), say("book_unsourced"),
                                            say("book_reviews"),        say("book_index")};
    entitle(reserved);
    note_readers();
    Book book;
    opening(book);
    std::vector<BookChapter> chapters;
    chapters.push_back(how_to_read());
    chapters.push_back(dependencies());
    for (const auto& file : chapters_) {
        BookChapter chapter{file.title, {}, {}};
        for (const auto place : file.declared) chapter.entries.push_back(entry(place));
        chapters.push_back(std::move(chapter));
    }
    for (auto& back : {parameters(), sentences(), assumptions(), examples(), unsourced(), reviews(), index()}) {
        if (!back.parts.empty()) chapters.push_back(back);
    }
    book.chapters.push_back(contents(chapters));
    for (auto& chapter : chapters) book.chapters.push_back(std::move(chapter));
    return book;
}

}  // namespace credence::report
