// The rulebase that a verb works with.
#pragma once

#include "app/rulebase_files.hpp"
#include "cli/verbs.hpp"
#include "text/render_text.hpp"

namespace credence::cli {

/// The rulebase of --rules; one with errors is printed on the standard error and unusable (exit 3).
struct OpenedRulebase {
    std::optional<app::RulebaseFiles> files;
    int exit = 0;
};
[[nodiscard]] OpenedRulebase open_rulebase(const Context& context);

/// All that `verb` found in it, at most the first hundred mistakes in full, and how many there are.
[[nodiscard]] std::string diagnostics_text(const app::RulebaseFiles& files, const text::TextStyle& style,
                                           std::string_view verb = "check");

}  // namespace credence::cli
