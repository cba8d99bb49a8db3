// Rows by hand: what is added, and what is retracted. A correction does both in one change; nothing is overwritten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/knowledge_base.hpp"
#include "store/problem.hpp"

namespace credence::store {

struct EnterOptions {
    std::int64_t now = 0;  // seconds since 1970: the time of record
    std::optional<std::string> by, reason;
};

struct Entered {
    std::vector<Problem> problems;  // of the cells; with an error nothing was written
    std::int64_t change = 0;        // 0: on record already
    std::string name;               // what was retracted, as reports cite it

    [[nodiscard]] bool accepted() const;
};

/// Adds a row to a table: its cells as an import file would have them, by the names of their columns. `corrects` is retracted in the same
/// change. A declared attribute that has a value is locked: another value is refused without a reason.
[[nodiscard]] Result<Entered> add_row(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::string& table,
                                      const std::vector<std::pair<std::string, std::string>>& cells,
                                      const std::optional<std::string>& corrects, const EnterOptions& options);

/// Adds observations in one change, all or none: `columns` as observations.csv has them, and a cell a column in each row.
[[nodiscard]] Result<Entered> add_observations(KnowledgeBase& kb, const check::Rulebase& rulebase,
                                               const std::vector<std::string>& columns,
                                               const std::vector<std::vector<std::string>>& rows, const EnterOptions& options);

/// Retracts an individual, by its id, or a row, by its item or the name that reports give it. The reason is required.
[[nodiscard]] Result<Entered> retract(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::string& what,
                                      const EnterOptions& options);

}  // namespace credence::store
