// Conditions: comparisons, atoms, quantifiers, what is known.
#include <fmt/format.h>

#include <array>

#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "check/typer.hpp"

namespace credence::check {

using text::Diagnostic;

namespace {

Condition made(ConditionKind kind, Span span) {
    Condition condition;
    condition.kind = kind;
    condition.span = span;
    return condition;
}

Condition not_met(Condition operand, Span span) {
    auto condition = made(ConditionKind::negation, span);
    condition.operands.push_back(std::move(operand));
    return condition;
}

bool is_condition(SymbolKind kind) {
    return kind == SymbolKind::relation || kind == SymbolKind::define || kind == SymbolKind::attribute ||
           kind == SymbolKind::range;
}

}  // namespace

std::string Typer::quoted(Span span, const char* otherwise) const {
    const auto words = sources_.text(span);
    constexpr std::size_t short_enough = 48;
    if (words.empty() || words.size() > short_enough || words.find('\n') != std::string_view::npos) return otherwise;
    return fmt::format("`{}`", words);
}

Condition Typer::held(const Written& written) {
    const auto holder = scope_.open();
    auto inner = condition(written);
    scope_.close();
    return wrapped(std::move(inner), holder);
}

Condition Typer::condition(const Written& written) {
    switch (written.kind) {
        case Form::conjunction: {
            auto all = made(ConditionKind::conjunction, written.span);
            for (const auto& operand : written.operands) all.operands.push_back(condition(operand));
            return all;
        }
        case Form::disjunction: {
            if (values_as_alternatives(written)) return {};
            auto any = made(ConditionKind::disjunction, written.span);
            for (const auto& operand : written.operands)
                any.operands.push_back(place_ == Place::query ? condition(operand) : held(operand));
            return any;
        }
        case Form::negation: return not_met(held(written.operands.front()), written.span);
        case Form::compare: return compare(written);
        case Form::between:
        case Form::in: return membership(written);
        case Form::known:
        case Form::unknown:
        case Form::disputed:
        case Form::conflict: return status(written);
        case Form::applies: return applies(written);
        case Form::some:
        case Form::every: return quantifier(written);
        case Form::call: return atom(written);
        case Form::surely:
        case Form::possibly: return supposed(written);
        case Form::settled: {
            auto value = expression(written.operands.front());
            if (!value) return {};
            auto settled = made(ConditionKind::settled, written.span);
            settled.expressions.push_back(std::move(*value));
            return settled;
        }
        default: return truth(written);
    }
}

Condition Typer::truth(const Written& written) {
    if (written.kind == Form::name && scope_.fixed(written.text) == std::nullopt) {
        const auto* symbol = symbols_.find(written.text);
        if (symbol != nullptr && symbol->kind == SymbolKind::define && !symbol->poisoned &&
            rulebase_.defines[symbol->index].bound == 0 && !rulebase_.defines[symbol->index].type) {
            auto named = made(ConditionKind::named, written.span);
            named.index = symbol->index;
            return named;
        }
    }
    auto value = expression(written, yes_no_type);
    if (!value) return {};
    if (value->type.kind != TypeKind::yes_no) {
        reporter_.error("E0105", written.span,
                        fmt::format("a condition should stand here, found {}", described(rulebase_, value->type)),
                        described(rulebase_, value->type), "compare it with a value");
        return {};
    }
    auto condition = made(ConditionKind::truth, written.span);
    condition.expressions.push_back(std::move(*value));
    return condition;
}

Condition Typer::atom(const Written& written) {
    if (written.text == "observed") return observed(written);
    if (is_function(written.text)) return truth(written);
    const auto* symbol = called(written, is_condition, "a relation, a named condition or a yes-or-no attribute");
    if (symbol == nullptr) return {};
    if (symbol->kind == SymbolKind::relation) {
        auto arguments = atom_arguments(written, rulebase_.relations[symbol->index].columns);
        for (auto& e : scope_.existentials()) {
            for (const auto& argument : written.arguments)
                e.in_column = e.in_column || (argument.value.kind == Form::name && argument.value.text == e.name);
        }
        if (!arguments) return {};
        auto condition = made(ConditionKind::relation, written.span);
        condition.index = symbol->index;
        condition.arguments = std::move(*arguments);
        return condition;
    }
    if (symbol->kind == SymbolKind::define && !rulebase_.defines[symbol->index].type) {
        const auto& define = rulebase_.defines[symbol->index];
        auto arguments = all_arguments(written, {define.variables.begin(), define.variables.begin() + define.bound});
        if (!arguments) return {};
        auto condition = made(ConditionKind::named, written.span);
        condition.index = symbol->index;
        condition.expressions = std::move(*arguments);
        return condition;
    }
    return truth(written);
}

// --- Comparisons -------------------------------------------------------------------------------------------------------------

Condition Typer::compare(const Written& written) {
    const bool of_ranges = written.comparison == Comparison::within || written.comparison == Comparison::overlaps;
    const auto& left = written.operands[0];
    const auto& right = written.operands[1];
    if (word_as_value(written) || values_of_several_scales(written)) return {};
    auto sides = expressions_alike({&left, &right});
    if (!sides[0] || !sides[1]) return {};
    const auto type_left = sides[0]->type;
    const auto type_right = sides[1]->type;

    if (of_ranges && (type_left.kind != TypeKind::range || type_right.kind != TypeKind::range)) {
        const bool second = type_left.kind == TypeKind::range;
        const auto& wrong = second ? right : left;
        reporter_.error(
            "E0105", wrong.span,
            fmt::format("`{}` compares two ranges, found {}", written.comparison == Comparison::within ? "within" : "overlaps",
                        described(rulebase_, second ? type_right : type_left)),
            described(rulebase_, second ? type_right : type_left), "a range of one value is written `v..v`");
        return {};
    }
    if (type_left != type_right) {
        const bool scales = type_left.kind == TypeKind::scale && type_right.kind == TypeKind::scale;
        Diagnostic d;
        if (scales) {
            d.code = "E0104";
            d.message = fmt::format("{} and {} are on different scales", quoted(left.span, "the left side"),
                                    quoted(right.span, "the right side"));
            d.primary = {left.span, scale_line(rulebase_.scales[type_left.index])};
            d.secondary.push_back({right.span, scale_line(rulebase_.scales[type_right.index])});
            d.notes.push_back("values of two scales have no common order, even where both have as many steps");
            d.help = fmt::format("compare with {}", described(rulebase_, type_left));
        } else {
            d.code = type_left.kind == TypeKind::number && type_right.kind == TypeKind::number ? "E0106" : "E0105";
            d.message =
                fmt::format("{} is compared with {}", described(rulebase_, type_left), described(rulebase_, type_right));
            d.primary = {left.span, described(rulebase_, type_left)};
            d.secondary.push_back({right.span, described(rulebase_, type_right)});
        }
        reporter_.add(std::move(d));
        return {};
    }
    const bool in_order = written.comparison == Comparison::less || written.comparison == Comparison::less_equal ||
                          written.comparison == Comparison::greater || written.comparison == Comparison::greater_equal;
    if (in_order && !ordered(type_left, left.span)) return {};
    auto condition = made(ConditionKind::compare, written.span);
    condition.comparison = written.comparison;
    condition.expressions = {std::move(*sides[0]), std::move(*sides[1])};
    return condition;
}

Condition Typer::membership(const Written& written) {
    std::vector<const Written*> operands;
    for (const auto& operand : written.operands) operands.push_back(&operand);
    auto values = expressions_alike(operands);
    const bool between = written.kind == Form::between;
    auto condition = made(between ? ConditionKind::between : ConditionKind::in, written.span);
    for (auto& value : values) {
        if (!value) return {};
        if (!condition.expressions.empty() && !agrees(*value, condition.expressions.front().type, value->span)) return {};
        condition.expressions.push_back(std::move(*value));
    }
    if (between && !ordered(condition.expressions.front().type, written.operands.front().span)) return {};
    return written.negated ? not_met(std::move(condition), written.span) : condition;
}

// --- What is known, what applies -----------------------------------------------------------------------------------------

Condition Typer::status(const Written& written) {
    const auto& about = written.operands.front();
    const bool conflict = written.kind == Form::conflict;
    Condition condition = made(conflict                        ? ConditionKind::conflict
                               : written.kind == Form::known   ? ConditionKind::known
                               : written.kind == Form::unknown ? ConditionKind::unknown
                                                               : ConditionKind::disputed,
                               written.span);
    if (about.text == "band" && !conflict) {
        auto band = expression(about);
        if (!band) return {};
        condition.expressions.push_back(std::move(*band));
        return condition;
    }
    if (is_function(about.text)) {
        (void)expression(about);
        reporter_.error("E0111", about.span, fmt::format("`{}` has no observations", about.text),
                        "an attribute or a define should stand here");
        return {};
    }
    const auto fits = [conflict](SymbolKind kind) {
        return conflict ? kind == SymbolKind::range : kind == SymbolKind::attribute || kind == SymbolKind::define;
    };
    const auto* symbol = called(about, fits, conflict ? "a range" : "an attribute or a define");
    if (symbol == nullptr) return {};
    const auto needs_no_value = symbol->kind == SymbolKind::define && !rulebase_.defines[symbol->index].type;
    if (needs_no_value) {
        condition.operands.push_back(about.kind == Form::call ? atom(about) : truth(about));
        return condition;
    }
    auto value = expression(about);
    if (!value) return {};
    condition.expressions.push_back(std::move(*value));
    return condition;
}

/// What is recorded may be supposed otherwise; what is worked out from it would have to be worked out anew.
Condition Typer::supposed(const Written& written) {
    const bool surely = written.kind == Form::surely;
    auto out = made(surely ? ConditionKind::surely : ConditionKind::possibly, written.span);
    const auto& about = written.operands.front();
    out.operands.push_back(place_ == Place::query ? condition(about) : held(about));
    std::optional<std::pair<Span, std::string>> beyond;
    const auto refuse = [&](Span at, std::string what) {
        if (!beyond) beyond.emplace(at, std::move(what));
    };
    const auto declared = [this](DeclarationKind kind, std::uint32_t index) {
        return fmt::format("`{}` is worked out", rulebase_.head_of({kind, index}).name);
    };
    visit(
        out.operands.front(),
        [&](const Condition& c) {
            switch (c.kind) {
                case ConditionKind::relation:
                    if (rulebase_.relations[c.index].derived) refuse(c.span, declared(DeclarationKind::relation, c.index));
                    break;
                case ConditionKind::named: refuse(c.span, declared(DeclarationKind::define, c.index)); break;
                case ConditionKind::applies: refuse(c.span, declared(c.target.kind, c.target.index)); break;
                case ConditionKind::observed: refuse(c.span, "`observed` is about what is recorded already"); break;
                case ConditionKind::conflict: refuse(c.span, "a range is worked out"); break;
                case ConditionKind::surely:
                case ConditionKind::possibly:
                case ConditionKind::settled: refuse(c.span, "supposes something itself"); break;
                default: break;
            }
        },
        [&](const Expression& e) {
            switch (e.kind) {
                case ExpressionKind::attribute:
                    if (rulebase_.attributes[e.index].derived) refuse(e.span, declared(DeclarationKind::attribute, e.index));
                    break;
                case ExpressionKind::define: refuse(e.span, declared(DeclarationKind::define, e.index)); break;
                case ExpressionKind::range: refuse(e.span, declared(DeclarationKind::range, e.index)); break;
                case ExpressionKind::pointers:
                case ExpressionKind::implied_pointers: refuse(e.span, "pointers are worked out"); break;
                case ExpressionKind::band: refuse(e.span, "a band is worked out"); break;
                case ExpressionKind::aggregate: refuse(e.span, "an aggregate is worked out"); break;
                default: break;
            }
        });
    if (!beyond) return out;
    const char* word = surely ? "surely" : "possibly";
    reporter_.error("E0209", beyond->first, fmt::format("`{}` is over recorded attributes and relations only", word), beyond->second,
                    fmt::format("write `{}` where the attributes themselves are read; of a define, ask whether it is `settled`", word));
    return {};
}

Condition Typer::applies(const Written& written) {
    const auto may_apply = [](SymbolKind kind) {
        return kind == SymbolKind::rule || kind == SymbolKind::proposition || kind == SymbolKind::boundary ||
               kind == SymbolKind::advice || kind == SymbolKind::table;
    };
    const auto* symbol = called(written, may_apply, "a rule, proposition, boundary or advice");
    if (symbol == nullptr) return {};
    auto targets = symbol->rows;
    if (symbol->kind != SymbolKind::table) {
        const auto kind = symbol->kind == SymbolKind::rule          ? DeclarationKind::rule
                          : symbol->kind == SymbolKind::proposition ? DeclarationKind::proposition
                          : symbol->kind == SymbolKind::boundary    ? DeclarationKind::boundary
                                                                    : DeclarationKind::advice;
        targets = {{kind, symbol->index}};
    }
    if (targets.empty()) return {};  // a table whose rows are all reported
    const auto& clauses = rulebase_.clauses_of(targets.front());
    std::vector<Expression> arguments;
    for (std::size_t i = 0; i < written.operands.size(); ++i) {
        if (i >= clauses.bound) {
            touch(written.operands[i]);
        } else if (auto argument = expression_of(written.operands[i], clauses.variables[i].type)) {
            arguments.push_back(std::move(*argument));
        }
    }
    if (written.operands.size() != clauses.bound) {
        Diagnostic d;
        d.code = "E0110";
        d.message = fmt::format("`{}` is for {} individual{}, found {}", written.text, clauses.bound,
                                clauses.bound == 1 ? "" : "s", written.operands.size());
        d.primary = {written.span, "applies to whom?"};
        std::string names;
        for (std::uint32_t i = 0; i < clauses.bound; ++i) names += (names.empty() ? "" : ", ") + clauses.variables[i].name;
        d.help = clauses.bound > 1 ? fmt::format("in the order of its `for`: `{} applies to ({})`", written.text, names)
                                   : fmt::format("write `{} applies to {}`", written.text, names);
        d.secondary.push_back({symbol->span, "declared here"});
        reporter_.add(std::move(d));
        return {};
    }
    if (arguments.size() != clauses.bound) return {};

    Condition any = made(ConditionKind::disjunction, written.span);
    for (const auto target : targets) {
        auto one = made(ConditionKind::applies, written.span);
        one.target = target;
        one.expressions = arguments;
        any.operands.push_back(std::move(one));
    }
    Condition condition = any.operands.size() == 1 ? std::move(any.operands.front()) : std::move(any);
    return written.negated ? not_met(std::move(condition), written.span) : condition;
}

// --- Quantifiers -------------------------------------------------------------------------------------------------------------

std::optional<Type> Typer::type_of(const std::string& name, Span at) {
    syntax::TypeRef ref;
    ref.name = name;
    ref.span = at;
    constexpr std::array<std::pair<std::string_view, syntax::TypeKind>, 5> plain{{{"number", syntax::TypeKind::number},
                                                                                  {"date", syntax::TypeKind::date},
                                                                                  {"time", syntax::TypeKind::time},
                                                                                  {"text", syntax::TypeKind::text},
                                                                                  {"yes_no", syntax::TypeKind::yes_no}}};
    for (const auto& [word, kind] : plain)
        if (word == name) ref.kind = kind;
    return resolve_type(rulebase_, symbols_, reporter_, ref);
}

Condition Typer::quantifier(const Written& written) {
    const bool every = written.kind == Form::every;
    const auto type = type_of(written.member, written.name_span);
    if (scope_.fixed(written.text) || scope_.quantified(written.text) || scope_.individual(written.text))
        reporter_.error("E0101", written.name_span, fmt::format("`{}` is a variable already", written.text),
                        "hides the other one", "give it another name");

    const auto outer = every ? std::optional(scope_.open()) : std::nullopt;
    const auto id = scope_.quantify(written.text, written.name_span, type).id;
    auto both = made(ConditionKind::conjunction, written.span);
    auto instance = made(ConditionKind::instance, written.name_span);
    Expression variable;
    variable.kind = ExpressionKind::variable;
    variable.type = type.value_or(yes_no_type);
    variable.variable = id;
    variable.span = written.name_span;
    instance.expressions.push_back(std::move(variable));
    both.operands.push_back(std::move(instance));
    both.operands.push_back(condition(written.operands[0]));
    if (every) both.operands.push_back(not_met(held(written.operands[1]), written.operands[1].span));
    scope_.release();

    auto exists = made(ConditionKind::exists, written.span);
    exists.variables.push_back(id);
    exists.operands.push_back(std::move(both));
    if (!type) exists = {};
    if (!every) return exists;
    scope_.close();
    return not_met(wrapped(std::move(exists), *outer), written.span);
}

}  // namespace credence::check
