// What vocabulary says beyond its types: labels, texts, evidence, anchors, and how observations combine.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/decimal.hpp"
#include "check/checker.hpp"
#include "check/print.hpp"

namespace credence::check {

using text::Diagnostic;

std::optional<Citation> Checker::citation(const syntax::Citation& written) {
    const auto* symbol = symbols_.find(written.source.text);
    if (symbol != nullptr && symbol->kind == SymbolKind::source)
        return Citation{SourceId{symbol->index}, written.quote ? written.quote->text : std::string()};
    if ((symbol != nullptr && symbol->kind == SymbolKind::broken) || (symbol == nullptr && symbols_.open)) return std::nullopt;
    Diagnostic d;
    d.code = "E0115";
    d.message = written.quote ? fmt::format("a quote from `{}`, which is not declared as a source", written.source.text)
                              : fmt::format("`{}` is not declared as a source", written.source.text);
    d.primary = {written.source.span, symbol == nullptr ? "not declared" : fmt::format("is {}", noun(symbol->kind))};
    suggest(d, written.source.text, written.source.span,
            symbols_.names([](SymbolKind kind) { return kind == SymbolKind::source; }));
    if (d.fixes.empty()) d.help = fmt::format("declare it: `source {} \"its title\"`", written.source.text);
    reporter_.add(std::move(d));
    return std::nullopt;
}

void Checker::check_citations(const syntax::Head& written, Head& head) {
    for (const auto& one : written.citations)
        if (auto made = citation(one)) head.citations.push_back(std::move(*made));
}

Text Checker::text_over(const std::vector<Variable>& variables, const syntax::Text& written) {
    auto scope = scope_over(variables, static_cast<std::uint32_t>(variables.size()));
    auto looking = typer(scope);
    Text out;
    looking.settle([&](std::uint32_t) { out = looking.text(written); });
    return out;
}

/// Of a declaration without variables.
void Checker::check_head(const syntax::Head& written, Head& head) {
    check_citations(written, head);
    if (written.about) head.about = text_over({}, *written.about);
    for (const auto& assumption : written.assumptions) head.assumptions.push_back(text_over({}, assumption));
}

std::optional<std::int32_t> Checker::share(const syntax::Name& written, bool zero_too) {
    const auto number = Decimal::parse(written.text);
    constexpr std::int64_t unit = Decimal::scale / 10'000;
    if (number && number->raw() <= Decimal::scale && (number->raw() > 0 || (zero_too && number->raw() == 0)) &&
        number->raw() % unit == 0)
        return static_cast<std::int32_t>(number->raw() / unit);
    reporter_.error("E0113", written.span,
                    fmt::format("`{}` is not a share {} 1", written.text, zero_too ? "from 0 to" : "above 0 and up to"),
                    "does not fit", "write a number such as 0.6, with at most four digits after the point");
    return std::nullopt;
}

void Checker::check_rulebase_head() {
    auto& rulebase = rulebase_;
    if (written_.rulebase == nullptr) return;
    const auto& written = *written_.rulebase;
    rulebase.head.name = written.head.name.text;
    rulebase.head.labelled = written.head.label.has_value();
    rulebase.head.label = written.head.label ? written.head.label->text : label_from(rulebase.head.name);
    rulebase.head.span = written.head.name.span;
    check_head(written.head, rulebase.head);
    rulebase.version = text_of(written.version);
    for (const auto& author : written.authors) rulebase.authors.push_back(author.text);
    check_confidence();
    check_margin();
    check_chapters();
}

/// The words of the used rulebases first, so that it is the using one's that is one too many.
void Checker::check_confidence() {
    std::map<std::string, Span> first;
    const auto add = [&](const syntax::Rulebase& written) {
        for (const auto& [word, number] : written.confidence) {
            const auto [known, fresh] = first.try_emplace(word.text, word.span);
            if (!fresh) {
                Diagnostic d;
                d.code = "E0101";
                d.message = fmt::format("the confidence `{}` is there twice", word.text);
                d.primary = {word.span, "the second one"};
                d.secondary.push_back({known->second, "the first one"});
                reporter_.add(std::move(d));
            }
            if (const auto confidence = share(number, false); confidence && fresh)
                rulebase_.confidence.emplace_back(word.text, *confidence);
        }
    };
    for (const auto* used : written_.used) add(*used);
    add(*written_.rulebase);
}

/// A rulebase keeps the margin that the ones it uses were written with, unless it says another.
void Checker::check_margin() {
    const syntax::Name* from = nullptr;
    const auto& own = written_.rulebase->margin;
    for (const auto* used : written_.used) {
        if (own || !used->margin) continue;
        const auto other = share(*used->margin, true);
        if (from != nullptr && other && *other != rulebase_.margin) {
            Diagnostic d;
            d.code = "E0503";
            d.message = "the rulebases used have different margins";
            d.primary = {used->margin->span, "this one"};
            d.secondary.push_back({from->span, "and this one"});
            d.help = "say in the rulebase that uses them which margin counts: `margin 0.1`";
            reporter_.add(std::move(d));
        }
        if (other) rulebase_.margin = *other;
        from = &*used->margin;
    }
    if (own)
        if (const auto margin = share(*own, true)) rulebase_.margin = *margin;
}

void Checker::check_chapters() {
    const auto& written = *written_.rulebase;
    const auto folder = sources_[written.head.span.file].folder();
    std::vector<std::string> files;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        const auto& file = sources_[text::FileId{i}];
        if (file.folder() != folder) continue;
        auto name = file.name();
        if (const auto slash = name.rfind('/'); slash != std::string::npos) name.erase(0, slash + 1);
        if (const auto dot = name.rfind(".crd"); dot != std::string::npos) name.erase(dot);
        files.push_back(std::move(name));
    }
    for (const auto& chapter : written.chapters) {
        rulebase_.chapters.push_back(chapter.text);
        if (std::find(files.begin(), files.end(), chapter.text) != files.end()) continue;
        Diagnostic d;
        d.code = "E0102";
        d.message = fmt::format("there is no file `{}.crd` for this chapter", chapter.text);
        d.primary = {chapter.span, "no such file in the folder"};
        suggest(d, chapter.text, chapter.span, files);
        reporter_.add(std::move(d));
    }
}

