#include "cli/output.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "cli/table.hpp"

namespace credence::cli {
namespace {

void write(std::FILE* stream, std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0;
    if (whole || stream != stdout) return;
    if (errno != EPIPE) std::fprintf(stderr, "error: cannot write to the standard output: %s\n", std::strerror(errno));
    std::_Exit(6);
}

bool is_formula(std::string_view cell) {
    if (cell.empty()) return false;
    for (const char* wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {  // full-width = + - @
        if (cell.starts_with(wide)) return true;
    }
    if (cell.front() == '-' && cell.size() > 1) return cell.find_first_not_of("0123456789.", 1) != std::string_view::npos;
    return std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

std::string quoted(const std::string& cell) {
    std::string text = is_formula(cell) ? "'" + cell : cell;
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
    print_error(fmt::format("error: {}\n", harmless(failure.message)));
    if (!failure.help.empty()) print_error(fmt::format("  {}\n", harmless(failure.help)));
    switch (failure.kind) {
        case FailureKind::usage: return 2;
        case FailureKind::input: return 3;
        case FailureKind::knowledge_base: return 4;
        case FailureKind::limit: return 5;
        case FailureKind::write: return 6;
    }
    return 70;
}

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
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
