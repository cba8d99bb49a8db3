// Diagnostics as JSON, for programs: schema "credence/diagnostics/v1".
#pragma once

#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::text {

/// One object with all diagnostics in their order, indented, with a line break at its end. Lines and columns count from 1,
/// columns in code points; offsets are bytes from 0. Bytes that are no UTF-8 become replacement characters.
[[nodiscard]] std::string render_json(const SourceSet& sources, const std::vector<Diagnostic>& diagnostics);

}  // namespace credence::text
