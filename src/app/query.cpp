#include "app/query.hpp"

#include "parse/parse.hpp"

namespace credence::app {

std::optional<check::Query> read_query(const check::Rulebase& rulebase, text::SourceSet& sources, const std::string& condition,
                                       std::vector<text::Diagnostic>& diagnostics) {
    const auto file = sources.add(text::SourceFile("condition", condition));
    const auto parsed = parse::parse_condition(sources, file, diagnostics);
    if (!parsed) return {};
    return check::check_query(rulebase, sources, *parsed, diagnostics);
}

Result<QueryResult> run_query(Session& session, const check::Query& query) {
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
