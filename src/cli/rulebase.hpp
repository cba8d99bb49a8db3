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

/// The path of --rules, or why there is none.
[[nodiscard]] Result<std::filesystem::path> rulebase_path(const Context& context);
[[nodiscard]] Result<std::filesystem::path> kb_path(const Context& context);

}  // namespace credence::cli
