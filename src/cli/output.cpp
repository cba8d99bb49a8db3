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

}  // namespace credence::cli
