// Weights: strengths, what each proposition weighs, which of them are one piece of evidence, and the bands that evidence is cut into.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/odds.hpp"
#include "check/checker.hpp"
#include "check/print.hpp"

namespace credence::check {

using text::Diagnostic;

namespace {

std::string text_of(const syntax::Odds& odds) { return odds.favourable.text + ":" + odds.against.text; }

Head unnamed(std::string name, Span span) {
    Head head;
    head.name = head.label = std::move(name);
    head.span = span;
    return head;
}

std::string title(const syntax::Correlated& written) {
    std::vector<std::string_view> names;
    for (const auto& name : written.propositions) names.push_back(name.text);
    return fmt::format("correlated {}", fmt::join(names, ", "));
}

/// By name, those of one name as they are written.
template <class Written, class NameOf>
void sort_by(std::vector<const Written*>& all, NameOf name_of) {
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto* a, const auto* b) { return natural_less(name_of(*a), name_of(*b)); });
}

constexpr auto head_name = [](const auto& written) -> const std::string& { return written.head.name.text; };

}  // namespace

/// The weight of odds, which must be better than even.
std::optional<std::int64_t> Checker::weight_of(const syntax::Odds& written) {
    const auto at = text::join(written.favourable.span, written.against.span);
    const auto favourable = Decimal::parse(written.favourable.text);
    const auto against = Decimal::parse(written.against.text);
    if (!favourable || !against) return std::nullopt;  // the parser has said so
    if (against->raw() > 0 && *favourable > *against) return millibans(*favourable, *against);
    Diagnostic d;
    d.code = "E0601";
    d.message = fmt::format("odds of {} are no evidence for anything", text_of(written));
    if (against->raw() == 0) {
        d.message = fmt::format("odds of {} are certainty, and no evidence is that", text_of(written));
        d.primary = {at, "without limit"};
        d.help = "write how much likelier it is: `100:1` is beyond nearly all that people judge";
    } else if (*favourable == *against) {
        d.primary = {at, "even"};
        d.help = "leave the weight out: it then points and weighs nothing";
    } else {
        d.primary = {at, "less than even"};
        d.help = "evidence against a pole is evidence for the other one";
        const auto turned = written.against.text + ":" + written.favourable.text;
        if (favourable->raw() > 0) d.fixes.push_back({fmt::format("write `{}`", turned), {{at, turned}}, false});
    }
    reporter_.add(std::move(d));
    return std::nullopt;
}

/// What a name declares, if it is of the kind; else reports it. `why` says what takes such a thing.
const Symbol* Checker::declared(const syntax::Name& name, SymbolKind kind, const char* why) {
    const auto* symbol = symbols_.find(name.text);
    if (symbol != nullptr && symbol->kind == kind) return symbol->poisoned ? nullptr : symbol;
    if (symbol != nullptr ? symbol->kind == SymbolKind::broken : symbols_.open) return nullptr;
    const auto of_kind = [kind](SymbolKind other) { return other == kind; };
    Diagnostic d;
    if (symbol == nullptr) {
        d.code = "E0102";
        d.message = fmt::format("`{}` is not declared", name.text);
        d.primary = {name.span, fmt::format("{}: there is none of this name", noun(kind))};
    } else {
        d.code = "E0111";
        d.message = fmt::format("`{}` is {}; {}", name.text, noun(symbol->kind), why);
        d.primary = {name.span, fmt::format("{} should stand here", noun(kind))};
        if (symbol->span.valid()) d.secondary.push_back({symbol->span, "declared here"});
    }
    const auto known = symbols_.names(of_kind);
    suggest(d, name.text, name.span, known);
    if (d.fixes.empty() && !known.empty() && known.size() <= 12) d.help = fmt::format("there are: {}", fmt::join(known, ", "));
    reporter_.add(std::move(d));
    return nullptr;
}

void Checker::refuse_second(Span at, Span first, std::string message) {
    Diagnostic d;
    d.code = "E0604";
    d.message = std::move(message);
    d.primary = {at, "the second one"};
    d.secondary.push_back({first, "the first one"});
    d.help = "keep one of them";
    reporter_.add(std::move(d));
}

// --- Bands -----------------------------------------------------------------------------------------------------------------------

