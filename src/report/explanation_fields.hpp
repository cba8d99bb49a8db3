// What the structs of an explanation are called in JSON; see fields.hpp.
#pragma once

#include "explain/explanation.hpp"
#include "report/fields.hpp"

namespace credence::report {

template <class V>
void fields(V& v, const explain::Record& r) {
    v.type("Record");
    v("assessor", r.assessor);
    v("source", r.source);
    v("on", r.on);
    v("age", r.age);
    v("kind", r.kind);
    v("confidence", r.confidence);
    v("group", r.group);
    v("recorded", r.recorded);
    v("quote", r.quote);
}

template <class V>
void fields(V& v, const explain::Statement& s) {
    v.type("Statement");
    v("kind", s.kind);
    v("detail", s.detail);
    v("lead", s.lead);
    v("text", s.text);
    v("state", s.state);
    v("rules", s.rules);
    v("facts", s.facts);
    v("assumptions", s.assumptions);
    v("record", s.record);
    v.nested("children", "Statement", s.children);
    if (s.left_out > 0 || v.is_shape()) v("left_out", s.left_out);
}

template <class V>
void fields(V& v, const explain::StatementTable& t) {
    v.type("StatementTable");
    v("head", t.head);
    v("rows", t.rows);
}

template <class V>
void fields(V& v, const explain::ExplanationSection& s) {
    v.type("Section");
    v("name", s.name);
    v("title", s.title);
    v("text", s.text);
    v("table", s.table);
    v("trees", s.trees);
    v("notes", s.notes);
}

template <class V>
void fields(V& v, const explain::Explanation& e) {
    v.type("Explanation");
    v("topic", e.topic);
    v("language", e.language);
    v("question", e.question);
    v("heading", e.heading);
    v("complete", e.complete ? std::string("yes") : std::string("no"));
    v("answer", e.answer);
    v("sections", e.sections);
}

}  // namespace credence::report
