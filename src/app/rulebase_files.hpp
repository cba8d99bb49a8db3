// A rulebase on disk: a folder's *.crd files, or one file, read, parsed and checked. Mistakes in them are diagnostics, not failures.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::app {

struct RulebaseFiles {
    std::filesystem::path folder;  // where the rulebase's own report templates stand
    text::SourceSet sources;
    std::vector<std::filesystem::path> paths;   // by FileId
    std::vector<text::Diagnostic> diagnostics;  // sorted
    std::optional<check::Rulebase> rulebase;    // unless there are errors
    std::string digest;                         // SHA-256 over names and bytes of the files, in hex
};

/// Files in the order of their names, its own before those of the rulebases it uses; fails if there is nothing to read at `path`. A
/// file above 16 MB is refused.
[[nodiscard]] Result<RulebaseFiles> read_rulebase(const std::filesystem::path& path);

}  // namespace credence::app
