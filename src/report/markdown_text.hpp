// Texts as Markdown that shows them literally, whatever they hold: in GitHub's flavour, in cmark-gfm and in pandoc. One line
// each: line breaks become blanks; control characters, marks that turn the writing direction, and what is not UTF-8 lose
// their effect.
#pragma once

#include <string>
#include <string_view>

namespace credence::report {

/// For any place where text stands: a paragraph, a heading, a list, a table's cell, an image's description. An address of e-mail is
/// a link where a renderer makes links of them: no way of writing it prevents that.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// As a code span; as text where Markdown has no code span that shows it everywhere (`|` in tables).
[[nodiscard]] std::string markdown_code(std::string_view text);

/// As HTML and XML show it literally, in text and in attributes.
[[nodiscard]] std::string markup_text(std::string_view text);

/// As the target of a link or image: letters, digits and `-._~/` as they are, all else in percent codes.
[[nodiscard]] std::string markdown_path(std::string_view path);

/// One line of plain text: what the two above do before they escape. For terminals and figures.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace credence::report
