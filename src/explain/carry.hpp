// How far an answer carries: the same question where one declaration has another value, all else as recorded. A define gives one value
// for everybody, a range is the whole scale. For one run: the rulebase itself stays as it is.
#pragma once

#include <vector>

#include "explain/reach.hpp"

namespace credence::explain {

[[nodiscard]] check::Rulebase with_value(const check::Rulebase& rulebase, check::DefineId define, check::Cell value);
[[nodiscard]] check::Rulebase with_whole_scale(const check::Rulebase& rulebase, check::RangeId range);

/// What the targets come to with each value of the define, which lies on a scale or choice, in their order.
[[nodiscard]] std::vector<std::vector<Reached>> carried(const check::Rulebase& rulebase, const engine::Facts& facts,
                                                        const engine::Settings& settings, const std::vector<Target>& targets,
                                                        check::DefineId define);
/// What the target comes to with the range set aside.
[[nodiscard]] Reached without(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                              const Target& target, check::RangeId range);

}  // namespace credence::explain
