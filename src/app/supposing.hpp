// What a user supposes: facts as rules write them, made into changes; and the answer that a user names.
#pragma once

#include <string>
#include <vector>

#include "app/session.hpp"
#include "explain/changes.hpp"
#include "explain/reach.hpp"

namespace credence::app {

/// `risk("C04") = r2` (in the place of what is observed), `unknown risk("C04")`, `observed risk("C04", value: r2)` (beside it),
/// `held("C04", ...)`, `not held("C04", ...)`, and several joined with `and`. Mistakes in the words are diagnostics, placed in files
/// "condition" of `sources`; everything else that cannot be supposed is a usage failure.
[[nodiscard]] Result<explain::Changes> read_supposed(Session& session, text::SourceSet& sources,
                                                     const std::vector<std::string>& facts,
                                                     std::vector<text::Diagnostic>& diagnostics);

/// Each of `names` as what is left out: a rule, proposition, boundary or advice, `TABLE:ROW` or a whole `TABLE` of them, or
/// `DEFINE:CASE`, its cases counted from 1.
[[nodiscard]] Result<explain::Changes> read_left_out(const check::Rulebase& rulebase, const std::vector<std::string>& names);

/// A value of the target's type, or `unknown` or `disputed`; of a condition also `met` and `not met`.
[[nodiscard]] Result<explain::Reached> read_answer(const check::Rulebase& rulebase, const explain::Target& target,
                                                   const std::string& words);

}  // namespace credence::app
