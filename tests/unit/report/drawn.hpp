// What a picture holds, read back; and what is wrong with it for a reader.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace credence::report {

struct Element {
    std::string name, text;
    std::map<std::string, std::string> attributes;

    [[nodiscard]] double number(const std::string& key) const;
    [[nodiscard]] std::string at(const std::string& key) const;
};

/// In the order of the document; a failure of the test where it is not well-formed.
[[nodiscard]] std::vector<Element> parse_svg(const std::string& svg);
[[nodiscard]] std::vector<Element> named(const std::vector<Element>& elements, std::string_view name);

/// A sentence a flaw: elements and attributes that have no place in a figure, ids that are not its own, texts that leave it or overlap,
/// lines below 3:1 and texts below 4.5:1 on what they are drawn on, on a light page and on a dark one.
[[nodiscard]] std::vector<std::string> flaws(const std::string& svg, const std::string& name);

}  // namespace credence::report
