#include "check/dependencies.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/sets.hpp"
#include "check/components.hpp"

namespace credence::check {
namespace {

using Refs = std::vector<DeclarationRef>;

template <class IdType>
DeclarationRef ref_to(DeclarationKind kind, IdType id) {
    return {kind, id.value};
}

/// Collects what conditions and expressions read.
class Readings {
public:
    explicit Readings(const Rulebase& rulebase) : rulebase_(rulebase) {}

    void add(const Condition& condition) {
        visit(
            condition, [this](const Condition& c) { one(c); }, [this](const Expression& e) { one(e); });
    }
    void add(const Expression& expression) {
        visit(
            expression, [this](const Condition& c) { one(c); }, [this](const Expression& e) { one(e); });
    }
    template <class Node>
    void add(const std::optional<Node>& node) {
        if (node) add(*node);
    }
    template <class Node>
    void add(const std::vector<Node>& nodes) {
        for (const auto& node : nodes) add(node);
    }
    void add(const Clauses& clauses) {
        add(clauses.only_if);
        add(clauses.body);
    }
    void add(DeclarationRef ref) { refs_.push_back(ref); }
    /// What a declaration reads.
    void add(const Rulebase& rulebase, DeclarationRef ref);

    [[nodiscard]] bool today() const { return today_; }
    [[nodiscard]] const std::vector<const Condition*>& settled() const { return settled_; }

    [[nodiscard]] Refs sorted() {
        make_set(refs_);
        return std::move(refs_);
    }

private:
    void one(const Expression& e) {
        switch (e.kind) {
            case ExpressionKind::parameter: add({DeclarationKind::parameter, e.index}); break;
            case ExpressionKind::attribute: add({DeclarationKind::attribute, e.index}); break;
            case ExpressionKind::define: add({DeclarationKind::define, e.index}); break;
            case ExpressionKind::range: add({DeclarationKind::range, e.index}); break;
            case ExpressionKind::pointers:
            case ExpressionKind::implied_pointers:
            case ExpressionKind::band: add({DeclarationKind::question, e.index}); break;
            case ExpressionKind::today: today_ = true; break;
            default: break;
        }
    }

    void one(const Condition& c) {
        switch (c.kind) {
            case ConditionKind::relation: add({DeclarationKind::relation, c.index}); break;
            case ConditionKind::observed: observed(c); break;
            case ConditionKind::named: add({DeclarationKind::define, c.index}); break;
            case ConditionKind::applies: add(c.target); break;
            case ConditionKind::settled: settled_.push_back(&c); break;
            default: break;
        }
    }

    /// Of `observed` over many attributes: those of the subject's entity and, where it is named, of the topic.
    void observed(const Condition& c) {
        if (c.index != no_index) return add({DeclarationKind::attribute, c.index});
        const auto& subject = c.arguments[static_cast<std::size_t>(ObservedColumn::subject)];
        const auto& topic = c.arguments[static_cast<std::size_t>(ObservedColumn::topic)];
        for (std::uint32_t i = 0; i < rulebase_.attributes.size(); ++i) {
            const auto& attribute = rulebase_.attributes[i];
            if (attribute.derived || attribute.is_protected) continue;
            if (subject && subject->type != Type{TypeKind::entity, attribute.of.value}) continue;
            if (topic && topic->kind == ExpressionKind::literal) {
                const auto& values = rulebase_.scales[rulebase_.topic_choice.index()].values;
                if (values[static_cast<std::size_t>(topic->cell)].name != attribute.topic) continue;
            }
            add({DeclarationKind::attribute, i});
        }
    }

