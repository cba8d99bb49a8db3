// The pages docs/diagnostics/CODE.md: their title and their two examples.
#pragma once

#include <string>
#include <string_view>

namespace credence::testing {

struct Page {
    std::string title;  // its first line
    std::string wrong, right;
};

/// An empty page where there is none.
[[nodiscard]] Page read_page(std::string_view code);

/// Where the first line of an example names its file: the name and the rest; else no name.
struct NamedExample {
    std::string file, text;
};
[[nodiscard]] NamedExample named(const std::string& example);

}  // namespace credence::testing
