// `credence fmt`: which files are meant, and what they look like laid out. Writes nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::app {

/// Each file, and of each folder the *.crd files in it and below (hidden folders apart), each once, in their order.
[[nodiscard]] Result<std::vector<std::filesystem::path>> files_to_format(const std::vector<std::filesystem::path>& paths);

struct FormattedFile {
    text::SourceSet sources;                    // the one file
    std::vector<text::Diagnostic> diagnostics;  // its syntax errors: then there is no text
    std::string text;
    std::size_t kept = 0;  // declarations that could not be laid out
};
[[nodiscard]] FormattedFile formatted(std::string name, std::string text);

}  // namespace credence::app
