#include "property/dump.hpp"

#include <concepts>

namespace credence::testing {
namespace {

using namespace syntax;

class Dump {
public:
    template <class... Fields>
    void all(const Fields&... fields) {
        out_ += '(';
        (add(fields), ...);
        out_ += ')';
    }
    std::string take() { return std::move(out_); }

    void add(const Declaration& d) {
        out_ += std::to_string(d.index());
        std::visit([this](const auto& each) { add(each); }, d);
        out_ += '\n';
    }

private:
    void add(const std::string& text) { out_ += '"' + text + '"'; }
    template <class T>
    requires std::integral<T> || std::is_enum_v<T>
    void add(T value) { out_ += '#' + std::to_string(static_cast<int>(value)); }
    template <class T>
    void add(const std::optional<T>& value) {
        out_ += '?';
        if (value) add(*value);
    }
    template <class T>
    void add(const std::vector<T>& values) {
        out_ += '[';
        for (const auto& value : values) add(value);
        out_ += ']';
    }
    template <class A, class B>
    void add(const std::pair<A, B>& value) {
        all(value.first, value.second);
    }

    void add(const Name& n) { add(n.text); }
    void add(const Words& w) { add(w.text); }
    void add(const Text& t) { add(t.parts); }
    void add(const TextPart& p) { all(p.literal, p.hole, p.digits); }
    void add(const Argument& a) { all(a.name, a.value); }
    void add(const Expression& e) {
        all(e.kind, e.text, e.member, e.comparison, e.function, e.negated, e.operands, e.arguments, e.parts);
    }
    void add(const TypeRef& t) { all(t.kind, t.name, t.unit); }
    void add(const Variable& v) { all(v.name, v.type, v.or_today); }
    void add(const Citation& c) { all(c.source, c.quote); }
    void add(const syntax::Value& v) { all(v.name, v.label, v.short_label); }
    void add(const Anchor& a) { all(a.value, a.words); }
    void add(const Head& h) { all(h.name, h.label, h.about, h.citations, h.assumptions); }
    void add(const Clauses& c) {
        all(c.wording, c.said_of, c.applied_to, c.author, c.review_by, c.only_if, c.variables, c.when, c.unless, c.because,
            c.overrides);
    }
    void add(const Preference& p) { all(p.preferred, p.over, p.when); }
    void add(const Ask& a) { all(a.words, a.whom); }
    void add(const Cell& c) { all(c.kind, c.comparison, c.values); }
    void add(const Column& c) { all(c.outcome, c.head, c.bound); }
    void add(const Row& r) { all(r.cells); }
    void add(const TableBody& t) { all(t.columns, t.rows); }
    void add(const Case& c) { all(c.value, c.when, c.otherwise, c.if_unknown); }
    void add(const Caveat& c) { all(c.citation, c.words); }
    void add(const Odds& o) { all(o.favourable, o.against); }
    void add(const Bands::Band& b) { all(b.value, b.from, b.pole); }
    void add(const Given& g) {
        all(g.individual, g.fact, g.value, g.confidence, g.kind, g.group, g.on, g.recorded, g.source, g.assessor);
    }
    void add(const Expectation& e) { all(e.condition, e.saying, e.refused); }

    void add(const Rulebase& d) { all(d.head, d.version, d.authors, d.chapters, d.confidence, d.kinds, d.margin); }
    void add(const Use& d) { all(d.head, d.path); }
    void add(const Source& d) { all(d.head, d.author, d.where, d.link, d.licence, d.year); }
    void add(const Parameter& d) { all(d.head, d.type, d.value); }
    void add(const Entity& d) { all(d.head, d.plural); }
    void add(const Scale& d) { all(d.head, d.ordered, d.values, d.anchors); }
    void add(const Attribute& d) {
        all(d.head, d.of, d.type, d.combination, d.within, d.topic, d.anchors, d.asks, d.preferences, d.stale_after, d.reads,
            d.is_protected);
    }
    void add(const Relation& d) { all(d.head, d.columns, d.reads); }
    void add(const Question& d) { all(d.head, d.of, d.lower, d.upper); }
    void add(const Range& d) { all(d.head, d.of, d.on, d.reads); }
    void add(const Define& d) { all(d.head, d.parameters, d.type, d.reads, d.condition, d.value, d.cases, d.table); }
    void add(const Rule& d) { all(d.head, d.clauses, d.conclusion, d.value, d.certainty, d.short_form); }
    void add(const Proposition& d) { all(d.head, d.clauses, d.question, d.effect, d.pole, d.attribute, d.implied_only); }
    void add(const Boundary& d) { all(d.head, d.clauses, d.range, d.bound, d.value); }
    void add(const Table& d) { all(d.head, d.clauses, d.body); }
    void add(const Advice& d) { all(d.head, d.clauses, d.kind, d.words, d.whom); }
    void add(const Assessment& d) { all(d.head, d.subjects, d.when, d.answer, d.show, d.group_by, d.rank_by, d.caveats); }
    void add(const Refuse& d) { all(d.head, d.because); }
    void add(const Property& d) { all(d.head, d.variables, d.never, d.expression, d.becomes, d.rising, d.falls); }
    void add(const Strength& d) { all(d.head, d.odds); }
    void add(const Weigh& d) { all(d.head, d.strength, d.because); }
    void add(const Correlated& d) { all(d.head, d.propositions, d.because); }
    void add(const Bands& d) { all(d.head, d.bands); }
    void add(const Example& d) { all(d.head, d.scene, d.like, d.set, d.as_of, d.given, d.expect); }

    std::string out_;
};

}  // namespace

std::string dump(const std::vector<Declaration>& declarations) {
    Dump out;
    for (const auto& d : declarations) out.add(d);
    return out.take();
}

}  // namespace credence::testing
