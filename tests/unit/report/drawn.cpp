#include "unit/report/drawn.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include "report/palette.hpp"
#include "report/text_fit.hpp"
#include "support/markup.hpp"

namespace credence::report {
namespace {

std::vector<double> numbers_in(std::string_view text) {
    std::vector<double> out;
    for (std::size_t at = 0; at < text.size();) {
        double value = 0;
        const auto [next, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
        if (error != std::errc{}) {
            ++at;
        } else {
            out.push_back(value);
            at = static_cast<std::size_t>(next - text.data());
        }
    }
    return out;
}

struct Extent {
    double left = 0, top = 0, right = 0, bottom = 0;

    [[nodiscard]] double middle_x() const { return (left + right) / 2; }
    [[nodiscard]] double middle_y() const { return (top + bottom) / 2; }
    [[nodiscard]] bool holds(double x, double y) const { return x >= left && x <= right && y >= top && y <= bottom; }
};

/// Of texts by the widths of the widest font; of paths of lines by their corners.
std::optional<Extent> extent_of(const Element& e) {
    if (e.name == "rect")
        return Extent{e.number("x"), e.number("y"), e.number("x") + e.number("width"), e.number("y") + e.number("height")};
    if (e.name == "circle")
        return Extent{e.number("cx") - e.number("r"), e.number("cy") - e.number("r"), e.number("cx") + e.number("r"),
                      e.number("cy") + e.number("r")};
    if (e.name == "line") {
        const auto [left, right] = std::minmax(e.number("x1"), e.number("x2"));
        const auto [top, bottom] = std::minmax(e.number("y1"), e.number("y2"));
        return Extent{left, top, right, bottom};
    }
    if (e.name == "path" && e.at("d").find_first_of("HVC") == std::string::npos) {
        const auto all = numbers_in(e.at("d"));
        Extent out{1e9, 1e9, -1e9, -1e9};
        for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
            out = {std::min(out.left, all[i]), std::min(out.top, all[i + 1]), std::max(out.right, all[i]),
                   std::max(out.bottom, all[i + 1])};
        }
        return out;
    }
    if (e.name == "text") {
        const double size = e.number("font-size"), width = text_width(e.text, size, e.at("font-weight") == "bold");
        const double shift = e.at("text-anchor") == "middle" ? width / 2 : e.at("text-anchor") == "end" ? width : 0;
        return Extent{e.number("x") - shift, e.number("y") - 0.76 * size, e.number("x") - shift + width,
                      e.number("y") + 0.2 * size};
    }
    return {};
}

double brightness(std::string_view colour) {
    const auto channel = [&](std::size_t at) {
        int value = 0;
        std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
        const double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/// As WCAG 2 reckons it.
double contrast(std::string_view a, std::string_view b) {
    const auto [dark, light] = std::minmax({brightness(a), brightness(b)});
    return (light + 0.05) / (dark + 0.05);
}

class Examined {
public:
    Examined(const std::string& svg, std::string name) : svg_(svg), name_(std::move(name)), elements_(parse_svg(svg)) {
        if (elements_.size() < 4) {
            say("nothing is drawn");
            return;
        }
        frame();
        for (const auto& element : elements_) allowed(element);
        references();
        colours();
        places();
        contrasts();
    }

    std::vector<std::string> found;

private:
    template <class... Parts>
    void say(fmt::format_string<Parts...> text, Parts&&... parts) {
        found.push_back(fmt::format(text, std::forward<Parts>(parts)...));
    }

    void frame() {
        const auto& root = elements_[0];
        if (root.name != "svg" || root.at("role") != "img") say("the root is no image");
        if (root.at("aria-labelledby") != name_ + "-title " + name_ + "-desc") say("it is not labelled by its title");
        if (elements_[1].name != "title" || elements_[1].text.empty()) say("no title");
        if (elements_[2].name != "desc" || elements_[2].text.empty()) say("no description");
        const auto box = numbers_in(root.at("viewBox"));
        if (box.size() != 4 || box[2] != root.number("width") || box[3] != root.number("height"))
            say("its size is not its box");
        if (elements_[3].at("fill") != paper.light) say("no ground");
    }

    void allowed(const Element& element) {
        static const std::set<std::string> names = {"svg",  "title", "desc",    "rect",   "line",   "path",
                                                    "text", "defs",  "pattern", "marker", "circle", "style"};
        static const std::set<std::string> attributes = {"aria-labelledby",
                                                         "cx",
                                                         "cy",
                                                         "d",
                                                         "fill",
                                                         "font-family",
                                                         "font-size",
                                                         "font-weight",
                                                         "height",
                                                         "id",
                                                         "marker-end",
                                                         "markerHeight",
                                                         "markerWidth",
                                                         "orient",
                                                         "patternTransform",
                                                         "patternUnits",
                                                         "r",
                                                         "refX",
                                                         "refY",
                                                         "role",
                                                         "rx",
                                                         "stroke",
                                                         "stroke-dasharray",
                                                         "stroke-width",
                                                         "text-anchor",
                                                         "viewBox",
                                                         "width",
                                                         "x",
                                                         "x1",
                                                         "x2",
                                                         "xmlns",
                                                         "y",
                                                         "y1",
                                                         "y2"};
        if (!names.contains(element.name)) say("an element that is not allowed: {}", element.name);
        for (const auto& [key, value] : element.attributes) {
            if (!attributes.contains(key)) say("an attribute that is not allowed: {}", key);
        }
        if (element.name == "text" && element.text.empty()) say("an empty text");
    }

    void references() {
        std::set<std::string> ids;
        for (const auto& element : elements_) {
            const auto id = element.at("id");
            if (id.empty()) continue;
            if (id != name_ && !id.starts_with(name_ + "-")) say("an id of another figure: {}", id);
            if (!ids.insert(id).second) say("an id twice: {}", id);
        }
        for (std::size_t at = svg_.find("url("); at != std::string::npos; at = svg_.find("url(", at + 1)) {
            const auto target = svg_.substr(at + 5, svg_.find(')', at) - at - 5);
            if (svg_[at + 4] != '#' || !ids.contains(target)) say("a reference to nothing: {}", target);
        }
    }

    /// Each colour has its counterpart for dark pages.
    void colours() {
        const auto& rules = elements_.back().text;
        for (const auto& element : elements_) {
            for (const auto* key : {"fill", "stroke"}) {
                const auto colour = element.at(key);
                if (!colour.starts_with('#')) continue;
                const auto rule = fmt::format("#{} [{}=\"{}\"] {{ {}: #", name_, key, colour, key);
                const auto at = rules.find(rule);
                if (at == std::string::npos) {
                    say("no dark colour of {}", colour);
                } else {
                    dark_[colour] = rules.substr(at + rule.size() - 1, 7);
                }
            }
        }
        if (!rules.starts_with("@media screen and (prefers-color-scheme: dark) {")) say("dark colours without a condition");
    }

    void places() {
        const auto& root = elements_[0];
        const Extent all{-0.5, -0.5, root.number("width") + 0.5, root.number("height") + 0.5};
        std::vector<std::pair<Extent, const Element*>> texts;
        for (std::size_t i = 3; i < elements_.size(); ++i) {
            const auto& element = elements_[i];
            if (element.name == "path" && element.attributes.size() <= 2) continue;  // the tip of an arrow has its own space
            const auto extent = extent_of(element);
            if (!extent || in_pattern(i)) continue;
            if (!all.holds(extent->left, extent->top) || !all.holds(extent->right, extent->bottom))
                say("{} `{}` leaves the picture", element.name, element.text);
            if (element.name == "text") texts.emplace_back(*extent, &element);
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (std::size_t j = i + 1; j < texts.size(); ++j) {
                const auto& a = texts[i].first;
                const auto& b = texts[j].first;
                if (std::min(a.right, b.right) - std::max(a.left, b.left) > 0.5 &&
                    std::min(a.bottom, b.bottom) - std::max(a.top, b.top) > 0.5)
                    say("`{}` overlaps `{}`", texts[i].second->text, texts[j].second->text);
            }
        }
    }

    [[nodiscard]] bool in_pattern(std::size_t at) const {
        return at > 0 && (elements_[at - 1].name == "pattern" || elements_[at - 1].name == "marker");
    }

    /// What was painted last below a point, of the elements before one.
    [[nodiscard]] std::string ground(std::size_t before, double x, double y) const {
        std::string out(paper.light);
        for (std::size_t i = 3; i < before; ++i) {
            if (in_pattern(i) || !elements_[i].at("fill").starts_with('#') || elements_[i].name == "text") continue;
            const auto extent = extent_of(elements_[i]);
            if (extent && extent->holds(x, y)) out = elements_[i].at("fill");
        }
        return out;
    }

    [[nodiscard]] std::string dark(const std::string& colour) const {
        const auto found = dark_.find(colour);
        return found == dark_.end() ? std::string(paper.dark) : found->second;
    }

    void contrasts() {
        for (std::size_t i = 4; i < elements_.size(); ++i) {
            const auto& element = elements_[i];
            const auto extent = extent_of(element);
            if (!extent) continue;
            const bool text = element.name == "text";
            const auto colour = text ? element.at("fill") : element.at("stroke");
            if (!colour.starts_with('#') || colour == grid_grey.light || colour == paper.light) continue;  // decoration
            // Of an outline what lies around it: nothing of it is drawn yet.
            const auto below = in_pattern(i) ? std::string(paper.light) : ground(i, extent->middle_x(), extent->middle_y());
            const double least = text ? 4.5 : 3;
            if (contrast(colour, below) < least) say("{} `{}`: {} on {}", element.name, element.text, colour, below);
            if (contrast(dark(colour), dark(below)) < least)
                say("{} `{}`: {} on {} (dark)", element.name, element.text, dark(colour), dark(below));
        }
    }

    const std::string& svg_;
    std::string name_;
    std::vector<Element> elements_;
    std::map<std::string, std::string> dark_;
};

}  // namespace

double Element::number(const std::string& key) const {
    const auto found = numbers_in(at(key));
    return found.empty() ? 0 : found.front();
}

std::string Element::at(const std::string& key) const {
    const auto found = attributes.find(key);
    return found == attributes.end() ? "" : found->second;
}

std::vector<Element> parse_svg(const std::string& svg) {
    const auto read = testing::markup(svg);
    EXPECT_TRUE(read.sound) << read.error << "\n" << svg;
    std::vector<Element> out;
    for (const auto& element : read.elements)
        out.push_back({element.name, element.text, {element.attributes.begin(), element.attributes.end()}});
    return out;
}

std::vector<Element> named(const std::vector<Element>& elements, std::string_view name) {
    std::vector<Element> out;
    std::copy_if(elements.begin(), elements.end(), std::back_inserter(out), [&](const Element& e) { return e.name == name; });
    return out;
}

std::vector<std::string> flaws(const std::string& svg, const std::string& name) { return Examined(svg, name).found; }

}  // namespace credence::report
