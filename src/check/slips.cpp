// Slips that are known by their shape before any type is: each is one error, with its way out, where the parts by themselves
// would give several that say nothing of the cause.
#include <fmt/format.h>

#include <algorithm>

#include "check/print.hpp"
#include "check/typer.hpp"

namespace credence::check {
namespace {

using syntax::Comparison;
using text::Diagnostic;

Diagnostic slip(const char* code, Span at, std::string message) {
    Diagnostic d;
    d.code = code;
    d.message = std::move(message);
    d.primary.span = at;
    return d;
}

Span between(Span a, Span b) { return {a.file, a.end, b.begin}; }
Span before(Span a) { return {a.file, a.begin, a.begin}; }
Span after(Span a) { return {a.file, a.end, a.end}; }

}  // namespace

bool Typer::undeclared(const Written& written) const {
    return written.kind == Form::name && !scope_.fixed(written.text) && !scope_.individual(written.text) &&
           symbols_.find(written.text) == nullptr && symbols_.values(written.text).empty();
}

bool Typer::a_value(const Written& written) const {
    return written.kind == Form::name && !scope_.fixed(written.text) && !symbols_.values(written.text).empty();
}

// `risk(p) = unknown`, `trained(p) = true`
bool Typer::word_as_value(const Written& compared) {
    const auto& left = compared.operands[0];
    const auto& right = compared.operands[1];
    const bool equal = compared.comparison == Comparison::equal;
    if ((!equal && compared.comparison != Comparison::not_equal) || !undeclared(right)) return false;
    const auto is = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), right.text) != words.end();
    };
    const Span tail{left.span.file, left.span.end, right.span.end};
    std::string put;
    Diagnostic d;
    if (is({"unknown", "known", "null", "none", "missing", "nothing"})) {
        const bool known = (right.text == "known") == equal;
        put = known ? "known " : "unknown ";
        d = slip("E0005", right.span,
                 fmt::format("`{}` is not a value; whether something is observed is asked by `{}`", right.text,
                             put.substr(0, put.size() - 1)));
    } else if (is({"true", "false", "TRUE", "FALSE"})) {
        const bool met = (right.text == "true" || right.text == "TRUE") == equal;
        put = met ? "" : "not ";
        d = slip("E0005", right.span,
                 fmt::format("`{}` is not a word of the language; what is yes or no stands alone", right.text));
        d.help = "`a(x)` where it is to be yes, `not a(x)` where it is to be no";
    } else {
        return false;
    }
    text::Fix fix{fmt::format("write `{}…` alone", put), {{tail, ""}}, false};
    if (put.empty()) fix.title = "leave the comparison out";
    if (!put.empty()) fix.edits.insert(fix.edits.begin(), {before(left.span), put});
    d.fixes.push_back(std::move(fix));
    reporter_.add(std::move(d));
    return true;
}

// `x = a or b`
bool Typer::values_as_alternatives(const Written& alternatives) {
    const auto& all = alternatives.operands;
    const auto first = std::find_if(all.begin(), all.end(), [&](const Written& w) { return a_value(w); });
    if (first == all.begin() || first == all.end()) return false;
    const auto& compared = *(first - 1);
    if (compared.kind != Form::compare || compared.comparison != Comparison::equal) return false;
    auto last = first;
    while (last + 1 != all.end() && a_value(*(last + 1))) ++last;
    auto d = slip("E0105", first->span, "`or` stands between conditions, not between values");
    d.primary.message = "a value alone is no condition";
    text::Fix fix{"list the values after `in`", {}, true};
    fix.edits.push_back({between(compared.operands[0].span, compared.operands[1].span), " in {"});
    for (auto value = first; value <= last; ++value) fix.edits.push_back({between((value - 1)->span, value->span), ", "});
    fix.edits.push_back({after(last->span), "}"});
    d.fixes.push_back(std::move(fix));
    reporter_.add(std::move(d));
    return true;
}

// `low < high`, where two scales have both
bool Typer::values_of_several_scales(const Written& compared) {
    const auto& left = compared.operands[0];
    const auto& right = compared.operands[1];
    if (!a_value(left) || !a_value(right) || symbols_.find(left.text) != nullptr || symbols_.find(right.text) != nullptr)
        return false;
    std::vector<std::string> common;
    for (const auto a : symbols_.values(left.text)) {
        for (const auto b : symbols_.values(right.text))
            if (a.scale == b.scale) common.push_back(rulebase_.scales[a.scale.index()].head.name);
    }
    if (common.size() < 2) return false;
    auto d = slip("E0108", left.span, fmt::format("`{}` and `{}` are values of several scales", left.text, right.text));
    d.primary.message = "nothing here says which is meant";
    d.secondary.push_back({right.span, "nor here"});
    for (const auto& scale : common) {
        d.fixes.push_back({fmt::format("write `{}.{}` and `{}.{}`", scale, left.text, scale, right.text),
                           {{before(left.span), scale + "."}, {before(right.span), scale + "."}},
                           false});
    }
    reporter_.add(std::move(d));
    return true;
}

