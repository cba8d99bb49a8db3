#include "explain/prose_words.hpp"

#include "base/check.hpp"

namespace credence::explain {

using check::AggregateFunction;
using check::Comparison;
using check::ExpressionKind;
using check::ObservedColumn;

std::string_view expression_key(ExpressionKind kind) {
    switch (kind) {
        case ExpressionKind::negate: return "negative_of";
        case ExpressionKind::add: return "sum_of_two";
        case ExpressionKind::subtract: return "difference_of";
        case ExpressionKind::multiply: return "product_of";
        case ExpressionKind::divide: return "book_quotient";
        case ExpressionKind::up: return "book_up";
        case ExpressionKind::down: return "book_down";
        case ExpressionKind::minimum: return "book_minimum";
        case ExpressionKind::maximum: return "book_maximum";
        case ExpressionKind::absolute: return "book_absolute";
        case ExpressionKind::round: return "book_rounded";
        case ExpressionKind::years: return "book_years";
        case ExpressionKind::clip: return "book_clip";
        case ExpressionKind::distance: return "book_distance";
        case ExpressionKind::width: return "book_width";
        case ExpressionKind::lowest: return "book_lowest";
        case ExpressionKind::highest: return "book_highest";
        default: break;
    }
    CREDENCE_CHECK(false);
    return {};
}

bool takes_two(ExpressionKind kind) {
    switch (kind) {
        case ExpressionKind::add:
        case ExpressionKind::subtract:
        case ExpressionKind::multiply:
        case ExpressionKind::divide:
        case ExpressionKind::up:
        case ExpressionKind::down:
        case ExpressionKind::years:
        case ExpressionKind::clip:
        case ExpressionKind::distance: return true;
        default: return false;
    }
}

std::string_view aggregate_key(AggregateFunction function) {
    switch (function) {
        case AggregateFunction::sum: return "book_sum";
        case AggregateFunction::min: return "book_least";
        case AggregateFunction::max: return "book_greatest";
        case AggregateFunction::average: return "book_average";
        case AggregateFunction::list: return "book_list";
        case AggregateFunction::count:
        case AggregateFunction::top:
        case AggregateFunction::duration: break;
    }
    CREDENCE_CHECK(false);
    return {};
}

std::string_view comparison_key(Comparison comparison, bool negated, bool of_time) {
    if (of_time) {
        switch (comparison) {
            case Comparison::less: return negated ? "book_from_day" : "book_before";
            case Comparison::less_equal: return negated ? "book_after_day" : "book_not_after";
            case Comparison::greater: return negated ? "book_not_after" : "book_after_day";
            case Comparison::greater_equal: return negated ? "book_before" : "book_from_day";
            default: break;
        }
    }
    switch (comparison) {
        case Comparison::equal: return negated ? "book_is_not" : "book_is";
        case Comparison::not_equal: return negated ? "book_is" : "book_is_not";
        case Comparison::less: return negated ? "book_at_least" : "book_less";
        case Comparison::less_equal: return negated ? "book_more" : "book_at_most";
        case Comparison::greater: return negated ? "book_at_most" : "book_more";
        case Comparison::greater_equal: return negated ? "book_less" : "book_at_least";
        case Comparison::within: return negated ? "book_not_within" : "book_within";
        case Comparison::overlaps: return negated ? "book_overlaps_not" : "book_overlaps";
    }
    CREDENCE_CHECK(false);
    return {};
}

std::string_view column_key(ObservedColumn column) {
    switch (column) {
        case ObservedColumn::subject: return "column_subject";
        case ObservedColumn::attribute: return "column_attribute";
        case ObservedColumn::topic: return "column_topic";
        case ObservedColumn::value: return "column_value";
        case ObservedColumn::item: return "column_item";
        case ObservedColumn::source: return "column_source";
        case ObservedColumn::assessor: return "column_assessor";
        case ObservedColumn::kind: return "column_kind";
        case ObservedColumn::on: return "column_on";
        case ObservedColumn::recorded: return "column_recorded";
        case ObservedColumn::confidence: return "column_confidence";
        case ObservedColumn::group: return "column_group";
    }
    CREDENCE_CHECK(false);
    return {};
}

}  // namespace credence::explain
