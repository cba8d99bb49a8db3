// Diagnostics as SARIF 2.1.0, the format in which editors and code hosts take results of static analysis.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/code.hpp"
#include "text/source.hpp"

namespace credence::text {

struct SarifRule {
    Code code;
    std::string_view page;  // Markdown
};

struct SarifTool {
    std::string_view version;
    std::span<const SarifRule> rules;  // by code; those that occur are described
    std::vector<std::string> uris;     // by FileId: relative, percent-encoded
};

/// One run with all diagnostics in their order, indented, with a line break at its end. Columns count code points. A result's
/// fingerprint stays the same while its line does, wherever that moves.
[[nodiscard]] std::string render_sarif(const SourceSet& sources, const std::vector<Diagnostic>& diagnostics,
                                       const SarifTool& tool);

/// A path as a relative URI: what is not plain is percent-encoded.
[[nodiscard]] std::string uri_of_path(std::string_view path);

}  // namespace credence::text
