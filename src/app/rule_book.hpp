// The rule book of a rulebase, as the files of a folder.
#pragma once

#include <optional>
#include <vector>

#include "app/rulebase_files.hpp"
#include "engine/model.hpp"
#include "report/templates.hpp"
#include "report/write.hpp"

namespace credence::app {

/// rule_book.md and its figures. `settings` are the parameters' values that it prints; `as_of` is the day on which review dates are
/// looked at. The files must hold a rulebase.
[[nodiscard]] std::vector<report::File> rule_book(const RulebaseFiles& files, engine::Settings settings,
                                                  std::optional<Date> as_of, const report::Templates& templates);

}  // namespace credence::app
