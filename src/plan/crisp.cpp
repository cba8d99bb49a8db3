#include "plan/crisp.hpp"

#include <algorithm>

namespace credence::plan {
namespace {

using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using check::TypeKind;
using check::VariableId;
using datalog::Atom;
using datalog::Term;
using Operator = datalog::Comparison::Operator;

constexpr std::size_t most_bodies = 64;

/// One alternative of a body.
struct Body {
    std::vector<Atom> positive, negative;
    std::vector<datalog::Comparison> comparisons;
};
using Bodies = std::vector<Body>;

class Translator {
public:
    Translator(const check::Rule& rule, const Coding& coding)
        : rule_(rule),
          coding_(coding),
          types_(rule.clauses.variables.size()) {
        for (std::size_t v = 0; v < types_.size(); ++v) types_[v] = rule.clauses.variables[v].type;
    }

    /// The rule, one an alternative; nothing if it needs more than Datalog.
    std::optional<std::vector<datalog::Rule>> translate(std::uint32_t tag) {
        if (rule_.certainty || !rule_.relation.valid() || !coding_.certain(rule_.relation)) return {};
        Atom head{static_cast<datalog::RelationId>(rule_.relation.index()), {}};
        for (const auto& argument : rule_.arguments) {
            const auto t = term(argument);
            if (!t) return {};
            head.terms.push_back(*t);
        }
        auto bodies = body_of(rule_.clauses.body);
        if (!bodies) return {};
        std::vector<datalog::Rule> rules;
        for (auto& body : *bodies) {
            datalog::Rule rule{head, std::move(body.positive), std::move(body.negative), std::move(body.comparisons), {}, tag};
            if (!bind(rule)) return {};
            rules.push_back(std::move(rule));
        }
        return rules;
    }

private:
    std::optional<Term> term(const Expression& e) const {
        switch (e.kind) {
            case ExpressionKind::variable: return datalog::variable(e.variable.value);
            case ExpressionKind::literal:
            case ExpressionKind::parameter: {
                const auto cell = e.kind == ExpressionKind::literal && e.type.kind != TypeKind::text ? std::optional(e.cell)
                                                                                                     : coding_.cell(e);
                const auto code = cell ? coding_.code(e.type, *cell) : std::nullopt;
                if (!code) return {};
                return datalog::constant(*code);
            }
            default: return {};
        }
    }

    std::optional<Atom> atom(const Condition& c) const {
        if (!coding_.certain(check::RelationId{c.index})) return {};
        Atom out{c.index, {}};
        for (const auto& argument : c.arguments) {
            const auto t = argument ? term(*argument) : std::optional<Term>(Term{});
            if (!t) return {};
            out.terms.push_back(*t);
        }
        return out;
    }

    static Bodies one(Body body) {
        Bodies bodies;
        bodies.push_back(std::move(body));
        return bodies;
    }

    /// All ways to pick one of each; nothing if there are too many.
    static std::optional<Bodies> product(const Bodies& left, const Bodies& right) {
        if (left.size() * right.size() > most_bodies) return {};
        Bodies all;
        for (const auto& l : left) {
            for (const auto& r : right) {
                auto& both = all.emplace_back(l);
                both.positive.insert(both.positive.end(), r.positive.begin(), r.positive.end());
                both.negative.insert(both.negative.end(), r.negative.begin(), r.negative.end());
                both.comparisons.insert(both.comparisons.end(), r.comparisons.begin(), r.comparisons.end());
            }
        }
        return all;
    }

    std::optional<Bodies> body_of(const Condition& c) const {
        switch (c.kind) {
            case ConditionKind::always:
            case ConditionKind::instance: return one({});
            case ConditionKind::relation: {
                auto a = atom(c);
                if (!a) return {};
                return one({{std::move(*a)}, {}, {}});
            }
            case ConditionKind::conjunction: {
                std::optional<Bodies> all = one({});
                for (const auto& operand : c.operands) {
                    const auto bodies = body_of(operand);
                    if (!bodies) return {};
                    all = product(*all, *bodies);
                    if (!all) return {};
                }
                return all;
            }
            case ConditionKind::disjunction: {
                Bodies all;
                for (const auto& operand : c.operands) {
                    auto bodies = body_of(operand);
                    if (!bodies || all.size() + bodies->size() > most_bodies) return {};
                    std::move(bodies->begin(), bodies->end(), std::back_inserter(all));
                }
                return all;
            }
            case ConditionKind::exists: return body_of(c.operands.front());
            case ConditionKind::compare: return compared(c.expressions[0], c.comparison, c.expressions[1]);
            case ConditionKind::between: {
                const auto low = compared(c.expressions[1], Comparison::less_equal, c.expressions[0]);
                const auto high = compared(c.expressions[0], Comparison::less_equal, c.expressions[2]);
                if (!low || !high) return {};
                return product(*low, *high);
            }
            case ConditionKind::in: {
                Bodies all;
                for (std::size_t i = 1; i < c.expressions.size(); ++i) {
                    auto bodies = compared(c.expressions[0], Comparison::equal, c.expressions[i]);
                    if (!bodies || all.size() >= most_bodies) return {};
                    all.push_back(std::move(bodies->front()));
                }
                return all;
            }
            case ConditionKind::negation: return negated(c.operands.front());
            default: return {};
        }
    }