void Checker::check_parameter(std::uint32_t index) {
    auto& parameter = rulebase_.parameters[index];
    const auto& written = *written_.parameters[index];
    check_head(written.head, parameter.head);
    const auto* symbol = symbols_.find(parameter.head.name);
    if (symbol == nullptr || symbol->poisoned) return;
    Scope scope;
    auto value = value_root(scope, written.value, parameter.type);
    if (!value) return;
    if (value->kind != ExpressionKind::literal) {
        reporter_.error("E0117", written.value.span, "the default of a parameter is a plain value", "is worked out");
        return;
    }
    parameter.value = value->cell;
    parameter.text_value = value->text;
}

std::vector<std::pair<Cell, std::string>> Checker::anchors(const std::vector<syntax::Anchor>& written, ScaleId scale) {
    std::vector<std::pair<Cell, std::string>> out;
    const auto& values = rulebase_.scales[scale.index()].values;
    for (const auto& anchor : written) {
        const auto value =
            std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.name == anchor.value.text; });
        if (value == values.end()) {
            Diagnostic d;
            d.code = "E0103";
            d.message = fmt::format("`{}` is not a value of {}", anchor.value.text, rulebase_.scales[scale.index()].head.name);
            d.primary = {anchor.value.span, scale_line(rulebase_.scales[scale.index()])};
            std::vector<std::string> names;
            for (const auto& v : values) names.push_back(v.name);
            suggest(d, anchor.value.text, anchor.value.span, names);
            reporter_.add(std::move(d));
        } else {
            out.emplace_back(value - values.begin(), anchor.words.text);
        }
    }
    return out;
}

