// `credence query`: the ways to meet a condition.
#pragma once

#include <string>
#include <vector>

#include "app/rulebase_files.hpp"
#include "app/session.hpp"
#include "check/check.hpp"

namespace credence::app {

struct QueryResult {
    std::vector<check::Variable> variables;  // asked for, in the order of their first use
    struct Row {
        std::vector<check::Cell> cells;
        engine::Truth truth;
        engine::State state;
    };
    std::vector<Row> rows;  // those that are not `not met`, in the order of their cells
};

/// A condition as rules write it, read against a rulebase. Mistakes are diagnostics, placed in the file "condition" of `sources`.
[[nodiscard]] std::optional<check::Query> read_query(const check::Rulebase& rulebase, text::SourceSet& sources,
                                                     const std::string& condition, std::vector<text::Diagnostic>& diagnostics);

/// An individual that is not on record is a usage failure with the nearest id.
[[nodiscard]] Result<QueryResult> run_query(Session& session, const check::Query& query);

}  // namespace credence::app
