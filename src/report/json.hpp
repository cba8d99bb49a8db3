// The report tree as JSON, and its JSON Schema. Keys stand in the order of document.hpp; what is empty or absent is left out.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

inline constexpr const char* json_schema_name = "credence/report/v1";

/// Indented by two blanks, closed by a line break.
[[nodiscard]] std::string json(const Report& report, const Words& words);

/// docs/schema/report.json, made from the structs themselves.
[[nodiscard]] std::string json_schema();

}  // namespace credence::report
