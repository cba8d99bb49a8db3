// The legend of a figure: what its shapes mean, side by side in as many lines as it takes, and in its right corner of what it is.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/svg.hpp"

namespace credence::report {

/// A shape of at most 24 by 16 units about a middle, and what it means.
struct Key {
    std::string text;
    std::function<void(Svg& svg, double x, double y)> paint;
};

class Legend {
public:
    /// Keys without a text are left out; a text that no line holds is cut.
    Legend(std::vector<Key> keys, const std::string& corner, double width);

    [[nodiscard]] double height() const;
    void paint(Svg& svg, double x, double y) const;  // of its upper left corner

private:
    std::vector<std::vector<Key>> lines_;
    std::string corner_;
    bool corner_apart_ = false;  // has a line of its own
    double width_;
};

/// What the keys take in one line.
[[nodiscard]] double keys_width(const std::vector<Key>& keys);

}  // namespace credence::report
