// The rule book of a rulebase as data: chapters, entries, and the few things that they are made of. Filled by build_book.hpp
// from a checked rulebase, printed by the template reports/book.md. Not a report: it knows rules, and no facts.
//
// Strings are finished plain text, as in document.hpp; links lead to headings of the book by their anchors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace credence::report {

struct BookLink {
    std::string title, anchor;
    std::string comma;  // "," where it stands behind another one
};

/// "**lead** text `code` links rest", each of which may be empty.
struct BookLine {
    std::string lead, text, code, rest;
    std::vector<BookLink> links;
};
struct BookSubline : BookLine {
    std::vector<BookLine> below;
};
struct BookBullet : BookLine {
    std::vector<BookSubline> below;
};
struct BookStep : BookLine {
    std::size_t number = 0;
    std::vector<BookLine> below;
};

struct BookRow {
    std::vector<BookLine> cells;
};
struct BookTable {
    std::vector<std::string> head;
    std::vector<BookRow> rows;
};

struct BookQuote {
    std::string words;
    BookLink source;
};
struct BookFigure {
    std::string description, file, svg;
};

/// One of these in turn, in this order; the others are empty.
struct BookPart {
    std::optional<BookLine> line;  // a paragraph
    std::vector<BookQuote> quotes;
    std::vector<BookBullet> bullets;
    std::vector<BookStep> steps;
    std::optional<BookTable> table;
    std::optional<BookFigure> figure;
};

struct BookEntry {
    std::string title;
    std::vector<BookPart> parts;
};
struct BookChapter {
    std::string title;
    std::vector<BookPart> parts;
    std::vector<BookEntry> entries;
};
struct Book {
    std::string title;
    std::vector<BookPart> parts;
    std::vector<BookChapter> chapters;
};

}  // namespace credence::report
