#include <algorithm>
#include <tuple>
#include <utility>

#include "explain/conditions.hpp"
#include "explain/prose.hpp"
#include "explain/prose_words.hpp"

namespace credence::explain {

using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using check::TypeKind;

namespace {

bool is_zero(const Expression& expression) {
    return expression.kind == ExpressionKind::literal && expression.type.kind == TypeKind::number && expression.cell == 0;
}

bool is_empty(const Expression& expression) {
    return expression.kind == ExpressionKind::literal && expression.type.kind == TypeKind::range &&
           expression.cell == check::empty_range;
}

bool joins(const Condition& condition) {
    return condition.kind == ConditionKind::conjunction || condition.kind == ConditionKind::disjunction;
}

/// What `some x: T where C` adds to C: nothing, in words.
bool says_nothing(const Condition& condition) { return condition.kind == ConditionKind::instance; }

std::vector<const Condition*> said(const std::vector<Condition>& operands) {
    std::vector<const Condition*> out;
    for (const auto& operand : operands) {
        if (!says_nothing(operand)) out.push_back(&operand);
    }
    return out;
}

/// Whether `reads` is a clause that can stand in a sentence: one with a colon is a line of a table.
bool reads_as_clause(const check::Relation& relation) {
    const auto& parts = relation.reads.parts;
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const auto& part) {
        return part.literal.find(':') == std::string::npos && (!part.hole || part.hole->kind == ExpressionKind::variable);
    });
}

/// `every x: T where C has D` is "for no x: C and not D".
bool is_every(const Condition& exists) {
    const auto& inner = exists.operands[0];
    return inner.kind == ConditionKind::conjunction && inner.operands.size() == 3 && says_nothing(inner.operands[0]) &&
           inner.operands[2].kind == ConditionKind::negation;
}

}  // namespace

std::string Prose::compare(const Condition& condition, bool negated) {
    const auto& words = phrases_.words();
    const auto* left = &condition.expressions[0];
    const auto* right = &condition.expressions[1];
    auto comparison = condition.comparison;
    const bool counted = left->kind == ExpressionKind::pointers || left->kind == ExpressionKind::implied_pointers;
    if (counted && is_zero(*right)) {
        const bool some = comparison == Comparison::greater || comparison == Comparison::not_equal;
        if (some || comparison == Comparison::equal) {
            const bool stated = left->kind == ExpressionKind::pointers;
            return words.say(some != negated ? (stated ? "book_points" : "book_points_implied")
                                             : (stated ? "book_points_not" : "book_points_implied_not"),
                             {{"pole", pole(phrases_.rulebase(), left->index, left->upper)}, {"who", noun(left->operands[0])}});
        }
    }
    if (is_empty(*right) && (comparison == Comparison::equal || comparison == Comparison::not_equal)) {
        return words.say((comparison == Comparison::equal) != negated ? "book_is_empty" : "book_is_not_empty",
                         {{"left", noun(*left)}});
    }
    if (is_plain(*left) && !is_plain(*right) && comparison != Comparison::within) {
        std::swap(left, right);
        comparison = check::mirrored(comparison);
    }
    if (left->kind == ExpressionKind::parameter && left->type.kind == TypeKind::yes_no &&
        right->kind == ExpressionKind::literal) {
        const bool on = (right->cell != 0) == (comparison == Comparison::equal);
        return words.say(on != negated ? "book_is_on" : "book_is_off", {{"left", noun(*left)}});
    }
    // A parameter that is looked at is named; one that is compared with stands with its value.
    const bool switched = left->kind == ExpressionKind::parameter;
    const auto what =
        switched ? words.say("book_the_label", {{"what", label_or_name(phrases_.rulebase().parameters[left->index].head)}})
                 : noun(*left);
    if (left->type.kind == TypeKind::yes_no && right->kind == ExpressionKind::literal && comparison == Comparison::equal) {
        return words.say((right->cell != 0) != negated ? "book_is_yes" : "book_is_no", {{"left", what}});
    }
    const bool of_time = right->type.kind == TypeKind::date || right->type.kind == TypeKind::time;
    return words.say(comparison_key(comparison, negated, of_time), {{"left", what}, {"right", noun(*right)}});
}

