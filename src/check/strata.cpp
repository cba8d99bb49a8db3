#include "check/strata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/components.hpp"
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

    void add(const Condition& c, How how) { add(c, how, c.span); }

    void add(const Condition& c, How how, Span at) {
        switch (c.kind) {
            case ConditionKind::relation: out_.push_back({{DeclarationKind::relation, c.index}, how, at}); break;
            case ConditionKind::named: out_.push_back({{DeclarationKind::define, c.index}, how, at}); break;
            case ConditionKind::applies: out_.push_back({c.target, how, at}); break;
            default: break;
        }
        for (const auto& argument : c.arguments)
            if (argument) add(*argument, how);
        for (const auto& expression : c.expressions) add(expression, how);
        const bool negation = c.kind == ConditionKind::negation;  // of one atom, it is what is pointed at
        for (const auto& operand : c.operands)
            add(operand, negation && how == How::holds ? How::absent : how, negation ? c.span : operand.span);
    }

    void add(const Expression& e, How how) {
        switch (e.kind) {
            case ExpressionKind::attribute: out_.push_back({{DeclarationKind::attribute, e.index}, how, e.span}); break;
            case ExpressionKind::define: out_.push_back({{DeclarationKind::define, e.index}, how, e.span}); break;
            case ExpressionKind::range: out_.push_back({{DeclarationKind::range, e.index}, how, e.span}); break;
            case ExpressionKind::pointers:
            case ExpressionKind::implied_pointers:
            case ExpressionKind::band: out_.push_back({{DeclarationKind::question, e.index}, how, e.span}); break;
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
        const auto nodes = readers(rulebase_);
        Graph graph(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i)
            for (const auto& edge : edges_.at(nodes[i]))
                graph[i].push_back(
                    static_cast<std::uint32_t>(std::lower_bound(nodes.begin(), nodes.end(), edge.to) - nodes.begin()));
        for (const auto& component : components(graph)) {
            std::set<DeclarationRef> members;
            for (const auto node : component) members.insert(nodes[node]);
            if (members.size() > 1 || reads_itself(*members.begin())) check(members);
        }
    }

private:
    std::vector<Edge> edges_from(DeclarationRef ref) const {
        std::vector<Edge> out;
        Edges edges(out);
        const auto rule = [&](const Rule& r) {
            edges.add(r.clauses.body, How::holds);
            for (const auto& argument : r.arguments) edges.add(argument, How::holds);
        };
        const auto proposition = [&](const Proposition& p) {
            edges.add(p.clauses.body, How::holds);
            if (p.attribute) edges.add(*p.attribute, How::holds);
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
                    if (p.question.value == ref.index) proposition(p);
                break;
            case DeclarationKind::proposition: proposition(rulebase_.propositions[ref.index]); break;
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

    struct Step {
        DeclarationRef from;
        Edge edge;
    };

    /// Declarations that all reach each other: one circle among them is told, if one goes through more than what holds.
    void check(const std::set<DeclarationRef>& members) {
        constexpr std::size_t enough = 16;  // circles looked at for the shortest
        std::size_t looked_at = 0;
        std::vector<Step> shortest;
        for (const bool absent : {true, false}) {  // a circle through an absence is the clearest to tell of
            for (const auto from : members) {
                for (const auto& edge : edges_.at(from)) {
                    if (!edge.hard() || !members.contains(edge.to) || (absent && edge.how != How::absent) ||
                        looked_at == enough)
                        continue;
                    ++looked_at;
                    auto circle = circle_through(from, edge, members);
                    if (shortest.empty() || circle.size() < shortest.size()) shortest = std::move(circle);
                }
            }
            if (!shortest.empty()) break;
        }
        if (!shortest.empty()) report(shortest);
    }

    [[nodiscard]] std::vector<Step> circle_through(DeclarationRef from, const Edge& first,
                                                   const std::set<DeclarationRef>& members) const {
        std::map<DeclarationRef, Step> reached;  // by which step
        std::vector<DeclarationRef> level{first.to};
        while (!level.empty() && first.to != from && !reached.contains(from)) {
            std::vector<DeclarationRef> next;
            for (const auto ref : level)
                for (const auto& edge : edges_.at(ref))
                    if (members.contains(edge.to) && edge.to != first.to &&
                        reached.try_emplace(edge.to, Step{ref, edge}).second)
                        next.push_back(edge.to);
            level = std::move(next);
        }
        std::vector<Step> back;
        for (auto at = from; at != first.to; at = back.back().from) back.push_back(reached.at(at));
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
        constexpr std::size_t shown = 12;  // steps of a long circle
        for (std::size_t i = 0; i < std::min(circle.size(), shown); ++i) {
            const auto& step = circle[i];
            path += step.edge.how == How::absent ? " -> not " : step.edge.how == How::whole ? " -> all of " : " -> ";
            path += name(step.edge.to);
            if (i > 0) d.secondary.push_back({step.edge.span, needs(step)});
        }
        if (circle.size() > shown) path += fmt::format(" -> {} more -> {}", circle.size() - shown, name(first.from));
        d.notes.push_back("the circle is  " + path);
        d.notes.push_back("only rules may be recursive, and only by what holds");
        const auto& last = circle.back();
        d.help = circle.size() > 1 ? fmt::format("let `{}` read what `{}` reads, instead of `{}` itself", name(last.from),
                                                 name(last.edge.to), name(last.edge.to))
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
