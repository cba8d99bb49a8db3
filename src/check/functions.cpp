// The functions of the language, and calls of what is declared.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check/print.hpp"
#include "check/typer.hpp"

namespace credence::check {

using Kind = ExpressionKind;
using text::Diagnostic;

namespace {

struct Function {
    std::string_view name;
    Kind kind;
    std::size_t least, most;  // operands
};

constexpr std::size_t any_number = 64;
constexpr std::array functions{
    Function{"min", Kind::minimum, 2, any_number}, Function{"max", Kind::maximum, 2, any_number},
    Function{"abs", Kind::absolute, 1, 1},         Function{"round", Kind::round, 1, 2},
    Function{"years", Kind::years, 2, 2},          Function{"clip", Kind::clip, 2, 2},
    Function{"distance", Kind::distance, 2, 2},    Function{"width", Kind::width, 1, 1},
    Function{"lowest", Kind::lowest, 1, 1},        Function{"highest", Kind::highest, 1, 1},
    Function{"pointers", Kind::pointers, 2, 2},    Function{"implied_pointers", Kind::implied_pointers, 2, 2},
    Function{"band", Kind::band, 1, 1},
};

const Function* function_named(std::string_view name) {
    const auto at = std::find_if(functions.begin(), functions.end(), [name](const auto& f) { return f.name == name; });
    return at == functions.end() ? nullptr : &*at;
}

bool has_value(SymbolKind kind) {
    return kind == SymbolKind::attribute || kind == SymbolKind::define || kind == SymbolKind::range;
}

}  // namespace

std::optional<Expression> Typer::call(const Written& written, std::optional<Type> hint) {
    if (is_function(written.text)) return function(written, hint);
    const auto* symbol = called(written, has_value, "an attribute, a define or a range");
    if (symbol == nullptr) return std::nullopt;

    Expression e;
    e.index = symbol->index;
    e.span = written.span;
    std::optional<std::vector<Expression>> arguments;
    const auto of_one = [&](EntityId entity) {
        return all_arguments(written, {{rulebase_.entities[entity.index()].head.name, {TypeKind::entity, entity.value}, {}}});
    };
    switch (symbol->kind) {
        case SymbolKind::attribute: {
            const auto& attribute = rulebase_.attributes[symbol->index];
            e.kind = Kind::attribute;
            e.type = attribute.type;
            arguments = of_one(attribute.of);
            break;
        }
        case SymbolKind::range: {
            const auto& range = rulebase_.ranges[symbol->index];
            e.kind = Kind::range;
            e.type = {TypeKind::range, range.on.value};
            arguments = of_one(range.of);
            break;
        }
        default: {
            const auto& define = rulebase_.defines[symbol->index];
            arguments = all_arguments(written, {define.variables.begin(), define.variables.begin() + define.bound});
            if (!define.type) {
                reporter_.error("E0111", written.span,
                                fmt::format("`{}` is a condition; a value should stand here", written.text),
                                "met or not met, but no value", "let it stand alone, or after `not`");
                return std::nullopt;
            }
            e.kind = Kind::define;
            e.type = *define.type;
        }
    }
    if (!arguments) return std::nullopt;
    e.operands = std::move(*arguments);
    return e;
}

std::optional<std::vector<const syntax::Expression*>> Typer::operands_of(const Written& call, std::size_t least,
                                                                         std::size_t most) {
    std::vector<const Written*> out;
    bool named = false;
    for (const auto& argument : call.arguments) {
        named = named || !argument.name.empty();
        out.push_back(&argument.value);
    }
    if (!named && out.size() >= least && out.size() <= most) return out;
    const auto takes = most == any_number ? fmt::format("{} or more values", least)
                       : least == most    ? fmt::format("{} value{}", least, least == 1 ? "" : "s")
                                          : fmt::format("{} or {} values", least, most);
    reporter_.error("E0110", call.span, fmt::format("`{}` takes {}, by position", call.text, takes),
                    fmt::format("{} given", out.size()));
    touch(call);
    return std::nullopt;
}

std::optional<Type> Typer::probe_call(const Written& written) const {
    if (const auto* f = function_named(written.text)) {
        switch (f->kind) {
            case Kind::years: return years_type;
            case Kind::distance:
            case Kind::width:
            case Kind::pointers:
            case Kind::implied_pointers: return number_type;
            case Kind::band: return probe_band(written);
            default: break;
        }
        for (const auto& argument : written.arguments)
            if (auto type = probe(argument.value)) {
                if (f->kind == Kind::lowest || f->kind == Kind::highest) type->kind = TypeKind::scale;
                return type;
            }
        return std::nullopt;
    }
    const auto* symbol = symbols_.find(written.text);
    if (symbol == nullptr || symbol->poisoned) return std::nullopt;
    switch (symbol->kind) {
        case SymbolKind::attribute: return rulebase_.attributes[symbol->index].type;
        case SymbolKind::define: return rulebase_.defines[symbol->index].type;
        case SymbolKind::range: return Type{TypeKind::range, rulebase_.ranges[symbol->index].on.value};
        default: return std::nullopt;
    }
}

std::optional<Expression> Typer::function(const Written& written, std::optional<Type> hint) {
    const auto* f = function_named(written.text);
    if (f == nullptr) {  // observed
        reporter_.error("E0111", written.span, "`observed` is a condition; a value should stand here",
                        "met or not met, but no value");
        touch(written);
        return std::nullopt;
    }
    const auto operands = operands_of(written, f->least, f->most);
    if (!operands) return std::nullopt;
    if (f->kind == Kind::pointers || f->kind == Kind::implied_pointers) return pointers(written, f->kind);
    if (f->kind == Kind::band) return band(written);

    Expression e;
    e.kind = f->kind;
    e.span = written.span;
    const auto keep = [&e](std::vector<std::optional<Expression>> made) {
        const bool whole = std::all_of(made.begin(), made.end(), [](const auto& one) { return one.has_value(); });
        if (whole)
            for (auto& one : made) e.operands.push_back(std::move(*one));
        return whole;
    };
    const auto of_kind = [&](const Expression& operand, TypeKind kind, const char* what) {
        if (operand.type.kind == kind) return true;
        reporter_.error("E0105", operand.span,
                        fmt::format("`{}` is of {}, found {}", written.text, what, described(rulebase_, operand.type)),
                        described(rulebase_, operand.type));
        return false;
    };
    switch (f->kind) {
        case Kind::years:
            if (!keep({expression_of(*(*operands)[0], date_type), expression_of(*(*operands)[1], date_type)}))
                return std::nullopt;
            e.type = years_type;
            return e;
        case Kind::absolute:
            if (!keep({expression(*(*operands)[0], hint)}) || !of_kind(e.operands[0], TypeKind::number, "a number"))
                return std::nullopt;
            e.type = e.operands[0].type;
            return e;
        case Kind::round: {
            std::vector<std::optional<Expression>> made{expression(*(*operands)[0], hint)};
            if (operands->size() > 1) made.push_back(expression_of(*(*operands)[1], number_type));
            if (!keep(std::move(made)) || !of_kind(e.operands[0], TypeKind::number, "a number")) return std::nullopt;
            e.type = e.operands[0].type;
            return e;
        }
        case Kind::minimum:
        case Kind::maximum:
            if (!keep(expressions_alike(*operands, hint))) return std::nullopt;
            e.type = e.operands[0].type;
            for (const auto& operand : e.operands)
                if (!agrees(operand, e.type, operand.span)) return std::nullopt;
            if (!ordered(e.type, e.operands[0].span)) return std::nullopt;
            return e;
        default: break;
    }

    // Functions of ranges.
    std::optional<Type> range = hint;
    if (range && range->kind == TypeKind::scale) range->kind = TypeKind::range;
    if (range && range->kind != TypeKind::range) range.reset();
    if (!keep(expressions_alike(*operands, range))) return std::nullopt;
    for (const auto& operand : e.operands) {
        if (!of_kind(operand, TypeKind::range, "a range")) return std::nullopt;
        if (!agrees(operand, e.operands[0].type, operand.span)) return std::nullopt;
    }
    e.type = f->kind == Kind::clip                                 ? e.operands[0].type
             : f->kind == Kind::lowest || f->kind == Kind::highest ? Type{TypeKind::scale, e.operands[0].type.index}
                                                                   : number_type;
    return e;
}

/// What a function says of a question for its subject: the type is the caller's to set.
std::optional<Expression> Typer::of_question(const Written& written, Kind kind, const char* form) {
    const auto& question = written.arguments[0].value;
    if (question.kind != Form::call) {
        reporter_.error("E0111", question.span, fmt::format("`{}` is of a question", written.text),
                        "a question should stand here", fmt::format("write `{}`", form));
        touch(question);
        return std::nullopt;
    }
    const auto* symbol = called(
        question, [](SymbolKind k) { return k == SymbolKind::question; }, "a question");
    if (symbol == nullptr) return std::nullopt;
    const auto& asked = rulebase_.questions[symbol->index];
    auto subject =
        all_arguments(question, {{rulebase_.entities[asked.of.index()].head.name, {TypeKind::entity, asked.of.value}, {}}});
    Expression e;
    e.kind = kind;
    e.index = symbol->index;
    e.span = written.span;
    if (subject) e.operands = std::move(*subject);
    return e;
}

std::optional<Type> Typer::probe_band(const Written& written) const {
    if (written.arguments.empty()) return std::nullopt;
    const auto* symbol = symbols_.find(written.arguments[0].value.text);
    if (symbol == nullptr || symbol->kind != SymbolKind::question || symbol->poisoned) return std::nullopt;
    const auto& bands = rulebase_.questions[symbol->index].bands;
    return bands ? std::optional(Type{TypeKind::scale, bands->scale.value}) : std::nullopt;
}

std::optional<Expression> Typer::band(const Written& written) {
    auto e = of_question(written, Kind::band, "band(QUESTION(x))");
    if (!e) return std::nullopt;
    const auto& question = rulebase_.questions[e->index];
    if (!question.bands) {
        Diagnostic d;
        d.code = "E0608";
        d.message = fmt::format("the question `{}` has no bands", question.head.name);
        d.primary = {written.span, "no evidence is cut into bands"};
        d.secondary.push_back({question.head.span, "the question"});
        d.help = fmt::format("declare `bands {0}`, or ask for `pointers({0}(x), {1})`", question.head.name, question.upper.name);
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    if (e->operands.empty()) return std::nullopt;
    e->type = {TypeKind::scale, question.bands->scale.value};
    return e;
}

std::optional<Expression> Typer::pointers(const Written& written, Kind kind) {
    auto e = of_question(written, kind, "pointers(QUESTION(x), POLE)");
    if (!e) return std::nullopt;
    const auto& pole = written.arguments[1].value;
    const auto& asked = rulebase_.questions[e->index];
    const bool lower = pole.kind == Form::name && pole.text == asked.lower.name;
    const bool upper = pole.kind == Form::name && pole.text == asked.upper.name;
    if (!lower && !upper) {
        Diagnostic d;
        d.code = "E0103";
        d.message = fmt::format("`{}` has no such pole", asked.head.name);
        d.primary = {pole.span, fmt::format("its poles are {} and {}", asked.lower.name, asked.upper.name)};
        suggest(d, pole.text, pole.span, {asked.lower.name, asked.upper.name});
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    if (e->operands.empty()) return std::nullopt;
    e->type = number_type;
    e->upper = upper;
    return e;
}

// --- Arguments ---------------------------------------------------------------------------------------------------------------

std::optional<std::vector<std::optional<Expression>>> Typer::atom_arguments(const Written& call,
                                                                            const std::vector<Variable>& columns,
                                                                            bool all_by_position) {
    const auto names = [&columns] {
        std::string out;
        for (const auto& column : columns) out += (out.empty() ? "" : ", ") + column.name;
        return out;
    };
    bool named = false;
    bool fits = true;
    bool misaligned = false;
    std::vector<const Written*> by_column(columns.size(), nullptr);
    std::vector<bool> given(columns.size(), false);
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const auto& argument = call.arguments[i];
        std::size_t column = i;
        if (argument.name.empty()) {
            if (named || i >= columns.size()) {
                if (fits)
                    reporter_.error(
                        "E0110", argument.value.span,
                        named ? std::string("an argument by position after one by name")
                              : fmt::format("`{}` takes {}, found {}", call.text, columns.size(), call.arguments.size()),
                        named ? "which column is this?" : "one too many", named ? "name the column" : "it takes: " + names());
                fits = false;
                misaligned = true;
                touch(argument.value);
                continue;
            }
        } else {
            named = true;
            column = static_cast<std::size_t>(
                std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == argument.name.text; }) -
                columns.begin());
            if (column == columns.size()) {
                Diagnostic d;
                d.code = "E0110";
                d.message = fmt::format("`{}` has no `{}`", call.text, argument.name.text);
                d.primary = {argument.name.span, "it takes: " + names()};
                std::vector<std::string> known;
                for (const auto& c : columns) known.push_back(c.name);
                suggest(d, argument.name.text, argument.name.span, known);
                reporter_.add(std::move(d));
                fits = false;
                touch(argument.value);
                continue;
            }
        }
        if (given[column]) {
            reporter_.error("E0110", argument.value.span, fmt::format("`{}` is given twice", columns[column].name),
                            "the second one");
            fits = false;
            touch(argument.value);
            continue;
        }
        given[column] = true;
        if (argument.value.kind != Form::wildcard) by_column[column] = &argument.value;
    }
    if (all_by_position && !named && call.arguments.size() < columns.size() && fits) {
        reporter_.error("E0110", call.span,
                        fmt::format("`{}` takes {}, found {}", call.text, columns.size(), call.arguments.size()), "too few",
                        "it takes: " + names() + "; give all of them, or some by name");
        fits = false;
        misaligned = true;
    }
    if (fits && swapped(call, columns)) {
        for (const auto& argument : call.arguments) touch(argument.value);
        return std::nullopt;
    }
    std::vector<std::optional<Expression>> out(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (by_column[i] == nullptr) continue;
        if (misaligned) {  // whose place it is cannot be told
            touch(*by_column[i]);
            continue;
        }
        out[i] = expression_of(*by_column[i], columns[i].type);
        if (!out[i]) fits = false;
    }
    if (!fits) return std::nullopt;
    return out;
}

std::optional<std::vector<Expression>> Typer::all_arguments(const Written& call, const std::vector<Variable>& parameters) {
    auto found = atom_arguments(call, parameters);
    if (!found) return std::nullopt;
    std::vector<Expression> out;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (!(*found)[i]) {
            reporter_.error("E0110", call.span, fmt::format("`{}` needs every argument", call.text),
                            fmt::format("`{}` is missing", parameters[i].name));
            return std::nullopt;
        }
        out.push_back(std::move(*(*found)[i]));
    }
    return out;
}

}  // namespace credence::check
