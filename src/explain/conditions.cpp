#include "explain/conditions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "explain/terms.hpp"

namespace credence::explain {
namespace {

using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using check::TypeKind;

std::string value_or_open(const Phrases& phrases, const Expression& expression, const Binding& binding) {
    if (!is_bound(expression, binding)) return phrases.words().say("open_column");
    return phrases.outcome(expression, binding);
}

/// The side of a comparison that is compared with: its value, and what it is where that is computed.
std::string compared_with(const Phrases& phrases, const Expression& expression, const Binding& binding, bool whose) {
    const auto value = value_or_open(phrases, expression, binding);
    if (is_plain(expression)) return value;
    return phrases.words().say("value_and_noun", {{"value", value}, {"noun", noun(phrases, expression, binding, whose)}});
}

constexpr std::array<std::string_view, 8> comparison_keys = {"is",      "is_other_than", "is_less",   "is_at_most",
                                                             "is_more", "is_at_least",   "is_within", "overlaps"};

std::string_view key_of(Comparison comparison, bool negated) {
    if (negated) {
        switch (comparison) {
            case Comparison::equal: return "is_other_than";
            case Comparison::not_equal: return "is";
            case Comparison::less: return "is_at_least";
            case Comparison::less_equal: return "is_more";
            case Comparison::greater: return "is_at_most";
            case Comparison::greater_equal: return "is_less";
            case Comparison::within: return "is_not_within";
            case Comparison::overlaps: return "overlaps_not";
        }
    }
    return comparison_keys[static_cast<std::size_t>(comparison)];
}

bool is_number(const Expression& expression, Cell raw) {
    return expression.kind == ExpressionKind::literal && expression.type.kind == TypeKind::number && expression.cell == raw;
}

/// "more than 0" of something counted is said as "one or more", "= 0" as "none".
std::string_view counted_key(const Condition& condition, bool negated) {
    const auto& [left, right] = std::tie(condition.expressions[0], condition.expressions[1]);
    if (left.kind != ExpressionKind::pointers && left.kind != ExpressionKind::implied_pointers) return {};
    if (!is_number(right, 0)) return {};
    const bool some = condition.comparison == Comparison::greater || condition.comparison == Comparison::not_equal;
    if (!some && condition.comparison != Comparison::equal) return {};
    return some != negated ? "one_or_more" : "none_of_them";
}

std::string compare(const Phrases& phrases, const Condition& condition, const Binding& binding, bool negated) {
    const auto* left = &condition.expressions[0];
    const auto* right = &condition.expressions[1];
    auto comparison = condition.comparison;
    if (const auto key = counted_key(condition, negated); !key.empty()) {
        return phrases.words().say(key, {{"left", noun(phrases, *left, binding)}});
    }
    if (is_plain(*left) && !is_plain(*right) && comparison != Comparison::within) {
        std::swap(left, right);
        comparison = check::mirrored(comparison);
    }
    const bool alike = noun(phrases, *left, binding) == noun(phrases, *right, binding) && !is_plain(*right);
    const auto what = noun(phrases, *left, binding, alike);
    return phrases.words().say(key_of(comparison, negated),
                               {{"left", what}, {"right", compared_with(phrases, *right, binding, alike)}});
}

/// Between the two ends of one range is within it; computed ends are said one after the other, each with what it is.
std::string between(const Phrases& phrases, const Condition& condition, const Binding& binding, bool negated) {
    const auto& words = phrases.words();
    const auto& low = condition.expressions[1];
    const auto& high = condition.expressions[2];
    const auto left = noun(phrases, condition.expressions[0], binding);
    if (low.kind == ExpressionKind::lowest && high.kind == ExpressionKind::highest &&
        identity(low.operands[0]) == identity(high.operands[0])) {
        return words.say(negated ? "is_not_within" : "is_within",
                         {{"left", left}, {"right", compared_with(phrases, low.operands[0], binding, false)}});
    }
    const auto from = compared_with(phrases, low, binding, false);
    const auto to = compared_with(phrases, high, binding, false);
    if (is_plain(low) && is_plain(high)) {
        return words.say(negated ? "is_not_between" : "is_between", {{"left", left}, {"low", from}, {"high", to}});
    }
    const auto first = words.say(negated ? "is_less" : "is_at_least", {{"left", left}, {"right", from}});
    const auto next = words.say(negated ? "is_more" : "is_at_most", {{"left", left}, {"right", to}});
    return words.say(negated ? "any_of" : "all_of",
                     {{"conditions", words.say("listed_after", {{"first", first}, {"next", next}})}});
}

std::string joined(const Phrases& phrases, std::string_view key, const std::vector<Condition>& operands, const Binding& binding,
                   bool negated) {
    std::string out;
    for (const auto& operand : operands) {
        if (operand.kind == ConditionKind::instance) continue;  // said by what speaks of it
        const auto next = in_words(phrases, operand, binding, negated);
        out = out.empty() ? next : phrases.words().say("listed_after", {{"first", out}, {"next", next}});
    }
    return phrases.words().say(key, {{"conditions", out}});
}

std::string relation_atom(const Phrases& phrases, const Condition& condition, const Binding& binding, bool negated) {
    const auto& relation = phrases.rulebase().relations[condition.index];
    std::vector<std::optional<std::string>> columns;
    Binding cells;
    for (const auto& argument : condition.arguments) {
        columns.emplace_back(argument ? value_or_open(phrases, *argument, binding) : phrases.words().say("open_column"));
        cells.push_back(check::no_cell);
    }
    std::string said;
    if (!relation.reads.empty()) {
        said = phrases.text(relation.reads, cells, columns);
    } else {
        std::vector<std::string> list;
        for (auto& column : columns) list.push_back(*column);
        said = phrases.words().say("label_and_value", {{"label", relation.head.label}, {"value", phrases.words().list(list)}});
    }
    const std::string_view key =
        relation.derived ? (negated ? "not_derived" : "derived") : (negated ? "no_record" : "recorded");
    return phrases.words().say(key, {{"what", said}});
}

std::string observed_atom(const Phrases& phrases, const Condition& condition, const Binding& binding, bool negated) {
    static constexpr std::array<std::string_view, check::observed_columns> names = {
        "column_subject",  "column_attribute", "column_topic", "column_value",    "column_item",       "column_source",
        "column_assessor", "column_kind",      "column_on",    "column_recorded", "column_confidence", "column_group"};
    std::vector<std::string> parts;
    if (condition.index != check::no_index) parts.push_back(phrases.rulebase().attributes[condition.index].head.label);
    for (std::size_t i = 0; i < condition.arguments.size(); ++i) {
        const auto& argument = condition.arguments[i];
        if (!argument || i == static_cast<std::size_t>(check::ObservedColumn::subject)) continue;
        if (argument->kind == ExpressionKind::variable && !is_bound(*argument, binding)) continue;
        parts.push_back(phrases.words().say("label_and_value", {{"label", phrases.words().say(names[i])},
                                                                {"value", value_or_open(phrases, *argument, binding)}}));
    }
    if (parts.empty()) parts.push_back(phrases.words().say("open_column"));
    return phrases.words().say(negated ? "no_observation_with" : "observation_with", {{"what", phrases.words().list(parts)}});
}

std::string knowledge(const Phrases& phrases, const Condition& condition, const Binding& binding, std::string_view key) {
    if (condition.expressions.empty()) {
        return phrases.words().say(key, {{"what", in_words(phrases, condition.operands[0], binding)}});
    }
    return phrases.words().say(key, {{"what", noun(phrases, condition.expressions[0], binding)}});
}

std::string_view knowledge_key(const Condition& condition, bool negated) {
    const bool attribute = !condition.expressions.empty() && condition.expressions[0].kind == ExpressionKind::attribute;
    switch (condition.kind) {
        case ConditionKind::known:
            return attribute ? (negated ? "not_observed" : "is_observed") : (negated ? "is_unknown" : "is_known");
        case ConditionKind::unknown:
            return attribute ? (negated ? "is_observed" : "not_observed") : (negated ? "is_known" : "is_unknown");
        case ConditionKind::conflict: return negated ? "no_conflict" : "is_conflict";
        default: return negated ? "not_disputed" : "is_disputed";
    }
}

}  // namespace

bool is_plain(const Expression& expression) {
    switch (expression.kind) {
        case ExpressionKind::literal:
        case ExpressionKind::individual:
        case ExpressionKind::variable:
        case ExpressionKind::parameter:
        case ExpressionKind::today: return true;
        case ExpressionKind::make_range: return is_plain(expression.operands[0]) && is_plain(expression.operands[1]);
        default: return false;
    }
}

bool says_nothing(const Condition& condition) {
    if (condition.kind != ConditionKind::compare && condition.kind != ConditionKind::in) return false;
    return std::all_of(condition.expressions.begin(), condition.expressions.end(), [](const Expression& e) {
        return e.kind == ExpressionKind::literal || e.kind == ExpressionKind::variable || e.kind == ExpressionKind::individual;
    });
}

const std::string& pole(const check::Rulebase& rulebase, std::uint32_t question, bool upper) {
    return upper ? rulebase.questions[question].upper.label : rulebase.questions[question].lower.label;
}

std::string noun(const Phrases& phrases, const Expression& expression, const Binding& binding, bool whose) {
    const auto& words = phrases.words();
    const auto of = [&](std::string_view key, std::size_t first = 0) {
        std::vector<std::string> parts;
        for (std::size_t i = first; i < expression.operands.size(); ++i) {
            const auto& operand = expression.operands[i];
            parts.push_back(is_plain(operand) ? value_or_open(phrases, operand, binding)
                                              : noun(phrases, operand, binding, whose));
        }
        return words.say(key, {{"what", words.list(parts)}});
    };
    const auto two = [&](std::string_view key) {
        const auto side = [&](std::size_t i) {
            const auto& operand = expression.operands[i];
            return is_plain(operand) ? value_or_open(phrases, operand, binding) : noun(phrases, operand, binding, whose);
        };
        return words.say(key, {{"left", side(0)}, {"right", side(1)}});
    };
    const auto declared = [&](DeclarationKind kind) {
        const auto& head = phrases.rulebase().head_of({kind, expression.index});
        const auto label = head.label.empty() ? head.name : head.label;
        std::vector<std::string> about;
        for (const auto& operand : expression.operands) {
            if (operand.type.kind == TypeKind::entity ? !whose : !is_plain(operand)) continue;
            if (!is_bound(operand, binding)) continue;
            about.push_back(phrases.outcome(operand, binding, Form::shorter));
        }
        return about.empty() ? label : words.say("noun_of", {{"noun", label}, {"of", words.list(about)}});
    };
    switch (expression.kind) {
        case ExpressionKind::literal:
        case ExpressionKind::individual:
        case ExpressionKind::variable: return value_or_open(phrases, expression, binding);
        case ExpressionKind::parameter: return phrases.rulebase().parameters[expression.index].head.label;
        case ExpressionKind::attribute: return declared(DeclarationKind::attribute);
        case ExpressionKind::define: return declared(DeclarationKind::define);
        case ExpressionKind::range: return declared(DeclarationKind::range);
        case ExpressionKind::pointers:
            return words.say("rules_that_point", {{"pole", pole(phrases.rulebase(), expression.index, expression.upper)}});
        case ExpressionKind::implied_pointers:
            return words.say("rules_that_imply", {{"pole", pole(phrases.rulebase(), expression.index, expression.upper)}});
        case ExpressionKind::band: return declared(DeclarationKind::question);
        case ExpressionKind::negate: return of("negative_of");
        case ExpressionKind::add: return two("sum_of_two");
        case ExpressionKind::subtract: return two("difference_of");
        case ExpressionKind::multiply: return two("product_of");
        case ExpressionKind::divide: return two("quotient_of");
        case ExpressionKind::up: return two("steps_up");
        case ExpressionKind::down: return two("steps_down");
        case ExpressionKind::make_range: return two("from_to");
        case ExpressionKind::minimum: return of("lowest_among");
        case ExpressionKind::maximum: return of("highest_among");
        case ExpressionKind::absolute: return of("amount_of");
        case ExpressionKind::round: return of("rounded_of");
        case ExpressionKind::years: return two("years_between");
        case ExpressionKind::today: return words.say("today");
        case ExpressionKind::clip: return two("clipped_to");
        case ExpressionKind::distance: return two("steps_between");
        case ExpressionKind::width: return of("steps_within");
        case ExpressionKind::lowest: return of("lowest_of");
        case ExpressionKind::highest: return of("highest_of");
        case ExpressionKind::aggregate: {
            static constexpr std::array<std::string_view, 8> keys = {
                "number_of", "total_of", "least_of", "greatest_of", "average_of", "list_of", "time_covered", "greatest_few_of"};
            std::string what = in_words(phrases, expression.condition[0], binding);
            if (!expression.operands.empty() && expression.function != check::AggregateFunction::duration) {
                const auto value = noun(phrases, expression.operands[0], binding, whose);
                if (value != words.say("open_column")) what = words.say("each_of", {{"what", value}, {"condition", what}});
            }
            return words.say(keys[static_cast<std::size_t>(expression.function)], {{"what", what}});
        }
    }
    return {};
}

std::string in_words(const Phrases& phrases, const Condition& condition, const Binding& binding, bool negated) {
    const auto& words = phrases.words();
    switch (condition.kind) {
        case ConditionKind::always: return words.say(negated ? "never" : "always");
        case ConditionKind::relation: return relation_atom(phrases, condition, binding, negated);
        case ConditionKind::observed: return observed_atom(phrases, condition, binding, negated);
        case ConditionKind::compare: return compare(phrases, condition, binding, negated);
        case ConditionKind::in: {
            std::vector<std::string> values;
            for (std::size_t i = 1; i < condition.expressions.size(); ++i)
                values.push_back(value_or_open(phrases, condition.expressions[i], binding));
            const bool one = values.size() == 1;
            return words.say(one ? (negated ? "is_other_than" : "is") : (negated ? "is_none_of" : "is_one_of"),
                             {{"left", noun(phrases, condition.expressions[0], binding)}, {"right", words.list(values)}});
        }
        case ConditionKind::between: return between(phrases, condition, binding, negated);
        case ConditionKind::truth:
            return words.say("is", {{"left", noun(phrases, condition.expressions[0], binding)},
                                    {"right", words.say(negated ? "no" : "yes")}});
        case ConditionKind::named: {
            const auto& head = phrases.rulebase().defines[condition.index].head;
            const auto& label = head.label.empty() ? head.name : head.label;
            std::vector<std::string> about;
            for (const auto& argument : condition.expressions) {
                if (argument.type.kind != TypeKind::entity && is_bound(argument, binding)) {
                    about.push_back(noun(phrases, argument, binding));
                }
            }
            const auto said = about.empty() ? label : words.say("noun_of", {{"noun", label}, {"of", words.list(about)}});
            return negated ? words.say("not_so", {{"condition", said}}) : said;
        }
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed:
        case ConditionKind::conflict: return knowledge(phrases, condition, binding, knowledge_key(condition, negated));
        case ConditionKind::applies: {
            const auto& head = phrases.rulebase().head_of(condition.target);
            const auto key = condition.silences ? (negated ? "not_silenced_by" : "silenced_by")
                             : negated          ? "applies_not"
                                                : "applies";
            return words.say(key, {{"rule", head.name}});
        }
        case ConditionKind::surely:
        case ConditionKind::possibly: {
            const bool surely = condition.kind == ConditionKind::surely;
            const auto key = surely ? (negated ? "not_surely" : "surely") : negated ? "not_possibly" : "possibly";
            return words.say(key, {{"condition", in_words(phrases, condition.operands[0], binding)}});
        }
        case ConditionKind::settled:
            return words.say(negated ? "not_settled" : "settled", {{"what", noun(phrases, condition.expressions[0], binding)}});
        case ConditionKind::instance: return negated ? words.say("never") : words.say("always");
        case ConditionKind::conjunction:
            return joined(phrases, negated ? "any_of" : "all_of", condition.operands, binding, negated);
        case ConditionKind::disjunction:
            return joined(phrases, negated ? "all_of" : "any_of", condition.operands, binding, negated);
        case ConditionKind::negation: return in_words(phrases, condition.operands[0], binding, !negated);
        case ConditionKind::exists: {
            const auto& inner = condition.operands[0];
            if (!negated) return in_words(phrases, inner, binding);
            if (inner.kind == ConditionKind::conjunction || inner.kind == ConditionKind::disjunction) {
                return words.say("not_so", {{"condition", in_words(phrases, inner, binding)}});
            }
            return in_words(phrases, inner, binding, true);
        }
    }
    return {};
}

}  // namespace credence::explain
