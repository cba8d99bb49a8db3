// The rulebase that a verb works with.
#pragma once

#include "app/rulebase_files.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {

/// The rulebase of --rules; one with errors is printed on the standard error and unusable (exit 3).
struct OpenedRulebase {
    std::optional<app::RulebaseFiles> files;
    int exit = 0;
};
[[nodiscard]] OpenedRulebase open_rulebase(const Context& context);

}  // namespace credence::cli