/// Bands are the values of a scale of their own, so that conditions compare with them.
void Checker::declare_bands() {
    sort_by(written_.bands, head_name);
    for (const auto* written : written_.bands) {
        const auto& name = written->head.name;
        const auto* symbol = declared(name, SymbolKind::question, "bands cut the evidence on a question");
        if (symbol == nullptr) continue;
        auto& question = rulebase_.questions[symbol->index];
        if (question.bands) {
            refuse_second(name.span, rulebase_.scales[question.bands->scale.index()].head.span,
                          fmt::format("the question `{}` has bands already", name.text));
            continue;
        }
        question.bands = bands_of(*written, *written_.questions[symbol->index]);
    }
}

Bands Checker::bands_of(const syntax::Bands& written, const syntax::Question& question) {
    const ScaleId id{rulebase_.scales.size()};
    Scale scale;
    scale.head = unnamed("bands " + question.head.name.text, written.head.name.span);
    std::vector<syntax::Value> names;
    for (const auto& band : written.bands) names.push_back(band.value);
    scale.values = values(names, fmt::format("the bands of {}", question.head.name.text));
    for (std::size_t i = 0; i < scale.values.size(); ++i) symbols_.add_value(scale.values[i].name, {id, static_cast<Cell>(i)});

    Bands bands{id, {}, {}};
    bool sound = scale.values.size() == written.bands.size();
    for (const auto& band : written.bands) {
        bands.cuts.push_back(0);
        bands.odds.emplace_back();
        if (!band.from) continue;
        const bool lower = band.pole->text == question.lower.name.text;
        if (!lower && band.pole->text != question.upper.name.text) {
            Diagnostic d;
            d.code = "E0103";
            d.message = fmt::format("`{}` has no such pole", question.head.name.text);
            d.primary = {band.pole->span,
                         fmt::format("its poles are {} and {}", question.lower.name.text, question.upper.name.text)};
            d.secondary.push_back({question.head.name.span, "declared here"});
            suggest(d, band.pole->text, band.pole->span, {question.lower.name.text, question.upper.name.text});
            reporter_.add(std::move(d));
            sound = false;
        }
        const auto weight = weight_of(*band.from);
        sound = sound && weight;
        bands.cuts.back() = lower ? -weight.value_or(1) : weight.value_or(1);
        bands.odds.back() = text_of(*band.from);
    }
    if (sound) refuse_unsorted(written, bands, question);
    rulebase_.scales.push_back(std::move(scale));
    return bands;
}

/// Bands rise from the lower pole to the upper, with one between them.
void Checker::refuse_unsorted(const syntax::Bands& written, const Bands& bands, const syntax::Question& question) {
    const auto& all = written.bands;
    const auto open = [](const auto& band) { return !band.from; };
    const auto middle = std::find_if(all.begin(), all.end(), open);
    if (middle == all.end()) {
        reporter_.error("E0603", written.head.name.span,
                        fmt::format("no band of `{}` is for evidence near even", question.head.name.text), "a gap around even",
                        "add a band without `from`, as in `near_even`, between those of the two poles");
        return;
    }
    if (const auto second = std::find_if(middle + 1, all.end(), open); second != all.end()) {
        Diagnostic d;
        d.code = "E0603";
        d.message = "two bands do not say where they begin";
        d.primary = {second->value.name.span, "the second one"};
        d.secondary.push_back({middle->value.name.span, "the first one"});
        d.help = "one band lies between the poles; each other one says `from ODDS for POLE`";
        reporter_.add(std::move(d));
        return;
    }
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (bands.cuts[i - 1] < bands.cuts[i]) continue;
        Diagnostic d;
        d.code = "E0602";
        d.message = fmt::format("`{}` does not rise above `{}`", all[i].value.name.text, all[i - 1].value.name.text);
        const auto at = [](const syntax::Bands::Band& band) {
            return band.from ? band.from->favourable.span : band.value.name.span;
        };
        d.primary = {at(all[i]),
                     bands.cuts[i - 1] == bands.cuts[i] ? "begins where the one before does" : "begins below the one before"};
        d.secondary.push_back({at(all[i - 1]), "the one before"});
        d.help =
            fmt::format("list them from {} to {}: falling odds for {}, the one between, rising odds for {}",
                        question.lower.name.text, question.upper.name.text, question.lower.name.text, question.upper.name.text);
        reporter_.add(std::move(d));
        return;
    }
}

// --- Strengths, weights and correlations -----------------------------------------------------------------------------------------

