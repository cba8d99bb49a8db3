#include "report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/markdown_text.hpp"

namespace credence::report {

std::string svg_number(double value) {
    const double rounded = std::round(value * 10) / 10;
    std::string out = fmt::format("{:.1f}", rounded == 0 ? 0.0 : rounded);
    if (out.ends_with(".0")) out.resize(out.size() - 2);
    return out;
}

std::string outline(std::initializer_list<std::pair<double, double>> corners) {
    std::string out;
    for (const auto& [x, y] : corners) out += fmt::format("{}{} {}", out.empty() ? "M" : " L", svg_number(x), svg_number(y));
    return out + " Z";
}

Svg::Svg(std::string id, double width, double height, std::string_view title, std::string_view description)
    : id_(std::move(id)) {
    open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                 {"id", id_},
                 {"viewBox", fmt::format("0 0 {} {}", svg_number(width), svg_number(height))},
                 {"width", width},
                 {"height", height},
                 {"role", "img"},
                 {"aria-labelledby", fmt::format("{} {}", this->id("title"), this->id("desc"))},
                 {"font-family", "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"}});
    out_ += fmt::format("<title id=\"{}\">{}</title>\n", this->id("title"), markup_text(title));
    out_ += fmt::format("<desc id=\"{}\">{}</desc>\n", this->id("desc"), markup_text(description));
    element("rect", {{"width", width}, {"height", height}, {"fill", paper}});
}

void Svg::tag(std::string_view name, Attributes attributes, std::string_view end) {
    out_ += fmt::format("<{}", name);
    for (const auto& [key, value] : attributes) {
        std::string written;
        if (const auto* number = std::get_if<double>(&value)) {
            written = svg_number(*number);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            written = markup_text(*text);
        } else {
            const auto colour = std::get<Colour>(value);
            written = colour.light;
            const bool there = std::any_of(used_.begin(), used_.end(), [k = key, &colour](const auto& used) {
                return used.first == k && used.second.light == colour.light;
            });
            if (!there) used_.emplace_back(std::string(key), colour);
        }
        if (!written.empty()) out_ += fmt::format(" {}=\"{}\"", key, written);
    }
    out_ += end;
}

void Svg::element(std::string_view name, Attributes attributes) { tag(name, attributes, "/>\n"); }

void Svg::open(std::string_view name, Attributes attributes) { tag(name, attributes, ">\n"); }

void Svg::close(std::string_view name) { out_ += fmt::format("</{}>\n", name); }

void Svg::text(double x, double y, std::string_view text, Style style) {
    const std::string shown = markup_text(text);
    if (shown.empty()) return;
    const std::string anchor = style.anchor == Anchor::start ? "" : style.anchor == Anchor::middle ? "middle" : "end";
    tag("text",
        {{"x", x},
         {"y", y},
         {"font-size", style.size},
         {"fill", style.fill},
         {"text-anchor", anchor},
         {"font-weight", style.bold ? "bold" : ""}},
        ">");
    out_ += fmt::format("{}</text>\n", shown);
}

double Svg::lines(double x, double y, const std::vector<std::string>& lines, double leading, Style style) {
    for (const auto& line : lines) {
        text(x, y, line, style);
        y += leading;
    }
    return y;
}

void Svg::centred(double x, double middle, const std::vector<std::string>& lines, double leading, Style style) {
    const double first = middle + style.size * 0.36 - leading * (static_cast<double>(lines.size()) - 1) / 2;
    this->lines(x, first, lines, leading, style);
}

void Svg::line(double x1, double y1, double x2, double y2, Colour colour, double width, std::string_view dash) {
    element("line", {{"x1", x1},
                     {"y1", y1},
                     {"x2", x2},
                     {"y2", y2},
                     {"stroke", colour},
                     {"stroke-width", width},
                     {"stroke-dasharray", std::string(dash)}});
}

void Svg::box(const Box& box, const Look& look) {
    element("rect", {{"x", box.x},
                     {"y", box.y},
                     {"width", box.width},
                     {"height", box.height},
                     {"rx", look.corner},
                     {"fill", look.fill},
                     {"stroke", look.stroke},
                     {"stroke-width", look.width},
                     {"stroke-dasharray", look.dash}});
}

void Svg::path(std::string d, const Look& look) {
    element("path", {{"d", std::move(d)},
                     {"fill", look.fill},
                     {"stroke", look.stroke},
                     {"stroke-width", look.width},
                     {"stroke-dasharray", look.dash}});
}

void Svg::way(std::string d, Colour colour, double width, std::string_view dash) {
    element("path", {{"d", std::move(d)},
                     {"fill", "none"},
                     {"stroke", colour},
                     {"stroke-width", width},
                     {"stroke-dasharray", std::string(dash)}});
}

std::string Svg::id(std::string_view name) const { return fmt::format("{}-{}", id_, name); }

std::string Svg::reference(std::string_view name) const { return fmt::format("url(#{})", id(name)); }

std::string Svg::finish() {
    // Presentation attributes say the light colours, which every reader of SVG knows; a rule of a style sheet goes before them.
    out_ += "<style>@media screen and (prefers-color-scheme: dark) {\n";
    for (const auto& [what, colour] : used_)
        out_ += fmt::format("#{} [{}=\"{}\"] {{ {}: {} }}\n", id_, what, colour.light, what, colour.dark);
    out_ += "}</style>\n";
    close("svg");
    return std::move(out_);
}

}  // namespace credence::report
