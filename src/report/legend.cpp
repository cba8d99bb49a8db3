#include "report/legend.hpp"

#include <algorithm>

namespace credence::report {

namespace {

constexpr double key_size = 11.5, key_line = 20, shape_width = 24, shape_gap = 8, key_gap = 22;

double key_width(const Key& key) { return shape_width + shape_gap + text_width(key.text, key_size) + key_gap; }

}  // namespace

double keys_width(const std::vector<Key>& keys) {
    double width = 0;
    for (const Key& key : keys) width += key_width(key);
    return width;
}

Legend::Legend(std::vector<Key> keys, const std::string& corner, double width)
    : corner_(shortened(corner, width, key_size)),
      width_(width) {
    double used = 0;
    for (Key& key : keys) {
        key.text = shortened(key.text, width - shape_width - shape_gap, key_size);
        if (key.text.empty()) continue;
        const double needed = key_width(key);
        if (lines_.empty() || used + needed - key_gap > width) {
            lines_.emplace_back();
            used = 0;
        }
        lines_.back().push_back(std::move(key));
        used += needed;
    }
    corner_apart_ = !lines_.empty() && !corner_.empty() && used + text_width(corner_, key_size) > width;
}

double Legend::height() const {
    const auto lines = static_cast<double>(lines_.size()) + (corner_apart_ ? 1 : 0);
    return 16 + key_line * std::max(lines, corner_.empty() ? 0.0 : 1.0);
}

void Legend::paint(Svg& svg, double left, double top) const {
    double y = top + 24;
    for (const auto& line : lines_) {
        double x = left;
        for (const Key& key : line) {
            key.paint(svg, x + shape_width / 2, y - 4);
            svg.text(x + shape_width + shape_gap, y, key.text, {key_size, faded, false, Svg::Anchor::start});
            x += key_width(key);
        }
        y += key_line;
    }
    if (corner_.empty()) return;
    if (!lines_.empty() && !corner_apart_) y -= key_line;
    svg.text(left + width_, y, corner_, {key_size, faded, false, Svg::Anchor::end});
}

}  // namespace credence::report
