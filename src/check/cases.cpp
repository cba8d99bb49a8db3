#include "check/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <unordered_map>

#include "check/keys.hpp"
#include "check/print.hpp"

namespace credence::check {
namespace {

using text::Diagnostic;
using Values = std::vector<bool>;  // which values of a type with finitely many

/// One part of a conjunction: an expression has one of some values, or anything else by its key.
struct Leaf {
    std::string key;
    Values values;  // empty: not of that kind
    const Expression* expression = nullptr;
};

std::size_t domain_size(const Rulebase& rulebase, Type type) {
    if (type.kind == TypeKind::yes_no) return 2;
    return type.kind == TypeKind::scale ? rulebase.scales[type.index].values.size() : 0;
}

bool holds(Cell value, Comparison comparison, Cell other) {
    switch (comparison) {
        case Comparison::equal: return value == other;
        case Comparison::not_equal: return value != other;
        case Comparison::less: return value < other;
        case Comparison::less_equal: return value <= other;
        case Comparison::greater: return value > other;
        case Comparison::greater_equal: return value >= other;
        default: return false;
    }
}

/// The values of an expression for which a condition on it alone holds; nothing where it is no such condition.
std::optional<Leaf> value_leaf(const Rulebase& rulebase, const Condition& condition) {
    if (condition.kind == ConditionKind::negation) {
        auto inner = value_leaf(rulebase, condition.operands.front());
        if (inner) inner->values.flip();
        return inner;
    }
    if (condition.expressions.empty()) return std::nullopt;
    const auto literal = [](const Expression& e) { return e.kind == ExpressionKind::literal; };
    const Expression* about = &condition.expressions.front();
    auto comparison = condition.comparison;
    const Expression* other = nullptr;
    switch (condition.kind) {
        case ConditionKind::truth: break;
        case ConditionKind::compare:
            other = &condition.expressions[1];
            if (literal(*about)) {
                std::swap(about, other);
                comparison = mirrored(comparison);
            }
            if (!literal(*other) || literal(*about)) return std::nullopt;
            break;
        case ConditionKind::in:
        case ConditionKind::between:
            if (literal(*about) || !std::all_of(condition.expressions.begin() + 1, condition.expressions.end(), literal))
                return std::nullopt;
            break;
        default: return std::nullopt;
    }
    const auto size = domain_size(rulebase, about->type);
    if (size == 0) return std::nullopt;
    Leaf leaf{key_of(*about), Values(size), about};
    for (std::size_t v = 0; v < size; ++v) {
        const auto value = static_cast<Cell>(v);
        const auto is = [value](const Expression& e) { return e.cell == value; };
        switch (condition.kind) {
            case ConditionKind::truth: leaf.values[v] = value == 1; break;
            case ConditionKind::compare: leaf.values[v] = holds(value, comparison, other->cell); break;
            case ConditionKind::in:
                leaf.values[v] = std::any_of(condition.expressions.begin() + 1, condition.expressions.end(), is);
                break;
            default: leaf.values[v] = condition.expressions[1].cell <= value && value <= condition.expressions[2].cell; break;
        }
    }
    return leaf;
}

void add_leaves(const Rulebase& rulebase, const Condition& condition, std::vector<Leaf>& out) {
    if (condition.kind == ConditionKind::always) return;
    if (condition.kind == ConditionKind::conjunction) {
        for (const auto& operand : condition.operands) add_leaves(rulebase, operand, out);
        return;
    }
    if (auto leaf = value_leaf(rulebase, condition))
        out.push_back(std::move(*leaf));
    else
        out.push_back({key_of(condition), {}, nullptr});
}

std::vector<Leaf> leaves_of(const Rulebase& rulebase, const Condition& condition) {
    std::vector<Leaf> out;
    add_leaves(rulebase, condition, out);
    return out;
}

bool contains(const Leaf& wide, const Leaf& narrow) {
    if (wide.key != narrow.key || wide.values.size() != narrow.values.size()) return false;
    for (std::size_t v = 0; v < wide.values.size(); ++v)
        if (narrow.values[v] && !wide.values[v]) return false;
    return true;
}

/// Whatever meets `narrow` meets `wide`, by the bounds of belief and plausibility too: each part of `wide` contains one of
/// `narrow`.
bool implies(const std::vector<Leaf>& narrow, const std::vector<Leaf>& wide) {
    return std::all_of(wide.begin(), wide.end(), [&](const Leaf& w) {
        return std::any_of(narrow.begin(), narrow.end(), [&](const Leaf& n) { return contains(w, n); });
    });
}

/// An expression that no value of which meets all its parts.
const Leaf* contradiction(const std::vector<Leaf>& leaves) {
    std::map<std::string, Values> left;
    for (const auto& leaf : leaves) {
        if (leaf.values.empty()) continue;
        auto [at, fresh] = left.try_emplace(leaf.key, leaf.values);
        for (std::size_t v = 0; v < leaf.values.size() && !fresh; ++v) at->second[v] = at->second[v] && leaf.values[v];
        if (std::none_of(at->second.begin(), at->second.end(), [](bool b) { return b; })) return &leaf;
    }
    return nullptr;
}

/// What a condition asks of each expression, all parts on one expression together: what two rows need to be held against each
/// other at the cost of a few words.
class Area {
public:
    /// `number` gives each expression a number of its own.
    template <class Number>
    Area(const std::vector<Leaf>& leaves, Number number) {
        for (const auto& leaf : leaves) {
            if (leaf.values.empty()) {
                opaque_ = true;
                return;
            }
            auto& bits =
                by_expression_.try_emplace(number(leaf.key), (leaf.values.size() + 63) / 64, ~std::uint64_t{0}).first->second;
            for (std::size_t v = 0; v < leaf.values.size(); ++v)
                if (!leaf.values[v]) bits[v / 64] &= ~(std::uint64_t{1} << v % 64);
            if (const auto rest = leaf.values.size() % 64; rest != 0) bits.back() &= (std::uint64_t{1} << rest) - 1;
        }
        empty_ = std::any_of(by_expression_.begin(), by_expression_.end(), [](const auto& part) {
            return std::all_of(part.second.begin(), part.second.end(), [](std::uint64_t word) { return word == 0; });
        });
    }

