// Second stage: the types of everything that can be called or referred to, and which attributes and relations rules derive.
// What has a type that could not be settled is poisoned: it is reported here, and nowhere that it is used.
#include <fmt/format.h>

#include <algorithm>

#include "check/checker.hpp"
#include "check/print.hpp"

namespace credence::check {

using text::Diagnostic;

void Checker::poison(const std::string& name) {
    if (auto* symbol = symbols_.find(name)) symbol->poisoned = true;
}

std::optional<EntityId> Checker::entity(const syntax::Name& name) {
    const auto* symbol = symbols_.find(name.text);
    if (symbol != nullptr && symbol->kind == SymbolKind::entity) return EntityId{symbol->index};
    if ((symbol == nullptr && symbols_.open) || (symbol != nullptr && symbol->kind == SymbolKind::broken)) return std::nullopt;
    Diagnostic d;
    d.primary = {name.span, "an entity should stand here"};
    if (symbol == nullptr) {
        d.code = "E0102";
        d.message = fmt::format("there is no entity `{}`", name.text);
        suggest(d, name.text, name.span, symbols_.names([](SymbolKind kind) { return kind == SymbolKind::entity; }));
    } else {
        d.code = "E0111";
        d.message = fmt::format("`{}` is {}, not an entity", name.text, noun(symbol->kind));
        if (symbol->span.valid()) d.secondary.push_back({symbol->span, "declared here"});
    }
    reporter_.add(std::move(d));
    return std::nullopt;
}

bool Checker::not_a_value_of_its_type(const syntax::Name& name, Type type) {
    if (type.kind != TypeKind::scale) return true;
    for (const auto value : symbols_.values(name.text)) {
        if (value.scale != type.scale()) continue;
        reporter_.error("E0112", name.span,
                        fmt::format("`{}` is also a value of its type {}", name.text, rulebase_.scales[type.index].head.name),
                        "could be read as either", "give it another name");
        return false;
    }
    return true;
}

bool Checker::variables(const std::vector<syntax::Variable>& written, std::vector<Variable>& out) {
    bool whole = true;
    for (const auto& one : written) {
        const auto earlier =
            std::find_if(written.begin(), written.end(), [&](const auto& v) { return v.name.text == one.name.text; });
        if (&*earlier != &one) {
            Diagnostic d;
            d.code = "E0101";
            d.message = fmt::format("`{}` is there twice", one.name.text);
            d.primary = {one.name.span, "the second one"};
            d.secondary.push_back({earlier->name.span, "the first one"});
            reporter_.add(std::move(d));
            whole = false;
            continue;
        }
        const auto settled = type(one.type);
        if (!settled || !not_a_value_of_its_type(one.name, *settled)) {
            whole = false;
            continue;
        }
        out.push_back({one.name.text, *settled, one.name.span});
    }
    return whole;
}

void Checker::settle_clauses(const syntax::Head& head, const syntax::Clauses& written, Clauses& out) {
    if (!variables(written.variables, out.variables)) poison(head.name.text);
    out.bound = static_cast<std::uint32_t>(out.variables.size());
}

/// The head of a short-form rule declares its variables; their types are those of the columns.
void Checker::short_form_variables(const syntax::Rule& rule, Clauses& out) {
    const auto* symbol = symbols_.find(rule.conclusion.text);
    if (symbol == nullptr || symbol->poisoned || symbol->kind != SymbolKind::relation) return;
    const auto& columns = rulebase_.relations[symbol->index].columns;
    for (std::size_t i = 0; i < rule.conclusion.arguments.size() && i < columns.size(); ++i) {
        const auto& argument = rule.conclusion.arguments[i].value;
        if (argument.kind != Form::name || symbols_.find(argument.text) != nullptr) continue;
        const auto& values = symbols_.values(argument.text);
        const auto is_value = std::any_of(values.begin(), values.end(), [&](const auto& v) {
            return columns[i].type == Type{TypeKind::scale, v.scale.value};
        });
        const auto known =
            std::any_of(out.variables.begin(), out.variables.end(), [&](const auto& v) { return v.name == argument.text; });
        if (!is_value && !known) out.variables.push_back({argument.text, columns[i].type, argument.span});
    }
    out.bound = static_cast<std::uint32_t>(out.variables.size());
}

void Checker::mark_derived(const syntax::Expression& conclusion) {
    const auto* symbol = symbols_.find(conclusion.text);
    if (symbol == nullptr) return;
    if (symbol->kind == SymbolKind::relation) rulebase_.relations[symbol->index].derived = true;
    if (symbol->kind == SymbolKind::attribute) rulebase_.attributes[symbol->index].derived = true;
}

void Checker::settle_signatures() {
    settle_all_signatures();
    signatures_sound_ = reporter_.errors() == 0 && !symbols_.open;
}

void Checker::settle_all_signatures() {
    for (std::size_t i = 0; i < written_.attributes.size(); ++i) {
        const auto& written = *written_.attributes[i];
        auto& attribute = rulebase_.attributes[i];
        const auto of = entity(written.of);
        const auto settled = type(written.type);
        if (!of || !settled) poison(attribute.head.name);
        if (of) attribute.of = *of;
        if (settled) attribute.type = *settled;
        attribute.is_protected = written.is_protected;
        if (written.topic) attribute.topic = written.topic->text;
    }
    for (std::size_t i = 0; i < written_.relations.size(); ++i) {
        auto& relation = rulebase_.relations[i];
        const auto& columns = written_.relations[i]->columns;
        if (!variables(columns, relation.columns)) poison(relation.head.name);
        for (const auto& column : columns) relation.or_today.push_back(column.or_today);
        relation.or_today.resize(relation.columns.size());
    }
    for (std::size_t i = 0; i < written_.parameters.size(); ++i) {
        const auto& written = *written_.parameters[i];
        auto& parameter = rulebase_.parameters[i];
        const auto settled = type(written.type);
        if (settled && settled->kind == TypeKind::entity)
            reporter_.error("E0205", written.type.span, "a parameter cannot be an individual: rules name nobody",
                            described(rulebase_, *settled));
        if (settled) parameter.type = *settled;
        if (!settled || settled->kind == TypeKind::entity || !not_a_value_of_its_type(written.head.name, *settled))
            poison(parameter.head.name);
    }
    for (std::size_t i = 0; i < written_.questions.size(); ++i) {
        const auto& written = *written_.questions[i];
        auto& question = rulebase_.questions[i];
        const auto of = entity(written.of);
        if (!of) poison(question.head.name);
        if (of) question.of = *of;
        const auto poles = values({written.lower, written.upper}, fmt::format("the poles of `{}`", question.head.name));
        question.lower = poles.front();
        question.upper = poles.back();
    }
    for (std::size_t i = 0; i < written_.ranges.size(); ++i) {
        const auto& written = *written_.ranges[i];
        auto& range = rulebase_.ranges[i];
        const auto of = entity(written.of);
        syntax::TypeRef on;
        on.kind = syntax::TypeKind::range;
        on.name = written.on.text;
        on.span = written.on.span;
        const auto settled = type(on);
        if (!of || !settled) poison(range.head.name);
        if (of) range.of = *of;
        if (settled) range.on = settled->scale();
    }
    for (std::size_t i = 0; i < written_.defines.size(); ++i) {
        const auto& written = *written_.defines[i];
        auto& define = rulebase_.defines[i];
        if (!variables(written.parameters, define.variables)) poison(define.head.name);
        define.bound = static_cast<std::uint32_t>(define.variables.size());
        if (!written.type) continue;
        define.type = type(*written.type);
        if (!define.type) poison(define.head.name);
    }
    for (std::size_t i = 0; i < written_.rules.size(); ++i) {
        const auto& origin = written_.rules[i];
        auto& clauses = rulebase_.rules[i].clauses;
        settle_clauses(origin.head(), origin.clauses(), clauses);
        if (origin.table == nullptr) {
            if (origin.declaration->short_form) short_form_variables(*origin.declaration, clauses);
            mark_derived(origin.declaration->conclusion);
        } else if (const auto& head = origin.table->body.columns[origin.column].head) {
            mark_derived(*head);
        }
    }
    for (std::size_t i = 0; i < written_.boundaries.size(); ++i)
        settle_clauses(written_.boundaries[i].head(), written_.boundaries[i].clauses(), rulebase_.boundaries[i].clauses);
    for (std::size_t i = 0; i < written_.propositions.size(); ++i)
        settle_clauses(written_.propositions[i]->head, written_.propositions[i]->clauses, rulebase_.propositions[i].clauses);
    for (std::size_t i = 0; i < written_.advice.size(); ++i)
        settle_clauses(written_.advice[i]->head, written_.advice[i]->clauses, rulebase_.advice[i].clauses);
    for (std::size_t i = 0; i < written_.assessments.size(); ++i) {
        auto& assessment = rulebase_.assessments[i];
        if (!variables(written_.assessments[i]->subjects, assessment.variables)) poison(assessment.head.name);
        assessment.bound = static_cast<std::uint32_t>(assessment.variables.size());
    }
    for (std::size_t i = 0; i < written_.properties.size(); ++i) {
        auto& property = rulebase_.properties[i];
        if (!variables(written_.properties[i]->variables, property.variables)) poison(property.head.name);
        property.bound = static_cast<std::uint32_t>(property.variables.size());
    }
}

}  // namespace credence::check
