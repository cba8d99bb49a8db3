// `credence lint`: what lints find in a rulebase on disk, and its safe fixes.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "app/rulebase_files.hpp"
#include "base/date.hpp"
#include "lint/lint.hpp"

namespace credence::app {

/// Sorted. The files must hold a rulebase. Without a day no clock is read: what asks for one is left out.
[[nodiscard]] std::vector<text::Diagnostic> lint_rulebase(const RulebaseFiles& files, const lint::Levels& levels,
                                                          std::optional<Date> day);

/// Applies safe fixes until none is left, and counts them. The files are read again; they hold what they held, in better form.
[[nodiscard]] Result<std::size_t> fix_lints(const std::filesystem::path& rules, const lint::Levels& levels,
                                            std::optional<Date> day);

}  // namespace credence::app