void Checker::check_weights() {
    for (std::size_t i = 0; i < written_.strengths.size(); ++i) {
        auto& strength = rulebase_.strengths[i];
        const auto& written = *written_.strengths[i];
        check_head(written.head, strength.head);
        strength.odds = text_of(written.odds);
        strength.weight = weight_of(written.odds).value_or(0);
    }
    for (const auto* written : written_.bands) {
        const auto* symbol = symbols_.find(written->head.name.text);
        if (symbol == nullptr || symbol->kind != SymbolKind::question) continue;
        const auto& bands = rulebase_.questions[symbol->index].bands;
        if (!bands) continue;
        auto& head = rulebase_.scales[bands->scale.index()].head;
        if (head.span == written->head.name.span) check_head(written->head, head);
    }
    sort_by(written_.weighs, head_name);
    for (const auto* written : written_.weighs) check_weight(*written);
    sort_by(written_.correlated, title);
    for (const auto* written : written_.correlated) check_correlation(*written);
}

void Checker::check_weight(const syntax::Weigh& written) {
    const auto& name = written.head.name;
    const auto* strength = declared(written.strength, SymbolKind::strength, "a weight is a declared strength");
    const auto* symbol = declared(name, SymbolKind::proposition, "only propositions weigh");
    if (symbol == nullptr) return;
    auto& proposition = rulebase_.propositions[symbol->index];
    if (proposition.weight.valid())
        return refuse_second(name.span, rulebase_.weights[proposition.weight.index()].head.span,
                             fmt::format("`{}` has a weight already", name.text));
    if (proposition.effect == Effect::affects) {
        Diagnostic d;
        d.code = "E0605";
        d.message = fmt::format("`{}` says what matters, not which way, so it weighs nothing", name.text);
        d.primary = {name.span, "points to no pole"};
        d.secondary.push_back({proposition.head.span, "declared here, `is affected`"});
        d.help = "leave the weight out";
        reporter_.add(std::move(d));
        return;
    }
    Weight weight;
    weight.head = unnamed("weigh " + name.text, name.span);
    check_head(written.head, weight.head);
    weight.proposition = PropositionId{symbol->index};
    if (strength != nullptr) weight.strength = StrengthId{strength->index};
    if (written.because) weight.because = text_over({}, *written.because);
    proposition.weight = WeightId{rulebase_.weights.size()};
    rulebase_.weights.push_back(std::move(weight));
}

void Checker::check_correlation(const syntax::Correlated& written) {
    const CorrelationId id{rulebase_.correlations.size()};
    Correlation made;
    made.head = unnamed(title(written), written.head.keyword);
    check_head(written.head, made.head);
    if (written.because) made.because = text_over({}, *written.because);
    const syntax::Name* first = nullptr;
    for (const auto& name : written.propositions) {
        const auto* symbol = declared(name, SymbolKind::proposition, "only propositions are correlated");
        if (symbol == nullptr) continue;
        auto& proposition = rulebase_.propositions[symbol->index];
        if (proposition.correlation.valid()) {
            const bool same = proposition.correlation == id;
            Diagnostic d;
            d.code = "E0606";
            d.message = fmt::format("`{}` is correlated twice", name.text);
            d.primary = {name.span, same ? "named before" : "in another set already"};
            if (!same)
                d.secondary.push_back({rulebase_.correlations[proposition.correlation.index()].head.span, "the other set"});
            d.help = same ? "name it once" : "make one set of both, or leave it in the one where it belongs";
            reporter_.add(std::move(d));
            continue;
        }
        if (first == nullptr) first = &name;
        const auto& other = rulebase_.propositions[symbols_.find(first->text)->index];
        if (other.question.valid() && proposition.question.valid() && other.question != proposition.question) {
            Diagnostic d;
            d.code = "E0607";
            d.message = fmt::format("`{}` and `{}` are on different questions", first->text, name.text);
            d.primary = {name.span, fmt::format("on `{}`", rulebase_.questions[proposition.question.index()].head.name)};
            d.secondary.push_back({first->span, fmt::format("on `{}`", rulebase_.questions[other.question.index()].head.name)});
            d.help = "they never add up, so neither counts double: leave it out";
            reporter_.add(std::move(d));
            continue;
        }
        proposition.correlation = id;
        made.propositions.emplace_back(symbol->index);
    }
    rulebase_.correlations.push_back(std::move(made));
}

}  // namespace credence::check