    const Rulebase& rulebase_;
    Refs refs_;
    bool today_ = false;
    std::vector<const Condition*> settled_;
};

void Readings::add(const Rulebase& rulebase, DeclarationRef ref) {
    switch (ref.kind) {
        case DeclarationKind::attribute: {
            for (std::uint32_t i = 0; i < rulebase.rules.size(); ++i)
                if (rulebase.rules[i].attribute.value == ref.index) add({DeclarationKind::rule, i});
            for (const auto& preference : rulebase.attributes[ref.index].preferences)
                if (preference.when) add(ref_to(DeclarationKind::parameter, *preference.when));
            break;
        }
        case DeclarationKind::relation:
            for (std::uint32_t i = 0; i < rulebase.rules.size(); ++i)
                if (rulebase.rules[i].relation.value == ref.index) add({DeclarationKind::rule, i});
            break;
        case DeclarationKind::question:
            for (std::uint32_t i = 0; i < rulebase.propositions.size(); ++i)
                if (rulebase.propositions[i].question.value == ref.index) add({DeclarationKind::proposition, i});
            break;
        case DeclarationKind::range:
            for (const auto boundary : rulebase.ranges[ref.index].boundaries) add(ref_to(DeclarationKind::boundary, boundary));
            break;
        case DeclarationKind::define: {
            const auto& define = rulebase.defines[ref.index];
            add(define.condition);
            for (const auto& one : define.cases) {
                add(one.value);
                add(one.when);
            }
            break;
        }
        case DeclarationKind::rule: {
            const auto& rule = rulebase.rules[ref.index];
            add(rule.clauses);
            add(rule.arguments);
            break;
        }
        case DeclarationKind::proposition: {
            const auto& proposition = rulebase.propositions[ref.index];
            add(proposition.clauses);
            add(proposition.subject);
            add(proposition.attribute);
            break;
        }
        case DeclarationKind::boundary: {
            const auto& boundary = rulebase.boundaries[ref.index];
            add(boundary.clauses);
            add(boundary.subject);
            add(boundary.value);
            break;
        }
        case DeclarationKind::advice: add(rulebase.advice[ref.index].clauses); break;
        case DeclarationKind::assessment: {
            const auto& assessment = rulebase.assessments[ref.index];
            add(assessment.when);
            add(assessment.answer);
            for (const auto& shown : assessment.show) {
                add(shown.expression);
                add(shown.condition);
            }
            add(assessment.group_by);
            add(assessment.rank_by);
            break;
        }
        case DeclarationKind::entity:
        case DeclarationKind::scale:
        case DeclarationKind::parameter:
        case DeclarationKind::source:
        case DeclarationKind::refusal:
        case DeclarationKind::strength:
        case DeclarationKind::weight:
        case DeclarationKind::correlation: break;
    }
}

}  // namespace

void visit(const Condition& condition, const std::function<void(const Condition&)>& on_condition,
           const std::function<void(const Expression&)>& on_expression) {
    on_condition(condition);
    for (const auto& argument : condition.arguments)
        if (argument) visit(*argument, on_condition, on_expression);
    for (const auto& expression : condition.expressions) visit(expression, on_condition, on_expression);
    for (const auto& operand : condition.operands) visit(operand, on_condition, on_expression);
}

void visit(const Expression& expression, const std::function<void(const Condition&)>& on_condition,
           const std::function<void(const Expression&)>& on_expression) {
    on_expression(expression);
    for (const auto& operand : expression.operands) visit(operand, on_condition, on_expression);
    for (const auto& condition : expression.condition) visit(condition, on_condition, on_expression);
}

Refs dependencies(const Rulebase& rulebase, DeclarationRef ref) {
    Readings readings(rulebase);
    readings.add(rulebase, ref);
    return readings.sorted();
}

Refs dependencies(const Rulebase& rulebase, const Condition& condition) {
    Readings readings(rulebase);
    readings.add(condition);
    return readings.sorted();
}

Refs dependencies(const Rulebase& rulebase, const Expression& expression) {
    Readings readings(rulebase);
    readings.add(expression);
    return readings.sorted();
}

Refs closure(const Rulebase& rulebase, Refs roots) {
    std::set<DeclarationRef> seen(roots.begin(), roots.end());
    for (Refs open(seen.begin(), seen.end()); !open.empty();) {
        const auto ref = open.back();
        open.pop_back();
        for (const auto next : dependencies(rulebase, ref))
            if (seen.insert(next).second) open.push_back(next);
    }
    return {seen.begin(), seen.end()};
}

bool says_today(const Condition& condition) {
    bool found = false;
    visit(
        condition, [](const Condition&) {},
        [&found](const Expression& e) { found = found || e.kind == ExpressionKind::today; });
    return found;
}

Refs readers(const Rulebase& rulebase) {
    Refs out;
    const auto add = [&out](const auto& table, DeclarationKind kind) {
        for (std::uint32_t i = 0; i < table.size(); ++i) out.push_back({kind, i});
    };
    add(rulebase.attributes, DeclarationKind::attribute);
    add(rulebase.relations, DeclarationKind::relation);
    add(rulebase.questions, DeclarationKind::question);
    add(rulebase.ranges, DeclarationKind::range);
    add(rulebase.defines, DeclarationKind::define);
    add(rulebase.rules, DeclarationKind::rule);
    add(rulebase.propositions, DeclarationKind::proposition);
    add(rulebase.boundaries, DeclarationKind::boundary);
    add(rulebase.advice, DeclarationKind::advice);
    add(rulebase.assessments, DeclarationKind::assessment);
    return out;
}

std::vector<const Condition*> settled_conditions(const Rulebase& rulebase) {
    std::vector<const Condition*> out;
    for (const auto ref : readers(rulebase)) {
        Readings readings(rulebase);
        readings.add(rulebase, ref);
        out.insert(out.end(), readings.settled().begin(), readings.settled().end());
    }
    return out;
}

Refs readers_of_today(const Rulebase& rulebase) {
    std::map<DeclarationRef, Refs> read_by;
    std::set<DeclarationRef> found;
    for (const auto ref : readers(rulebase)) {
        Readings readings(rulebase);
        readings.add(rulebase, ref);
        if (readings.today()) found.insert(ref);
        for (const auto read : readings.sorted()) read_by[read].push_back(ref);
    }
    for (Refs open(found.begin(), found.end()); !open.empty();) {
        const auto ref = open.back();
        open.pop_back();
        for (const auto reader : read_by[ref])
            if (found.insert(reader).second) open.push_back(reader);
    }
    return {found.begin(), found.end()};
}

std::vector<RuleGroup> rule_groups(const Rulebase& rulebase) {
    const auto nodes = readers(rulebase);
    Graph graph(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const auto ref : dependencies(rulebase, nodes[i])) {
            const auto at = std::lower_bound(nodes.begin(), nodes.end(), ref);
            if (at != nodes.end() && *at == ref) graph[i].push_back(static_cast<std::uint32_t>(at - nodes.begin()));
        }
    }
    const auto is_derived = [&rulebase](DeclarationRef ref) {
        return (ref.kind == DeclarationKind::attribute && rulebase.attributes[ref.index].derived) ||
               (ref.kind == DeclarationKind::relation && rulebase.relations[ref.index].derived);
    };
    std::vector<RuleGroup> groups;
    for (const auto& component : components(graph)) {
        RuleGroup group;
        group.recursive = component.size() > 1;
        for (const auto node : component)
            if (is_derived(nodes[node])) group.derived.push_back(nodes[node]);
        if (group.derived.empty()) continue;
        for (std::uint32_t i = 0; i < rulebase.rules.size(); ++i) {
            const auto& rule = rulebase.rules[i];
            const auto concluded = rule.relation.valid() ? ref_to(DeclarationKind::relation, rule.relation)
                                                         : ref_to(DeclarationKind::attribute, rule.attribute);
            if (std::binary_search(group.derived.begin(), group.derived.end(), concluded)) group.rules.emplace_back(i);
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace credence::check
