// Is a file text that we can read? Asked once, before the lexer looks at it.
#pragma once

#include <string_view>
#include <vector>

#include "text/diagnostic.hpp"

namespace credence::parse {

/// False where nothing can be read: UTF-16, a binary file, more than 4 GB. A file that is text but for some bytes that are
/// not UTF-8, or for marks that turn the writing direction, gets an error (E0009) at the first of them and is read.
[[nodiscard]] bool check_encoding(std::string_view file_text, text::FileId file, std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::parse
