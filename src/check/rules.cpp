// Rules, propositions, boundaries and advice: their clauses, and what follows.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/decimal.hpp"
#include "check/checker.hpp"
#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "check/safety.hpp"

namespace credence::check {

using text::Diagnostic;

namespace {

/// When and not unless.
Condition joined(Condition when, const std::optional<Condition>& unless) {
    if (!unless) return when;
    Condition exception;
    exception.kind = ConditionKind::negation;
    exception.span = unless->span;
    exception.operands.push_back(*unless);
    if (when.kind == ConditionKind::always) return exception;
    Condition both;
    both.kind = ConditionKind::conjunction;
    both.span = when.span;
    both.operands.push_back(std::move(when));
    both.operands.push_back(std::move(exception));
    return both;
}

}  // namespace

Scope Checker::scope_over(const std::vector<Variable>& variables, std::uint32_t bound,
                          const std::vector<syntax::Variable>& written) const {
    Scope scope;
    for (std::uint32_t i = 0; i < bound; ++i) scope.add_fixed(variables[i].name, variables[i].type, variables[i].span);
    for (const auto& one : written)
        if (!scope.fixed(one.name.text)) scope.add_poisoned(one.name.text);
    return scope;
}

/// `when` is what the declaration says, or what a table's row makes of it. `then` looks at what follows, with the same
/// variables.
template <class Then>
void Checker::check_clauses(const syntax::Head& written_head, Head& head, const syntax::Clauses& written,
                            const syntax::Expression* when, Clauses& out, Then then) {
    const auto errors = reporter_.errors();
    check_citations(written_head, head);
    out.wording = text_of(written.wording);
    out.said_of = text_of(written.said_of);
    out.applied_to = text_of(written.applied_to);
    out.author = text_of(written.author);
    if (written.review_by) out.review_by = Date::parse(written.review_by->text);
    if (written.only_if) out.only_if = only_if(*written.only_if);

    auto scope = scope_over(out.variables, out.bound, written.variables);
    auto looking = typer(scope);
    looking.settle([&](std::uint32_t root) {
        auto met = when != nullptr ? looking.condition(*when) : Condition{};
        out.unless = written.unless ? std::optional(looking.held(*written.unless)) : std::nullopt;
        then(looking);
        if (written.because) out.because = looking.text(*written.because);
        if (written_head.about) head.about = looking.text(*written_head.about);
        head.assumptions.clear();
        for (const auto& assumption : written_head.assumptions) head.assumptions.push_back(looking.text(assumption));
        out.body = looking.wrapped(joined(met, out.unless), root);
        out.when = looking.wrapped(std::move(met), root);
    });
    out.variables = scope.variables();
    if (sound_since(errors)) require_bound(reporter_, out.body, out.variables, 0, out.bound);
}

std::optional<Condition> Checker::only_if(const syntax::Expression& written) {
    Scope scope;
    auto looking = typer(scope);
    Condition out;
    looking.settle([&](std::uint32_t root) { out = looking.wrapped(looking.condition(written), root); });
    bool parameters_only = true;
    visit(
        out,
        [&](const Condition& c) {
            parameters_only = parameters_only && (c.kind == ConditionKind::always || c.kind == ConditionKind::compare ||
                                                  c.kind == ConditionKind::in || c.kind == ConditionKind::between ||
                                                  c.kind == ConditionKind::truth || c.kind == ConditionKind::conjunction ||
                                                  c.kind == ConditionKind::disjunction || c.kind == ConditionKind::negation);
        },
        [&](const Expression& e) {
            parameters_only = parameters_only && e.kind != ExpressionKind::variable && e.kind != ExpressionKind::attribute &&
                              e.kind != ExpressionKind::define && e.kind != ExpressionKind::range &&
                              e.kind != ExpressionKind::aggregate && e.kind != ExpressionKind::today;
        });
    if (parameters_only) return out;
    reporter_.error("E0207", written.span, "`only if` switches by parameters only", "reads more than parameters",
                    "put what depends on facts into `when`");
    return std::nullopt;
}

/// The way out of a variable that `for` does not name: a `for` before the first clause that stands on its own line, or more of the
/// one there is.
void Checker::add_to_for(Diagnostic& d, const Variable& loose, Span conclusion, const Clauses& clauses) const {
    if (loose.type.kind != TypeKind::entity) return;
    const auto introduced = fmt::format("{}: {}", loose.name, rulebase_.entities[loose.type.index].head.name);
    const auto& file = sources_[conclusion.file];
    if (clauses.bound > 0) {
        const auto name_end = clauses.variables[clauses.bound - 1].span.end;
        const auto type = file.text().find_first_not_of(": \t", name_end);
        const auto end = static_cast<std::uint32_t>(std::min(file.text().find_first_of(", \t\r\n#", type), file.text().size()));
        d.fixes.push_back(
            {fmt::format("add `{}` to `for`", introduced), {{{conclusion.file, end, end}, ", " + introduced}}, false});
        return;
    }
    const auto first = clauses.when.span.valid() ? std::min(clauses.when.span, conclusion) : conclusion;
    const auto begin = file.line_start(file.place(first.begin).line);
    const auto line = file.line(file.place(first.begin).line);
    const auto indent = line.find_first_not_of(" \t");
    const auto keyword = line.substr(std::min(indent, line.size()), 4);
    if (indent == 0 || (keyword != "when" && keyword != "then")) return;
    d.fixes.push_back({fmt::format("write `for {}`", introduced),
                       {{{conclusion.file, begin, begin}, fmt::format("{}for  {}\n", line.substr(0, indent), introduced)}},
                       false});
}

/// What follows may use only the variables of `for`: they are what the answer is about.
void Checker::refuse_loose(const Expression& conclusion, const Clauses& clauses) {
    for (const auto variable : free_variables(conclusion)) {
        if (variable.value < clauses.bound || variable.index() >= clauses.variables.size()) continue;
        const auto& loose = clauses.variables[variable.index()];
        if (reporter_.said(loose.span)) return;
        Diagnostic d;
        d.code = "E0202";
        d.message = fmt::format("`{}` stands in the conclusion, and `for` does not name it", loose.name);
        d.primary = {conclusion.span, fmt::format("of which `{}`?", loose.name)};
        d.secondary.push_back({loose.span, "first used here"});
        d.help = fmt::format("add it to `for`, as {}", described(rulebase_, loose.type));
        add_to_for(d, loose, conclusion.span, clauses);
        reporter_.add(std::move(d));
        return;
    }
}

void Checker::conclude(Typer& looking, Rule& rule, const syntax::Expression& conclusion, const syntax::Expression* value) {
    rule.arguments.clear();
    const auto* symbol = looking.called(
        conclusion, [](SymbolKind kind) { return kind == SymbolKind::relation || kind == SymbolKind::attribute; },
        "a relation or an attribute");
    if (symbol == nullptr) return;
    if (symbol->kind == SymbolKind::relation) {
        rule.relation = RelationId{symbol->index};
        if (auto arguments = looking.all_arguments(conclusion, rulebase_.relations[symbol->index].columns))
            rule.arguments = std::move(*arguments);
        if (value != nullptr) {
            (void)looking.expression(*value);
            reporter_.error("E0111", conclusion.span, fmt::format("`{}` is a relation, so it has no value", conclusion.text),
                            "its tuples are there or not", "write `then r(x, y)`");
        }
        return;
    }
    const auto& attribute = rulebase_.attributes[symbol->index];
    rule.attribute = AttributeId{symbol->index};
    auto subject = looking.all_arguments(
        conclusion, {{rulebase_.entities[attribute.of.index()].head.name, {TypeKind::entity, attribute.of.value}, {}}});
    if (value == nullptr) {
        reporter_.error("E0110", conclusion.span, fmt::format("`{}` is an attribute: what is its value?", conclusion.text),
                        "no value", "write `then a(x) = value`");
        return;
    }
    auto concluded = looking.expression_of(*value, attribute.type);
    if (!subject || !concluded) return;
    rule.arguments = std::move(*subject);
    rule.arguments.push_back(std::move(*concluded));
}

void Checker::check_rule(std::uint32_t index) {
    auto& rule = rulebase_.rules[index];
    const auto& origin = written_.rules[index];
    if (origin.table != nullptr) {
        const auto& body = origin.table->body;
        const auto when = table_condition(*origin.table, origin.row);
        const auto& value = body.rows[origin.row].cells[origin.column].values.front();
        check_clauses(origin.table->head, rule.head, origin.table->clauses, when ? &*when : nullptr, rule.clauses,
                      [&](Typer& looking) { conclude(looking, rule, *body.columns[origin.column].head, &value); });
    } else {
        const auto& written = *origin.declaration;
        check_clauses(
            written.head, rule.head, written.clauses, written.clauses.when ? &*written.clauses.when : nullptr, rule.clauses,
            [&](Typer& looking) { conclude(looking, rule, written.conclusion, written.value ? &*written.value : nullptr); });
        if (written.certainty) rule.certainty = share(*written.certainty, false);
    }
    for (const auto& argument : rule.arguments) refuse_loose(argument, rule.clauses);
}

/// `follows` and `opposes` take an attribute whose values are in an order.
void Checker::follow(Typer& looking, Proposition& proposition, const syntax::Expression& written) {
    const auto* symbol = looking.called(
        written, [](SymbolKind kind) { return kind == SymbolKind::attribute; }, "an attribute");
    if (symbol == nullptr) return;
    auto attribute = looking.expression(written);
    if (!attribute) return;
    const auto type = attribute->type;
    if (type.kind != TypeKind::scale || !rulebase_.scales[type.index].ordered) {
        const auto& head = rulebase_.attributes[symbol->index].head;
        Diagnostic d;
        d.code = "E0109";
        d.message = fmt::format("`{}` has no steps to follow", head.name);
        d.primary = {written.span, described(rulebase_, type)};
        d.secondary.push_back({head.span, "declared here"});
        d.help = "follow an attribute on a scale, or say with `when` where it leans to a pole";
        reporter_.add(std::move(d));
    } else if (rulebase_.scales[type.index].values.size() < 2) {
        reporter_.error("E0109", written.span, "a scale of one value has no steps to follow", "always the same",
                        "say that it leans to a pole");
    }
    proposition.attribute = std::move(attribute);
}

void Checker::check_proposition(std::uint32_t index) {
    auto& proposition = rulebase_.propositions[index];
    const auto& written = *written_.propositions[index];
    const auto errors = reporter_.errors();
    proposition.effect = written.effect;
    proposition.implied_only = written.implied_only;
    check_clauses(written.head, proposition.head, written.clauses, written.clauses.when ? &*written.clauses.when : nullptr,
                  proposition.clauses, [&](Typer& looking) {
                      const auto* symbol = looking.called(
                          written.question, [](SymbolKind kind) { return kind == SymbolKind::question; }, "a question");
                      if (symbol == nullptr) return;
                      const auto& question = rulebase_.questions[symbol->index];
                      proposition.question = QuestionId{symbol->index};
                      auto subject = looking.all_arguments(
                          written.question,
                          {{rulebase_.entities[question.of.index()].head.name, {TypeKind::entity, question.of.value}, {}}});
                      if (subject) proposition.subject = std::move(subject->front());
                      if (written.attribute) follow(looking, proposition, *written.attribute);
                  });
    refuse_loose(proposition.subject, proposition.clauses);
    if (proposition.attribute && sound_since(errors)) refuse_loose(*proposition.attribute, proposition.clauses);
    if (written.effect != Effect::leans || !proposition.question.valid()) return;
    const auto& question = rulebase_.questions[proposition.question.index()];
    proposition.upper = written.pole.text == question.upper.name;
    if (proposition.upper || written.pole.text == question.lower.name) return;
    Diagnostic d;
    d.code = "E0103";
    d.message = fmt::format("`{}` has no such pole", question.head.name);
    d.primary = {written.pole.span, fmt::format("its poles are {} and {}", question.lower.name, question.upper.name)};
    d.secondary.push_back({question.head.span, "declared here"});
    suggest(d, written.pole.text, written.pole.span, {question.lower.name, question.upper.name});
    reporter_.add(std::move(d));
}

void Checker::check_boundary(std::uint32_t index) {
    auto& boundary = rulebase_.boundaries[index];
    const auto& origin = written_.boundaries[index];
    const auto* table = origin.table;
    const auto row_when = table != nullptr ? table_condition(*table, origin.row) : std::nullopt;
    const auto& clauses = origin.clauses();
    const auto* own_when = clauses.when ? &*clauses.when : nullptr;
    const auto& call = table != nullptr ? *table->body.columns[origin.column].head : origin.declaration->range;
    const auto& value =
        table != nullptr ? table->body.rows[origin.row].cells[origin.column].values.front() : origin.declaration->value;
    boundary.bound = table != nullptr ? *table->body.columns[origin.column].bound : origin.declaration->bound;

    check_clauses(origin.head(), boundary.head, clauses, table != nullptr ? (row_when ? &*row_when : nullptr) : own_when,
                  boundary.clauses, [&](Typer& looking) {
                      const auto* symbol = looking.called(
                          call, [](SymbolKind kind) { return kind == SymbolKind::range; }, "a range");
                      if (symbol == nullptr) return;
                      const auto& range = rulebase_.ranges[symbol->index];
                      boundary.range = RangeId{symbol->index};
                      auto subject = looking.all_arguments(
                          call, {{rulebase_.entities[range.of.index()].head.name, {TypeKind::entity, range.of.value}, {}}});
                      const auto kind = boundary.bound == BoundKind::within ? TypeKind::range : TypeKind::scale;
                      auto bound = looking.expression_of(value, {kind, range.on.value});
                      if (subject) boundary.subject = std::move(subject->front());
                      if (bound) boundary.value = std::move(*bound);
                  });
    refuse_loose(boundary.subject, boundary.clauses);
    refuse_loose(boundary.value, boundary.clauses);
    if (boundary.range.valid()) rulebase_.ranges[boundary.range.index()].boundaries.emplace_back(index);
}

void Checker::check_advice(std::uint32_t index) {
    auto& advice = rulebase_.advice[index];
    const auto& written = *written_.advice[index];
    advice.kind = written.kind;
    advice.whom = written.whom ? written.whom->text : std::string();
    check_clauses(written.head, advice.head, written.clauses, written.clauses.when ? &*written.clauses.when : nullptr,
                  advice.clauses, [&](Typer& looking) { advice.words = looking.text(written.words); });
}

void Checker::check_rules() {
    for (std::uint32_t i = 0; i < written_.rules.size(); ++i) check_rule(i);
    for (std::uint32_t i = 0; i < written_.propositions.size(); ++i) check_proposition(i);
    for (std::uint32_t i = 0; i < written_.boundaries.size(); ++i) check_boundary(i);
    for (std::uint32_t i = 0; i < written_.advice.size(); ++i) check_advice(i);
    check_overrides();
}

}  // namespace credence::check
