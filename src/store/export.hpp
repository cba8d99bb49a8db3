// What is in force, as the tables that an import reads; and empty ones to fill in, with what may be written.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "sheet/write_workbook.hpp"
#include "store/knowledge_base.hpp"
#include "store/load.hpp"

namespace credence::store {

struct Exported {
    std::vector<sheet::SheetOut> tables;  // those with rows; observations of all attributes are one
    std::string notice;
    std::size_t rows = 0;
    std::size_t withheld = 0;  // left out until a panel is complete
};

/// As of the day and known at the moment of `request`; its tables do not matter. Imported with `history` into a new knowledge base, it
/// gives the same content digest.
[[nodiscard]] Result<Exported> export_tables(KnowledgeBase& kb, const check::Rulebase& rulebase, const LoadRequest& request);

/// A sheet for each entity and relation, one for observations, and one, README, that says how to fill them in.
[[nodiscard]] std::vector<sheet::SheetOut> template_sheets(const check::Rulebase& rulebase);

}  // namespace credence::store
