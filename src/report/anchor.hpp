// The anchors that renderers of Markdown give to headings. GitHub, GitLab, VS Code and pandoc agree on plain titles only, so a
// title on which they might not is told, and its heading becomes another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace credence::report {

/// "P17: complete side" leads to "p17-complete-side"; nothing where renderers would differ.
[[nodiscard]] std::optional<std::string> anchor_of(std::string_view title);

}  // namespace credence::report
