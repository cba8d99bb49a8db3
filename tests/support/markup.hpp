// HTML or SVG as a parser sees it, that has to be well-formed XML: elements in the order of their beginnings, with all text inside.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace credence::testing {

struct MarkupElement {
    std::string name, text;
    std::vector<std::pair<std::string, std::string>> attributes;
    [[nodiscard]] std::string attribute(std::string_view name) const;  // empty where there is none
};

struct Markup {
    bool sound = false;
    std::string error;  // with its line
    std::vector<MarkupElement> elements;
    [[nodiscard]] const MarkupElement& first(std::string_view name) const;  // an empty one where there is none
    [[nodiscard]] std::size_t count(std::string_view name) const;
};

[[nodiscard]] Markup markup(std::string_view text);

}  // namespace credence::testing