/// "with the candidate as person, and diplomacy as sector"; a noun that is its column's name says so alone.
std::string Prose::with(const std::vector<std::pair<std::string, const Expression*>>& columns) {
    std::vector<std::string> parts;
    for (const auto& [column, argument] : columns) {
        const auto what = noun(*argument);
        const bool same = argument->kind == ExpressionKind::variable && names_[argument->variable.index()].base == column;
        parts.push_back(same ? what : phrases_.words().say("book_as_column", {{"what", what}, {"column", column}}));
    }
    return all_but_last(parts, "book_and");
}

std::string Prose::relation(const Condition& condition, bool negated) {
    const auto& relation = phrases_.rulebase().relations[condition.index];
    const auto& words = phrases_.words();
    const bool before = std::exchange(of_none_, negated || of_none_);
    std::string out;
    std::vector<Expression> all;
    for (const auto& argument : condition.arguments) {
        if (argument) all.push_back(*argument);
    }
    if (all.size() == relation.columns.size() && reads_as_clause(relation)) {
        const auto tuple = this->tuple(check::RelationId{condition.index}, all);
        out = words.say(
            relation.derived ? (negated ? "book_follows_not" : "book_follows") : (negated ? "book_record_not" : "book_record"),
            {{"what", tuple}});
    } else {
        std::vector<std::pair<std::string, const Expression*>> columns;
        for (std::size_t i = 0; i < condition.arguments.size(); ++i) {
            if (!condition.arguments[i]) continue;
            columns.emplace_back(spaced(relation.columns[i].name), &*condition.arguments[i]);
        }
        const auto label = label_or_name(relation.head);
        out = columns.empty()
                  ? words.say(negated ? "book_no_entry" : "book_entry", {{"what", label}})
                  : words.say(negated ? "book_no_entry_with" : "book_entry_with", {{"what", label}, {"with", with(columns)}});
    }
    of_none_ = before;
    return out;
}

std::string Prose::tuple(check::RelationId id, const std::vector<Expression>& arguments) {
    const auto& relation = phrases_.rulebase().relations[id.index()];
    const auto& words = phrases_.words();
    if (!reads_as_clause(relation)) {
        std::vector<std::pair<std::string, const Expression*>> columns;
        for (std::size_t i = 0; i < arguments.size(); ++i)
            columns.emplace_back(spaced(relation.columns[i].name), &arguments[i]);
        return words.say("book_entry_with", {{"what", label_or_name(relation.head)}, {"with", with(columns)}});
    }
    std::string out;
    for (const auto& part : relation.reads.parts) {
        out += part.literal;
        if (part.hole) out += noun(arguments[part.hole->variable.index()]);
    }
    return out;
}

std::string Prose::observed(const Condition& condition, bool negated) {
    const auto& words = phrases_.words();
    const bool before = std::exchange(of_none_, negated || of_none_);
    const auto& subject = condition.arguments[static_cast<std::size_t>(check::ObservedColumn::subject)];
    std::vector<Expression> whom;
    if (subject) whom.push_back(*subject);
    std::string what;
    if (condition.index != check::no_index) {
        what = whose(label_or_name(phrases_.rulebase().attributes[condition.index].head), whom);
    } else {
        what = whom.empty() ? words.say("book_anything") : noun(whom.front());
    }
    std::vector<std::pair<std::string, const Expression*>> columns;
    for (std::size_t i = 0; i < condition.arguments.size(); ++i) {
        if (!condition.arguments[i] || i == static_cast<std::size_t>(check::ObservedColumn::subject)) continue;
        columns.emplace_back(words.say(column_key(static_cast<check::ObservedColumn>(i))), &*condition.arguments[i]);
    }
    const auto out = columns.empty() ? words.say(negated ? "book_no_observation" : "book_observation", {{"what", what}})
                                     : words.say(negated ? "book_no_observation_with" : "book_observation_with",
                                                 {{"what", what}, {"with", with(columns)}});
    of_none_ = before;
    return out;
}