    /// Something meets both, for all that can be seen.
    [[nodiscard]] bool overlaps(const Area& other) const {
        if (opaque_ || other.opaque_ || empty_ || other.empty_) return false;
        auto a = by_expression_.begin();
        auto b = other.by_expression_.begin();
        while (a != by_expression_.end() && b != other.by_expression_.end()) {
            if (a->first < b->first) {
                ++a;
            } else if (b->first < a->first) {
                ++b;
            } else {
                const auto both = std::inner_product(a->second.begin(), a->second.end(), b->second.begin(), std::uint64_t{0},
                                                     std::bit_or<>(), std::bit_and<>());
                if (both == 0) return false;
                ++a;
                ++b;
            }
        }
        return true;
    }

private:
    std::map<std::size_t, std::vector<std::uint64_t>> by_expression_;
    bool opaque_ = false;  // a part asks something else
    bool empty_ = false;   // no value meets some parts together
};

class Cases {
public:
    Cases(const Rulebase& rulebase, Reporter& reporter) : rulebase_(rulebase), reporter_(reporter) {}

    void define(const Define& define) {
        if (define.condition) return never_met(*define.condition);
        std::vector<std::vector<Leaf>> earlier;
        std::vector<std::string> outcomes;
        std::vector<const Case*> earlier_cases;
        std::vector<Area> areas;     // of rows
        const Case* last = nullptr;  // nothing is met after it
        bool reported = false;
        for (const auto& one : define.cases) {
            if (one.if_unknown && !one.otherwise) continue;
            if (last != nullptr) {
                unreachable(one, *last, last->otherwise ? "`otherwise` takes whatever is left" : "this one is always met");
                reported = true;
                continue;
            }
            if (!one.when) {
                last = &one;
                continue;
            }
            auto leaves = leaves_of(rulebase_, *one.when);
            if (const auto* leaf = contradiction(leaves)) {
                never(leaf->expression, one.when->span);
                reported = true;
                continue;
            }
            auto outcome = key_of(one.value);
            const auto wider =
                std::find_if(earlier.begin(), earlier.end(), [&](const auto& wide) { return implies(leaves, wide); });
            if (wider != earlier.end()) {
                unreachable(one, *earlier_cases[static_cast<std::size_t>(wider - earlier.begin())],
                            "whatever meets the other is taken by this one");
                reported = true;
            }
            if (one.row > 0) {
                areas.push_back(area(leaves));
                for (std::size_t i = 0; i < earlier.size() && wider == earlier.end(); ++i)
                    if (outcomes[i] != outcome && areas[i].overlaps(areas.back())) {
                        overlap(earlier_cases[i]->span, one.span, "the earlier row counts");
                        break;
                    }
            }
            earlier.push_back(std::move(leaves));
            outcomes.push_back(std::move(outcome));
            earlier_cases.push_back(&one);
        }
        if (last == nullptr && !reported && !earlier.empty()) gap(define);
    }

