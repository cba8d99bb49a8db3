// Parameters of a rulebase as users set and read them.
#pragma once

#include <string>
#include <vector>

#include "app/config.hpp"
#include "base/result.hpp"
#include "engine/model.hpp"

namespace credence::app {

/// The defaults, changed by assignments such as "activism_dose=2"; the last one of a name counts. A name or value that the rulebase
/// does not have is a usage failure with the nearest name or the values expected.
[[nodiscard]] Result<engine::Settings> settings_of(const check::Rulebase& rulebase,
                                                   const std::vector<std::string>& assignments);

/// The budgets that the options name, the others as they are.
void set_limits(engine::Settings& settings, const Options& options);

/// "activism_dose=1 theory=blog_2021", all of them, in the order of the rulebase's table.
[[nodiscard]] std::string written_parameters(const check::Rulebase& rulebase, const engine::Settings& settings);

}  // namespace credence::app
