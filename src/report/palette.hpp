// The colours of figures, each for a light and for a dark page. Edges and marks pass 3:1 and texts 4.5:1 on the ground and on every
// tint, in both; `grid_grey` alone is decoration. Shape, dash and weight tell what colour tells, so that figures hold in grey.
#pragma once

#include <string_view>

namespace credence::report {

struct Colour {
    std::string_view light, dark;
};

inline constexpr Colour paper{"#ffffff", "#16181d"}, ink{"#1a1a1a", "#ededed"}, faded{"#4d4d4d", "#b9bcc4"},
    grid_grey{"#bfbfbf", "#4b4f58"}, hatch_grey{"#8a8a8a", "#7b7f88"}, quiet_grey{"#767676", "#8e929b"};

/// What is drawn as an outline with a tint within.
struct Tinted {
    Colour tint, edge;
};
inline constexpr Tinted plain_area{{"#f5f5f5", "#20242b"}, {"#6b6b6b", "#a5a8b0"}};
inline constexpr Tinted grey_area{{"#ececec", "#31343b"}, {"#595959", "#b0b3bb"}};
inline constexpr Tinted green_area{{"#e0f3ed", "#0f3429"}, {"#00805d", "#2fc79b"}};
inline constexpr Tinted pink_area{{"#f7e6ef", "#3c2030"}, {"#a8487f", "#e58fc0"}};
inline constexpr Tinted orange_area{{"#fdeee5", "#40260f"}, {"#c65500", "#ff9b50"}};
inline constexpr Tinted blue_area{{"#e2eefa", "#182c40"}, {"#2b5f93", "#74aee6"}};
inline constexpr Tinted yellow_area{{"#fff3d6", "#3a2e0c"}, {"#8a6100", "#d9a93a"}};
inline constexpr Tinted leaf_area{{"#e3f0e0", "#1d3319"}, {"#2f6b2a", "#7cc274"}};
inline constexpr Tinted violet_area{{"#e9e4f5", "#2b2440"}, {"#5b4599", "#a996e6"}};

}  // namespace credence::report
