// `credence check --fix`: the safe fixes of diagnostics, written into the rule files.
#pragma once

#include <cstddef>

#include "app/rulebase_files.hpp"

namespace credence::app {

/// Applies the fixes that are safe to the rulebase's own files, but for those that touch a place which an earlier one changed, and
/// returns how many. Each file is replaced as a whole or stays as it is.
[[nodiscard]] Result<std::size_t> apply_safe_fixes(const RulebaseFiles& files);

}  // namespace credence::app
