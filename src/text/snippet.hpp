// The lines of one file around some spans, numbered, with the spans underlined and labelled.
#pragma once

#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/render_text.hpp"
#include "text/source.hpp"

namespace credence::text {

struct Mark {
    Span span;
    std::string label;
    bool primary = false;
};

/// What a run of the terminal's text is, for its colour.
enum class Ink : std::uint8_t { plain, frame, error, warning, secondary, strong };
[[nodiscard]] std::string inked(std::string text, Ink ink, const TextStyle& style);

/// Marks of one file, ordered by place. Line numbers take `number_width` columns.
[[nodiscard]] std::string render_snippet(const SourceFile& file, const std::vector<Mark>& marks, std::uint32_t number_width,
                                         Ink ink, const TextStyle& style);

}  // namespace credence::text
