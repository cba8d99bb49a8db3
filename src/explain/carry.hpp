// How far an answer carries: the same question where one declaration has another value, all else as recorded. A define gives one value
// to those who are asked about, a range is the whole scale. For one run: the rulebase itself stays as it is.
#pragma once

#include <vector>

#include "explain/reach.hpp"

namespace credence::explain {

/// `arguments`: for whom the define has the value.
[[nodiscard]] check::Rulebase with_value(const check::Rulebase& rulebase, check::DefineId define,
                                         const std::vector<check::Cell>& arguments, check::Cell value);
[[nodiscard]] check::Rulebase with_whole_scale(const check::Rulebase& rulebase, check::RangeId range);

/// What the targets come to with each value that the define may have of its arguments, in the order of its scale or choice.
[[nodiscard]] std::vector<std::vector<Reached>> carried(const check::Rulebase& rulebase, const engine::Facts& facts,
                                                        const engine::Settings& settings, const std::vector<Target>& targets,
                                                        check::DefineId define, const std::vector<check::Cell>& arguments);
/// What the target comes to with the range set aside.
[[nodiscard]] Reached without(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                              const Target& target, check::RangeId range);

}  // namespace credence::explain
