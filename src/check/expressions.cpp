// Values: literals, arithmetic, ranges, aggregates.
#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "check/print.hpp"
#include "check/typer.hpp"

namespace credence::check {

using Kind = ExpressionKind;
using text::Diagnostic;

namespace {

bool is_literal(const Expression& e) { return e.kind == Kind::literal; }

/// Made of number literals alone: it takes the unit of its place.
bool is_plain_number(const syntax::Expression& written) {
    switch (written.kind) {
        case Form::number: return true;
        case Form::negate:
        case Form::add:
        case Form::subtract:
        case Form::multiply:
        case Form::divide: return std::all_of(written.operands.begin(), written.operands.end(), is_plain_number);
        default: return false;
    }
}

Expression binary(Kind kind, Type type, Span span, Expression&& a, Expression&& b) {
    Expression e;
    e.kind = kind;
    e.type = type;
    e.span = span;
    e.operands.push_back(std::move(a));
    e.operands.push_back(std::move(b));
    return e;
}

std::optional<Type> element_of(std::optional<Type> range) {
    if (!range || (range->kind != TypeKind::range && range->kind != TypeKind::scale)) return std::nullopt;
    return Type{TypeKind::scale, range->index};
}

}  // namespace

std::optional<Expression> Typer::expression(const Written& written, std::optional<Type> hint) {
    switch (written.kind) {
        case Form::name: return name(written, hint);
        case Form::qualified: return qualified(written);
        case Form::number:
        case Form::text:
        case Form::date:
        case Form::time:
        case Form::empty:
        case Form::today: return literal(written, hint);
        case Form::wildcard:
            reporter_.error("E0111", written.span, "`_` stands only for a column of a relation", "a value should stand here");
            return std::nullopt;
        case Form::negate: {
            auto operand = expression(written.operands.front(), hint);
            if (!operand) return std::nullopt;
            if (operand->type.kind != TypeKind::number) {
                (void)agrees(*operand, number_type, written.operands.front().span);
                return std::nullopt;
            }
            if (is_literal(*operand)) {
                operand->cell = -operand->cell;
                operand->span = written.span;
                return operand;
            }
            Expression e;
            e.kind = Kind::negate;
            e.type = operand->type;
            e.span = written.span;
            e.operands.push_back(std::move(*operand));
            return e;
        }
        case Form::add:
        case Form::subtract: return sum(written, hint);
        case Form::multiply:
        case Form::divide: return product(written, hint);
        case Form::up:
        case Form::down: return step(written, hint);
        case Form::range: return make_range(written, hint);
        case Form::aggregate: return aggregate(written, hint);
        case Form::call: return call(written, hint);
        case Form::top: return top(written);
        default: break;
    }
    reporter_.error("E0111", written.span, "this is a condition; a value should stand here", "met or not met, but no value",
                    "name it with `define NAME(…) when …`, or use it in a `when`");
    touch(written);
    return std::nullopt;
}

std::vector<std::optional<Expression>> Typer::expressions_alike(const std::vector<const Written*>& written,
                                                                std::optional<Type> hint) {
    std::optional<Type> type;
    for (const auto* one : written)
        if (!type) type = probe(*one);
    if (!type) type = hint;
    if (!type) {  // last of all, a name that only one scale has as its value
        for (const auto* one : written)
            if (const auto& values = symbols_.values(one->text); !type && one->kind == Form::name && values.size() == 1 &&
                                                                 symbols_.find(one->text) == nullptr &&
                                                                 scope_.existential(one->text) == nullptr)
                type = Type{TypeKind::scale, values.front().scale.value};
    }
    std::vector<std::optional<Expression>> out;
    for (const auto* one : written) out.push_back(expression(*one, type));
    return out;
}

std::optional<Type> Typer::probe(const Written& written) const {
    switch (written.kind) {
        case Form::name: {
            if (const auto* quantified = scope_.quantified(written.text)) return quantified->type;
            if (const auto fixed = scope_.fixed(written.text)) return scope_.variable(*fixed).type;
            if (const auto entity = scope_.individual(written.text)) return Type{TypeKind::entity, entity->value};
            if (const auto* symbol = symbols_.find(written.text)) {
                if (symbol->poisoned) return std::nullopt;
                if (symbol->kind == SymbolKind::parameter) return rulebase_.parameters[symbol->index].type;
                if (symbol->kind == SymbolKind::define) return rulebase_.defines[symbol->index].type;
                return std::nullopt;
            }
            if (const auto* existential = scope_.existential(written.text)) return existential->type;
            return std::nullopt;
        }
        case Form::qualified:
            if (const auto* symbol = symbols_.find(written.text); symbol != nullptr && symbol->kind == SymbolKind::scale)
                return Type{TypeKind::scale, symbol->index};
            return std::nullopt;
        case Form::date:
        case Form::today: return date_type;
        case Form::time: return time_type;
        case Form::text: return place_ == Place::query ? std::nullopt : std::optional(text_type);
        case Form::negate:
        case Form::add:
        case Form::subtract:
        case Form::up:
        case Form::down:
            for (const auto& operand : written.operands)
                if (const auto type = probe(operand)) return type;
            return std::nullopt;
        case Form::multiply:
        case Form::divide: {
            const auto left = probe(written.operands[0]);
            const auto right = probe(written.operands[1]);
            if (!left || !right) return left ? left : right;
            if (written.kind == Form::divide) return *left == *right ? number_type : *left;
            return left->index == 0 ? right : left;
        }
        case Form::range:
            for (const auto& operand : written.operands)
                if (const auto type = element_of(probe(operand))) return Type{TypeKind::range, type->index};
            return std::nullopt;
        case Form::aggregate:
            switch (written.function) {
                case AggregateFunction::count: return number_type;
                case AggregateFunction::duration: return years_type;
                case AggregateFunction::list: return text_type;
                case AggregateFunction::sum:
                case AggregateFunction::average: {
                    const auto type = probe(written.operands.front());
                    return type && type->kind == TypeKind::number ? type : std::nullopt;
                }
                default: return probe(written.operands.front());
            }
        case Form::top: return text_type;
        case Form::call: return probe_call(written);
        default: return std::nullopt;
    }
}

std::optional<Expression> Typer::literal(const Written& written, std::optional<Type> hint) {
    Expression e;
    e.span = written.span;
    // A number, date or time that does not exist was reported when it was read.
    switch (written.kind) {
        case Form::number: {
            if (hint && hint->kind == TypeKind::date) {
                const auto year = Date::parse(written.text);
                if (!year) {
                    reporter_.error("E0113", written.span, fmt::format("`{}` is not a date", written.text),
                                    "a date should stand here",
                                    "write a day, month or year, such as 2026-02-28, 2026-02 or 2026");
                    return std::nullopt;
                }
                e.type = date_type;
                e.cell = year->code();
                return e;
            }
            if (hint && hint->kind == TypeKind::scale) {
                const auto& scale = rulebase_.scales[hint->index];
                Diagnostic d;
                d.code = "E0103";
                d.message = fmt::format("`{}` is a number; {} should stand here", written.text, described(rulebase_, *hint));
                d.primary = {written.span, scale_line(scale)};
                for (const auto& value : scale.values)
                    if (value.label == written.text || value.short_label == written.text) {
                        d.help = fmt::format("the value labelled `{}` is `{}`", written.text, value.name);
                        d.fixes.push_back({fmt::format("write `{}`", value.name), {{written.span, value.name}}, true});
                        break;
                    }
                reporter_.add(std::move(d));
                return std::nullopt;
            }
            const auto number = Decimal::parse(written.text);
            if (!number) return std::nullopt;
            e.type = hint && hint->kind == TypeKind::number ? *hint : number_type;
            e.cell = number->raw();
            return e;
        }
        case Form::date: {
            const auto date = Date::parse(written.text);
            if (!date) return std::nullopt;
            e.type = date_type;
            e.cell = date->code();
            return e;
        }
        case Form::time: {
            const auto time = parse_time(written.text);
            if (!time) return std::nullopt;
            e.type = time_type;
            e.cell = *time;
            return e;
        }
        case Form::today:
            e.kind = Kind::today;
            e.type = date_type;
            return e;
        case Form::empty:
            if (!hint) {
                missed_ = true;
                reporter_.error("E0118", written.span, "of which scale this range is cannot be told", "`empty` of what?",
                                "compare it with a range");
                return std::nullopt;
            }
            e.type = {TypeKind::range, hint->kind == TypeKind::range || hint->kind == TypeKind::scale ? hint->index : 0};
            if (hint->kind != TypeKind::range) {
                (void)agrees(e, *hint, written.span);
                return std::nullopt;
            }
            e.cell = empty_range;
            return e;
        default: break;
    }

    // A text. Where an individual is expected, it is an id.
    for (const auto& part : written.parts) {
        e.text += part.literal;
        if (part.hole) {
            reporter_.error("E0114", part.hole->span, "a text that is a value has no holes", "only texts for people have holes",
                            "write `{{` for a brace");
            return std::nullopt;
        }
    }
    e.type = text_type;
    if (!hint || hint->kind == TypeKind::text) return e;
    if (hint->kind == TypeKind::entity) {
        if (place_ == Place::query) {
            e.kind = Kind::individual;
            e.type = *hint;
            return e;
        }
        Diagnostic d;
        d.code = "E0205";
        d.message = place_ == Place::rule ? fmt::format("a rule names nobody, and `\"{}\"` is an individual", e.text)
                                          : "an example speaks of its own individuals only";
        d.primary = {written.span, fmt::format("{} by its id", described(rulebase_, *hint))};
        d.help = place_ == Place::rule
                     ? "say by which attribute or relation it is meant; only queries and what-ifs name individuals"
                     : "declare it in `given`, for example `ana: " + rulebase_.entities[hint->index].head.name + "`";
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    if (hint->kind == TypeKind::scale) {
        const auto& scale = rulebase_.scales[hint->index];
        Diagnostic d;
        d.code = "E0103";
        d.message = fmt::format("a text stands where {} should", described(rulebase_, *hint));
        d.primary = {written.span, scale_line(scale)};
        for (const auto& value : scale.values)
            if (value.name == e.text || value.label == e.text || value.short_label == e.text) {
                d.help = fmt::format("values are written by name, without quotes: `{}`", value.name);
                d.fixes.push_back({fmt::format("write `{}`", value.name), {{written.span, value.name}}, true});
                break;
            }
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    return e;
}

std::optional<Expression> Typer::qualified(const Written& written) {
    const auto* symbol = symbols_.find(written.text);
    const auto is_scale = [](SymbolKind kind) { return kind == SymbolKind::scale; };
    if (called(written, is_scale, "a scale or choice") == nullptr) return std::nullopt;
    for (const auto value : symbols_.values(written.member))
        if (value.scale.value == symbol->index) {
            Expression e;
            e.type = {TypeKind::scale, symbol->index};
            e.cell = value.cell;
            e.span = written.span;
            return e;
        }
    Written member = written;
    member.text = written.member;
    member.span.begin = written.span.end - static_cast<std::uint32_t>(written.member.size());
    not_a_value(member, ScaleId{symbol->index}, {});
    return std::nullopt;
}

std::optional<Expression> Typer::sum(const Written& written, std::optional<Type> hint) {
    const auto& left = written.operands[0];
    const auto& right = written.operands[1];
    if (hyphen_in_name(written)) return std::nullopt;
    auto type = probe(left);
    if (!type) type = probe(right);
    if (!type) type = hint;
    auto a = expression(left, type);
    auto b = expression(right, a ? std::optional(a->type) : type);
    if (!a || !b) return std::nullopt;
    for (const auto* operand : {&*a, &*b})
        if (operand->type.kind != TypeKind::number) {
            (void)agrees(*operand, number_type, operand->span);
            return std::nullopt;
        }
    if (a->type != b->type) {
        Diagnostic d;
        d.code = "E0106";
        d.message = fmt::format("{} and {} cannot be {}", described(rulebase_, a->type), described(rulebase_, b->type),
                                written.kind == Form::add ? "added" : "subtracted");
        d.primary = {left.span, described(rulebase_, a->type)};
        d.secondary.push_back({right.span, described(rulebase_, b->type)});
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    return binary(written.kind == Form::add ? Kind::add : Kind::subtract, a->type, written.span, *std::move(a), *std::move(b));
}

std::optional<Expression> Typer::product(const Written& written, std::optional<Type> hint) {
    const bool multiply = written.kind == Form::multiply;
    // Where both are plain numbers, the first takes the unit of the place.
    const bool plain = is_plain_number(written);
    auto a = expression(written.operands[0], plain ? hint : std::nullopt);
    auto b = expression(written.operands[1]);
    if (!a || !b) return std::nullopt;
    for (const auto* operand : {&*a, &*b})
        if (operand->type.kind != TypeKind::number) {
            (void)agrees(*operand, number_type, operand->span);
            return std::nullopt;
        }
    auto type = number_type;
    if (b->type.index == 0)
        type = a->type;
    else if (multiply && a->type.index == 0)
        type = b->type;
    else if (multiply || a->type != b->type) {
        Diagnostic d;
        d.code = "E0106";
        d.message = fmt::format("{} and {} cannot be {}", described(rulebase_, a->type), described(rulebase_, b->type),
                                multiply ? "multiplied" : "divided");
        d.primary = {written.operands[0].span, described(rulebase_, a->type)};
        d.secondary.push_back({written.operands[1].span, described(rulebase_, b->type)});
        d.help = "one of the two has to be a number without a unit";
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    return binary(multiply ? Kind::multiply : Kind::divide, type, written.span, *std::move(a), *std::move(b));
}

std::optional<Expression> Typer::step(const Written& written, std::optional<Type> hint) {
    auto value = expression(written.operands[0], hint);
    auto steps = expression_of(written.operands[1], number_type);
    if (!value || !steps) return std::nullopt;
    if (value->type.kind != TypeKind::scale) {
        reporter_.error("E0105", written.operands[0].span,
                        fmt::format("only a value of a scale moves up or down, found {}", described(rulebase_, value->type)),
                        described(rulebase_, value->type));
        return std::nullopt;
    }
    if (!ordered(value->type, written.operands[0].span)) return std::nullopt;
    return binary(written.kind == Form::up ? Kind::up : Kind::down, value->type, written.span, *std::move(value), *std::move(steps));
}

std::optional<Expression> Typer::make_range(const Written& written, std::optional<Type> hint) {
    const auto ends = expressions_alike({&written.operands[0], &written.operands[1]}, element_of(hint));
    if (!ends[0] || !ends[1]) return std::nullopt;
    if (ends[0]->type.kind != TypeKind::scale) {
        reporter_.error("E0105", written.operands[0].span,
                        fmt::format("a range goes over a scale, found {}", described(rulebase_, ends[0]->type)),
                        described(rulebase_, ends[0]->type));
        return std::nullopt;
    }
    if (!agrees(*ends[1], ends[0]->type, written.operands[1].span) || !ordered(ends[0]->type, written.span))
        return std::nullopt;
    Expression e;
    e.type = {TypeKind::range, ends[0]->type.index};
    e.span = written.span;
    if (is_literal(*ends[0]) && is_literal(*ends[1])) {
        if (ends[0]->cell > ends[1]->cell) {
            reporter_.error("E0113", written.span, "a range goes from its lower to its higher end",
                            scale_line(rulebase_.scales[e.type.index]), "exchange the two ends");
            return std::nullopt;
        }
        e.cell = pack_range(ends[0]->cell, ends[1]->cell);
        return e;
    }
    e.kind = Kind::make_range;
    e.operands.push_back(*ends[0]);
    e.operands.push_back(*ends[1]);
    return e;
}

std::optional<Expression> Typer::aggregate(const Written& written, std::optional<Type> hint) {
    const auto holder = scope_.open();
    Expression e;
    e.kind = Kind::aggregate;
    e.function = written.function;
    e.span = written.span;
    const bool of = written.operands.size() > 1;
    // The condition first: it tells the types of the variables.
    e.condition.push_back(condition(written.operands.back()));
    const auto finish = [&]() { scope_.close(); };

    if (written.function == AggregateFunction::duration) {
        const auto& ends = written.operands.front();
        if (!of || ends.kind != Form::range) {
            reporter_.error("E0110", written.span, "`duration` is of a stretch from one date to another", "of what?",
                            "write `duration of a..b over (…)`, a and b being dates");
            if (of) touch(ends);
            finish();
            return std::nullopt;
        }
        auto first = expression_of(ends.operands[0], date_type);
        auto last = expression_of(ends.operands[1], date_type);
        finish();
        e.type = years_type;
        if (!first || !last) return std::nullopt;
        e.operands.push_back(std::move(*first));
        e.operands.push_back(std::move(*last));
        e.variables = scope_.held_by(holder);
        return e;
    }

    if (of) {
        auto operand = expression(written.operands.front(), written.function == AggregateFunction::count ? std::nullopt : hint);
        if (!operand) {
            finish();
            return std::nullopt;
        }
        e.operands.push_back(std::move(*operand));
    } else if (written.function != AggregateFunction::count) {
        reporter_.error("E0110", written.span, "this aggregate needs something to work on", "of what?",
                        "write it as `sum of n over (…)`");
        finish();
        return std::nullopt;
    }
    finish();
    e.variables = scope_.held_by(holder);
    const auto& place = written.operands.front().span;
    switch (written.function) {
        case AggregateFunction::count: e.type = number_type; break;
        case AggregateFunction::list: e.type = text_type; break;
        case AggregateFunction::min:
        case AggregateFunction::max:
            e.type = e.operands.front().type;
            if (!ordered(e.type, place)) return std::nullopt;
            break;
        default:
            e.type = e.operands.front().type;
            if (e.type.kind != TypeKind::number) {
                (void)agrees(e.operands.front(), number_type, place);
                return std::nullopt;
            }
    }
    return e;
}

std::optional<Expression> Typer::top(const Written& written) {
    const auto holder = scope_.open();
    Expression e;
    e.kind = Kind::aggregate;
    e.function = AggregateFunction::top;
    e.type = text_type;
    e.span = written.span;
    e.condition.push_back(condition(written.operands[3]));
    auto listed = expression(written.operands[1]);
    auto by = expression(written.operands[2]);
    scope_.close();
    auto number = expression_of(written.operands[0], number_type);
    e.variables = scope_.held_by(holder);
    if (!listed || !by || !number || !ordered(by->type, written.operands[2].span)) return std::nullopt;
    const bool whole = number->cell > 0 && number->cell % Decimal::scale == 0;
    if (is_literal(*number) && !whole) {
        reporter_.error("E0113", written.operands[0].span, "`top` takes a whole number above 0", "how many?");
        return std::nullopt;
    }
    e.operands.push_back(std::move(*listed));
    e.operands.push_back(std::move(*by));
    e.operands.push_back(std::move(*number));
    return e;
}

}  // namespace credence::check
