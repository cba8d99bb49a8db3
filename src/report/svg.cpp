#include "report/svg.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "report/markdown_text.hpp"
#include "report/utf8.hpp"
#include "text/display.hpp"

namespace credence::report {

namespace {

/// Helvetica's advance widths for U+0020 to U+007E, in thousandths of the size (Adobe Core 14 font metrics).
constexpr std::array<int, 95> widths = {
    278, 278, 355, 556, 556, 889, 667, 191, 333,  333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667,  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

double advance(std::string_view character, char32_t point) {
    if (point >= 0x20 && point <= 0x7E) return widths[point - 0x20];
    return text::display_width(character) * 556;
}

/// At most one digit after the point.
std::string number(double value) {
    const double rounded = std::round(value * 10) / 10;
    std::string out = fmt::format("{:.1f}", rounded == 0 ? 0.0 : rounded);
    if (out.ends_with(".0")) out.resize(out.size() - 2);
    return out;
}

/// The longest start of `text` that is at most `width` wide, at least one character.
std::string_view fitting(std::string_view text, double width, double size, bool bold) {
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t next = end + decode(text.substr(end)).length;
        if (end != 0 && text_width(text.substr(0, next), size, bold) > width) break;
        end = next;
    }
    return text.substr(0, end);
}

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
    double thousandths = 0;
    while (!text.empty()) {
        const Decoded c = decode(text);
        thousandths += advance(text.substr(0, c.length), c.point);
        text.remove_prefix(c.length);
    }
    return thousandths * size / 1000 * (bold ? 1.07 : 1);
}

std::vector<std::string> wrap(std::string_view raw, double width, double size, bool bold, std::size_t lines) {
    const std::string text = one_line(raw);
    std::string_view rest = text;
    std::vector<std::string> out;
    while (!rest.empty()) {
        if (out.size() + 1 == lines && text_width(rest, size, bold) > width) {
            const std::string_view kept = fitting(rest, width - text_width("…", size, bold), size, bold);
            out.push_back(std::string(kept.substr(0, kept.find_last_not_of(' ') + 1)) + "…");
            return out;
        }
        std::string_view line = fitting(rest, width, size, bold);
        if (line.size() < rest.size() && rest[line.size()] != ' ') {
            const std::size_t blank = line.rfind(' ');
            if (blank != std::string_view::npos && blank != 0) line = line.substr(0, blank);
        }
        rest.remove_prefix(line.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        out.emplace_back(line.substr(0, line.find_last_not_of(' ') + 1));
    }
    return out;
}

Svg::Svg(std::string id, double width, double height, std::string_view title, std::string_view description)
    : id_(std::move(id)) {
    open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                 {"viewBox", fmt::format("0 0 {} {}", number(width), number(height))},
                 {"width", width},
                 {"height", height},
                 {"role", "img"},
                 {"aria-labelledby", fmt::format("{} {}", this->id("title"), this->id("desc"))},
                 {"font-family", "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"}});
    out_ += fmt::format("<title id=\"{}\">{}</title>\n", this->id("title"), markup_text(title));
    out_ += fmt::format("<desc id=\"{}\">{}</desc>\n", this->id("desc"), markup_text(description));
    element("rect", {{"width", width}, {"height", height}, {"fill", "#ffffff"}});
}

void Svg::tag(std::string_view name, Attributes attributes, std::string_view end) {
    out_ += fmt::format("<{}", name);
    for (const auto& [key, value] : attributes) {
        const std::string written =
            std::holds_alternative<double>(value) ? number(std::get<double>(value)) : markup_text(std::get<std::string>(value));
        if (!written.empty()) out_ += fmt::format(" {}=\"{}\"", key, written);
    }
    out_ += end;
}

void Svg::element(std::string_view name, Attributes attributes) { tag(name, attributes, "/>\n"); }

void Svg::open(std::string_view name, Attributes attributes) { tag(name, attributes, ">\n"); }

void Svg::close(std::string_view name) { out_ += fmt::format("</{}>\n", name); }

void Svg::text(double x, double y, std::string_view text, Style style) {
    const std::string anchor = style.anchor == Anchor::start ? "" : style.anchor == Anchor::middle ? "middle" : "end";
    tag("text",
        {{"x", x},
         {"y", y},
         {"font-size", style.size},
         {"fill", std::string(style.fill)},
         {"text-anchor", anchor},
         {"font-weight", style.bold ? "bold" : ""}},
        ">");
    out_ += fmt::format("{}</text>\n", markup_text(text));
}

std::string Svg::id(std::string_view name) const { return fmt::format("{}-{}", id_, name); }

std::string Svg::reference(std::string_view name) const { return fmt::format("url(#{})", id(name)); }

std::string Svg::finish() {
    close("svg");
    return std::move(out_);
}

}  // namespace credence::report