std::string Prose::knowledge(const Condition& condition, bool negated) {
    const auto& words = phrases_.words();
    if (condition.expressions.empty()) {
        const auto what = clause(condition.operands[0]);
        switch (condition.kind) {
            case ConditionKind::known: return words.say(negated ? "book_undecided" : "book_decided", {{"what", what}});
            case ConditionKind::unknown: return words.say(negated ? "book_decided" : "book_undecided", {{"what", what}});
            default: return words.say(negated ? "book_whether_not_disputed" : "book_whether_disputed", {{"what", what}});
        }
    }
    const auto what = noun(condition.expressions[0]);
    const bool attribute = condition.expressions[0].kind == ExpressionKind::attribute;
    switch (condition.kind) {
        case ConditionKind::known:
        case ConditionKind::unknown: {
            const bool known = (condition.kind == ConditionKind::known) != negated;
            if (attribute) return words.say(known ? "book_is_observed" : "book_is_not_observed", {{"what", what}});
            return words.say(known ? "book_is_known" : "book_is_not_known", {{"what", what}});
        }
        case ConditionKind::conflict: return words.say(negated ? "book_no_conflict" : "book_conflict", {{"what", what}});
        default: return words.say(negated ? "book_is_not_disputed" : "book_is_disputed", {{"what", what}});
    }
}

std::string Prose::holds_for(const Condition& condition, bool negated) {
    const auto& words = phrases_.words();
    const bool applies = condition.kind == ConditionKind::applies;
    const auto& head =
        applies ? phrases_.rulebase().head_of(condition.target) : phrases_.rulebase().defines[condition.index].head;
    std::vector<std::string> whom;
    for (const auto& argument : condition.expressions) whom.push_back(noun(argument));
    const bool numbered = applies && is_number(head.name);
    const auto what = numbered && head.labelled
                          ? words.say("book_rule_named", {{"name", declared_name(head.name)}, {"label", head.label}})
                      : numbered ? declared_name(head.name)
                                 : words.say("book_named_in_quotes", {{"what", label_or_name(head)}});
    if (whom.empty()) return words.say(negated ? "book_holds_not" : "book_holds", {{"what", what}});
    return words.say(
        applies ? (negated ? "book_applies_not" : "book_applies") : (negated ? "book_holds_not_for" : "book_holds_for"),
        {{"what", what}, {"whom", all_but_last(whom, "book_and")}});
}

std::string Prose::every(const Condition& condition) {
    const auto& inner = condition.operands[0];
    const auto where = clause(inner.operands[1]);
    return phrases_.words().say("book_every", {{"where", where}, {"then", clause(inner.operands[2].operands[0])}});
}

/// In brackets where it joins others itself.
std::string Prose::inner(const Condition& condition, bool negated) {
    const auto text = clause(condition, negated);
    const auto* below = &condition;
    while (below->kind == ConditionKind::negation || (below->kind == ConditionKind::exists && !negated))
        below = &below->operands[0];
    const bool bracket = joins(*below) && said(below->operands).size() > 1;
    return bracket ? phrases_.words().say("book_bracket", {{"what", text}}) : text;
}

std::string Prose::joined(const std::vector<Condition>& operands, bool all, bool negated) {
    std::vector<std::string> parts;
    for (const auto* operand : said(operands)) parts.push_back(inner(*operand, negated));
    return all_but_last(parts, all ? "book_and_clause" : "book_or_clause");
}

