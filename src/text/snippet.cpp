#include "text/snippet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/display.hpp"

namespace credence::text {
namespace {

// A mark on one line, in columns of the line as it is shown, [from, to).
struct Underline {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    const Mark* mark = nullptr;
};

// The part of a line that is shown, in columns: all of it, or what is around its marks.
struct Window {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool cut_left = false;
    bool cut_right = false;
};

// A mark on several lines is shown on its first.
Underline underline(const SourceFile& file, std::uint32_t line_number, const std::vector<DisplayCell>& cells,
                    const Mark& mark) {
    const auto start = file.line_start(line_number);
    const auto begin = mark.span.begin - start;
    const auto end = std::max(mark.span.end, mark.span.begin + 1) - start;
    const auto line_end = cells.empty() ? 0 : cells.back().column + cells.back().width;
    Underline u{line_end, line_end + 1, &mark};
    bool found = false;
    for (const auto& cell : cells) {
        if (cell.offset < begin || cell.offset >= end) continue;
        if (!found) u.from = cell.column;
        u.to = cell.column + std::max(cell.width, 1U);
        found = true;
    }
    return u;
}

Window window(const std::vector<DisplayCell>& cells, const std::vector<Underline>& underlines, std::uint32_t space) {
    const auto whole = cells.empty() ? 0 : cells.back().column + cells.back().width;
    if (whole <= space) return {0, whole, false, false};
    // The place of the error comes first; other marks are shown where there is room.
    const auto primary = std::find_if(underlines.begin(), underlines.end(), [](const auto& u) { return u.mark->primary; });
    const auto& centre = primary != underlines.end() ? *primary : underlines.front();
    if (centre.to <= space - 2) return {0, space - 2, false, true};
    const auto from = centre.from - std::min(centre.from, space / 3);
    const auto end = std::max(whole, centre.from + 1);  // what is missing is marked behind the end
    if (from + space - 1 < end) return {from, from + space - 2, from > 0, true};
    return {end - (space - 1), whole, true, false};
}

class LineRenderer {
public:
    LineRenderer(std::uint32_t number_width, Ink ink, const TextStyle& style)
        : gutter_(std::string(number_width + 1, ' ')),
          number_width_(number_width),
          ink_(ink),
          style_(style) {}

    std::string render(const SourceFile& file, std::uint32_t number, const std::vector<const Mark*>& marks) {
        const auto cells = display_cells(file.line(number));
        std::vector<Underline> underlines;
        for (const auto* mark : marks) underlines.push_back(underline(file, number, cells, *mark));
        std::stable_sort(underlines.begin(), underlines.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
        const auto view = window(cells, underlines, space());
        std::string shown = view.cut_left ? "…" : "";
        for (const auto& cell : cells) {
            if (cell.column >= view.from && cell.column + cell.width <= view.to) shown += cell.shown;
        }
        if (view.cut_right) shown += "…";
        std::string out = inked(fmt::format("{:>{}} |", number, number_width_), Ink::frame, style_);
        out += shown.empty() ? "\n" : " " + shown + "\n";
        clip(underlines, view);
        return out + below(underlines);
    }

private:
    [[nodiscard]] std::uint32_t space() const { return std::max(style_.width, number_width_ + 23) - number_width_ - 3; }

    // From columns of the line to columns of the window.
    static void clip(std::vector<Underline>& underlines, const Window& view) {
        std::erase_if(underlines, [&](const Underline& u) {
            return (u.to <= view.from && view.cut_left) || (u.from >= view.to && view.cut_right);
        });
        const auto shift = view.cut_left ? 1U : 0U;
        for (auto& u : underlines) {
            u.from = std::max(u.from, view.from) - view.from + shift;
            u.to = (view.cut_right ? std::min(u.to, view.to) : u.to) - view.from + shift;
        }
    }

    [[nodiscard]] Ink ink_of(const Mark& mark) const { return mark.primary ? ink_ : Ink::secondary; }

    void start(std::string& out) const { out += inked(gutter_ + "|", Ink::frame, style_); }

    // Underlines, then the labels: the last beside its underline, the others hanging below theirs.
    std::string below(const std::vector<Underline>& underlines) const {
        if (underlines.empty()) return {};
        std::string out;
        start(out);
        out += ' ';
        std::uint32_t column = 0;
        for (const auto& u : underlines) {
            const auto from = std::max(u.from, column);
            if (u.to <= from) continue;
            out += std::string(from - column, ' ');
            out += inked(std::string(u.to - from, u.mark->primary ? '^' : '-'), ink_of(*u.mark), style_);
            column = u.to;
        }
        std::vector<const Underline*> hanging;
        for (const auto& u : underlines) {
            if (!u.mark->label.empty()) hanging.push_back(&u);
        }
        if (!hanging.empty() && hanging.back()->to == column && fits(column + 1, hanging.back()->mark->label)) {
            out += " " + inked(hanging.back()->mark->label, ink_of(*hanging.back()->mark), style_);
            hanging.pop_back();
        }
        out += '\n';
        if (hanging.empty()) return out;
        out += connectors(hanging, hanging.size());
        while (!hanging.empty()) {
            const auto& u = *hanging.back();
            hanging.pop_back();
            auto line = connectors(hanging, hanging.size());
            line.pop_back();
            std::uint32_t used = hanging.empty() ? 0 : hanging.back()->from + 1;
            if (hanging.empty()) line += ' ';
            if (!hanging.empty() && used > u.from) used = u.from;  // two marks that begin together
            line += std::string(u.from - used, ' ');
            out += line + inked(u.mark->label, ink_of(*u.mark), style_) + "\n";
        }
        return out;
    }

    [[nodiscard]] bool fits(std::uint32_t column, const std::string& label) const {
        return column + display_width(label) <= space() || label.size() > 60;
    }

    // A bar under the start of each of the first `count` marks.
    std::string connectors(const std::vector<const Underline*>& hanging, std::size_t count) const {
        std::string out;
        start(out);
        std::uint32_t column = 0;
        if (count > 0) out += ' ';
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0 && hanging[i]->from < column) continue;
            out += std::string(hanging[i]->from - column, ' ') + inked("|", ink_of(*hanging[i]->mark), style_);
            column = hanging[i]->from + 1;
        }
        return out + "\n";
    }

    std::string gutter_;
    std::uint32_t number_width_;
    Ink ink_;
    const TextStyle& style_;
};

}  // namespace

std::string inked(std::string text, Ink ink, const TextStyle& style) {
    if (!style.colour || text.empty()) return text;
    switch (ink) {
        case Ink::plain: return text;
        case Ink::frame: return "\x1b[34m" + text + "\x1b[0m";
        case Ink::error: return "\x1b[1;31m" + text + "\x1b[0m";
        case Ink::warning: return "\x1b[1;33m" + text + "\x1b[0m";
        case Ink::secondary: return "\x1b[1;34m" + text + "\x1b[0m";
        case Ink::strong: return "\x1b[1m" + text + "\x1b[0m";
    }
    return text;
}

std::string render_snippet(const SourceFile& file, const std::vector<Mark>& marks, std::uint32_t number_width, Ink ink,
                           const TextStyle& style) {
    LineRenderer renderer(number_width, ink, style);
    std::string out;
    for (std::size_t i = 0; i < marks.size();) {
        const auto number = file.place(marks[i].span.begin).line;
        std::vector<const Mark*> on_line;
        for (; i < marks.size() && file.place(marks[i].span.begin).line == number; ++i) on_line.push_back(&marks[i]);
        out += renderer.render(file, number, on_line);
    }
    return out;
}

}  // namespace credence::text
