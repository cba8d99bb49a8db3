// A small SVG writer: elements, escaped texts, fixed decimals, colours for light and dark pages.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "report/palette.hpp"
#include "report/text_fit.hpp"

namespace credence::report {

struct Box {
    double x = 0, y = 0, width = 0, height = 0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] double middle_x() const { return x + width / 2; }
    [[nodiscard]] double middle_y() const { return y + height / 2; }
};

class Svg {
public:
    using Value = std::variant<double, std::string, Colour>;
    using Attributes = std::initializer_list<std::pair<std::string_view, Value>>;

    /// `id` opens every id in the picture, so that several can stand in one page.
    Svg(std::string id, double width, double height, std::string_view title, std::string_view description);

    void element(std::string_view name, Attributes attributes);
    void open(std::string_view name, Attributes attributes);
    void close(std::string_view name);

    enum class Anchor { start, middle, end };
    struct Style {
        double size = 13;
        Colour fill = ink;
        bool bold = false;
        Anchor anchor = Anchor::start;
    };
    void text(double x, double y, std::string_view text, Style style);
    /// Lines downwards from the base line `y`; returns where the next would be.
    double lines(double x, double y, const std::vector<std::string>& lines, double leading, Style style);
    /// Lines about a middle.
    void centred(double x, double middle, const std::vector<std::string>& lines, double leading, Style style);
    void line(double x1, double y1, double x2, double y2, Colour colour, double width, std::string_view dash = "");
    struct Look {
        Colour fill = paper, stroke = ink;
        double width = 1;
        std::string dash = {};
        double corner = 0;  // its radius
    };
    void box(const Box& box, const Look& look);
    /// "M1 2 L3 4": an outline where it is closed.
    void path(std::string d, const Look& look);
    /// A path without an area.
    void way(std::string d, Colour colour, double width, std::string_view dash = "");

    [[nodiscard]] std::string id(std::string_view name) const;         // "range_chart-hatch"
    [[nodiscard]] std::string reference(std::string_view name) const;  // "url(#range_chart-hatch)"
    [[nodiscard]] std::string finish();

private:
    void tag(std::string_view name, Attributes attributes, std::string_view end);

    std::string id_;
    std::string out_;
    std::vector<std::pair<std::string, Colour>> used_;  // colours, by what they are used for: fill or stroke
};

/// At most one digit after the point.
[[nodiscard]] std::string svg_number(double value);
/// "M1 2 L3 4 Z": a closed outline.
[[nodiscard]] std::string outline(std::initializer_list<std::pair<double, double>> corners);

}  // namespace credence::report
