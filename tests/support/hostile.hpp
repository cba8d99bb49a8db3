// What people, importers and attackers put into texts: every print must show each of them literally.
#pragma once

#include <string>
#include <vector>

namespace credence::testing {

[[nodiscard]] const std::vector<std::string>& hostile_texts();

}  // namespace credence::testing
