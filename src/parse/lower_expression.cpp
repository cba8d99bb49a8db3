#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/check.hpp"
#include "parse/lower.hpp"

namespace credence::parse {
namespace {

using enum syntax::TokenKind;
using syntax::Comparison;
using syntax::Cursor;
using syntax::Expression;
using syntax::ExpressionKind;
using syntax::NodeKind;
using syntax::TokenKind;

// A chain of operators becomes as deep a tree, which every later stage walks.
constexpr std::size_t longest_chain = 256;
constexpr std::size_t deepest_chains = 512;  // chains inside chains

ExpressionKind prefix_of(TokenKind kind) {
    switch (kind) {
        case kw_known: return ExpressionKind::known;
        case kw_unknown: return ExpressionKind::unknown;
        case kw_disputed: return ExpressionKind::disputed;
        case kw_conflict: return ExpressionKind::conflict;
        case kw_surely: return ExpressionKind::surely;
        case kw_possibly: return ExpressionKind::possibly;
        default: return ExpressionKind::settled;
    }
}

ExpressionKind operator_of(TokenKind kind) {
    switch (kind) {
        case plus: return ExpressionKind::add;
        case minus: return ExpressionKind::subtract;
        case star: return ExpressionKind::multiply;
        case slash: return ExpressionKind::divide;
        case kw_up: return ExpressionKind::up;
        case kw_down: return ExpressionKind::down;
        default: return ExpressionKind::range;
    }
}

syntax::AggregateFunction function_of(TokenKind kind) {
    switch (kind) {
        case kw_sum: return syntax::AggregateFunction::sum;
        case kw_min: return syntax::AggregateFunction::min;
        case kw_max: return syntax::AggregateFunction::max;
        case kw_average: return syntax::AggregateFunction::average;
        case kw_list: return syntax::AggregateFunction::list;
        case kw_duration: return syntax::AggregateFunction::duration;
        default: return syntax::AggregateFunction::count;
    }
}

bool is_chain(NodeKind kind) {
    return kind == NodeKind::range || kind == NodeKind::sum || kind == NodeKind::product || kind == NodeKind::step;
}

Expression made(ExpressionKind kind, text::Span span) {
    Expression e;
    e.kind = kind;
    e.span = span;
    return e;
}

}  // namespace

Comparison comparison_of(TokenKind kind) {
    switch (kind) {
        case equal: return Comparison::equal;
        case not_equal: return Comparison::not_equal;
        case less: return Comparison::less;
        case less_equal: return Comparison::less_equal;
        case greater: return Comparison::greater;
        case greater_equal: return Comparison::greater_equal;
        case kw_within: return Comparison::within;
        default: return Comparison::overlaps;
    }
}

text::Diagnostic& Lowering::report(std::string code, text::Span place, std::string message, std::string label) {
    text::Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.primary = {place, std::move(label)};
    diagnostics_.push_back(std::move(d));
    return diagnostics_.back();
}

Expression Lowering::expression(Cursor node) {
    const auto with_operands = [&](ExpressionKind kind) {
        auto e = made(kind, node.span());
        for (const auto child : node) e.operands.push_back(expression(child));
        return e;
    };
    switch (node.kind()) {
        case NodeKind::disjunction:
        case NodeKind::conjunction: return junction(node);
        case NodeKind::negation: return with_operands(ExpressionKind::negation);
        case NodeKind::assurance:
        case NodeKind::status: return with_operands(prefix_of(node.front().kind));
        case NodeKind::quantifier: return quantifier(node);
        case NodeKind::comparison: return comparison(node);
        case NodeKind::range:
        case NodeKind::sum:
        case NodeKind::product:
        case NodeKind::step: return chain(node);
        case NodeKind::minus: return with_operands(ExpressionKind::negate);
        case NodeKind::aggregate: {
            auto e = with_operands(ExpressionKind::aggregate);
            e.function = function_of(node.front().kind);
            return e;
        }
        case NodeKind::top: return with_operands(ExpressionKind::top);
        case NodeKind::observed: {
            auto e = made(ExpressionKind::call, node.span());
            e.text = "observed";
            e.member = written(node.first() + 1);
            e.name_span = span(node.first() + 1);
            e.arguments = arguments(node);
            return e;
        }
        case NodeKind::reference: return reference(node);
        case NodeKind::parentheses: return expression(*node.begin());
        case NodeKind::literal: return literal(node);
        default: break;
    }
    CREDENCE_CHECK(false && "a node that is no expression");
    return {};
}

Expression Lowering::junction(Cursor node) {
    auto e =
        made(node.kind() == NodeKind::disjunction ? ExpressionKind::disjunction : ExpressionKind::conjunction, node.span());
    for (const auto child : node) e.operands.push_back(expression(child));
    if (node.kind() == NodeKind::disjunction) refuse_mixture(node);
    return e;
}

void Lowering::refuse_mixture(Cursor disjunction) {
    for (const auto child : disjunction) {
        if (child.kind() != NodeKind::conjunction) continue;
        const auto either = child.first() > disjunction.first() ? child.first() - 1 : child.last();
        auto& d =
            report("E0012", span(either), "`and` and `or` are mixed without parentheses", "is this `or` between all of them?");
        d.secondary.push_back({span((*child.begin()).last()), "or only beside this `and`?"});
        d.help = "put parentheses around the part that belongs together";
        const auto part = child.span();
        const text::Span before{part.file, part.begin, part.begin}, after{part.file, part.end, part.end};
        d.fixes.push_back({"put parentheses around the `and`", {{before, "("}, {after, ")"}}, false});
        return;
    }
}

Expression Lowering::quantifier(Cursor node) {
    auto e = made(node.front().kind == kw_some ? ExpressionKind::some : ExpressionKind::every, node.span());
    e.text = written(node.first() + 1);
    e.name_span = span(node.first() + 1);
    e.member = written(node.first() + 3);
    for (const auto child : node) e.operands.push_back(expression(child));
    return e;
}

Expression Lowering::comparison(Cursor node) {
    auto e = made(ExpressionKind::compare, node.span());
    const auto sign = (*node.begin()).last();
    switch (token(sign).kind) {
        case kw_between: e.kind = ExpressionKind::between; break;
        case kw_not:
        case kw_in:
            e.kind = ExpressionKind::in;
            e.negated = token(sign).kind == kw_not;
            break;
        default: e.comparison = comparison_of(token(sign).kind); break;
    }
    for (const auto child : node) e.operands.push_back(expression(child));
    return e;
}

// a + b - c becomes (a + b) - c.
Expression Lowering::chain(Cursor node) {
    std::size_t count = 0;
    Expression left;
    const auto length = static_cast<std::size_t>(std::distance(node.begin(), node.end()));
    if (length > longest_chain || chained_ + length > deepest_chains) {
        const auto [place, message] =
            length > longest_chain
                ? std::pair((*std::next(node.begin(), longest_chain)).span(),
                            fmt::format("this has more than {} terms", longest_chain))
                : std::pair(node.span(), fmt::format("this has, with what it stands in, more than {} terms", deepest_chains));
        if (!std::exchange(too_long_, true)) report("E0008", place, message).help = "give parts of it names with `define`";
        auto first = node;
        while (is_chain(first.kind()) || first.kind() == NodeKind::parentheses) first = *first.begin();
        return expression(first);
    }
    chained_ += length;
    for (const auto child : node) {
        ++count;
        auto operand = expression(child);
        if (count == 1) {
            left = std::move(operand);
            continue;
        }
        auto e = made(operator_of(token(child.first() - 1).kind), join(left.span, operand.span));
        // Parentheses around an operand belong to the whole.
        e.span.begin = node.span().begin;
        e.span.end = child.span().end;
        e.operands.reserve(2);
        e.operands.push_back(std::move(left));
        e.operands.push_back(std::move(operand));
        left = std::move(e);
    }
    chained_ -= length;
    if (chained_ == 0) too_long_ = false;
    return left;
}

Expression Lowering::reference(Cursor node) {
    auto e = made(ExpressionKind::name, node.span());
    const auto first = node.first();
    e.text = written(first);
    e.name_span = span(first);
    if (node.last() == first + 1) {
        if (token(first).kind == kw_empty) e.kind = ExpressionKind::empty;
        if (token(first).kind == kw_today) e.kind = ExpressionKind::today;
        return e;
    }
    switch (token(first + 1).kind) {
        case left_parenthesis:
            e.kind = ExpressionKind::call;
            e.arguments = arguments(node);
            return e;
        case dot:
            e.kind = ExpressionKind::qualified;
            e.member = written(first + 2);
            return e;
        default:
            e.kind = ExpressionKind::applies;
            e.negated = token(first + 1).kind == kw_does;
            for (const auto child : node) e.operands.push_back(expression(child));
            return e;
    }
}

std::vector<syntax::Argument> Lowering::arguments(Cursor node) {
    std::vector<syntax::Argument> out;
    for (const auto child : node) {
        if (child.kind() == NodeKind::argument) {
            out.push_back({name(child.first()), expression(*child.begin())});
        } else {
            out.push_back({{}, expression(child)});
        }
    }
    return out;
}

Expression Lowering::literal(Cursor node) {
    auto e = made(ExpressionKind::number, node.span());
    switch (node.front().kind) {
        case TokenKind::number: break;
        case TokenKind::date: e.kind = ExpressionKind::date; break;
        case TokenKind::time: e.kind = ExpressionKind::time; break;
        case TokenKind::text:
            e.kind = ExpressionKind::text;
            e.parts = parts(node.first());
            return e;
        case wildcard: e.kind = ExpressionKind::wildcard; break;
        default: e.kind = ExpressionKind::name; break;
    }
    e.text = written(node.first());
    e.name_span = e.span;
    return e;
}

Expression lower_expression(const syntax::SyntaxTree& tree, std::string_view file_text,
                            std::vector<text::Diagnostic>& diagnostics) {
    return Lowering(tree, file_text, diagnostics).expression(top_level(tree).front());
}

}  // namespace credence::parse
