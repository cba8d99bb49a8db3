// How a bar, a mark and a hatched area look: the hands of the figures that are drawn over the values of a scale.
#pragma once

#include <string_view>

#include "report/document.hpp"
#include "report/svg.hpp"

namespace credence::report {

/// The pattern and the arrow's tip that the other functions refer to; once a picture.
void define_patterns(Svg& svg);

void paint_hatching(Svg& svg, const Box& box);
/// A value over its columns, with what is written in it; as many lines as fit.
void paint_bar(Svg& svg, BarStyle style, const Box& box, std::string_view text);
/// A value that others may lie in: the outline alone.
void paint_frame(Svg& svg, BarStyle style, const Box& box);
/// A value of a comparison that is neither heavy nor declared: a line between two dots.
void paint_line(Svg& svg, double left, double right, double y);
/// An observation; the shape says the kind, of which eight look different. `half`: of its width.
void paint_mark(Svg& svg, std::size_t kind, double x, double y, double half = 7);
/// What is written on a mark of that kind.
[[nodiscard]] Colour on_mark(std::size_t kind);
/// A text on a plain ground, for places that something else may cross.
void paint_note(Svg& svg, double x, double y, std::string_view text, Svg::Anchor anchor, Colour fill);

// For legends, about a middle.
void paint_bar_key(Svg& svg, BarStyle style, double x, double y);
void paint_line_key(Svg& svg, double x, double y);
void paint_hatching_key(Svg& svg, double x, double y);

}  // namespace credence::report
