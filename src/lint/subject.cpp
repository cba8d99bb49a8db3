#include "lint/subject.hpp"

#include <fmt/format.h>

#include "check/dependencies.hpp"
#include "lint/words.hpp"
#include "syntax/lexer.hpp"

namespace credence::lint {
namespace {

using check::Condition;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::Text;

/// A question is its propositions, a range its boundaries, what is derived its rules: to count them is not to read them.
bool is_part_of(DeclarationRef part, DeclarationRef whole) {
    switch (part.kind) {
        case DeclarationKind::proposition: return whole.kind == DeclarationKind::question;
        case DeclarationKind::boundary: return whole.kind == DeclarationKind::range;
        case DeclarationKind::rule: return whole.kind == DeclarationKind::relation || whole.kind == DeclarationKind::attribute;
        default: return false;
    }
}

}  // namespace

Subject::Subject(const text::SourceSet& sources, const std::vector<syntax::SyntaxTree>& trees,
                 const std::vector<syntax::Declaration>& declarations, const check::Rulebase& rulebase, std::optional<Date> day)
    : sources_(sources),
      trees_(trees),
      declarations_(declarations),
      rulebase_(rulebase),
      day_(day) {
    gather_reasoned();
    gather_roots();
    gather_read();
    gather_comments();
}

void Subject::gather_reasoned() {
    const auto add = [this](const auto& table, DeclarationKind kind, auto row) {
        for (std::uint32_t i = 0; i < table.size(); ++i)
            reasoned_.push_back({{kind, i}, &table[i].head, &table[i].clauses, row(table[i])});
    };
    const auto row = [](const auto& declaration) { return declaration.row; };
    const auto none = [](const auto&) { return 0U; };
    add(rulebase_.rules, DeclarationKind::rule, row);
    add(rulebase_.propositions, DeclarationKind::proposition, none);
    add(rulebase_.boundaries, DeclarationKind::boundary, row);
    add(rulebase_.advice, DeclarationKind::advice, none);
}

void Subject::gather_roots() {
    const auto condition = [this](const Condition& c, std::uint32_t bound) { roots_.push_back({&c, nullptr, bound}); };
    const auto expression = [this](const Expression& e, std::uint32_t bound) { roots_.push_back({nullptr, &e, bound}); };
    for (const auto& one : reasoned_) {
        if (one.clauses->only_if) condition(*one.clauses->only_if, 0);
        condition(one.clauses->when, one.clauses->bound);
        if (one.clauses->unless) condition(*one.clauses->unless, one.clauses->bound);
    }
    for (const auto& rule : rulebase_.rules)
        for (const auto& argument : rule.arguments) expression(argument, rule.clauses.bound);
    for (const auto& boundary : rulebase_.boundaries) {
        expression(boundary.subject, boundary.clauses.bound);
        expression(boundary.value, boundary.clauses.bound);
    }
    for (const auto& proposition : rulebase_.propositions) expression(proposition.subject, proposition.clauses.bound);
    for (const auto& define : rulebase_.defines) {
        if (define.condition) condition(*define.condition, define.bound);
        for (const auto& one : define.cases) {
            if (one.when) condition(*one.when, define.bound);
            expression(one.value, define.bound);
        }
    }
    for (const auto& assessment : rulebase_.assessments) {
        condition(assessment.when, assessment.bound);
        expression(assessment.answer, assessment.bound);
        for (const auto& shown : assessment.show) {
            if (shown.condition) condition(*shown.condition, assessment.bound);
            if (shown.expression) expression(*shown.expression, assessment.bound);
        }
        for (const auto& one : assessment.group_by) expression(one, assessment.bound);
        for (const auto& one : assessment.rank_by) expression(one, assessment.bound);
    }
    for (const auto& property : rulebase_.properties) {
        if (property.never) condition(*property.never, property.bound);
        for (const auto* one : {&property.expression, &property.becomes, &property.rising})
            if (*one) expression(**one, property.bound);
    }
}

void Subject::gather_read() {
    const auto add = [this](const std::vector<DeclarationRef>& refs) { read_.insert(refs.begin(), refs.end()); };
    for (const auto reader : check::readers(rulebase_)) {
        for (const auto ref : check::dependencies(rulebase_, reader)) {
            if (ref == reader || is_part_of(ref, reader)) continue;
            if (reader.kind == DeclarationKind::rule) {  // a rule that goes on from its own conclusion reads nobody else's
                const auto& rule = rulebase_.rules[reader.index];
                if (ref.kind == DeclarationKind::relation && rule.relation.value == ref.index) continue;
                if (ref.kind == DeclarationKind::attribute && rule.attribute.value == ref.index) continue;
            }
            read_.insert(ref);
        }
    }
    each_text([&](const Text& text) {
        for (const auto& part : text.parts)
            if (part.hole) add(check::dependencies(rulebase_, *part.hole));
    });
    for (const auto& attribute : rulebase_.attributes)
        if (attribute.stale_after) add(check::dependencies(rulebase_, *attribute.stale_after));
    for (const auto& property : rulebase_.properties) {
        if (property.never) add(check::dependencies(rulebase_, *property.never));
        for (const auto* one : {&property.expression, &property.becomes, &property.rising})
            if (*one) add(check::dependencies(rulebase_, **one));
    }
}

void Subject::gather_comments() {
    for (const auto& tree : trees_) {
        const auto text = sources_[tree.file()].text();
        std::uint32_t at = 0;
        const auto gap = [&](std::uint32_t end) {
            for (const auto& comment : syntax::comments_between(text, at, end)) {
                const text::Span span{tree.file(), comment.begin, comment.end};
                comments_.push_back({span, trimmed(sources_.text(span).substr(1))});
            }
        };
        for (const auto& token : tree.tokens()) {
            if (token.begin > at) gap(token.begin);
            at = std::max(at, token.end);
        }
        gap(static_cast<std::uint32_t>(text.size()));
    }
}

void Subject::each_condition(const std::function<void(const Condition&, std::uint32_t)>& look) const {
    for (const auto& root : roots_) {
        const auto condition = [&](const Condition& c) { look(c, root.bound); };
        const auto expression = [](const Expression&) {};
        if (root.condition != nullptr) check::visit(*root.condition, condition, expression);
        if (root.expression != nullptr) check::visit(*root.expression, condition, expression);
    }
}

void Subject::each_expression(const std::function<void(const Expression&)>& look) const {
    for (const auto& root : roots_) {
        const auto condition = [](const Condition&) {};
        if (root.condition != nullptr) check::visit(*root.condition, condition, look);
        if (root.expression != nullptr) check::visit(*root.expression, condition, look);
    }
}

void Subject::each_head(const std::function<void(const check::Head&)>& look) const {
    const auto heads = [&](const auto& table) {
        for (const auto& one : table) look(one.head);
    };
    look(rulebase_.head);
    heads(rulebase_.sources);
    heads(rulebase_.parameters);
    heads(rulebase_.entities);
    heads(rulebase_.scales);
    heads(rulebase_.attributes);
    heads(rulebase_.relations);
    heads(rulebase_.questions);
    heads(rulebase_.ranges);
    heads(rulebase_.defines);
    for (const auto& one : reasoned_) look(*one.head);
    heads(rulebase_.assessments);
    heads(rulebase_.refusals);
    heads(rulebase_.properties);
}

void Subject::each_text(const std::function<void(const Text&)>& look) const {
    each_head([&](const check::Head& head) {
        look(head.about);
        for (const auto& assumption : head.assumptions) look(assumption);
    });
    const auto worded = [&](const auto& table) {
        for (const auto& one : table) look(one.reads);
    };
    worded(rulebase_.attributes);
    worded(rulebase_.relations);
    worded(rulebase_.ranges);
    worded(rulebase_.defines);
    for (const auto& one : reasoned_) look(one.clauses->because);
    for (const auto& advice : rulebase_.advice) look(advice.words);
    for (const auto& assessment : rulebase_.assessments)
        for (const auto& caveat : assessment.caveats) look(caveat.words);
    for (const auto& refusal : rulebase_.refusals) look(refusal.because);
}

std::string Subject::quoted(text::Span span, std::string_view otherwise) const {
    constexpr std::size_t short_enough = 60;
    const auto words = written(span);
    if (words.empty() || words.size() > short_enough || words.find('\n') != std::string_view::npos)
        return std::string(otherwise);
    return fmt::format("`{}`", words);
}

std::optional<std::string_view> Subject::between(text::Span before, text::Span after) const {
    if (before.file != after.file || before.end > after.begin) return std::nullopt;
    return trimmed(written({before.file, before.end, after.begin}));
}

}  // namespace credence::lint
