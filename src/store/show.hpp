// What is on record, for people to look up: an overview, an individual, an item, or a table, as headed tables of texts.
// Printing is for others; a cell is literally what was recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/knowledge_base.hpp"
#include "store/load.hpp"

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

/// Leaves out the columns that no row fills.
void drop_empty_columns(ShownTable& table);

/// `what` is empty for the overview, else the id of an individual, an item, or the name of a table. As of the day and known at
/// the moment of `request`, whose tables do not matter: all are read. A usage failure, with the nearest name, if there is no such thing.
[[nodiscard]] Result<ShownRecord> show(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what,
                                       LoadRequest request = {});

}  // namespace credence::store