    std::optional<Bodies> compared(const Expression& left, Comparison comparison, const Expression& right) const {
        if (left.type != right.type) return {};
        auto l = term(left), r = term(right);
        if (!l || !r) return {};
        switch (comparison) {
            case Comparison::equal: return one({{}, {}, {{Operator::equal, *l, *r}}});
            case Comparison::not_equal: return one({{}, {}, {{Operator::not_equal, *l, *r}}});
            case Comparison::less: return one({{}, {}, {{Operator::less, *l, *r}}});
            case Comparison::less_equal: return one({{}, {}, {{Operator::less_equal, *l, *r}}});
            case Comparison::greater: return one({{}, {}, {{Operator::less, *r, *l}}});
            case Comparison::greater_equal: return one({{}, {}, {{Operator::less_equal, *r, *l}}});
            default: return {};  // of ranges
        }
    }

    std::optional<Bodies> negated(const Condition& c) const {
        if (c.kind == ConditionKind::compare) {
            switch (c.comparison) {
                case Comparison::equal: return compared(c.expressions[0], Comparison::not_equal, c.expressions[1]);
                case Comparison::not_equal: return compared(c.expressions[0], Comparison::equal, c.expressions[1]);
                case Comparison::less: return compared(c.expressions[1], Comparison::less_equal, c.expressions[0]);
                case Comparison::less_equal: return compared(c.expressions[1], Comparison::less, c.expressions[0]);
                case Comparison::greater: return compared(c.expressions[0], Comparison::less_equal, c.expressions[1]);
                case Comparison::greater_equal: return compared(c.expressions[0], Comparison::less, c.expressions[1]);
                default: return {};
            }
        }
        const Condition& inner = c.kind == ConditionKind::exists ? c.operands.front() : c;
        if (inner.kind != ConditionKind::relation) return {};
        auto a = atom(inner);
        if (!a) return {};
        if (c.kind == ConditionKind::exists) {  // for no value of the variables of its own
            for (const auto own : c.variables) {
                const Term t = datalog::variable(own.value);
                if (std::count(a->terms.begin(), a->terms.end(), t) > 1) return {};
                std::replace(a->terms.begin(), a->terms.end(), t, Term{});
            }
        }
        return one({{}, {std::move(*a)}, {}});
    }

    static void substitute(datalog::Rule& rule, Term from, Term to) {
        const auto in = [&](std::vector<Term>& terms) { std::replace(terms.begin(), terms.end(), from, to); };
        in(rule.head.terms);
        for (auto& a : rule.positive) in(a.terms);
        for (auto& a : rule.negative) in(a.terms);
        for (auto& c : rule.comparisons) {
            if (c.left == from) c.left = to;
            if (c.right == from) c.right = to;
        }
    }

    /// Gives every variable a place that binds it: a positive atom, an equation, else the values of its type.
    bool bind(datalog::Rule& rule) const {
        const auto in_atom = [&rule](Term t) {
            return t.kind == Term::Kind::constant ||
                   std::any_of(rule.positive.begin(), rule.positive.end(),
                               [&](const Atom& a) { return std::find(a.terms.begin(), a.terms.end(), t) != a.terms.end(); });
        };
        for (bool more = true; more;) {
            more = false;
            for (std::size_t i = 0; i < rule.comparisons.size(); ++i) {
                auto [op, left, right] = rule.comparisons[i];
                if (op != Operator::equal) continue;
                if (left == right) {  // after a substitution
                    rule.comparisons.erase(rule.comparisons.begin() + static_cast<std::ptrdiff_t>(i));
                } else if (!in_atom(left)) {
                    rule.comparisons.erase(rule.comparisons.begin() + static_cast<std::ptrdiff_t>(i));
                    substitute(rule, left, right);
                } else if (!in_atom(right)) {
                    rule.comparisons.erase(rule.comparisons.begin() + static_cast<std::ptrdiff_t>(i));
                    substitute(rule, right, left);
                } else {
                    continue;
                }
                more = true;
                break;
            }
        }
        rule.domains.assign(types_.size(), 0);
        const auto place = [&](Term t) {
            if (t.kind != Term::Kind::variable || in_atom(t)) return true;
            if (t.value >= types_.size() || !check::is_finite(types_[t.value])) return false;
            rule.domains[t.value] = coding_.size(types_[t.value]);
            return rule.domains[t.value] > 0;
        };
        bool placed = std::all_of(rule.head.terms.begin(), rule.head.terms.end(), place);
        for (const auto& a : rule.negative) placed = placed && std::all_of(a.terms.begin(), a.terms.end(), place);
        for (const auto& c : rule.comparisons) placed = placed && place(c.left) && place(c.right);
        // What `for` names has to be somebody, even where nothing is said of him.
        for (std::uint32_t v = 0; v < rule_.clauses.bound; ++v) {
            if (!in_atom(datalog::variable(v)) && check::is_finite(types_[v]) && coding_.size(types_[v]) == 0) {
                rule.comparisons.push_back({Operator::not_equal, datalog::constant(0), datalog::constant(0)});
            }
        }
        return placed;
    }

    const check::Rule& rule_;
    const Coding& coding_;
    std::vector<check::Type> types_;
};

}  // namespace

std::optional<datalog::Group> crisp_group(const check::Rulebase& rulebase, const check::RuleGroup& group,
                                          const Coding& coding) {
    datalog::Group out;
    out.recursive = group.recursive;
    for (const auto ref : group.derived) {
        if (ref.kind != check::DeclarationKind::relation) return {};
        out.derived.push_back(ref.index);
    }
    for (const auto id : group.rules) {
        const auto& rule = rulebase.rules[id.index()];
        if (!coding.in_force(rule.clauses)) continue;
        auto rules = Translator(rule, coding).translate(id.value);
        if (!rules) return {};
        std::move(rules->begin(), rules->end(), std::back_inserter(out.rules));
    }
    return out;
}

}  // namespace credence::plan
