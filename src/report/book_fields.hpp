// What the structs of book.hpp are called in the template; see fields.hpp.
#pragma once

#include "report/book.hpp"
#include "report/fields.hpp"

namespace credence::report {

template <class V>
void fields(V& v, const BookLink& l) {
    v.type("BookLink");
    v("title", l.title);
    v("anchor", Path{l.anchor});
    v("comma", l.comma);
}

template <class V>
void line_fields(V& v, const BookLine& l) {
    v("lead", l.lead);
    v("text", l.text);
    v("code", MaybeCode{l.code, true});
    v("links", l.links);
    v("rest", l.rest);
}

template <class V>
void fields(V& v, const BookLine& l) {
    v.type("BookLine");
    line_fields(v, l);
}

template <class V>
void fields(V& v, const BookSubline& l) {
    v.type("BookSubline");
    line_fields(v, l);
    v("below", l.below);
}

template <class V>
void fields(V& v, const BookBullet& l) {
    v.type("BookBullet");
    line_fields(v, l);
    v("below", l.below);
}

template <class V>
void fields(V& v, const BookStep& l) {
    v.type("BookStep");
    v("number", l.number);
    line_fields(v, l);
    v("below", l.below);
}

template <class V>
void fields(V& v, const BookRow& r) {
    v.type("BookRow");
    v("cells", r.cells);
}

template <class V>
void fields(V& v, const BookTable& t) {
    v.type("BookTable");
    v("head", t.head);
    v("rows", t.rows);
}

template <class V>
void fields(V& v, const BookQuote& q) {
    v.type("BookQuote");
    v("words", q.words);
    v("source", q.source);
}

template <class V>
void fields(V& v, const BookFigure& f) {
    v.type("BookFigure");
    v("description", f.description);
    v("file", Path{f.file});
}

template <class V>
void fields(V& v, const BookPart& p) {
    v.type("BookPart");
    v("line", p.line);
    v.part("quoted", "BookQuoted", "quotes", p.quotes);
    v.part("listed", "BookListed", "bullets", p.bullets);
    v.part("numbered", "BookNumbered", "steps", p.steps);
    v("table", p.table);
    v("figure", p.figure);
}

template <class V>
void fields(V& v, const BookEntry& e) {
    v.type("BookEntry");
    v("title", e.title);
    v("parts", e.parts);
}

template <class V>
void fields(V& v, const BookChapter& c) {
    v.type("BookChapter");
    v("title", c.title);
    v("parts", c.parts);
    v("entries", c.entries);
}

template <class V>
void fields(V& v, const Book& b) {
    v.type("Book");
    v("title", b.title);
    v("parts", b.parts);
    v("chapters", b.chapters);
}

}  // namespace credence::report
