// The one layout of rule files: from the text of a file that parses to the same declarations as everybody writes them. Line
// breaks that carry a thought (between items of a list, before `and` and `or`, blank lines, comments) stay where the author put
// them; all else is decided here, without options. Names are not looked up, and clauses are not moved.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/tree.hpp"

namespace credence::format {

/// Lines are broken so that they stay within so many columns, where there is a place to break them.
inline constexpr std::uint32_t line_width = 128;

struct Formatted {
    std::string text;
    /// Declarations left as they were written, as their layout would have changed what they say. None is known.
    std::size_t kept = 0;
};

/// `tree` is that of `file_text` and holds no errors. The result has the same tokens and the same comments between them.
[[nodiscard]] Formatted format_file(std::string_view file_text, const syntax::SyntaxTree& tree);

}  // namespace credence::format