std::string Prose::clause(const Condition& condition, bool negated) {
    const auto& words = phrases_.words();
    switch (condition.kind) {
        case ConditionKind::always:
        case ConditionKind::instance: return words.say(negated ? "never" : "always");
        case ConditionKind::relation: return relation(condition, negated);
        case ConditionKind::observed: return observed(condition, negated);
        case ConditionKind::compare: return compare(condition, negated);
        case ConditionKind::in: {
            const auto left = noun(condition.expressions[0]);
            std::vector<std::string> values;
            for (std::size_t i = 1; i < condition.expressions.size(); ++i) values.push_back(noun(condition.expressions[i]));
            return words.say(!negated            ? "book_is"
                             : values.size() > 1 ? "book_is_neither"
                                                 : "book_is_not",
                             {{"left", left}, {"right", all_but_last(values, negated ? "book_nor" : "book_or")}});
        }
        case ConditionKind::between: {
            const auto left = noun(condition.expressions[0]);
            const auto low = noun(condition.expressions[1]);
            return words.say(negated ? "book_is_not_between" : "book_is_between",
                             {{"left", left}, {"low", low}, {"high", noun(condition.expressions[2])}});
        }
        case ConditionKind::truth: {
            const bool switched = condition.expressions[0].kind == ExpressionKind::parameter;
            return words.say(switched ? (negated ? "book_is_off" : "book_is_on") : (negated ? "book_is_no" : "book_is_yes"),
                             {{"left", noun(condition.expressions[0])}});
        }
        case ConditionKind::named:
        case ConditionKind::applies: return holds_for(condition, negated);
        case ConditionKind::known:
        case ConditionKind::unknown:
        case ConditionKind::disputed:
        case ConditionKind::conflict: return knowledge(condition, negated);
        case ConditionKind::surely:
        case ConditionKind::possibly: {
            const bool surely = condition.kind == ConditionKind::surely;
            const auto key = surely    ? (negated ? "book_not_surely" : "book_surely")
                             : negated ? "book_not_possibly"
                                       : "book_possibly";
            return words.say(key, {{"what", clause(condition.operands[0])}});
        }
        case ConditionKind::settled:
            return words.say(negated ? "book_not_settled" : "book_settled", {{"what", bare(condition.expressions[0])}});
        case ConditionKind::conjunction: return joined(condition.operands, !negated, negated);
        case ConditionKind::disjunction: return joined(condition.operands, negated, negated);
        case ConditionKind::negation: return clause(condition.operands[0], !negated);
        case ConditionKind::exists: {
            const auto& inner = condition.operands[0];
            if (!negated) return clause(inner);
            if (is_every(condition)) return every(condition);
            if (!joins(inner)) return clause(inner, true);
            const bool before = std::exchange(of_none_, true);
            auto out = words.say("book_no_case", {{"where", clause(inner)}});
            of_none_ = before;
            return out;
        }
    }
    return {};
}

Outline Prose::outline(const Condition& condition, bool negated) {
    const auto& words = phrases_.words();
    if (condition.kind == ConditionKind::negation) return outline(condition.operands[0], !negated);
    if (condition.kind == ConditionKind::exists && !negated) return outline(condition.operands[0]);
    const bool no_case = condition.kind == ConditionKind::exists && !is_every(condition) && joins(condition.operands[0]);
    const auto& joining = no_case ? condition.operands[0] : condition;
    if (!joins(joining)) return {clause(condition, negated), {}, {}};
    const bool inside = negated && !no_case;
    const bool all = (joining.kind == ConditionKind::conjunction) != inside;
    Outline out;
    const bool before = std::exchange(of_none_, no_case || of_none_);
    for (const auto* operand : said(joining.operands)) out.below.push_back(outline(*operand, inside));
    of_none_ = before;
    if (out.below.size() == 1 && !no_case) return std::move(out.below.front());
    if (!no_case) out.join = all ? "book_and_clause" : "book_or_clause";
    out.text =
        words.say(no_case ? (all ? "book_no_case_of_all" : "book_no_case_of_any") : (all ? "book_all_of" : "book_any_of"));
    return out;
}

}  // namespace credence::explain
