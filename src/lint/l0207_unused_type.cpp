// Of a word list that nothing uses readers ask what they have missed.
#include <fmt/format.h>

#include <set>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using Names = std::set<std::string_view>;

void note(const syntax::TypeRef& type, Names& used) {
    if (!type.name.empty()) used.insert(type.name);
}
void note(const std::vector<syntax::Variable>& variables, Names& used) {
    for (const auto& variable : variables) note(variable.type, used);
}
void note(const syntax::Expression& e, Names& used) {  // `some x: T`, `Scale.value`
    if (!e.member.empty()) used.insert(e.member);
    if (e.kind == syntax::ExpressionKind::qualified) used.insert(e.text);
    for (const auto& operand : e.operands) note(operand, used);
    for (const auto& argument : e.arguments) note(argument.value, used);
}
template <class Node>
void note(const std::optional<Node>& node, Names& used) {
    if (node) note(*node, used);
}

void note_types(const syntax::Declaration& declaration, Names& used) {
    const auto of = [&](const auto& d) { used.insert(d.of.text); };
    const auto clauses = [&](const syntax::Clauses& c) {
        note(c.variables, used);
        note(c.when, used);
        note(c.unless, used);
    };
    if (const auto* parameter = std::get_if<syntax::Parameter>(&declaration)) note(parameter->type, used);
    if (const auto* attribute = std::get_if<syntax::Attribute>(&declaration)) {
        of(*attribute);
        note(attribute->type, used);
    }
    if (const auto* relation = std::get_if<syntax::Relation>(&declaration)) note(relation->columns, used);
    if (const auto* question = std::get_if<syntax::Question>(&declaration)) of(*question);
    if (const auto* range = std::get_if<syntax::Range>(&declaration)) {
        of(*range);
        used.insert(range->on.text);
    }
    if (const auto* define = std::get_if<syntax::Define>(&declaration)) {
        note(define->parameters, used);
        note(define->type, used);
        note(define->condition, used);
        for (const auto& one : define->cases) note(one.when, used);
    }
    if (const auto* assessment = std::get_if<syntax::Assessment>(&declaration)) note(assessment->subjects, used);
    if (const auto* property = std::get_if<syntax::Property>(&declaration)) note(property->variables, used);
    if (const auto* rule = std::get_if<syntax::Rule>(&declaration)) clauses(rule->clauses);
    if (const auto* proposition = std::get_if<syntax::Proposition>(&declaration)) clauses(proposition->clauses);
    if (const auto* boundary = std::get_if<syntax::Boundary>(&declaration)) clauses(boundary->clauses);
    if (const auto* table = std::get_if<syntax::Table>(&declaration)) clauses(table->clauses);
    if (const auto* advice = std::get_if<syntax::Advice>(&declaration)) clauses(advice->clauses);
}

void find_unused_type(const Subject& subject, Findings& findings) {
    std::set<std::string_view> used;
    for (const auto& declaration : subject.declarations()) note_types(declaration, used);
    for (const auto& question : subject.rulebase().questions)  // bands are of use to reports, whoever else reads them
        if (question.bands) used.insert(subject.rulebase().scales[question.bands->scale.index()].head.name);
    const auto look_at = [&](const check::Head& head, const char* noun) {
        if (used.contains(head.name)) return;
        findings.add(head.span, fmt::format("nothing is of the {} `{}`", noun, head.name), "never used",
                     "declare an attribute, relation or define of it, or take it out");
    };
    // The scale of bands is their question's own.
    for (const auto& question : subject.rulebase().questions)
        if (question.bands) used.insert(subject.rulebase().scales[question.bands->scale.index()].head.name);
    for (const auto& scale : subject.rulebase().scales)
        if (scale.head.span.valid()) look_at(scale.head, scale.ordered ? "scale" : "choice");
    for (const auto& entity : subject.rulebase().entities) look_at(entity.head, "entity");
}

}  // namespace

constinit const Lint unused_type{"L0207", "unused-type", Level::warning, "a scale, choice or entity that nothing is of",
                                 find_unused_type};

}  // namespace credence::lint
