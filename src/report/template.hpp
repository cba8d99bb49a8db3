// One template file, parsed: Mustache without words, lambdas, other delimiters or unescaped values. Parsing, checking and
// rendering share one list of pieces, so that what was checked is what prints.
//
// A tag alone on its line takes the line with it, whether it prints or not. Names are looked up from the innermost section
// outwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::report {

struct Piece {
    enum class Kind : std::uint8_t { text, value, section, inverted, partial };
    Kind kind = Kind::text;
    std::string text;           // the text, or the name in the tag
    text::Span span;            // of the name
    std::vector<Piece> pieces;  // of a section
    bool alone = false;         // of a partial: on its line; else the part's last line break is left out
};

/// The pieces of a file; each fault is a diagnostic, and the rest is still parsed.
[[nodiscard]] std::vector<Piece> parse_template(const text::SourceFile& file, text::FileId id,
                                                std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::report
