#include "app/suggestions.hpp"

#include <algorithm>
#include <deque>

#include "app/examples.hpp"
#include "check/check.hpp"
#include "format/format.hpp"
#include "parse/parse.hpp"

namespace credence::app {
namespace {

/// The rulebase with one more file.
std::optional<check::Rulebase> with_file(text::SourceSet& sources, text::SourceFile file) {
    const auto count = sources.add(std::move(file)).index() + 1;
    std::vector<text::Diagnostic> diagnostics;
    std::deque<syntax::Declaration> declarations;
    for (std::size_t f = 0; f < count; ++f) {
        auto parsed = parse::parse_file(sources, text::FileId{f}, diagnostics);
        std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
    }
    check::Trees trees;
    for (const auto& declaration : declarations) trees.declarations.push_back(&declaration);
    auto rulebase = check::check_rulebase(sources, trees, diagnostics);
    if (text::has_errors(diagnostics)) return std::nullopt;
    return rulebase;
}

/// As `credence fmt` lays it out.
std::string laid_out(const std::string& example) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto file = sources.add(text::SourceFile("suggested.crd", example));
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    return text::has_errors(diagnostics) ? example : format::format_file(sources[file].text(), parsed.tree).text;
}

}  // namespace

std::vector<analyse::Suggestion> suggest_examples(const RulebaseFiles& files, std::optional<std::uint64_t> steps) {
    const auto& rulebase = *files.rulebase;
    auto out = analyse::suggest(rulebase, files.sources, cover_examples(rulebase, files.sources, {}, steps),
                                steps.value_or(engine::Settings{}.steps));
    for (auto& one : out) {
        if (!one.text.empty()) one.text = laid_out(one.text);
    }
    const auto confirmed = [&](const std::vector<const analyse::Suggestion*>& some) {
        std::string text;
        std::vector<std::string> names;
        for (const auto* one : some) {
            text += one->text + "\n";
            names.push_back(one->name);
        }
        auto sources = files.sources;
        const auto wider = with_file(sources, text::SourceFile("suggested.crd", std::move(text)));
        if (!wider) return false;
        const auto outcomes = run_examples(*wider, sources, names, steps);
        return outcomes && std::all_of(outcomes->begin(), outcomes->end(), [](const auto& o) { return o.passed(); });
    };
    std::vector<const analyse::Suggestion*> found;
    for (const auto& one : out) {
        if (!one.text.empty()) found.push_back(&one);
    }
    if (found.empty() || confirmed(found)) return out;
    for (auto& one : out) {  // find those that are not as they should be
        if (!one.text.empty() && !confirmed({&one})) one.text.clear();
    }
    return out;
}

}  // namespace credence::app
