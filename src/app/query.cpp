#include "app/query.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/dependencies.hpp"
#include "parse/parse.hpp"

namespace credence::app {

std::optional<check::Query> read_query(const check::Rulebase& rulebase, text::SourceSet& sources, const std::string& condition,
                                       std::vector<text::Diagnostic>& diagnostics) {
    const auto file = sources.add(text::SourceFile("condition", condition));
    const auto parsed = parse::parse_condition(sources, file, diagnostics);
    if (!parsed) return {};
    return check::check_query(rulebase, sources, *parsed, diagnostics);
}

std::optional<Failure> unknown_individual(const Session& session, const check::Query& query) {
    const auto& facts = session.model().facts();
    std::optional<Failure> out;
    check::visit(
        query.condition, [](const check::Condition&) {},
        [&](const check::Expression& e) {
            if (out || e.kind != check::ExpressionKind::individual || facts.find(e.type.entity(), e.text)) return;
            std::vector<std::string> known;
            for (const auto& individual : facts.individuals[e.type.index]) known.push_back(individual.id);
            const auto close = text::nearest(e.text, known);
            out = Failure{FailureKind::usage,
                          fmt::format("no {} has the id `{}`", session.rulebase().entities[e.type.index].head.label, e.text),
                          close ? fmt::format("did you mean `{}`?", *close) : ""};
        });
    return out;
}

Result<QueryResult> run_query(Session& session, const check::Query& query) {
    if (auto nobody = unknown_individual(session, query)) return tl::unexpected(std::move(*nobody));
    return guarded(session.files().sources, [&] {
        auto& model = session.model();
        QueryResult out;
        out.variables.assign(query.variables.begin(), query.variables.begin() + query.bound);
        for (const auto& solution : model.solutions(query.condition, query.variables, query.bound, {})) {
            const auto state = model.state(solution.truth);
            if (state == engine::State::not_met) continue;
            auto cells = solution.binding;
            cells.resize(query.bound, check::no_cell);
            out.rows.push_back({std::move(cells), solution.truth, state});
        }
        return out;
    });
}

std::optional<Written> read_written(const check::Rulebase& rulebase, text::SourceSet& sources, const std::string& words,
                                    std::vector<text::Diagnostic>& diagnostics) {
    std::vector<text::Diagnostic> as_condition, as_value;
    if (auto query = read_query(rulebase, sources, words, as_condition)) {
        diagnostics.insert(diagnostics.end(), as_condition.begin(), as_condition.end());
        return Written{std::move(*query), false};
    }
    auto query = read_query(rulebase, sources, fmt::format("({}) = the_value", words), as_value);
    if (query && query->condition.kind == check::ConditionKind::compare) return Written{std::move(*query), true};
    diagnostics.insert(diagnostics.end(), as_condition.begin(), as_condition.end());
    return {};
}

Result<std::vector<explain::Target>> targets_of(Session& session, const Written& written) {
    const auto& query = written.query;
    if (auto nobody = unknown_individual(session, query)) return tl::unexpected(std::move(*nobody));
    explain::Target target;
    if (written.is_value) {
        target.expression = &query.condition.expressions[0];
    } else {
        target.condition = &query.condition;
    }
    target.binding.assign(query.variables.size(), check::no_cell);
    std::vector<explain::Target> out;
    if (query.bound == (written.is_value ? 1U : 0U)) {
        out.push_back(std::move(target));
        return out;
    }
    auto result = run_query(session, query);
    if (!result) return tl::unexpected(std::move(result.error()));
    for (const auto& row : result->rows) {
        std::copy(row.cells.begin(), row.cells.end(), target.binding.begin());
        out.push_back(target);
    }
    return out;
}

}  // namespace credence::app
