// The rule book of a rulebase in tests, as the program makes it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/model.hpp"
#include "explain/prose.hpp"
#include "report/build_book.hpp"
#include "report/templates.hpp"
#include "unit/report/building.hpp"

namespace credence::report {

struct Booking {
    const CheckedRules& rules;
    engine::Facts facts;
    engine::Model model;
    text::SourceSet sources;
    Templates templates;
    explain::Phrases phrases;

    explicit Booking(const CheckedRules& of)
        : rules(of),
          facts(engine::facts_of(of.rulebase, {})),
          model(of.rulebase, facts, engine::default_settings(of.rulebase)),
          templates(load(sources)),
          phrases(model, templates.words(), {}) {}

    [[nodiscard]] Book book(std::optional<Date> as_of = {}) const { return build_book({phrases, rules.sources, as_of}); }
    [[nodiscard]] std::string markdown(std::optional<Date> as_of = {}) const { return templates.markdown(book(as_of)); }

private:
    static Templates load(text::SourceSet& sources) {
        std::vector<text::Diagnostic> diagnostics;
        return Templates::load({}, "en", sources, diagnostics);
    }
};

}  // namespace credence::report