    void clauses(const Clauses& clauses) { never_met(clauses.body); }

    /// Rows of one table and outcome, by where its name stands.
    void boundary_rows() {
        std::map<std::tuple<Span, RangeId, BoundKind>, std::vector<const Boundary*>> tables;
        for (const auto& boundary : rulebase_.boundaries)
            if (boundary.row > 0) tables[{boundary.head.span, boundary.range, boundary.bound}].push_back(&boundary);
        for (const auto& [table, rows] : tables)
            pairs(
                rows, [](const Boundary& row) { return key_of(row.value); }, "both apply, and the narrower counts");
    }
    void rule_rows() {
        std::map<std::pair<Span, AttributeId>, std::vector<const Rule*>> tables;
        for (const auto& rule : rulebase_.rules)
            if (rule.row > 0 && rule.attribute.valid() && rule.arguments.size() == 2)
                tables[{rule.head.span, rule.attribute}].push_back(&rule);
        for (const auto& [table, rows] : tables)
            pairs(
                rows, [](const Rule& row) { return key_of(row.arguments[1]); },
                "both apply, and two values dispute each other");
    }

private:
    template <class Row, class Outcome>
    void pairs(const std::vector<const Row*>& rows, Outcome outcome, const char* consequence) {
        std::vector<std::string> outcomes;
        std::vector<Area> areas;
        for (const auto* row : rows) {
            outcomes.push_back(outcome(*row));
            areas.push_back(area(leaves_of(rulebase_, row->clauses.body)));
        }
        for (std::size_t j = 1; j < rows.size(); ++j)
            for (std::size_t i = 0; i < j; ++i)
                if (outcomes[i] != outcomes[j] && areas[i].overlaps(areas[j])) {
                    overlap(rows[i]->clauses.body.span, rows[j]->clauses.body.span, consequence);
                    break;  // a row is reported once
                }
    }

    Area area(const std::vector<Leaf>& leaves) {
        return {leaves, [this](const std::string& key) { return numbers_.try_emplace(key, numbers_.size()).first->second; }};
    }

    void unreachable(const Case& late, const Case& taken, const char* why) {
        Diagnostic d;
        d.code = "E0301";
        d.message = "this case can never be reached";
        d.primary = {late.span, "never reached"};
        d.secondary.push_back({taken.span, why});
        d.help = "of cases the first that is met counts; move it up, or take it out";
        reporter_.add(std::move(d));
    }

    void never_met(const Condition& condition) {
        const Condition* inner = &condition;
        while (inner->kind == ConditionKind::exists) inner = &inner->operands.front();
        if (const auto* leaf = contradiction(leaves_of(rulebase_, *inner))) never(leaf->expression, inner->span);
    }

    void never(const Expression* about, Span at) {
        Diagnostic d;
        d.code = "E0208";
        d.message = "this condition can never be met";
        d.primary = {at, "asks of one value what no value has"};
        if (about->type.kind == TypeKind::scale) d.notes.push_back("the values are " + scale_of(*about));
        reporter_.add(std::move(d));
    }

    [[nodiscard]] std::string scale_of(const Expression& e) const {
        const auto& scale = rulebase_.scales[e.type.index];
        std::string out;
        for (const auto& value : scale.values) out += (out.empty() ? "" : scale.ordered ? " < " : " | ") + value.name;
        return out;
    }

    void overlap(Span first, Span second, const char* consequence) {
        Diagnostic d;
        d.code = "W0301";
        d.level = text::Level::warning;
        d.message = "two rows of the table overlap, and their outcomes differ";
        d.primary = {second, "can be met together with the other"};
        d.secondary.push_back({first, "the earlier row"});
        d.notes.push_back(consequence);
        reporter_.add(std::move(d));
    }