// `risk-tolerance(p)`
bool Typer::hyphen_in_name(const Written& difference) {
    const auto& left = difference.operands[0];
    const auto& right = difference.operands[1];
    const bool close = left.span.file == right.span.file && left.span.end + 1 == right.span.begin;
    if (difference.kind != Form::subtract || !close || !undeclared(left)) return false;
    if (right.kind != Form::name && right.kind != Form::call) return false;
    const auto whole = left.text + "_" + right.text;
    if (symbols_.find(whole) == nullptr && symbols_.values(whole).empty()) return false;
    const auto name_end = right.kind == Form::call ? right.name_span.end : right.span.end;
    auto d = slip("E0102", {left.span.file, left.span.begin, name_end},
                  fmt::format("nothing is called `{}-{}`: in a name stands `_`, not a hyphen", left.text, right.text));
    d.fixes.push_back({fmt::format("write `{}`", whole), {{between(left.span, right.span), "_"}}, true});
    reporter_.add(std::move(d));
    return true;
}

/// Would a name fit a place of this type? Nothing is said of other expressions.
bool Typer::fits(const Written& written, Type type) const {
    if (written.kind != Form::name) return false;
    if (const auto variable = scope_.fixed(written.text)) return scope_.variable(*variable).type == type;
    if (const auto individual = scope_.individual(written.text))
        return type.kind == TypeKind::entity && individual->value == type.index;
    const auto& values = symbols_.values(written.text);
    return type.kind == TypeKind::scale &&
           std::any_of(values.begin(), values.end(), [&](const ScaleValue& v) { return v.scale.value == type.index; });
}

// `years_in(activism, p)`
bool Typer::swapped(const Written& call, const std::vector<Variable>& columns) {
    const auto count = std::min(call.arguments.size(), columns.size());
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i + 1; j < count; ++j) {
            const auto& a = call.arguments[i];
            const auto& b = call.arguments[j];
            if (!a.name.empty() || !b.name.empty()) return false;
            if (fits(a.value, columns[i].type) || fits(b.value, columns[j].type)) continue;
            if (!fits(a.value, columns[j].type) || !fits(b.value, columns[i].type)) continue;
            auto d = slip("E0105", {a.value.span.file, a.value.span.begin, b.value.span.end},
                          fmt::format("`{}` and `{}` stand in each other's place", a.value.text, b.value.text));
            d.primary.message = fmt::format("here `{}` takes {}, then {}", call.text, described(rulebase_, columns[i].type),
                                            described(rulebase_, columns[j].type));
            d.fixes.push_back({"swap them", {{a.value.span, b.value.text}, {b.value.span, a.value.text}}, true});
            reporter_.add(std::move(d));
            return true;
        }
    }
    return false;
}

// `count(…)`, `known(…)`: words that are no names, with the brackets of a call.
bool Typer::keyword_as_call(const Written& call) {
    const auto name = call.name_span;
    if (!name.valid()) return false;
    const auto is = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), call.text) != words.end();
    };
    if (is({"known", "unknown", "disputed", "conflict"})) {
        auto d = slip("E0102", name,
                      fmt::format("`{}` is no name but a word: what it is said of follows without brackets", call.text));
        d.fixes.push_back({fmt::format("write `{} …`", call.text),
                           {{{name.file, name.end, name.end + 1}, " "}, {{name.file, call.span.end - 1, call.span.end}, ""}},
                           true});
        reporter_.add(std::move(d));
        return true;
    }
    if (is({"count", "sum", "average", "list", "duration"})) {
        auto d =
            slip("E0102", name, fmt::format("`{}` is no name but a word: what it runs over stands after `over`", call.text));
        d.help = "`count over (r(x, _))`; `sum of e over (r(x, e))`";
        if (call.text == "count") d.fixes.push_back({"write `count over (…)`", {{after(name), " over "}}, true});
        reporter_.add(std::move(d));
        return true;
    }
    return false;
}

}  // namespace credence::check
