// How a bar, a mark, a hatched area and the legend look: the hands of chart.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "report/document.hpp"
#include "report/svg.hpp"

namespace credence::report {

struct Box {
    double x = 0, y = 0, width = 0, height = 0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] double middle_x() const { return x + width / 2; }
    [[nodiscard]] double middle_y() const { return y + height / 2; }
};

inline constexpr std::string_view ink = "#1a1a1a", faded = "#4d4d4d", rule_grey = "#bfbfbf";

/// The pattern and the arrow's tip that the other functions refer to; once a picture.
void define_patterns(Svg& svg);

void paint_hatching(Svg& svg, Box box);
/// A value over its columns, with what is written in it; as many lines as fit.
void paint_bar(Svg& svg, BarStyle style, Box box, std::string_view text);
/// A value that others may lie in: the outline alone.
void paint_frame(Svg& svg, BarStyle style, Box box);
/// A value of a comparison that is neither heavy nor declared: a line between two dots.
void paint_line(Svg& svg, double left, double right, double y);
/// An observation; the shape says the kind.
void paint_mark(Svg& svg, std::size_t kind, double x, double y);
/// A text on a white ground, for places that something else may cross.
void paint_note(Svg& svg, double x, double y, std::string_view text, Svg::Anchor anchor, std::string_view fill);

/// What the legend has to explain.
struct Key {
    enum class Shape { bar, line, mark, hatching } shape = Shape::bar;
    BarStyle style = BarStyle::thin;
    std::size_t kind = 0;
    std::string text;
};
inline constexpr double key_size = 11.5;
/// With the gap behind each.
[[nodiscard]] double keys_width(const std::vector<Key>& line);
/// Keys by the lines that they need.
[[nodiscard]] std::vector<std::vector<Key>> arrange(const std::vector<Key>& keys, double width);
void paint_keys(Svg& svg, const std::vector<Key>& line, double x, double y);

}  // namespace credence::report
