// What happened to a knowledge base: its changes, and all rows of an individual, an item or a table, retracted ones too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/knowledge_base.hpp"
#include "store/show.hpp"

namespace credence::store {

/// The changes, the last one last; with `what`, the id of an individual, an item or a table, those that recorded or retracted a row of it.
[[nodiscard]] Result<ShownTable> change_log(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what);

/// Every row of an individual, an item or a table as it is kept, with the change that recorded it and, where it is retracted, when and
/// why. A usage failure, if there is no such thing.
[[nodiscard]] Result<ShownRecord> show_history(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what);

}  // namespace credence::store
