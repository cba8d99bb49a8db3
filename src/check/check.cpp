#include "check/check.hpp"

#include "check/cases.hpp"
#include "check/checker.hpp"
#include "check/protected.hpp"
#include "check/safety.hpp"
#include "check/settled.hpp"
#include "check/strata.hpp"

namespace credence::check {

std::optional<Rulebase> check_rulebase(const text::SourceSet& sources, const std::vector<syntax::Declaration>& declarations,
                                       std::vector<text::Diagnostic>& diagnostics,
                                       const std::vector<syntax::Name>& broken_names) {
    Trees trees;
    for (const auto& declaration : declarations) trees.declarations.push_back(&declaration);
    trees.broken_names = broken_names;
    return check_rulebase(sources, trees, diagnostics);
}

std::optional<Rulebase> check_rulebase(const text::SourceSet& sources, const Trees& trees,
                                       std::vector<text::Diagnostic>& diagnostics) {
    std::vector<text::Diagnostic> found;
    Reporter reporter(found);
    Checker checker(sources, reporter);
    checker.declare(trees);
    checker.settle_signatures();
    checker.check_vocabulary();
    checker.check_rules();
    checker.check_weights();
    checker.check_defines();
    checker.check_assessments();
    check_strata(checker.rulebase(), reporter);
    check_protected(checker.rulebase(), reporter);
    if (reporter.errors() == 0) check_settled(checker.rulebase(), reporter);
    check_cases(checker.rulebase(), reporter);
    checker.check_examples();

    text::sort_diagnostics(found);
    diagnostics.insert(diagnostics.end(), found.begin(), found.end());
    if (reporter.errors() > 0 || !trees.broken_names.empty() || !trees.whole) return std::nullopt;
    return std::move(checker.rulebase());
}

std::optional<Query> check_query(const Rulebase& rulebase, const text::SourceSet& sources, const syntax::Expression& condition,
                                 std::vector<text::Diagnostic>& diagnostics) {
    std::vector<text::Diagnostic> found;
    Reporter reporter(found);
    const auto symbols = symbols_of(rulebase);
    Scope scope;
    Typer typer(sources, rulebase, symbols, reporter, scope, Place::query);
    Query query;
    typer.settle([&](std::uint32_t root) {
        query.condition = typer.condition(condition);
        query.bound = static_cast<std::uint32_t>(scope.held_by(root).size());
    });
    query.variables = scope.variables();
    if (reporter.errors() == 0) require_bound(reporter, query.condition, query.variables, 0, query.bound);
    if (reporter.errors() == 0) check_settled(rulebase, query.condition, reporter);
    text::sort_diagnostics(found);
    diagnostics.insert(diagnostics.end(), found.begin(), found.end());
    if (reporter.errors() > 0) return std::nullopt;
    return query;
}

}  // namespace credence::check
