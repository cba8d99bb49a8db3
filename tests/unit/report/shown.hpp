// What a reader sees of Markdown: rendered by cmark-gfm or pandoc, tags taken off.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::report {

/// "cmark-gfm" and "pandoc", those that are installed.
[[nodiscard]] std::vector<std::string> renderers();

/// The HTML that the renderer makes of GitHub's Markdown.
[[nodiscard]] std::string html_of(const std::string& renderer, std::string_view markdown);

/// The text of the first element of that name: tags removed, entities decoded, blanks collapsed. "<none>" if there is none.
[[nodiscard]] std::string text_in(std::string_view html, std::string_view element);

}  // namespace credence::report
