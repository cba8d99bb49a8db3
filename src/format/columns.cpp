// What stands in columns: values of scales and choices, cases, bands, tables.
#include <algorithm>

#include "format/format.hpp"
#include "format/printer.hpp"
#include "text/display.hpp"

namespace credence::format {

using enum syntax::TokenKind;
using syntax::NodeKind;

namespace {

constexpr std::uint32_t widest_label = 40;  // wider ones run over the column of the short labels

}  // namespace

std::string Printer::flat(std::uint32_t first, std::uint32_t last) const {
    std::string out;
    for (auto i = first; i < last; ++i) {
        if (i > first && m_.spaced(i)) out += ' ';
        if (m_.kind(i) != row && m_.kind(i) != entry) out += m_.look(i);
    }
    return out;
}

// Values with their signs, as many on a line as the author put there and as fit; where there is one to a line, labels are
// aligned.
void Printer::values(Cursor node, std::uint32_t first, std::uint32_t separator_column, std::uint32_t item_column) {
    struct Value {
        Part part;
        bool starts_line;
        bool alone;
    };
    std::vector<Value> all;
    auto at = item_column;
    for (const auto value : node) {
        if (value.first() < first) continue;
        const auto sign = value.first() - 1;
        bool starts = all.empty();
        if (!starts) {
            starts = m_.wanted_break(sign) || !m_.remarks(sign).empty() || !m_.remarks(value.first()).empty() ||
                     !m_.fits(sign, value.last(), at + 1);
        }
        at = starts ? item_column : at + 3;
        at += m_.width(value.first(), value.last());
        all.push_back({{value.first(), value.last()}, starts, true});
    }
    for (std::size_t v = 0; v < all.size(); ++v)
        all[v].alone = all[v].starts_line && (v + 1 == all.size() || all[v + 1].starts_line);

    const auto name_width = [&](const Value& v) { return m_.width(v.part.first, v.part.first + 1); };
    const auto label_width = [&](const Value& v) {
        return v.part.last - v.part.first > 1 ? m_.width(v.part.first + 1, v.part.first + 2) : 0;
    };
    std::uint32_t names = 0, labels = 0;  // the columns of the run of lines that `v` stands in
    hang_ = item_column;
    for (std::size_t v = 0; v < all.size(); ++v) {
        if (all[v].alone && (v == 0 || !all[v - 1].alone)) {
            names = labels = 0;
            for (auto w = v; w < all.size() && all[w].alone; ++w) {
                if (label_width(all[w]) > 0) names = std::max(names, name_width(all[w]));
                if (label_width(all[w]) <= widest_label) labels = std::max(labels, label_width(all[w]));
            }
        }
        const auto part = all[v].part;
        if (v > 0) {
            const auto sign = part.first - 1;
            if (all[v].starts_line) break_before(sign, separator_column);
            put(sign);
        }
        put(part.first);
        for (auto i = part.first + 1; i < part.last; ++i) {
            const auto column = item_column + names + 1 + (i > part.first + 1 ? labels + 1 : 0);
            const auto behind = m_.width(i, part.last) + m_.tail(part.last);
            if (all[v].alone && m_.remarks(i).empty() && column + behind <= line_width) blanks_to(column);
            put(i);
        }
    }
}

void Printer::value_head(Cursor head, const Head& shape) {
    hang_ = floor_ = deep;
    auto sign = head.first();
    while (m_.kind(sign) != equal) ++sign;
    const bool aligned = !shape.widths.empty();
    put(head.first());
    if (aligned) blanks_to(shape.widths[0] + 1);
    for (auto i = head.first() + 1; i < sign; ++i) put(i);
    if (aligned && sign == head.first() + 2) blanks_to(shape.widths[0] + shape.widths[1] + 2);
    if (m_.wanted_break(sign) || !m_.remarks(sign).empty()) break_before(sign, deep);
    const auto column = column_of(sign);
    put(sign);
    values(head, sign + 1, column, column + 2);
}

// One value, or cases, each on a line, with their conditions below each other.
void Printer::cases(Cursor clause) {
    std::vector<Cursor> all;
    for (const auto each : clause) all.push_back(each);
    const auto value_end = [](Cursor each) { return (*each.begin()).last(); };
    std::uint32_t widest = 0;
    for (const auto each : all) {
        const auto wide = m_.width(each.first(), value_end(each));
        const bool whole = m_.unbroken(each.first(), value_end(each)) && value_end(each) < each.last();
        if (whole && wide <= widest_part) widest = std::max(widest, wide);
    }
    put(clause.first());
    floor_ = all.size() > 1 ? deep + 1 : indent + 1;
    for (std::size_t c = 0; c < all.size(); ++c) {
        const auto each = all[c];
        hang_ = deep;
        if (c > 0) break_before(each.first(), deep);
        print(*each.begin());
        auto at = value_end(each);
        if (at < each.last()) {
            if (all.size() > 1 && m_.remarks(at).empty()) blanks_to(deep + widest + 1);
            hang_ = column_of(at) + 2;
            put(at++);
            if (m_.kind(at - 1) == kw_when) hang_ = column_of(at);
            walk(each, at, each.last());
        }
        if (each.last() < clause.last()) put(each.last());  // the comma
    }
}

void Printer::bands(const std::vector<Cursor>& bands, bool first) {
    const auto words_end = [&](Cursor band) {
        auto i = band.first() + 1;
        while (i < band.last() && m_.kind(i) != kw_from) ++i;
        return std::max(i, band.first() + 2);
    };
    std::uint32_t widest = 0;
    for (const auto band : bands) {
        if (words_end(band) == band.last()) continue;
        const auto wide = m_.width(band.first() + 1, words_end(band));
        if (wide <= widest_part) widest = std::max(widest, wide);
    }
    for (const auto band : bands) {
        break_before(band.first(), indent, !first);
        hang_ = deep;
        const auto words = words_end(band);
        for (auto i = band.first(); i < words; ++i) put(i);
        if (words < band.last() && m_.remarks(words).empty()) blanks_to(indent + widest + 1);
        for (auto i = words; i < band.last(); ++i) put(i);
        first = false;
    }
}

void Printer::rows(const std::vector<Cursor>& rows, bool first) {
    struct Line {
        std::vector<std::string> cells;
        bool ruling = false;
        bool odd = false;  // a comment stands in it
    };
    std::vector<Line> lines;
    std::vector<std::uint32_t> widths;
    for (const auto each : rows) {
        Line line;
        line.ruling = each.kind() == NodeKind::ruling;
        auto begin = each.first() + 2;
        for (auto i = each.first() + 1; i < each.last(); ++i) {
            line.odd = line.odd || !m_.remarks(i).empty();
            if (m_.kind(i) != pipe || i < begin) continue;
            line.cells.push_back(flat(begin, i));
            begin = i + 1;
        }
        if (!line.odd) {
            widths.resize(std::max(widths.size(), line.cells.size()), 3);
            for (std::size_t c = 0; c < line.cells.size() && !line.ruling; ++c)
                widths[c] = std::max(widths[c], text::display_width(line.cells[c]));
        }
        lines.push_back(std::move(line));
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto& line = lines[r];
        break_before(rows[r].first(), indent, !first);
        first = false;
        if (line.odd) {
            flat_ = true;
            hang_ = deep;
            walk(rows[r], rows[r].first(), rows[r].last());
            flat_ = false;
            continue;
        }
        write("|");
        for (std::size_t c = 0; c < line.cells.size(); ++c) {
            auto& cell = line.cells[c];
            if (line.ruling) {
                const bool left = cell.front() == ':', right = cell.back() == ':';
                const auto dashes = widths[c] - (left ? 1U : 0U) - (right ? 1U : 0U);
                cell = (left ? ":" : "") + std::string(dashes, '-') + (right ? ":" : "");
            }
            const auto wide = text::display_width(cell);
            write(" " + cell + std::string(wide < widths[c] ? widths[c] - wide : 0, ' ') + " |");
        }
    }
}

}  // namespace credence::format