void Checker::check_combination(const syntax::Attribute& written, Attribute& attribute) {
    const bool range = attribute.type.kind == TypeKind::range;
    attribute.combination = range ? Combination::declared : written.combination.value_or(Combination::agreed);
    if (range && written.combination && *written.combination != Combination::declared)
        reporter_.error("E0117", written.head.name.span,
                        fmt::format("`{}` is a range, so its latest entry counts", attribute.head.name),
                        "a range is never pooled or agreed", "write `declared`, or leave it out");
    if (!written.within) return;
    const auto ordered = attribute.type.kind == TypeKind::number || attribute.type.kind == TypeKind::date ||
                         attribute.type.kind == TypeKind::time ||
                         (attribute.type.kind == TypeKind::scale && rulebase_.scales[attribute.type.index].ordered);
    if (!ordered) {
        reporter_.error("E0109", written.within->span, fmt::format("{} has no steps", described(rulebase_, attribute.type)),
                        "within what?", "leave out `within`");
        return;
    }
    Scope scope;
    const auto type = attribute.type.kind == TypeKind::number ? attribute.type : number_type;
    const auto value = value_root(scope, *written.within, type);
    if (!value) return;
    const bool whole = value->cell % Decimal::scale == 0;
    if (value->kind != ExpressionKind::literal || value->cell < 0 ||
        (type == number_type && attribute.type.kind != TypeKind::number && !whole)) {
        reporter_.error("E0113", written.within->span, "observations agree within a whole number of steps", "does not fit");
        return;
    }
    attribute.within = attribute.type.kind == TypeKind::number ? value->cell : value->cell / Decimal::scale;
}

void Checker::check_preferences(const syntax::Attribute& written, Attribute& attribute) {
    const auto kind = [this](const syntax::Name& name) -> std::optional<Cell> {
        for (const auto value : symbols_.values(name.text))
            if (value.scale == rulebase_.kind_choice) return value.cell;
        Diagnostic d;
        d.code = "E0402";
        d.message = fmt::format("`{}` is no kind of observation", name.text);
        d.primary = {name.span, "not among the `kinds` of the rulebase"};
        std::vector<std::string> known;
        for (const auto& v : rulebase_.scales[rulebase_.kind_choice.index()].values) known.push_back(v.name);
        suggest(d, name.text, name.span, known);
        reporter_.add(std::move(d));
        return std::nullopt;
    };
    for (const auto& one : written.preferences) {
        const auto preferred = kind(one.preferred);
        const auto over = kind(one.over);
        Preference preference;
        if (one.when) {
            Scope scope;
            const auto condition = value_root(scope, *one.when, yes_no_type);
            if (condition && condition->kind != ExpressionKind::parameter)
                reporter_.error("E0207", one.when->span, "a preference depends on a parameter only",
                                "a yes-or-no parameter should stand here");
            if (condition) preference.when = ParameterId{condition->index};
        }
        if (!preferred || !over) continue;
        preference.preferred = *preferred;
        preference.over = *over;
        attribute.preferences.push_back(preference);
    }
}

void Checker::check_attribute(std::uint32_t index) {
    auto& attribute = rulebase_.attributes[index];
    const auto& written = *written_.attributes[index];
    check_head(written.head, attribute.head);
    for (const auto& ask : written.asks) attribute.asks.emplace_back(ask.words.text, ask.whom ? ask.whom->text : std::string());
    const auto* symbol = symbols_.find(attribute.head.name);
    if (symbol == nullptr || symbol->poisoned) return;
    if (attribute.derived &&
        (written.combination || written.stale_after || !written.asks.empty() || !written.preferences.empty()))
        reporter_.error("E0206", written.head.name.span,
                        fmt::format("`{}` is derived by rules, so nothing of it is observed", attribute.head.name),
                        "has clauses about observations", "leave them out, or let the rules conclude another attribute");
    check_combination(written, attribute);
    check_preferences(written, attribute);
    if (!written.anchors.empty()) {
        if (attribute.type.kind == TypeKind::scale)
            attribute.anchors = anchors(written.anchors, attribute.type.scale());
        else
            reporter_.error("E0117", written.anchors.front().value.span, "only values of a scale have anchors",
                            described(rulebase_, attribute.type));
    }
    if (written.stale_after) {
        Scope scope;
        attribute.stale_after = value_root(scope, *written.stale_after, years_type);
        if (attribute.stale_after && attribute.stale_after->kind != ExpressionKind::literal &&
            attribute.stale_after->kind != ExpressionKind::parameter) {
            reporter_.error("E0117", written.stale_after->span, "`stale after` takes a number of years or a parameter",
                            "is worked out");
            attribute.stale_after.reset();
        }
    }
    if (written.reads)
        attribute.reads =
            text_over({{"it", {TypeKind::entity, attribute.of.value}, {}}, {"value", attribute.type, {}}}, *written.reads);
}

