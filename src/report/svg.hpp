// A small SVG writer: elements, escaped texts, fixed decimals; and what a layout needs to know of text without a font at hand.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace credence::report {

/// Widths in user units, from the metrics of Helvetica; a few per cent off for other fonts.
[[nodiscard]] double text_width(std::string_view text, double size, bool bold = false);

/// Breaks at blanks, inside words only where one is wider than a line; what is beyond `lines` is cut with an ellipsis.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, double width, double size, bool bold, std::size_t lines);

class Svg {
public:
    using Value = std::variant<double, std::string>;
    using Attributes = std::initializer_list<std::pair<std::string_view, Value>>;

    /// `id` opens every id in the picture, so that several can stand in one page.
    Svg(std::string id, double width, double height, std::string_view title, std::string_view description);

    void element(std::string_view name, Attributes attributes);
    void open(std::string_view name, Attributes attributes);
    void close(std::string_view name);

    enum class Anchor { start, middle, end };
    struct Style {
        double size = 13;
        std::string_view fill = "#1a1a1a";
        bool bold = false;
        Anchor anchor = Anchor::start;
    };
    void text(double x, double y, std::string_view text, Style style);

    [[nodiscard]] std::string id(std::string_view name) const;         // "range_chart-hatch"
    [[nodiscard]] std::string reference(std::string_view name) const;  // "url(#range_chart-hatch)"
    [[nodiscard]] std::string finish();

private:
    void tag(std::string_view name, Attributes attributes, std::string_view end);

    std::string id_;
    std::string out_;
};

}  // namespace credence::report
