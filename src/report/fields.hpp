// What the structs of document.hpp are called from outside: one function a struct, which shows a visitor each field under its
// name, in order. The only place to edit, beside document.hpp, when the tree grows; then docs/schema/report.json is made anew.
#pragma once

#include "report/document.hpp"
#include "report/page.hpp"

namespace credence::report {

/// A text for machines, if `code`.
struct MaybeCode {
    const std::string& text;
    bool code = false;
};
/// A file relative to the report.
struct Path {
    std::string text;
};
/// Finished HTML or CSS.
struct Markup {
    const std::string& text;
};

template <class V>
void fields(V& v, const Claim& c) {
    v.type("Claim");
    v("lead", c.lead);
    v("text", MaybeCode{c.text, c.verbatim});
    v("rules", c.rules);
    v("facts", c.facts);
    v("assumptions", c.assumptions);
    v.ids(c);
    v("state", c.state);
    v("link", Path{c.link});
}

template <class V>
void fields(V& v, const Quote& q) {
    v.type("Quote");
    v("text", q.text);
    v("words", q.words);
    v("wording", q.wording);
    v("source", q.source);
}

template <class V>
void fields(V& v, const Row& r) {
    v.type("Row");
    v("cells", r.cells);
}

template <class V>
void fields(V& v, const Table& t) {
    v.type("Table");
    v("head", t.head);
    v("rows", t.rows);
}

template <class V>
void fields(V& v, const Subject& s) {
    v.type("Subject");
    v("role", s.role);
    v("entity", s.entity);
    v("plural", s.plural);
    v("id", s.id);
    v("name", s.name);
}

template <class V>
void fields(V& v, const Value& x) {
    v.type("Value");
    v("role", x.role);
    v("of", x.of);
    v("kind", x.kind);
    v("value", x.value);
    v("lowest", x.lowest);
    v("highest", x.highest);
    v("unit", x.unit);
    v("long", x.long_text);
    v("short", x.short_text);
    v("state", x.state);
    v("positions", x.positions);
    v("open", x.open);
}

template <class V>
void fields(V& v, const Mark& m) {
    v.type("Mark");
    v("column", m.column);
    v("id", m.id);
    v("kind", m.kind);
}

template <class V>
void fields(V& v, const Bar& b) {
    v.type("Bar");
    v("style", b.style);
    v("label", b.label);
    v("text", b.text);
    v("lowest", b.lowest);
    v("highest", b.highest);
    v("marks", b.marks);
    v("from", b.from);
    v("moved", b.moved);
}

template <class V>
void fields(V& v, const ChartRow& r) {
    v.type("ChartRow");
    v("label", r.label);
    v("note", r.note);
    v("bars", r.bars);
}

template <class V>
void fields(V& v, const ChartColumn& c) {
    v.type("ChartColumn");
    v("short", c.short_label);
    v("long", c.long_label);
}

template <class V>
void fields(V& v, const Chart& c) {
    v.type("Chart");
    v("title", c.title);
    v("subtitle", c.subtitle);
    v("corner", c.corner);
    v("closed", c.closed);
    v("columns", c.columns);
    v("rows", c.rows);
    v("behind", c.behind);
    v("kinds", c.kinds);
}

template <class V>
void fields(V& v, const Sighting& s) {
    v.type("Sighting");
    v("step", s.step);
    v("text", s.text);
    v("id", s.id);
    v("kind", s.kind);
}

template <class V>
void fields(V& v, const MatrixCell& c) {
    v.type("MatrixCell");
    v("sightings", c.sightings);
}

template <class V>
void fields(V& v, const MatrixRow& r) {
    v.type("MatrixRow");
    v("label", r.label);
    v("note", r.note);
    v("steps", r.steps);
    v("cells", r.cells);
    v("together", r.together);
    v("agreement", r.agreement);
}

template <class V>
void fields(V& v, const Matrix& m) {
    v.type("Matrix");
    v("title", m.title);
    v("corner", m.corner);
    v("occasions", m.occasions);
    v("rows", m.rows);
    v("kinds", m.kinds);
}

template <class V>
void fields(V& v, const Period& p) {
    v.type("Period");
    v("label", p.label);
    v("note", p.note);
    v("text", p.text);
    v("id", p.id);
    v("first", p.first);
    v("begun", p.begun);
    v("ended", p.ended);
    v("last", p.last);
}

template <class V>
void fields(V& v, const Timeline& t) {
    v.type("Timeline");
    v("title", t.title);
    v("corner", t.corner);
    v("today", t.today);
    v("periods", t.periods);
}

template <class V>
void fields(V& v, const SideRow& r) {
    v.type("SideRow");
    v("pointing", r.pointing);
    v("id", r.id);
    v("label", r.label);
    v("note", r.note);
}

template <class V>
void fields(V& v, const Sides& s) {
    v.type("Sides");
    v("title", s.title);
    v("corner", s.corner);
    v("lower", s.lower);
    v("upper", s.upper);
    v("lower_count", s.lower_count);
    v("upper_count", s.upper_count);
    v("lower_none", s.lower_none);
    v("upper_none", s.upper_none);
    v("lower_rows", s.lower_rows);
    v("upper_rows", s.upper_rows);
}

template <class V>
void fields(V& v, const Figure& f) {
    v.type("Figure");
    v("file", Path{f.file()});
    v("title", f.title);
    v("alt", f.alt);
    v("chart", f.chart);
    v("matrix", f.matrix);
    v("timeline", f.timeline);
    v("sides", f.sides);
}

template <class V>
void fields(V& v, const Block& b) {
    v.type("Block");
    v("title", b.title);
    v("text", b.text);
    v("figures", b.figures);
    v("table", b.table);
    v("notes", b.notes);
}

template <class V>
void fields(V& v, const Asked& a) {
    v.type("Asked");
    v("number", a.number);
    v("question", a.question);
    v("notes", a.notes);
}

template <class V>
void fields(V& v, const Open& o) {
    fields(v, o.claim);
    v.type("Open");
    v("where", o.where_text);
}

template <class V>
void fields(V& v, const Answer& a) {
    v.type("Answer");
    v("number", a.number);
    v("headline", a.headline);
    v("state", a.state);
    v("values", a.values);
    v.numbered("lines", a.lines);
    v("figures", a.figures);
    v("meanings", a.meanings);
    v("advice", a.advice);
    v.part("open", "OpenPoints", "points", a.open);
}

template <class V>
void fields(V& v, const IsNot& i) {
    v.type("IsNot");
    v("number", i.number);
    v("items", i.items);
}

template <class V>
void fields(V& v, const Declared& d) {
    v.type("Declared");
    v("number", d.number);
    v("blocks", d.blocks);
}

template <class V>
void fields(V& v, const RangePart& r) {
    v.type("RangePart");
    v("number", r.number);
    v("title", r.title);
    v("value", r.value);
    v("boundaries", r.boundaries);
    v("notes", r.notes);
    v("evidence", r.evidence);
    v("missing", r.missing);
    v("lists", r.lists);
}

template <class V>
void fields(V& v, const Evidence& e) {
    v.type("Evidence");
    v("number", e.number);
    v("figures", e.figures);
    v("tables", e.tables);
    v("notes", e.notes);
    v("lists", e.lists);
    v("closing", e.closing);
}

template <class V>
void fields(V& v, const Reason& r) {
    fields(v, static_cast<const Claim&>(r));
    v.type("Reason");
    v("id", r.id);
    v("label", r.label);
    v("quotes", r.quotes);
    v("said_of", r.said_of);
    v("applied_to", r.applied_to);
    v("scope", r.scope);
    v("pole", r.pole);
    v("standing", r.standing);
    v("premises", r.premises);
}

template <class V>
void fields(V& v, const Weighed& w) {
    v.type("Weighed");
    v("rule", w.rule);
    v("label", w.label);
    v("pole", w.pole);
    v("odds", w.odds);
    v("counting", w.counting);
    v("lo", w.lo);
    v("best", w.best);
    v("hi", w.hi);
}

template <class V>
void fields(V& v, const Ledger& l) {
    v.type("Ledger");
    v("title", l.title);
    v("file", Path{l.file()});
    v("alt", l.alt);
    v("lower", l.lower);
    v("upper", l.upper);
    v("band", l.band);
    v("table", l.table);
    v("rows", l.rows);
    v("notes", l.notes);
}

template <class V>
void fields(V& v, const Step& s) {
    v.type("Step");
    v("number", s.number);
    v("claim", s.claim);
    v("short_claim", s.short_claim);
    v("reads", s.reads);
    v("reasons", s.reasons);
    v("figures", s.figures);
    v("ledgers", s.ledgers);
    v("notes", s.notes);
}

template <class V>
void fields(V& v, const ReasonsFor& r) {
    v.type("ReasonsFor");
    v("number", r.number);
    v("steps", r.steps);
}

template <class V>
void fields(V& v, const ReasonsAgainst& r) {
    v.type("ReasonsAgainst");
    v("number", r.number);
    v("blocks", r.blocks);
    v("notes", r.notes);
}

template <class V>
void fields(V& v, const Blocked& b) {
    v.type("Blocked");
    v("number", b.number);
    v("text", b.text);
    v("table", b.table);
    v("notes", b.notes);
}

template <class V>
void fields(V& v, const Otherwise& o) {
    v.type("Otherwise");
    v("number", o.number);
    v("text", o.text);
    v("figures", o.figures);
    v("blocks", o.blocks);
}

template <class V>
void fields(V& v, const Assumptions& a) {
    v.type("Assumptions");
    v("number", a.number);
    v("table", a.table);
}

template <class V>
void fields(V& v, const Decision& d) {
    v.type("Decision");
    v("number", d.number);
    v("earlier", d.earlier);
}

template <class V>
void fields(V& v, const Comment& c) {
    v.type("Comment");
    v("number", c.number);
    v("text", c.text);
}

template <class V>
void fields(V& v, const Provenance& p) {
    v.type("Provenance");
    v("number", p.number);
    v("table", p.table);
}

template <class V>
void fields(V& v, const ScalePart& s) {
    v.type("ScalePart");
    v("title", s.title);
    v("text", s.text);
    v("table", s.table);
}

template <class V>
void fields(V& v, const AllEvidence& a) {
    v.type("AllEvidence");
    v("title", a.title);
    v("table", a.table);
}

template <class V>
void fields(V& v, const Groups& g) {
    v.type("Groups");
    v("number", g.number);
    v("table", g.table);
    v("figures", g.figures);
    v("notes", g.notes);
}

template <class V>
void fields(V& v, const Common& c) {
    v.type("Common");
    v("same", c.same);
    v("uneven", c.uneven);
}

template <class V>
void fields(V& v, const Differences& d) {
    v.type("Differences");
    v("number", d.number);
    v("table", d.table);
    v("notes", d.notes);
    v("ledgers", d.ledgers);
}

template <class V>
void fields(V& v, const SideBySide& s) {
    v.type("SideBySide");
    v("number", s.number);
    v("table", s.table);
    v("notes", s.notes);
    v("ledgers", s.ledgers);
    v("blocks", s.blocks);
}

template <class V>
void fields(V& v, const Index& i) {
    v.type("Index");
    v("text", i.text);
    v("blocks", i.blocks);
}

template <class V>
void fields(V& v, const Report& r) {
    v.type("Report");
    v("kind", r.kind);
    v("audience", r.audience);
    v("language", r.language);
    v("assessment", r.assessment);
    v("title", r.title);
    v("heading", r.heading);
    v("subjects", r.subjects);
    v("as_of", r.as_of);
    v("known_at", r.known_at);
    v("notice", r.notice);
    v("asked", r.asked);
    v("answer", r.answer);
    v("groups", r.groups);
    v("common", r.common);
    v("differences", r.differences);
    v("side_by_side", r.side_by_side);
    v("is_not", r.is_not);
    v("declared", r.declared);
    v("ranges", r.ranges);
    v("evidence", r.evidence);
    v("reasons_for", r.reasons_for);
    v("reasons_against", r.reasons_against);
    v("blocked", r.blocked);
    v("changes", r.changes);
    v("ask", r.ask);
    v("robustness", r.robustness);
    v("assumptions", r.assumptions);
    v("decision", r.decision);
    v("comment", r.comment);
    v("provenance", r.provenance);
    v("scales", r.scales);
    v("all_evidence", r.all_evidence);
    v("index", r.index);
}

template <class V>
void fields(V& v, const PageSection& s) {
    v.type("PageSection");
    v("anchor", s.anchor);
    v("title", s.title);
}

template <class V>
void fields(V& v, const Page& p) {
    v.type("Page");
    v("title", p.title);
    v.part("contents_list", "PageContents", "contents", p.contents);
    v("style", Markup{p.style});
    v("body", Markup{p.body});
}

}  // namespace credence::report
