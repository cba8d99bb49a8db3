// Diagnostics as people read them on a terminal: the message, the place, the line with the span underlined, notes and a way
// out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::text {

struct TextStyle {
    bool colour = false;       // ANSI; never carries meaning alone
    std::uint32_t width = 98;  // lines are wrapped or cropped to so many columns
};

/// One diagnostic, lines with their breaks, no blank line around it.
[[nodiscard]] std::string render_text(const SourceSet& sources, const Diagnostic& diagnostic, const TextStyle& style = {});

/// All of them in their order, a blank line after each.
[[nodiscard]] std::string render_text(const SourceSet& sources, const std::vector<Diagnostic>& diagnostics,
                                      const TextStyle& style = {});

/// "4 errors in 3 of 6 files. 2 have a fix: credence check --fix", and where the codes are explained. `files` were read; `verb` is the
/// one that applies fixes.
[[nodiscard]] std::string summary_text(const std::vector<Diagnostic>& diagnostics, std::size_t files,
                                       std::string_view verb = "check");

}  // namespace credence::text
