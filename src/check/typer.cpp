#include "check/typer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/print.hpp"

namespace credence::check {

using text::Diagnostic;

std::string scale_line(const Scale& scale) {
    constexpr std::size_t most = 64;  // bytes of values
    const std::string head = scale.head.name + ": ";
    std::string out = head;
    for (std::size_t i = 0; i < scale.values.size(); ++i) {
        if (i > 0) out += scale.ordered ? " < " : " | ";
        const auto& value = scale.values[i];
        const auto& word =
            value.short_label.size() < value.name.size() && !value.short_label.empty() ? value.short_label : value.name;
        if (i > 0 && out.size() + word.size() > head.size() + most) return out + "…";
        out += word;
    }
    return out;
}

void suggest(Diagnostic& diagnostic, const std::string& written, Span at, const std::vector<std::string>& known) {
    const auto near = text::nearest(written, known);
    if (!near || *near == written) return;
    diagnostic.fixes.push_back({fmt::format("write `{}`", *near), {{at, *near}}, false});
}

std::optional<Type> resolve_type(const Rulebase& rulebase, const Symbols& symbols, Reporter& reporter,
                                 const syntax::TypeRef& written) {
    switch (written.kind) {
        case syntax::TypeKind::number: {
            const auto unit = std::find(rulebase.units.begin(), rulebase.units.end(), written.unit);
            return Type{TypeKind::number, static_cast<std::uint32_t>(unit - rulebase.units.begin())};
        }
        case syntax::TypeKind::date: return date_type;
        case syntax::TypeKind::time: return time_type;
        case syntax::TypeKind::text: return text_type;
        case syntax::TypeKind::yes_no: return yes_no_type;
        case syntax::TypeKind::named:
        case syntax::TypeKind::range: break;
    }
    const bool range = written.kind == syntax::TypeKind::range;
    const auto* symbol = symbols.find(written.name);
    if (symbol == nullptr && symbols.open) return std::nullopt;
    if (symbol != nullptr && (symbol->kind == SymbolKind::broken || symbol->poisoned)) return std::nullopt;
    if (symbol != nullptr && symbol->kind == SymbolKind::entity && !range) return Type{TypeKind::entity, symbol->index};
    if (symbol != nullptr && symbol->kind == SymbolKind::scale) {
        if (!range) return Type{TypeKind::scale, symbol->index};
        if (rulebase.scales[symbol->index].ordered) return Type{TypeKind::range, symbol->index};
        reporter.error("E0109", written.span, fmt::format("`{}` is a choice, so it has no ranges", written.name),
                       "has no order", "declare it as a `scale`, with `<` between its values");
        return std::nullopt;
    }
    Diagnostic d;
    d.primary = {written.span, "not declared"};
    if (symbol == nullptr) {
        d.code = "E0102";
        d.message =
            range ? fmt::format("there is no scale `{}`", written.name) : fmt::format("there is no type `{}`", written.name);
        auto known = symbols.names(
            [range](SymbolKind kind) { return kind == SymbolKind::scale || (!range && kind == SymbolKind::entity); });
        if (!range) known.insert(known.end(), {"number", "date", "time", "text", "yes_no"});
        suggest(d, written.name, written.span, known);
        if (d.fixes.empty())
            d.help = "a type is an entity, a scale, a choice, number, date, time, text, yes_no, or range of a scale";
    } else {
        d.code = "E0111";
        d.message = fmt::format("`{}` is {}, not a type", written.name, noun(symbol->kind));
        d.primary.message = "a type should stand here";
        d.secondary.push_back({symbol->span, "declared here"});
    }
    reporter.add(std::move(d));
    return std::nullopt;
}

// --- Variables -------------------------------------------------------------------------------------------------------------

Condition Typer::wrapped(Condition condition, std::uint32_t holder) const {
    auto variables = scope_.held_by(holder);
    if (variables.empty()) return condition;
    Condition exists;
    exists.kind = ConditionKind::exists;
    exists.span = condition.span;
    exists.operands.push_back(std::move(condition));
    exists.variables = std::move(variables);
    return exists;
}

void Typer::refuse_held(std::uint32_t holder) {
    for (const auto& e : scope_.existentials()) {
        if (e.refused || e.tainted || e.holder != holder) continue;
        reporter_.error("E0201", e.span, fmt::format("nothing gives `{}` a value here", e.name), "no condition binds it",
                        "only parameters and variables of an aggregate's `over (…)` may stand in a value");
    }
}

void Typer::refuse_single_uses() {
    for (auto& e : scope_.existentials()) {
        if (e.quantified || e.tainted || e.uses != 1) continue;
        e.refused = true;
        refuse_single_use(e);
    }
}

void Typer::refuse_single_use(const Existential& e) {
    Diagnostic d;
    d.primary.span = e.span;
    auto near_names = scope_.names();
    for (auto& name : symbols_.names([](SymbolKind kind) { return kind == SymbolKind::parameter; }))
        near_names.push_back(std::move(name));

    std::vector<std::string> values;
    const auto expected = e.expected ? e.expected : e.type;
    if (expected && expected->kind == TypeKind::scale)
        for (const auto& value : rulebase_.scales[expected->index].values) values.push_back(value.name);

    if (place_ == Place::example && expected && expected->kind == TypeKind::entity) {
        d.code = "E0102";
        d.message = fmt::format("no individual is called `{}`", e.name);
        d.primary.message = "not among those of the example and its scenes";
        suggest(d, e.name, e.span, scope_.names());
        if (d.fixes.empty()) {
            const auto introduced = fmt::format("{}: {}", e.name, rulebase_.entities[expected->index].head.name);
            d.help = fmt::format("declare it in `given`: `{}`", introduced);
            if (const auto first = scope_.entries()) {
                const auto indent = sources_[first->file].place(first->begin).column - 1;
                d.fixes.push_back({fmt::format("write `{}` in `given`", introduced),
                                   {{{first->file, first->begin, first->begin}, introduced + "\n" + std::string(indent, ' ')}},
                                   false});
            }
        }
        scope_.add_poisoned(e.name);  // said once in an example
    } else if (text::nearest(e.name, values)) {
        const auto& scale = rulebase_.scales[expected->index];
        d.code = "E0103";
        d.message = fmt::format("`{}` is not a value of {}", e.name, scale.head.name);
        d.primary.message = scale_line(scale);
        suggest(d, e.name, e.span, values);
    } else if (text::nearest(e.name, near_names)) {
        d.code = e.in_text ? "E0114" : "E0102";
        d.message = fmt::format("nothing is called `{}`", e.name);
        d.primary.message = "not declared, and used only here";
        suggest(d, e.name, e.span, near_names);
    } else if (e.in_text) {
        d.code = "E0114";
        d.message = fmt::format("the hole `{{{}}}` does not resolve", e.name);
        d.primary.message = "no variable or parameter of this name";
        d.help = "a hole takes an expression over the variables of its declaration; write `{{` for a brace";
    } else if (const auto& elsewhere = symbols_.values(e.name); !elsewhere.empty() && expected) {
        d.code = "E0105";
        d.message = fmt::format("expected {}, found a value of {}", described(rulebase_, *expected),
                                rulebase_.scales[elsewhere.front().scale.index()].head.name);
        d.primary.message = fmt::format("{} should stand here", described(rulebase_, *expected));
    } else if (expected && !values_only_) {
        d.code = "E0107";
        d.message = fmt::format("the variable `{}` is used only once", e.name);
        d.primary.message = "says nothing";
        d.help = "write `_` for any, or leave the column out";
        if (e.in_column) d.fixes.push_back({"write `_`: whatever it is", {{e.span, "_"}}, false});
        if (!values.empty()) d.notes.push_back("the values are " + scale_line(rulebase_.scales[expected->index]));
    } else {
        d.code = "E0102";
        d.message = fmt::format("nothing is called `{}`", e.name);
        d.primary.message = "not declared, and used only here";
    }
    reporter_.add(std::move(d));
}

void Typer::refuse_untyped() {
    for (const auto& e : scope_.existentials()) {
        if (e.type || e.refused || e.tainted) continue;
        reporter_.error("E0118", e.span, fmt::format("the type of `{}` cannot be told", e.name), "nothing here says what it is",
                        "use it as a column of a relation, or compare it with something whose type is known");
        return;  // others may follow from it
    }
}

/// Names below something that was reported count as used, and are not reported themselves.
void Typer::touch(const Written& written) {
    if (written.kind == Form::name && !scope_.quantified(written.text) && !scope_.fixed(written.text) &&
        !scope_.individual(written.text) && symbols_.find(written.text) == nullptr && symbols_.values(written.text).empty())
        if (auto* e = scope_.use(written.text, written.span, std::nullopt, in_text_)) e->tainted = true;
    for (const auto& operand : written.operands) touch(operand);
    for (const auto& argument : written.arguments) touch(argument.value);
}

// --- Names -----------------------------------------------------------------------------------------------------------------

std::optional<Expression> Typer::name(const Written& written, std::optional<Type> hint) {
    bool settled = false;
    auto value = value_name(written, hint, settled);
    if (settled) return value;

    Expression e;
    e.span = written.span;
    if (const auto* quantified = scope_.quantified(written.text)) {
        if (!quantified->type) return std::nullopt;
        e.kind = ExpressionKind::variable;
        e.type = *quantified->type;
        e.variable = quantified->id;
        return e;
    }
    if (const auto fixed = scope_.fixed(written.text)) {
        e.kind = ExpressionKind::variable;
        e.type = scope_.variable(*fixed).type;
        e.variable = *fixed;
        return e;
    }
    if (scope_.poisoned(written.text)) return std::nullopt;
    if (const auto entity = scope_.individual(written.text)) {
        e.kind = ExpressionKind::individual;
        e.type = {TypeKind::entity, entity->value};
        e.text = written.text;
        return e;
    }
    if (const auto* symbol = symbols_.find(written.text)) return declared_name(written, *symbol);
    if (place_ == Place::scene && hint && hint->kind == TypeKind::entity) {
        e.kind = ExpressionKind::individual;
        e.type = *hint;
        e.text = written.text;
        return e;
    }
    if (symbols_.open && scope_.existential(written.text) == nullptr) return std::nullopt;
    return existential(written, hint);
}

/// A value of the expected scale comes before everything; without an expectation, a value that only one scale has comes last.
std::optional<Expression> Typer::value_name(const Written& written, std::optional<Type> hint, bool& settled) {
    const auto literal_of = [&](ScaleValue value) {
        settled = true;
        Expression e;
        e.type = {TypeKind::scale, value.scale.value};
        e.cell = value.cell;
        e.span = written.span;
        return e;
    };
    const auto& values = symbols_.values(written.text);
    const bool of_scale = hint && (hint->kind == TypeKind::scale || hint->kind == TypeKind::range);
    if (of_scale)
        for (const auto value : values)
            if (value.scale == hint->scale()) return literal_of(value);

    const bool is_yes = written.text == "yes";
    const bool known = scope_.quantified(written.text) || scope_.fixed(written.text) || scope_.poisoned(written.text) ||
                       scope_.individual(written.text) || symbols_.find(written.text) != nullptr;
    if ((is_yes || written.text == "no") && !known && (!hint || hint->kind == TypeKind::yes_no)) {
        settled = true;
        Expression e;
        e.type = yes_no_type;
        e.cell = is_yes ? 1 : 0;
        e.span = written.span;
        return e;
    }
    if (known || values.empty()) return std::nullopt;
    if (of_scale) {
        settled = true;
        not_a_value(written, hint->scale(), values);
        return std::nullopt;
    }
    if (hint || scope_.existential(written.text) != nullptr) return std::nullopt;
    if (values.size() == 1) return literal_of(values.front());
    settled = true;
    Diagnostic d;
    d.code = "E0108";
    d.message = fmt::format("`{}` is a value of several scales", written.text);
    d.primary = {written.span, "nothing here says which is meant"};
    std::string choices;
    for (const auto value : values)
        choices += fmt::format("{}`{}.{}`", choices.empty() ? "" : " or ", rulebase_.scales[value.scale.index()].head.name,
                               written.text);
    d.help = "write " + choices;
    reporter_.add(std::move(d));
    return std::nullopt;
}

void Typer::not_a_value(const Written& written, ScaleId scale, const std::vector<ScaleValue>& elsewhere) {
    const auto& expected = rulebase_.scales[scale.index()];
    Diagnostic d;
    d.code = "E0103";
    d.message = fmt::format("`{}` is not a value of {}", written.text, expected.head.name);
    d.primary = {written.span, scale_line(expected)};
    for (const auto value : elsewhere) {
        const auto& other = rulebase_.scales[value.scale.index()];
        d.notes.push_back(fmt::format("it is a value of {}", other.head.name));
    }
    std::vector<std::string> values;
    for (const auto& value : expected.values) values.push_back(value.name);
    suggest(d, written.text, written.span, values);
    reporter_.add(std::move(d));
}

std::optional<Expression> Typer::declared_name(const Written& written, const Symbol& symbol) {
    if (symbol.kind == SymbolKind::broken || symbol.poisoned) return std::nullopt;
    Expression e;
    e.span = written.span;
    e.index = symbol.index;
    if (symbol.kind == SymbolKind::parameter) {
        e.kind = ExpressionKind::parameter;
        e.type = rulebase_.parameters[symbol.index].type;
        return e;
    }
    if (symbol.kind == SymbolKind::define && rulebase_.defines[symbol.index].bound == 0 &&
        rulebase_.defines[symbol.index].type) {
        e.kind = ExpressionKind::define;
        e.type = *rulebase_.defines[symbol.index].type;
        return e;
    }
    wrong_kind(written, symbol, "a value or a variable");
    return std::nullopt;
}

std::optional<Expression> Typer::existential(const Written& written, std::optional<Type> hint) {
    auto* variable = scope_.use(written.text, written.span, hint, in_text_);
    if (variable == nullptr) return std::nullopt;
    if (!variable->type) {
        if (!hint) {
            missed_ = true;
            return std::nullopt;
        }
        scope_.learn(*variable, *hint);
    }
    Expression e;
    e.kind = ExpressionKind::variable;
    e.type = *variable->type;
    e.variable = variable->id;
    e.span = written.span;
    return e;
}

void Typer::unknown_call(const Written& call, const std::vector<std::string>& known, const char* expected) {
    if (symbols_.open || keyword_as_call(call)) return;
    const Span at = call.name_span.valid() ? call.name_span : call.span;
    Diagnostic d;
    d.code = "E0102";
    d.message = fmt::format("nothing is called `{}`; {} should stand here", call.text, expected);
    d.primary = {at, "not declared"};
    suggest(d, call.text, at, known);
    if (const auto near = text::nearest(call.text, known)) {
        const auto* symbol = symbols_.find(*near);
        d.secondary.push_back({symbol->span, "did you mean this one?"});
        if (symbol->kind == SymbolKind::attribute && !symbol->poisoned)
            d.message = fmt::format("{} has no attribute `{}`",
                                    rulebase_.entities[rulebase_.attributes[symbol->index].of.index()].head.name, call.text);
    }
    reporter_.add(std::move(d));
}

void Typer::wrong_kind(const Written& call, const Symbol& symbol, const char* expected) {
    Diagnostic d;
    d.code = "E0111";
    d.message = fmt::format("`{}` is {}, not {}", call.text, noun(symbol.kind), expected);
    d.primary = {call.name_span.valid() ? call.name_span : call.span, fmt::format("{} should stand here", expected)};
    if (symbol.span.valid()) d.secondary.push_back({symbol.span, "declared here"});
    switch (symbol.kind) {
        case SymbolKind::attribute:
        case SymbolKind::define:
        case SymbolKind::range:
            if (call.kind == Form::name) d.help = fmt::format("say of whom: `{}(…)`", call.text);
            break;
        case SymbolKind::relation: d.help = "a relation is a condition: its tuples are there or not"; break;
        case SymbolKind::question:
            d.help = fmt::format("a question has no value; count what points to a pole: `pointers({}(…), …) > 0`", call.text);
            break;
        case SymbolKind::proposition:
        case SymbolKind::boundary:
        case SymbolKind::table:
        case SymbolKind::rule:
        case SymbolKind::advice: d.help = fmt::format("ask whether it applies: `{} applies to …`", call.text); break;
        default: break;
    }
    reporter_.add(std::move(d));
}

// --- Agreement of types ------------------------------------------------------------------------------------------------------

std::optional<Expression> Typer::expression_of(const Written& written, Type type) {
    auto found = expression(written, type);
    if (found && !agrees(*found, type, written.span)) return std::nullopt;
    return found;
}

bool Typer::agrees(const Expression& found, Type expected, Span at) {
    if (found.type == expected) return true;
    Diagnostic d;
    d.primary = {at, described(rulebase_, found.type)};
    const bool both_scales = found.type.kind == TypeKind::scale && expected.kind == TypeKind::scale;
    if (both_scales) {
        const auto& scale = rulebase_.scales[expected.index];
        d.code = "E0104";
        d.message = fmt::format("expected {}, found {}", described(rulebase_, expected), described(rulebase_, found.type));
        d.primary.message = scale_line(rulebase_.scales[found.type.index]);
        d.notes.push_back("expected one of " + scale_line(scale));
    } else if (found.type.kind == TypeKind::number && expected.kind == TypeKind::number) {
        d.code = "E0106";
        d.message = fmt::format("expected {}, found {}", described(rulebase_, expected), described(rulebase_, found.type));
        d.notes.push_back("only numbers of one unit are added or compared");
    } else {
        d.code = "E0105";
        d.message = fmt::format("expected {}, found {}", described(rulebase_, expected), described(rulebase_, found.type));
        if (expected.kind == TypeKind::range && found.type == Type{TypeKind::scale, expected.index})
            d.help = "a range of one value is written `v..v`";
    }
    reporter_.add(std::move(d));
    return false;
}

bool Typer::ordered(Type type, Span at) {
    switch (type.kind) {
        case TypeKind::number:
        case TypeKind::date:
        case TypeKind::time: return true;
        case TypeKind::scale:
            if (rulebase_.scales[type.index].ordered) return true;
            reporter_.error("E0109", at,
                            fmt::format("{} is a choice: its values have no order", rulebase_.scales[type.index].head.name),
                            scale_line(rulebase_.scales[type.index]),
                            "use `=` or `in {…}`, or declare it as a `scale` with `<` between its values");
            return false;
        default: break;
    }
    reporter_.error("E0109", at, fmt::format("{} has no order", described(rulebase_, type)), "cannot be put in order",
                    "use `=` or `!=`");
    return false;
}

// --- Texts -------------------------------------------------------------------------------------------------------------------

Text Typer::text(const syntax::Text& written) {
    Text out;
    out.span = written.span;
    in_text_ = true;
    for (const auto& part : written.parts) {
        Text::Part made;
        made.literal = part.literal;
        made.digits = part.digits;
        if (part.hole) {
            made.hole = expression(*part.hole);
            if (made.hole && part.digits && made.hole->type.kind != TypeKind::number)
                reporter_.error("E0114", part.hole->span, "only a number has digits after its point",
                                described(rulebase_, made.hole->type), "leave out the part after the colon");
        }
        out.parts.push_back(std::move(made));
    }
    in_text_ = false;
    return out;
}

}  // namespace credence::check
