// What is on record, for people to look up: an overview, an individual, an item, or a table, as headed tables of texts.
// Printing is for others; a cell is literally what was recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/knowledge_base.hpp"

namespace credence::store {

struct ShownTable {
    std::string title;
    std::vector<std::string> headers;  // of the columns that some row fills
    std::vector<std::vector<std::string>> rows;
};

struct ShownRecord {
    std::string title;
    std::vector<ShownTable> tables;
};

/// `what` is empty for the overview, else the id of an individual, an item, or the name of a table. Retracted rows are left
/// out. A usage failure, with the nearest name, if there is no such thing.
[[nodiscard]] Result<ShownRecord> show(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what);

}  // namespace credence::store