void Checker::check_vocabulary() {
    check_rulebase_head();
    for (std::size_t i = 0; i < written_.sources.size(); ++i) {
        auto& source = rulebase_.sources[i];
        const auto& written = *written_.sources[i];
        check_head(written.head, source.head);
        source.author = text_of(written.author);
        source.where = text_of(written.where);
        source.year = written.year ? written.year->text : std::string();
        source.link = text_of(written.link);
        source.licence = text_of(written.licence);
    }
    for (std::uint32_t i = 0; i < written_.parameters.size(); ++i) check_parameter(i);
    for (std::size_t i = 0; i < written_.entities.size(); ++i) {
        check_head(written_.entities[i]->head, rulebase_.entities[i].head);
        const auto& plural = written_.entities[i]->plural;
        rulebase_.entities[i].plural = plural ? plural->text : rulebase_.entities[i].head.label;
    }
    for (std::size_t i = 0; i < written_.scales.size(); ++i) {
        check_head(written_.scales[i]->head, rulebase_.scales[i].head);
        for (auto& [value, description] : anchors(written_.scales[i]->anchors, ScaleId{i}))
            rulebase_.scales[i].values[static_cast<std::size_t>(value)].anchor = std::move(description);
    }
    for (std::uint32_t i = 0; i < written_.attributes.size(); ++i) check_attribute(i);
    for (std::size_t i = 0; i < written_.relations.size(); ++i) {
        auto& relation = rulebase_.relations[i];
        const auto& written = *written_.relations[i];
        check_head(written.head, relation.head);
        const auto* symbol = symbols_.find(relation.head.name);
        if (symbol == nullptr || symbol->poisoned) continue;
        for (std::size_t c = 0; c < relation.columns.size(); ++c)
            if (relation.or_today[c] && relation.columns[c].type.kind != TypeKind::date)
                reporter_.error("E0117", written.columns[c].type.span, "only an empty date stands for today",
                                described(rulebase_, relation.columns[c].type));
        if (written.reads) relation.reads = text_over(relation.columns, *written.reads);
    }
    for (std::size_t i = 0; i < written_.questions.size(); ++i)
        check_head(written_.questions[i]->head, rulebase_.questions[i].head);
    for (std::size_t i = 0; i < written_.ranges.size(); ++i) {
        auto& range = rulebase_.ranges[i];
        check_head(written_.ranges[i]->head, range.head);
        const auto* symbol = symbols_.find(range.head.name);
        if (symbol == nullptr || symbol->poisoned || !written_.ranges[i]->reads) continue;
        range.reads =
            text_over({{"it", {TypeKind::entity, range.of.value}, {}}, {"value", {TypeKind::range, range.on.value}, {}}},
                      *written_.ranges[i]->reads);
    }
    for (std::size_t i = 0; i < written_.refusals.size(); ++i) {
        auto& refusal = rulebase_.refusals[i];
        check_head(written_.refusals[i]->head, refusal.head);
        if (written_.refusals[i]->because) refusal.because = text_over({}, *written_.refusals[i]->because);
    }
}

}  // namespace credence::check
