#include "check/strata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/dependencies.hpp"

namespace credence::check {
namespace {

using text::Diagnostic;

enum class How : std::uint8_t { holds, absent, whole };  // that it holds; that it does not; all of it

struct Edge {
    DeclarationRef to;
    How how = How::holds;
    Span span;

    /// Needs the other finished, not only what of it holds so far.
    [[nodiscard]] bool hard() const { return how != How::holds || to.kind != DeclarationKind::relation; }
};

class Edges {
public:
    explicit Edges(std::vector<Edge>& out) : out_(out) {}

    void add(const Condition& c, How how) {
        switch (c.kind) {
            case ConditionKind::relation: out_.push_back({{DeclarationKind::relation, c.index}, how, c.span}); break;
            case ConditionKind::named: out_.push_back({{DeclarationKind::define, c.index}, how, c.span}); break;
            case ConditionKind::applies: out_.push_back({c.target, how, c.span}); break;
            default: break;
        }
        for (const auto& argument : c.arguments)
            if (argument) add(*argument, how);
        for (const auto& expression : c.expressions) add(expression, how);
        for (const auto& operand : c.operands) add(operand, c.kind == ConditionKind::negation && how == How::holds ? How::absent : how);
    }

    void add(const Expression& e, How how) {
        switch (e.kind) {
            case ExpressionKind::attribute: out_.push_back({{DeclarationKind::attribute, e.index}, how, e.span}); break;
            case ExpressionKind::define: out_.push_back({{DeclarationKind::define, e.index}, how, e.span}); break;
            case ExpressionKind::range: out_.push_back({{DeclarationKind::range, e.index}, how, e.span}); break;
            case ExpressionKind::pointers:
            case ExpressionKind::implied_pointers: out_.push_back({{DeclarationKind::question, e.index}, how, e.span}); break;
            default: break;
        }
        for (const auto& operand : e.operands) add(operand, e.kind == ExpressionKind::aggregate ? How::whole : how);
        for (const auto& condition : e.condition) add(condition, How::whole);
    }

private:
    std::vector<Edge>& out_;
};

class Strata {
public:
    Strata(const Rulebase& rulebase, Reporter& reporter) : rulebase_(rulebase), reporter_(reporter) {
        for (const auto ref : readers(rulebase)) edges_[ref] = edges_from(ref);
    }

    void check() {
        for (const auto& component : components())
            if (component.size() > 1 || reads_itself(component.front())) check(component);
    }

private:
    std::vector<Edge> edges_from(DeclarationRef ref) const {
        std::vector<Edge> out;
        Edges edges(out);
        const auto rule = [&](const Rule& r) {
            edges.add(r.clauses.body, How::holds);
            for (const auto& argument : r.arguments) edges.add(argument, How::holds);
        };
        const auto boundary = [&](const Boundary& b) {
            edges.add(b.clauses.body, How::holds);
            edges.add(b.subject, How::holds);
            edges.add(b.value, How::holds);
        };
        switch (ref.kind) {
            case DeclarationKind::relation:
                for (const auto& r : rulebase_.rules)
                    if (r.relation.value == ref.index) rule(r);
                break;
            case DeclarationKind::attribute:
                for (const auto& r : rulebase_.rules)
                    if (r.attribute.value == ref.index) rule(r);
                break;
            case DeclarationKind::rule: rule(rulebase_.rules[ref.index]); break;
            case DeclarationKind::question:
                for (const auto& p : rulebase_.propositions)
                    if (p.question.value == ref.index) edges.add(p.clauses.body, How::holds);
                break;
            case DeclarationKind::proposition: edges.add(rulebase_.propositions[ref.index].clauses.body, How::holds); break;
            case DeclarationKind::range:
                for (const auto id : rulebase_.ranges[ref.index].boundaries) boundary(rulebase_.boundaries[id.index()]);
                break;
            case DeclarationKind::boundary: boundary(rulebase_.boundaries[ref.index]); break;
            case DeclarationKind::advice: edges.add(rulebase_.advice[ref.index].clauses.body, How::holds); break;
            case DeclarationKind::define: {
                const auto& define = rulebase_.defines[ref.index];
                if (define.condition) edges.add(*define.condition, How::holds);
                for (const auto& one : define.cases) {
                    edges.add(one.value, How::holds);
                    if (one.when) edges.add(*one.when, How::holds);
                }
                break;
            }
            default: break;
        }
        return out;
    }

    [[nodiscard]] bool reads_itself(DeclarationRef ref) const {
        const auto& edges = edges_.at(ref);
        return std::any_of(edges.begin(), edges.end(), [ref](const Edge& e) { return e.to == ref; });
    }

    [[nodiscard]] std::set<DeclarationRef> reachable(DeclarationRef from) const {
        std::set<DeclarationRef> seen;
        std::vector<DeclarationRef> open{from};
        while (!open.empty()) {
            const auto ref = open.back();
            open.pop_back();
            for (const auto& edge : edges_.at(ref))
                if (seen.insert(edge.to).second) open.push_back(edge.to);
        }
        return seen;
    }

