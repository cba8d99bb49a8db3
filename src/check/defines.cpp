// Defines, assessments and properties: values and conditions that are worked out, and what is asked.
#include <fmt/format.h>

#include <algorithm>

#include "check/checker.hpp"
#include "check/print.hpp"
#include "check/safety.hpp"

namespace credence::check {

std::optional<Expression> Checker::value_root(Scope& scope, const syntax::Expression& written, std::optional<Type> type) {
    const auto errors = reporter_.errors();
    auto looking = typer(scope);
    looking.expect_value();
    std::optional<Expression> out;
    looking.settle([&](std::uint32_t root) {
        out = type ? looking.expression_of(written, *type) : looking.expression(written);
        looking.refuse_held(root);
    });
    if (out && sound_since(errors)) require_bound(reporter_, *out, scope.variables());
    return out;
}

Condition Checker::condition_root(Scope& scope, const syntax::Expression& written, Place place) {
    const auto errors = reporter_.errors();
    auto looking = typer(scope, place);
    Condition out;
    looking.settle([&](std::uint32_t root) { out = looking.wrapped(looking.condition(written), root); });
    if (sound_since(errors)) require_bound(reporter_, out, scope.variables(), scope.bound(), scope.bound());
    return out;
}

// --- Defines -----------------------------------------------------------------------------------------------------------------

void Checker::check_case(Scope& scope, Define& define, const syntax::Expression* value, const syntax::Expression* when,
                         Case made) {
    const auto errors = reporter_.errors();
    auto looking = typer(scope);
    if (when == nullptr) looking.expect_value();
    std::optional<Expression> checked;
    looking.settle([&](std::uint32_t root) {
        if (when != nullptr) made.when = looking.condition(*when);
        if (value != nullptr && define.type) checked = looking.expression_of(*value, *define.type);
        if (when == nullptr) looking.refuse_held(root);
        if (made.when) made.when = looking.wrapped(std::move(*made.when), root);
    });
    if (sound_since(errors)) {
        if (made.when) require_bound(reporter_, *made.when, scope.variables(), scope.bound(), scope.bound());
        if (checked) require_bound(reporter_, *checked, scope.variables());
    }
    if (checked && sound_since(errors)) refuse_loose_value(*checked, scope);
    if (checked) made.value = std::move(*checked);
    define.cases.push_back(std::move(made));
}

/// A condition may be met in several ways, so a value cannot hang on one of them.
void Checker::refuse_loose_value(const Expression& value, const Scope& scope) {
    for (const auto variable : free_variables(value)) {
        if (variable.value < scope.bound()) continue;
        const auto& loose = scope.variables()[variable.index()];
        text::Diagnostic d;
        d.code = "E0202";
        d.message = fmt::format("`{}` stands in a value, and is no parameter", loose.name);
        d.primary = {value.span, fmt::format("of which `{}`?", loose.name)};
        d.secondary.push_back({loose.span, "may be met in several ways"});
        d.help = fmt::format("say which of them with an aggregate, as in `max of {0} over (…)`, or make `{0}` a parameter",
                             loose.name);
        reporter_.add(std::move(d));
        return;
    }
}

void Checker::check_define(std::uint32_t index) {
    auto& define = rulebase_.defines[index];
    const auto& written = *written_.defines[index];
    check_citations(written.head, define.head);
    auto parameters = define.variables;
    parameters.resize(define.bound);
    auto scope = scope_over(parameters, define.bound, written.parameters);

    if (written.condition) {
        if (define.type)
            reporter_.error("E0117", written.type->span,
                            fmt::format("`{}` is met or not met, so it has no type", define.head.name), "has a `when`",
                            "leave the type out, or give its value with `=`");
        define.condition = condition_root(scope, *written.condition);
    } else if (!written.type) {
        reporter_.error("E0117", written.head.name.span, fmt::format("`{}` has a value, so it needs a type", define.head.name),
                        "of which type?",
                        fmt::format("write `define {}(…): TYPE`, or `when` for a named condition", define.head.name));
    } else if (written.value) {
        Case only;
        only.span = written.value->span;
        check_case(scope, define, &*written.value, nullptr, std::move(only));
    } else if (written.table) {
        check_define_table(scope, define, *written.table);
    } else {
        for (const auto& one : written.cases) {
            Case made;
            made.span = one.span;
            made.otherwise = one.otherwise;
            made.if_unknown = one.if_unknown;
            check_case(scope, define, one.value ? &*one.value : nullptr, one.when ? &*one.when : nullptr, std::move(made));
        }
    }
    define.variables = scope.variables();

    const auto text = [&](const syntax::Text& words, const std::vector<Variable>& variables) {
        return parameters.size() == written.parameters.size() ? text_over(variables, words) : Text{};
    };
    if (written.head.about) define.head.about = text(*written.head.about, parameters);
    for (const auto& assumption : written.head.assumptions) define.head.assumptions.push_back(text(assumption, parameters));
    if (!written.reads) return;
    auto with_value = parameters;
    if (define.type) with_value.push_back({"value", *define.type, {}});
    define.reads = text(*written.reads, with_value);
}

void Checker::check_defines() {
    for (std::uint32_t i = 0; i < written_.defines.size(); ++i) check_define(i);
}

// --- Assessments ---------------------------------------------------------------------------------------------------------

void Checker::check_assessment(std::uint32_t index) {
    auto& assessment = rulebase_.assessments[index];
    const auto& written = *written_.assessments[index];
    check_citations(written.head, assessment.head);
    const auto subjects = assessment.variables;
    auto scope = scope_over(subjects, assessment.bound, written.subjects);
    const auto errors = reporter_.errors();
    if (written.when) assessment.when = condition_root(scope, *written.when);
    if (sound_since(errors)) require_bound(reporter_, assessment.when, scope.variables(), 0, assessment.bound);
    if (!written.answer)
        reporter_.error("E0117", written.head.name.span, fmt::format("`{}` has no answer", assessment.head.name),
                        "what does it answer?", "add `answer` with a define or an attribute of its subjects");
    else if (auto answer = value_root(scope, *written.answer))
        assessment.answer = std::move(*answer);

    for (const auto& one : written.show) {
        Shown shown;
        shown.span = one.span;
        const auto* symbol = one.kind == Form::call || one.kind == Form::name ? symbols_.find(one.text) : nullptr;
        const bool condition =
            symbol != nullptr && (symbol->kind == SymbolKind::relation ||
                                  (symbol->kind == SymbolKind::define && !rulebase_.defines[symbol->index].type));
        if (condition)
            shown.condition = condition_root(scope, one);
        else
            shown.expression = value_root(scope, one);
        if (shown.condition || shown.expression) assessment.show.push_back(std::move(shown));
    }
    const auto values = [&](const std::vector<syntax::Expression>& from, std::vector<Expression>& to) {
        for (const auto& one : from)
            if (auto value = value_root(scope, one)) to.push_back(std::move(*value));
    };
    values(written.group_by, assessment.group_by);
    values(written.rank_by, assessment.rank_by);
    for (const auto& one : assessment.rank_by) {
        const auto kind = one.type.kind;
        const bool ordered = kind == TypeKind::number || kind == TypeKind::date || kind == TypeKind::time ||
                             (kind == TypeKind::scale && rulebase_.scales[one.type.index].ordered);
        if (!ordered)
            reporter_.error("E0109", one.span, fmt::format("{} has no order", described(rulebase_, one.type)),
                            "nothing to rank by", "rank by a number, a date or a value of a scale");
    }
    assessment.variables = scope.variables();

    const bool whole = subjects.size() == written.subjects.size();
    if (whole && written.head.about) assessment.head.about = text_over(subjects, *written.head.about);
    if (whole)
        for (const auto& assumption : written.head.assumptions)
            assessment.head.assumptions.push_back(text_over(subjects, assumption));
    for (const auto& one : written.caveats) {
        Caveat caveat;
        if (one.citation) caveat.citation = citation(*one.citation);
        if (whole && one.words) caveat.words = text_over(subjects, *one.words);
        if (one.citation && !one.citation->quote)
            reporter_.error("E0117", one.citation->span, "a caveat from a source is its quote", "which words?",
                            "add the quote");
        assessment.caveats.push_back(std::move(caveat));
    }
}

void Checker::check_property(std::uint32_t index) {
    auto& property = rulebase_.properties[index];
    const auto& written = *written_.properties[index];
    check_citations(written.head, property.head);
    const auto variables = property.variables;
    auto scope = scope_over(variables, property.bound, written.variables);
    property.falls = written.falls;
    if (written.never) {
        property.never = condition_root(scope, *written.never);
    } else if (written.expression && written.becomes && written.rising) {
        property.expression = value_root(scope, *written.expression);
        property.becomes = property.expression ? value_root(scope, *written.becomes, property.expression->type) : std::nullopt;
        property.rising = value_root(scope, *written.rising);
        if (property.rising) {
            const auto type = property.rising->type;
            const bool rises = type.kind == TypeKind::number || type.kind == TypeKind::date || type.kind == TypeKind::time ||
                               (type.kind == TypeKind::scale && rulebase_.scales[type.index].ordered);
            if (!rises)
                reporter_.error("E0109", written.rising->span,
                                fmt::format("{} neither rises nor falls", described(rulebase_, type)), "has no order");
        }
    }
    property.variables = scope.variables();
    const bool whole = variables.size() == written.variables.size();
    if (whole && written.head.about) property.head.about = text_over(variables, *written.head.about);
    if (whole)
        for (const auto& assumption : written.head.assumptions)
            property.head.assumptions.push_back(text_over(variables, assumption));
}

void Checker::check_assessments() {
    for (std::uint32_t i = 0; i < written_.assessments.size(); ++i) check_assessment(i);
    for (std::uint32_t i = 0; i < written_.properties.size(); ++i) check_property(i);
}

}  // namespace credence::check
