// A small rulebase, an example's facts and their model, with a catalogue that prints keys: explanations without any language.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "check/check.hpp"
#include "engine/model.hpp"
#include "explain/phrases.hpp"
#include "parse/parse.hpp"

namespace credence::explain {

/// "key(a, b)", the holes in the order of their names; a few of the most used say what the shipped catalogue says.
class Keys final : public Words {
public:
    [[nodiscard]] std::string say(std::string_view key, Holes holes = {}) const override {
        if (key == "decimal_mark") return ".";
        if (key == "label_and_value") return hole(holes, "label") + ": " + hole(holes, "value");
        if (key == "range") return hole(holes, "low") + " to " + hole(holes, "high");
        std::vector<std::pair<std::string_view, std::string_view>> sorted(holes);
        std::sort(sorted.begin(), sorted.end());
        std::string out(key);
        for (std::size_t i = 0; i < sorted.size(); ++i) out += (i == 0 ? "(" : "; ") + std::string(sorted[i].second);
        return sorted.empty() ? out : out + ")";
    }
    [[nodiscard]] std::string count(std::string_view key, std::size_t n, Holes holes = {}) const override {
        return std::to_string(n) + " " + say(key, holes);
    }
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const override {
        std::string out;
        for (const auto& item : items) out += (out.empty() ? "" : ", ") + item;
        return out;
    }

private:
    static std::string hole(Holes holes, std::string_view name) {
        for (const auto& [key, text] : holes) {
            if (key == name) return std::string(text);
        }
        return "?";
    }
};

inline check::Rulebase checked(const std::string& text) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto file = sources.add(text::SourceFile(
        "rules.crd",
        "rulebase tested \"Tested\"\n  confidence low = 0.3, high = 0.9\n  kinds behaviour | self_report\n" + text));
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    auto rulebase = check::check_rulebase(sources, parsed.declarations, diagnostics);
    std::string wrong;
    for (const auto& d : diagnostics) wrong += sources.place_text(d.primary.span) + " " + d.message + "\n";
    if (!rulebase) throw std::runtime_error(wrong);
    return std::move(*rulebase);
}

/// The rulebase with its first example's facts.
struct Told {
    check::Rulebase rulebase;
    engine::Facts facts;
    engine::Model model;
    Keys words;
    Phrases phrases;

    explicit Told(const std::string& text)
        : rulebase(checked(text)),
          facts(engine::facts_of(rulebase, rulebase.examples.front())),
          model(rulebase, facts, engine::default_settings(rulebase)),
          phrases(model, words, std::vector<bool>(rulebase.scales.size(), true)) {}

    [[nodiscard]] check::DefineId define(std::string_view name) const { return check::DefineId{rulebase.find(name)->index}; }
    [[nodiscard]] check::AttributeId attribute(std::string_view name) const {
        return check::AttributeId{rulebase.find(name)->index};
    }
    /// The condition of a named condition.
    [[nodiscard]] const check::Condition& condition(std::string_view name) const {
        return *rulebase.defines[define(name).index()].condition;
    }
};

}  // namespace credence::explain