    /// Sets of declarations that reach each other. Few rulebases have any, so plain reachability of those on circles will do.
    [[nodiscard]] std::vector<std::vector<DeclarationRef>> components() const {
        std::vector<std::vector<DeclarationRef>> out;
        std::set<DeclarationRef> done;
        for (const auto ref : on_circles()) {
            if (done.contains(ref)) continue;
            std::vector<DeclarationRef> component{ref};
            for (const auto other : reachable(ref))
                if (other != ref && reachable(other).contains(ref)) component.push_back(other);
            done.insert(component.begin(), component.end());
            out.push_back(std::move(component));
        }
        return out;
    }

    /// What is left when declarations that read nothing left are taken away, again and again; and the same for readers.
    [[nodiscard]] std::set<DeclarationRef> on_circles() const {
        std::map<DeclarationRef, std::size_t> reads;
        std::map<DeclarationRef, std::vector<DeclarationRef>> read_by;
        for (const auto& [ref, edges] : edges_) {
            reads[ref] = edges.size();
            for (const auto& edge : edges) read_by[edge.to].push_back(ref);
        }
        std::vector<DeclarationRef> free;
        for (const auto& [ref, count] : reads)
            if (count == 0) free.push_back(ref);
        std::set<DeclarationRef> left;
        for (const auto& [ref, count] : reads) left.insert(ref);
        while (!free.empty()) {
            const auto ref = free.back();
            free.pop_back();
            left.erase(ref);
            for (const auto reader : read_by[ref])
                if (--reads[reader] == 0) free.push_back(reader);
        }
        return left;
    }

    struct Step {
        DeclarationRef from;
        Edge edge;
    };

    void check(const std::vector<DeclarationRef>& component) {
        const auto inside = [&](DeclarationRef ref) { return std::find(component.begin(), component.end(), ref) != component.end(); };
        std::vector<Step> shortest;
        auto members = component;
        std::sort(members.begin(), members.end());
        for (const bool absent : {true, false}) {  // a circle through an absence is the clearest to tell of
            for (const auto from : members) {
                for (const auto& edge : edges_.at(from)) {
                    if (!edge.hard() || !inside(edge.to) || (absent && edge.how != How::absent)) continue;
                    auto circle = circle_through(from, edge, inside);
                    if (!circle.empty() && (shortest.empty() || circle.size() < shortest.size())) shortest = std::move(circle);
                }
            }
            if (!shortest.empty()) break;
        }
        if (!shortest.empty()) report(shortest);
    }

    template <class Inside>
    [[nodiscard]] std::vector<Step> circle_through(DeclarationRef from, const Edge& first, const Inside& inside) const {
        std::map<DeclarationRef, Step> reached;  // by which step
        std::vector<DeclarationRef> level{first.to};
        while (!level.empty() && first.to != from && !reached.contains(from)) {
            std::vector<DeclarationRef> next;
            for (const auto ref : level)
                for (const auto& edge : edges_.at(ref))
                    if (inside(edge.to) && edge.to != first.to && reached.try_emplace(edge.to, Step{ref, edge}).second) next.push_back(edge.to);
            level = std::move(next);
        }
        std::vector<Step> back;
        for (auto at = from; at != first.to;) {
            const auto step = reached.find(at);
            if (step == reached.end()) return {};
            back.push_back(step->second);
            at = step->second.from;
        }
        back.push_back({from, first});
        std::reverse(back.begin(), back.end());
        return back;
    }

    [[nodiscard]] std::string name(DeclarationRef ref) const { return rulebase_.head_of(ref).name; }

    [[nodiscard]] std::string needs(const Step& step) const {
        switch (step.edge.how) {
            case How::absent: return fmt::format("`{}` needs that `{}` does not hold", name(step.from), name(step.edge.to));
            case How::whole: return fmt::format("`{}` needs all of `{}`", name(step.from), name(step.edge.to));
            case How::holds: break;
        }
        return fmt::format("`{}` needs `{}`", name(step.from), name(step.edge.to));
    }

    void report(const std::vector<Step>& circle) {
        const auto& first = circle.front();
        const bool absence = first.edge.how == How::absent;
        Diagnostic d;
        d.code = "E0203";
        d.message = fmt::format("`{}` would depend on its own {}", name(first.from), absence ? "absence" : "result");
        d.primary = {first.edge.span, needs(first)};
        std::string path = name(first.from);
        for (const auto& step : circle) {
            path += step.edge.how == How::absent ? " -> not " : step.edge.how == How::whole ? " -> all of " : " -> ";
            path += name(step.edge.to);
            if (&step != &first) d.secondary.push_back({step.edge.span, needs(step)});
        }
        d.notes.push_back("the circle is  " + path);
        d.notes.push_back("only rules may be recursive, and only by what holds");
        const auto& last = circle.back();
        d.help = circle.size() > 1 ? fmt::format("let `{}` read what `{}` reads, instead of `{}` itself", name(last.from), name(last.edge.to), name(last.edge.to))
                                   : "let it read what it is worked out from";
        reporter_.add(std::move(d));
    }

    const Rulebase& rulebase_;
    Reporter& reporter_;
    std::map<DeclarationRef, std::vector<Edge>> edges_;
};

}  // namespace

void check_strata(const Rulebase& rulebase, Reporter& reporter) { Strata(rulebase, reporter).check(); }

}  // namespace credence::check