    // --- Gaps ---

    struct Axis {
        const Expression* expression;
        std::string key;
        std::size_t size;
        std::size_t value = 0;
    };
    /// Of a condition on one expression: its axis, and the values that meet it.
    using Places = std::unordered_map<const Condition*, std::pair<std::size_t, Values>>;

    /// Collects the expressions that a condition looks at; false where it looks at anything but values of finitely many.
    bool axes_of(const Condition& condition, std::vector<Axis>& axes, Places& places) const {
        switch (condition.kind) {
            case ConditionKind::always: return true;
            case ConditionKind::conjunction:
            case ConditionKind::disjunction:
            case ConditionKind::negation:
                return std::all_of(condition.operands.begin(), condition.operands.end(),
                                   [&](const auto& operand) { return axes_of(operand, axes, places); });
            default: break;
        }
        const auto leaf = value_leaf(rulebase_, condition);
        if (!leaf) return false;
        auto at = std::find_if(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.key == leaf->key; });
        if (at == axes.end()) at = axes.insert(axes.end(), {leaf->expression, leaf->key, leaf->values.size()});
        places[&condition] = {static_cast<std::size_t>(at - axes.begin()), leaf->values};
        return true;
    }

    [[nodiscard]] bool met(const Condition& condition, const std::vector<Axis>& axes, const Places& places) const {
        const auto each = [&](const auto& operand) { return met(operand, axes, places); };
        switch (condition.kind) {
            case ConditionKind::always: return true;
            case ConditionKind::conjunction: return std::all_of(condition.operands.begin(), condition.operands.end(), each);
            case ConditionKind::disjunction: return std::any_of(condition.operands.begin(), condition.operands.end(), each);
            case ConditionKind::negation: return !met(condition.operands.front(), axes, places);
            default: break;
        }
        const auto& [axis, values] = places.at(&condition);
        return values[axes[axis].value];
    }

    void gap(const Define& define) {
        constexpr std::size_t most = 4096;
        std::vector<Axis> axes;
        Places places;
        for (const auto& one : define.cases)
            if (one.when && !axes_of(*one.when, axes, places)) return;
        std::size_t combinations = 1;
        for (const auto& axis : axes) {
            // What two defines give may hang together, so that not every combination occurs.
            const bool free = axis.expression->kind == ExpressionKind::attribute ||
                              axis.expression->kind == ExpressionKind::parameter ||
                              axis.expression->kind == ExpressionKind::variable;
            if (!free && axes.size() > 1) return;
            combinations *= axis.size;
            if (combinations > most) return;
        }
        for (std::size_t n = 0; n < combinations; ++n) {
            auto rest = n;
            for (auto& axis : axes) {
                axis.value = rest % axis.size;
                rest /= axis.size;
            }
            if (std::any_of(define.cases.begin(), define.cases.end(),
                            [&](const Case& one) { return one.when && met(*one.when, axes, places); }))
                continue;
            Diagnostic d;
            d.code = "E0302";
            d.message = fmt::format("the cases of `{}` leave a gap", define.head.name);
            d.primary = {define.head.span, "no case for everything"};
            for (const auto& axis : axes)
                d.secondary.push_back({axis.expression->span,
                                       "can be " + written(rulebase_, axis.expression->type, static_cast<Cell>(axis.value))});
            d.help = "add a case for it, or end with `otherwise`";
            reporter_.add(std::move(d));
            return;
        }
    }

    const Rulebase& rulebase_;
    Reporter& reporter_;
    std::map<std::string, std::size_t> numbers_;  // of expressions
};

}  // namespace

void check_cases(const Rulebase& rulebase, Reporter& reporter) {
    Cases cases(rulebase, reporter);
    for (const auto& define : rulebase.defines) cases.define(define);
    for (const auto& rule : rulebase.rules) cases.clauses(rule.clauses);
    for (const auto& proposition : rulebase.propositions) cases.clauses(proposition.clauses);
    for (const auto& boundary : rulebase.boundaries) cases.clauses(boundary.clauses);
    for (const auto& advice : rulebase.advice) cases.clauses(advice.clauses);
    cases.boundary_rows();
    cases.rule_rows();
}

}  // namespace credence::check
