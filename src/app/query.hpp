// What a user writes as rules write it: a condition to be met (`credence query`), or a condition or value to be explained.
#pragma once

#include <string>
#include <vector>

#include "app/rulebase_files.hpp"
#include "app/session.hpp"
#include "check/check.hpp"
#include "explain/target.hpp"

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

/// An id in quotes that nobody has: a usage failure with the nearest.
[[nodiscard]] std::optional<Failure> unknown_individual(const Session& session, const check::Query& query);

/// An individual that is not on record is a usage failure with the nearest id.
[[nodiscard]] Result<QueryResult> run_query(Session& session, const check::Query& query);

/// A condition, or an expression: then the condition says that it equals a variable that nothing else reads.
struct Written {
    check::Query query;
    bool is_value = false;
};
/// Mistakes are diagnostics, as of a condition.
[[nodiscard]] std::optional<Written> read_written(const check::Rulebase& rulebase, text::SourceSet& sources,
                                                  const std::string& words, std::vector<text::Diagnostic>& diagnostics);

/// Without variables one target; else one for each way to meet the condition, or to have a value, that is not `not met`. They point
/// into `written`.
[[nodiscard]] Result<std::vector<explain::Target>> targets_of(Session& session, const Written& written);

}  // namespace credence::app
