#include "text/render_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "text/display.hpp"
#include "text/snippet.hpp"

namespace credence::text {
namespace {

// Lines further apart than this are shown as two pieces.
constexpr std::uint32_t near_lines = 4;

std::string_view level_word(Level level) {
    switch (level) {
        case Level::error: return "error";
        case Level::warning: return "warning";
        case Level::note: return "note";
    }
    return "";
}

Ink level_ink(Level level) {
    switch (level) {
        case Level::error: return Ink::error;
        case Level::warning: return Ink::warning;
        case Level::note: return Ink::strong;
    }
    return Ink::plain;
}

// `text` in lines of at most `width` columns, broken at blanks; those after the first are indented.
std::string wrapped(std::string_view text, std::uint32_t first_column, std::uint32_t indent, std::uint32_t width) {
    std::string out;
    std::uint32_t column = first_column;
    bool line_empty = true;
    while (!text.empty()) {
        const auto word_start = std::min(text.find_first_not_of(' '), text.size());
        const auto word_end = std::min(text.find(' ', word_start), text.size());
        const auto word = text.substr(word_start, word_end - word_start);
        const auto length = display_width(word);
        if (!line_empty && column + word_start + length > width) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else {
            out += text.substr(0, word_start);
            column += static_cast<std::uint32_t>(word_start);
        }
        for (const auto& cell : display_cells(word)) out += cell.shown;
        column += length;
        line_empty = false;
        text.remove_prefix(word_end);
    }
    return out;
}

// The marks of a diagnostic in pieces: the first holds the primary one, each the marks of near lines of one file.
std::vector<std::vector<Mark>> pieces(const SourceSet& sources, const Diagnostic& diagnostic) {
    const auto line = [&](const Mark& m) { return sources[m.span.file].place(m.span.begin).line; };
    std::vector<Mark> marks{{diagnostic.primary.span, diagnostic.primary.message, true}};
    for (const auto& label : diagnostic.secondary) {
        if (label.span.valid()) marks.push_back({label.span, label.message, false});
    }
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
        return std::tie(a.span.file, a.span.begin) < std::tie(b.span.file, b.span.begin);
    });
    std::vector<std::vector<Mark>> out;
    for (auto& mark : marks) {
        const bool joins =
            !out.empty() && out.back().back().span.file == mark.span.file && line(mark) - line(out.back().back()) < near_lines;
        if (!joins) out.emplace_back();
        out.back().push_back(std::move(mark));
    }
    const auto holds_primary = [](const std::vector<Mark>& p) {
        return std::any_of(p.begin(), p.end(), [](const Mark& m) { return m.primary; });
    };
    std::stable_partition(out.begin(), out.end(), holds_primary);
    return out;
}

std::string place_line(const SourceSet& sources, const std::vector<Mark>& piece, bool first, std::uint32_t number_width,
                       const TextStyle& style) {
    const auto primary = std::find_if(piece.begin(), piece.end(), [](const Mark& m) { return m.primary; });
    const auto& mark = primary != piece.end() ? *primary : piece.front();
    const auto& file = sources[mark.span.file];
    const auto place = file.place(mark.span.begin);
    return fmt::format("{}{} {}\n", std::string(number_width, ' '), inked(first ? "-->" : ":::", Ink::frame, style),
                       inked(fmt::format("{}:{}:{}", file.name(), place.line, place.column), Ink::strong, style));
}

void render_source(std::string& out, const SourceSet& sources, const Diagnostic& diagnostic, std::uint32_t number_width,
                   const TextStyle& style) {
    const auto bar = inked(std::string(number_width + 1, ' ') + "|", Ink::frame, style) + "\n";
    bool first = true;
    for (const auto& piece : pieces(sources, diagnostic)) {
        if (!first) out += bar;
        out += place_line(sources, piece, first, number_width, style);
        if (first) out += bar;
        out += render_snippet(sources[piece.front().span.file], piece, number_width, level_ink(diagnostic.level), style);
        first = false;
    }
    if (!diagnostic.notes.empty() || !diagnostic.help.empty()) out += bar;
}

std::uint32_t widest_number(const SourceSet& sources, const Diagnostic& diagnostic) {
    std::uint32_t greatest = 0;
    const auto add = [&](Span span) {
        if (span.valid()) greatest = std::max(greatest, sources[span.file].place(span.begin).line);
    };
    add(diagnostic.primary.span);
    for (const auto& label : diagnostic.secondary) add(label.span);
    return std::max<std::uint32_t>(2, static_cast<std::uint32_t>(std::to_string(greatest).size()));
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::string render_text(const SourceSet& sources, const Diagnostic& diagnostic, const TextStyle& style) {
    const auto number_width = widest_number(sources, diagnostic);
    auto title = std::string(level_word(diagnostic.level));
    if (!diagnostic.code.empty()) title += "[" + diagnostic.code + "]";
    std::string out = inked(title, level_ink(diagnostic.level), style) + ": ";
    out += wrapped(diagnostic.message, static_cast<std::uint32_t>(title.size()) + 2, 2, style.width) + "\n";
    if (diagnostic.primary.span.valid()) render_source(out, sources, diagnostic, number_width, style);
    const auto add = [&](std::string_view word, std::string_view text) {
        const auto indent = number_width + 1 + static_cast<std::uint32_t>(word.size()) + 2;
        out += std::string(number_width + 1, ' ') + inked(std::string(word), Ink::strong, style) + ": ";
        out += wrapped(text, indent, indent, style.width) + "\n";
    };
    for (const auto& note : diagnostic.notes) add("note", note);
    if (!diagnostic.help.empty()) add("help", diagnostic.help);
    for (const auto& fix : diagnostic.fixes) add("fix", fix.title);
    return out;
}

std::string render_text(const SourceSet& sources, const std::vector<Diagnostic>& diagnostics, const TextStyle& style) {
    std::string out;
    for (const auto& d : diagnostics) out += render_text(sources, d, style) + "\n";
    return out;
}

std::string summary_text(const std::vector<Diagnostic>& diagnostics, std::size_t files, std::string_view verb) {
    std::size_t errors = 0, warnings = 0, notes = 0, fixable = 0;
    std::set<FileId> touched;
    std::set<std::string> codes;
    for (const auto& d : diagnostics) {
        errors += d.level == Level::error ? 1U : 0U;
        warnings += d.level == Level::warning ? 1U : 0U;
        notes += d.level == Level::note ? 1U : 0U;
        fixable += std::any_of(d.fixes.begin(), d.fixes.end(), [](const Fix& f) { return f.safe; }) ? 1U : 0U;
        if (d.primary.span.valid()) touched.insert(d.primary.span.file);
        if (!d.code.empty()) codes.insert(d.code);
    }
    if (errors + warnings + notes == 0) return fmt::format("No errors in {}.\n", counted(files, "file"));
    std::vector<std::string> found;
    if (errors > 0) found.push_back(counted(errors, "error"));
    if (warnings > 0) found.push_back(counted(warnings, "warning"));
    if (notes > 0) found.push_back(counted(notes, "note"));
    auto out = fmt::format("{} in {} of {}.", fmt::join(found, found.size() > 2 ? ", " : " and "), touched.size(),
                           counted(files, "file"));
    if (fixable > 0) out += fmt::format(" {} {} a fix: credence {} --fix", fixable, fixable == 1 ? "has" : "have", verb);
    out += "\n";
    if (!codes.empty()) out += fmt::format("Explained with examples: credence help {}\n", fmt::join(codes, ", "));
    return out;
}

}  // namespace credence::text
