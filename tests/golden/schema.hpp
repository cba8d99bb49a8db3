// JSON Schema as far as docs/schema uses it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace credence::testing {

/// What of `value` is not as `schema` says, a line each with its path; a keyword that is not known here is a finding too.
[[nodiscard]] std::string schema_findings(const nlohmann::json& value, const nlohmann::json& schema);

}  // namespace credence::testing
