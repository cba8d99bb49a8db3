#include "unit/report/building.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "check/check.hpp"
#include "parse/parse.hpp"
#include "report/json.hpp"
#include "support/files.hpp"

namespace credence::report {
namespace {

CheckedRules check_files(const std::vector<std::pair<std::string, std::string>>& files) {
    CheckedRules out;
    std::vector<text::Diagnostic> diagnostics;
    std::vector<syntax::Declaration> declarations;
    for (const auto& [name, text] : files) {
        const auto file = out.sources.add(text::SourceFile(name, text));
        auto parsed = parse::parse_file(out.sources, file, diagnostics);
        declarations.insert(declarations.end(), parsed.declarations.begin(), parsed.declarations.end());
    }
    auto rulebase = check::check_rulebase(out.sources, declarations, diagnostics);
    std::string wrong;
    for (const auto& d : diagnostics) {
        if (d.level == text::Level::error) wrong += out.sources.place_text(d.primary.span) + " " + d.message + "\n";
    }
    if (!rulebase) throw std::runtime_error(wrong);
    out.rulebase = std::move(*rulebase);
    return out;
}

}  // namespace

CheckedRules check_rules(const std::string& text) {
    return check_files(
        {{"rulebase.crd", "rulebase tested \"Tested\"\n  confidence low = 0.3, high = 0.9\n  kinds behaviour | self_report\n"},
         {"rules.crd", text}});
}

CheckedRules check_folder(const std::string& folder, const std::string& more) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::directory_iterator(testing::root() / folder)) {
        if (entry.path().extension() == ".crd")
            files.emplace_back(entry.path().filename().string(), testing::read_file(entry.path()));
    }
    std::sort(files.begin(), files.end());
    if (!more.empty()) files.emplace_back("more.crd", more);
    return check_files(files);
}

const CheckedRules& flagship() {
    static const CheckedRules rules = check_folder("rules/human_rights_approach");
    return rules;
}

const CheckedRules& grapes() {
    static const CheckedRules rules = check_folder("rules/grape_for_site");
    return rules;
}

namespace {

const check::Example& example_named(const check::Rulebase& rulebase, std::string_view name) {
    for (const auto& example : rulebase.examples) {
        if (example.head.name == name) return example;
    }
    throw std::runtime_error("no example " + std::string(name));
}

}  // namespace

Made::Made(const check::Rulebase& rules, std::string_view example)
    : rulebase(rules),
      facts(engine::facts_of(rules, example_named(rules, example))),
      model(rules, facts, engine::default_settings(rules)) {}

Asking Made::asking(std::string_view assessment, const std::vector<std::string>& ids) const {
    Asking out;
    out.assessment = check::AssessmentId{rulebase.find(assessment)->index};
    const auto& variables = rulebase.assessments[out.assessment.index()].variables;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        out.subjects.push_back(ids[i].empty() ? std::nullopt : facts.find(variables[i].type.entity(), ids[i]));
        if (!ids[i].empty() && !out.subjects.back()) throw std::runtime_error("nobody is called " + ids[i]);
    }
    return out;
}

Report Made::report(std::string_view assessment, const std::vector<std::string>& ids) {
    return build_report({model, words, origin}, asking(assessment, ids));
}

std::string all_text(const Report& report) { return json(report, Words::english()); }

}  // namespace credence::report
