#include "app/query.hpp"

#include <fmt/format.h>

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

namespace {

/// An id in quotes that nobody has.
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

}  // namespace

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

}  // namespace credence::app
