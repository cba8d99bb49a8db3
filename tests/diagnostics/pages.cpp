#include "diagnostics/pages.hpp"

#include <filesystem>

#include "support/diff.hpp"
#include "support/files.hpp"

namespace credence::testing {
namespace {

// The indented block behind a line.
std::string block(const std::string& page, std::string_view title) {
    std::string out, blanks;
    bool inside = false;
    for (const auto line : lines(page)) {
        if (!inside) {
            inside = line == title;
        } else if (line.empty()) {
            blanks += out.empty() ? "" : "\n";
        } else if (line.starts_with("    ")) {
            out += blanks + std::string(line.substr(4)) + '\n';
            blanks.clear();
        } else {
            break;
        }
    }
    return out;
}

}  // namespace

Page read_page(std::string_view code) {
    const auto path = root() / "docs/diagnostics" / (std::string(code) + ".md");
    if (!std::filesystem::exists(path)) return {};
    const auto text = read_file(path);
    return {text.substr(0, text.find('\n')), block(text, "Wrong:"), block(text, "Right:")};
}

NamedExample named(const std::string& example) {
    const auto end = example.find('\n');
    const auto first = example.substr(0, end);
    const bool is_name = first.find(' ') == std::string::npos && first.find('.') != std::string::npos;
    return is_name ? NamedExample{first, example.substr(end + 1)} : NamedExample{"", example};
}

}  // namespace credence::testing
