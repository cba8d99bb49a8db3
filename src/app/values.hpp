// Values for machines and plain tables: entities by id, values by name, texts as they are.
#pragma once

#include <string>

#include "engine/model.hpp"

namespace credence::app {

/// Empty for no_cell.
[[nodiscard]] std::string written(const engine::Model& model, check::Type type, check::Cell cell);
/// Ten-thousandths as a decimal: "0.6".
[[nodiscard]] std::string written_degree(std::int16_t degree);
/// "met", "not met", "disputed", "unknown"
[[nodiscard]] const char* written(engine::State state);

}  // namespace credence::app
