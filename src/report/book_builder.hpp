// What the builders of the rule book share: the declarations in the order of the book, their headings and anchors, and who reads
// whom. For build_book*.cpp alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "explain/assumptions.hpp"
#include "explain/prose.hpp"
#include "report/build_book.hpp"

namespace credence::report {

enum class BookKind : std::uint8_t {
    entity,
    scale,
    choice,
    parameter,
    source,
    attribute,
    relation,
    question,
    range,
    define,
    rule,
    proposition,
    boundary,
    rules,
    table,
    advice,
    assessment,
    refusal,
    property,
    example
};
[[nodiscard]] std::string_view kind_key(BookKind kind);

/// A declaration as authors count them: a table is one, whatever its rows, and so are the short rules of one relation.
struct BookDeclared {
    BookKind kind = BookKind::entity;
    std::vector<check::DeclarationRef> refs;  // the rows of a table; none of properties and examples
    std::size_t index = 0;                    // of properties and examples
    const check::Head* head = nullptr;
    std::string name;  // as rules write it, without the number of a row
    std::string title, anchor;
};

[[nodiscard]] BookPart book_paragraph(std::string text);
[[nodiscard]] BookLine book_cell(std::string text);
[[nodiscard]] BookLine book_links(std::vector<BookLink> links);

struct FileChapter {
    std::string title;
    std::vector<std::size_t> declared;
};

class BookBuilder {
public:
    explicit BookBuilder(const BookWorkshop& workshop);

    [[nodiscard]] Book build();

private:
    // --- book_builder.cpp
    void collect();
    void entitle(const std::vector<std::string>& reserved);
    void note_readers();
    [[nodiscard]] std::string say(std::string_view key, explain::Words::Holes holes = {}) const {
        return words_.say(key, holes);
    }
    [[nodiscard]] BookLink link(std::size_t declared) const;
    [[nodiscard]] std::vector<BookLink> links(const std::set<std::size_t>& declared) const;
    [[nodiscard]] std::vector<BookLink> links(const std::vector<check::DeclarationRef>& refs) const;
    [[nodiscard]] std::set<std::size_t> declared_of(const std::vector<check::DeclarationRef>& refs) const;
    [[nodiscard]] std::optional<std::size_t> declared_of(check::DeclarationRef ref) const;
    [[nodiscard]] explain::Prose prose(const std::vector<check::Variable>& variables, std::uint32_t bound) const {
        return {phrases_, variables, bound};
    }
    [[nodiscard]] std::string head_text(const check::Text& text) const;  // of declarations without variables

    // --- build_book.cpp
    [[nodiscard]] BookEntry entry(std::size_t declared);
    void opening(Book& book);
    [[nodiscard]] BookChapter how_to_read() const;
    [[nodiscard]] BookChapter contents(const std::vector<BookChapter>& chapters) const;
    [[nodiscard]] BookChapter dependencies();

    // --- build_book_vocabulary.cpp
    void vocabulary_entry(const BookDeclared& declared, BookEntry& entry);
    void source(const BookDeclared& declared, BookEntry& entry);
    void parameter(const BookDeclared& declared, BookEntry& entry);
    void scale(const BookDeclared& declared, BookEntry& entry);
    void attribute(const BookDeclared& declared, BookEntry& entry);
    void relation(const BookDeclared& declared, BookEntry& entry);
    void question(const BookDeclared& declared, BookEntry& entry);
    void range(const BookDeclared& declared, BookEntry& entry);
    [[nodiscard]] std::string type_words(check::Type type) const;
    [[nodiscard]] std::vector<BookLink> type_links(check::Type type) const;

    // --- build_book_rules.cpp
    void rule_entry(const BookDeclared& declared, BookEntry& entry);
    void table(const BookDeclared& declared, BookEntry& entry);
    void define(const BookDeclared& declared, BookEntry& entry);
    void weight_facts(const check::Proposition& proposition, explain::Prose& prose, std::vector<BookBullet>& facts);
    void clause_facts(const BookDeclared& declared, const check::Clauses& clauses, explain::Prose& prose,
                      std::vector<BookBullet>& facts);
    [[nodiscard]] std::string conclusion(check::DeclarationRef ref, explain::Prose& prose);
    [[nodiscard]] std::string in_a_sentence(const explain::Outline& outline) const;
    void statement(check::DeclarationRef ref, explain::Prose& prose, BookEntry& entry);

    // --- build_book_questions.cpp
    void assessment(const BookDeclared& declared, BookEntry& entry);
    void refusal(const BookDeclared& declared, BookEntry& entry);
    void property(const BookDeclared& declared, BookEntry& entry);

    // --- build_book_back.cpp
    [[nodiscard]] BookChapter parameters() const;
    [[nodiscard]] BookChapter sentences() const;
    [[nodiscard]] BookChapter assumptions() const;
    [[nodiscard]] BookChapter examples() const;
    [[nodiscard]] BookChapter unsourced() const;
    [[nodiscard]] BookChapter reviews() const;
    [[nodiscard]] BookChapter index() const;

    // --- all
    void open(const BookDeclared& declared, std::string what, BookEntry& entry) const;  // kind, name, about, quotes
    void close(const BookDeclared& declared, std::vector<BookBullet> facts,
               BookEntry& entry) const;  // assumptions, reads, readers
    [[nodiscard]] BookBullet fact(std::string_view key, std::string text) const;
    [[nodiscard]] BookBullet fact(std::string_view key, std::vector<BookLink> links) const;
    [[nodiscard]] std::string flat(const explain::Outline& outline) const;  // on one line
    [[nodiscard]] std::vector<BookBullet> bullets(const std::vector<explain::Outline>& outlines) const;

    const explain::Phrases& phrases_;
    const check::Rulebase& rulebase_;
    const explain::Words& words_;
    const text::SourceSet& sources_;
    std::optional<Date> as_of_;
    explain::Assumptions assumptions_;
    std::vector<BookDeclared> all_;
    std::vector<FileChapter> chapters_;
    std::map<check::DeclarationRef, std::size_t> places_;
    std::map<std::size_t, std::set<std::size_t>> reads_, readers_;        // by declared
    std::map<std::size_t, std::set<std::size_t>> parameters_;             // by declared: those it reads
    std::map<std::size_t, std::set<std::size_t>> shown_in_, refuted_in_;  // examples in which a rule applies, or does not
};

}  // namespace credence::report
