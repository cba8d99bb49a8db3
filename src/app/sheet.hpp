// A sheet: all that is on record of one individual. It is asked for like an assessment: `sheet person=F1`.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/model.hpp"

namespace credence::app {

struct SheetSubject {
    check::EntityId entity;
    check::Cell individual = check::no_cell;
};

/// Whether the first of the arguments is `sheet`, and no assessment of the rulebase is called that.
[[nodiscard]] bool asks_for_sheet(const check::Rulebase& rulebase, const std::vector<std::string>& arguments);

/// Of whom. The name before `=` is that of an entity, its capitals as one likes. Unknown names and ids are usage failures with the
/// nearest.
[[nodiscard]] Result<SheetSubject> read_sheet(const engine::Model& model, const std::vector<std::string>& arguments);

}  // namespace credence::app
