// `overrides NAME`: where a declaration applies, the one it names does not, for the same binding. It becomes part of the body of the
// one that is silenced, so that everything that asks whether that one applies knows it.
#include <fmt/format.h>

#include <algorithm>

#include "check/checker.hpp"
#include "check/print.hpp"

namespace credence::check {
namespace {

using text::Diagnostic;

Clauses& clauses_to_change(Rulebase& rulebase, DeclarationRef ref) {
    switch (ref.kind) {
        case DeclarationKind::proposition: return rulebase.propositions[ref.index].clauses;
        case DeclarationKind::boundary: return rulebase.boundaries[ref.index].clauses;
        case DeclarationKind::advice: return rulebase.advice[ref.index].clauses;
        default: return rulebase.rules[ref.index].clauses;
    }
}

std::optional<DeclarationKind> kind_of(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::proposition: return DeclarationKind::proposition;
        case SymbolKind::boundary: return DeclarationKind::boundary;
        case SymbolKind::advice: return DeclarationKind::advice;
        case SymbolKind::rule: return DeclarationKind::rule;
        default: return std::nullopt;
    }
}

const char* noun_of(DeclarationKind kind) {
    switch (kind) {
        case DeclarationKind::proposition: return "a proposition";
        case DeclarationKind::boundary: return "a boundary";
        case DeclarationKind::advice: return "an advice";
        default: return "a rule";
    }
}

bool same_binding(const Clauses& a, const Clauses& b) {
    if (a.bound != b.bound) return false;
    for (std::uint32_t i = 0; i < a.bound; ++i)
        if (a.variables[i].type != b.variables[i].type) return false;
    return true;
}

/// "by" applies to the variables of `for` of the one that it silences.
Condition applies_to_the_same(DeclarationRef by, const Clauses& silenced, Span span) {
    Condition out;
    out.kind = ConditionKind::applies;
    out.target = by;
    out.silences = true;
    out.span = span;
    for (std::uint32_t i = 0; i < silenced.bound; ++i) {
        Expression variable;
        variable.kind = ExpressionKind::variable;
        variable.type = silenced.variables[i].type;
        variable.variable = VariableId{i};
        variable.span = span;
        out.expressions.push_back(std::move(variable));
    }
    return out;
}

void silence(Clauses& clauses, Condition by) {
    Condition absent;
    absent.kind = ConditionKind::negation;
    absent.span = by.span;
    absent.operands.push_back(by);
    clauses.silenced_by.push_back(std::move(by));
    auto& core = clauses.body.kind == ConditionKind::exists ? clauses.body.operands.front() : clauses.body;
    if (core.kind == ConditionKind::always) {
        core = std::move(absent);
        return;
    }
    Condition both;
    both.kind = ConditionKind::conjunction;
    both.span = core.span;
    both.operands.push_back(std::move(core));
    both.operands.push_back(std::move(absent));
    core = std::move(both);
}

}  // namespace

void Checker::check_override(DeclarationRef by, std::string_view own_name, const syntax::Name& name) {
    const auto* symbol = symbols_.find(name.text);
    if ((symbol == nullptr && symbols_.open) || (symbol != nullptr && (symbol->kind == SymbolKind::broken || symbol->poisoned)))
        return;
    Diagnostic d;
    d.primary = {name.span, fmt::format("{} should stand here", noun_of(by.kind))};
    if (symbol == nullptr) {
        d.code = "E0102";
        d.message = fmt::format("there is no `{}` to override", name.text);
        suggest(d, name.text, name.span, symbols_.names([&](SymbolKind kind) { return kind_of(kind) == by.kind; }));
        reporter_.add(std::move(d));
        return;
    }
    d.secondary.push_back({symbol->span, "declared here"});
    std::vector<DeclarationRef> targets;
    if (kind_of(symbol->kind) == by.kind) targets.push_back({by.kind, symbol->index});
    for (const auto row : symbol->rows)
        if (row.kind == by.kind) targets.push_back(row);
    if (targets.empty()) {
        if (symbol->kind == SymbolKind::table && symbol->rows.empty()) return;  // its rows are reported
        d.code = "E0111";
        d.message = fmt::format("{} overrides only its like, and `{}` is {}", noun_of(by.kind), name.text, noun(symbol->kind));
        d.help = "say it as an exception of the other, with `unless`";
        reporter_.add(std::move(d));
        return;
    }
    if (name.text == own_name) {
        d.code = "E0203";
        d.message = fmt::format("`{}` overrides itself", name.text);
        d.primary.message = "its own name";
        d.secondary.clear();
        reporter_.add(std::move(d));
        return;
    }
    for (const auto target : targets) {
        const auto& own = rulebase_.clauses_of(by);
        auto& other = clauses_to_change(rulebase_, target);
        if (!same_binding(own, other)) {
            d.code = "E0110";
            d.message = fmt::format("`{}` is for others than `{}`, so there is no same binding", name.text, own_name);
            const auto of_whom = [this](const Clauses& clauses) {
                std::string out;
                for (std::uint32_t i = 0; i < clauses.bound; ++i)
                    out += fmt::format("{}{}", i == 0 ? "" : ", ", described(rulebase_, clauses.variables[i].type));
                return out.empty() ? std::string("no one") : out;
            };
            d.primary.message = fmt::format("is for {}; this one is for {}", of_whom(other), of_whom(own));
            d.help = "let `for` name the same types in the same order, or say it as an exception of the other, with `unless`";
            reporter_.add(std::move(d));
            return;
        }
        const auto again = std::any_of(other.silenced_by.begin(), other.silenced_by.end(),
                                       [&](const Condition& earlier) { return earlier.target == by; });
        if (!again) silence(other, applies_to_the_same(by, other, name.span));
    }
}

void Checker::check_overrides() {
    if (!signatures_sound_) return;
    const auto look = [this](const syntax::Head& head, const syntax::Clauses& written, DeclarationRef by) {
        for (const auto& name : written.overrides) check_override(by, head.name.text, name);
    };
    for (std::uint32_t i = 0; i < written_.rules.size(); ++i)
        look(written_.rules[i].head(), written_.rules[i].clauses(), {DeclarationKind::rule, i});
    for (std::uint32_t i = 0; i < written_.propositions.size(); ++i)
        look(written_.propositions[i]->head, written_.propositions[i]->clauses, {DeclarationKind::proposition, i});
    for (std::uint32_t i = 0; i < written_.boundaries.size(); ++i)
        look(written_.boundaries[i].head(), written_.boundaries[i].clauses(), {DeclarationKind::boundary, i});
    for (std::uint32_t i = 0; i < written_.advice.size(); ++i)
        look(written_.advice[i]->head, written_.advice[i]->clauses, {DeclarationKind::advice, i});
}

}  // namespace credence::check
