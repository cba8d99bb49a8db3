#include "cli/output.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace credence::cli {
namespace {

void write(std::FILE* stream, std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0;
    if (!whole && stream == stdout) std::_Exit(6);
}

/// Calls `each` with every code point and its bytes; bytes that are no UTF-8 come one by one with -1.
template <class F>
void for_each_point(std::string_view text, F each) {
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t point = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
        const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        const std::size_t size = length > 0 ? static_cast<std::size_t>(length) : 1;
        each(length > 0 ? point : -1, text.substr(at, size));
        at += size;
    }
}

std::size_t width(std::string_view text) {
    std::size_t columns = 0;
    for_each_point(text, [&](utf8proc_int32_t point, std::string_view) {
        columns += point < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
    });
    return columns;
}

std::string quoted(const std::string& cell) {
    std::string text = cell;
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, "'");
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

void print(std::string_view text) { write(stdout, text); }
void print_error(std::string_view text) { write(stderr, text); }

int fail(const Failure& failure) {
    print_error(fmt::format("error: {}\n", failure.message));
    if (!failure.help.empty()) print_error(fmt::format("  {}\n", failure.help));
    switch (failure.kind) {
        case FailureKind::usage: return 2;
        case FailureKind::input: return 3;
        case FailureKind::knowledge_base: return 4;
        case FailureKind::limit: return 5;
        case FailureKind::write: return 6;
    }
    return 70;
}

std::string harmless(std::string_view text) {
    std::string out;
    for_each_point(text, [&](utf8proc_int32_t point, std::string_view bytes) {
        const auto category = point < 0 ? UTF8PROC_CATEGORY_CC : utf8proc_category(point);
        const bool hidden = category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
                            category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
        if (!hidden) {
            out += bytes;
        } else if (point < 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
        } else {
            out += point == '\n' ? std::string(" ") : fmt::format("\\u{{{:x}}}", point);
        }
    });
    return out;
}

std::string plain_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::vector<std::string>> lines{head};
    lines.insert(lines.end(), rows.begin(), rows.end());
    std::vector<std::size_t> widths(head.size());
    for (auto& line : lines) {
        for (std::size_t c = 0; c < line.size(); ++c) {
            line[c] = harmless(line[c]);
            widths[c] = std::max(widths[c], width(line[c]));
        }
    }
    std::string out;
    for (const auto& line : lines) {
        std::string text;
        for (std::size_t c = 0; c < line.size(); ++c) {
            text += line[c];
            if (c + 1 < line.size()) text.append(widths[c] - width(line[c]) + 2, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + '\n';
    }
    return out;
}

std::string csv(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t c = 0; c < cells.size(); ++c) out += (c == 0 ? "" : ",") + quoted(cells[c]);
        out += '\n';
    };
    line(head);
    for (const auto& row : rows) line(row);
    return out;
}

}  // namespace credence::cli
