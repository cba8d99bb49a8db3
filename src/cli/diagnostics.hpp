// Diagnostics in the formats that every verb which reports them has: text, json, sarif.
#pragma once

#include <string>
#include <vector>

#include "app/rulebase_files.hpp"
#include "text/diagnostic.hpp"

namespace credence::cli {

/// For programs: `format` is json or sarif; nothing is left out.
[[nodiscard]] std::string diagnostics_for_programs(const app::RulebaseFiles& files,
                                                   const std::vector<text::Diagnostic>& diagnostics,
                                                   const std::string& format);

}  // namespace credence::cli
