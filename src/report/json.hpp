// The report tree and explanations as JSON, and their JSON Schemas. Keys stand in the order of the structs; what is empty or absent is left out.
#pragma once

#include <string>

#include "explain/explanation.hpp"
#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

inline constexpr const char* json_schema_name = "credence/report/v1";

/// Indented by two blanks, closed by a line break.
[[nodiscard]] std::string json(const Report& report, const Words& words);

/// docs/schema/report.json, made from the structs themselves.
[[nodiscard]] std::string json_schema();

inline constexpr const char* explanation_schema_name = "credence/explanation/v1";
[[nodiscard]] std::string json(const explain::Explanation& explanation, const Words& words);
/// docs/schema/explanation.json
[[nodiscard]] std::string explanation_schema();

}  // namespace credence::report
