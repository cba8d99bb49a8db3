// Examples that are missing, written out: each is read, checked and run as an author's would be before anybody sees it.
#pragma once

#include <optional>
#include <vector>

#include "analyse/suggest.hpp"
#include "app/rulebase_files.hpp"

namespace credence::app {

/// For what the examples do not show; `files` has a rulebase. A text that did not pass is left out, as if none was found.
[[nodiscard]] std::vector<analyse::Suggestion> suggest_examples(const RulebaseFiles& files, std::optional<std::uint64_t> steps);

}  // namespace credence::app
