#include "app/rule_book.hpp"

#include <algorithm>

#include "report/build_book.hpp"

namespace credence::app {

std::vector<report::File> rule_book(const RulebaseFiles& files, engine::Settings settings, std::optional<Date> as_of,
                                    const report::Templates& templates) {
    const auto& rulebase = *files.rulebase;
    auto facts = engine::facts_of(rulebase, {});  // a book holds for any case, so nobody is there
    engine::Model model(rulebase, facts, std::move(settings));
    std::vector<bool> charted;
    for (const auto& scale : rulebase.scales) {
        const bool shorts =
            std::any_of(scale.values.begin(), scale.values.end(), [](const auto& value) { return value.has_short; });
        charted.push_back(scale.ordered && shorts);
    }
    const explain::Phrases phrases(model, templates.words(), charted);
    const auto book = report::build_book({phrases, files.sources, as_of});
    std::vector<report::File> out{{"rule_book.md", templates.markdown(book)}};
    for (const auto& chapter : book.chapters) {
        for (const auto& part : chapter.parts) {
            if (part.figure) out.push_back({part.figure->file, part.figure->svg});
        }
    }
    return out;
}

}  // namespace credence::app
