#include "cli/problems.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"

namespace credence::cli {

void print_problems(const std::vector<store::Problem>& problems) {
    for (const auto& problem : problems) {
        print_error(fmt::format("{}[{}]: {}{}\n", problem.warning ? "warning" : "error", problem.code, problem.message,
                                problem.column_name.empty() ? "" : fmt::format(" (column `{}`)", problem.column_name)));
        if (!problem.expected.empty()) print_error(fmt::format("  expected {}\n", problem.expected));
        if (!problem.help.empty()) print_error(fmt::format("  {}\n", problem.help));
    }
}

}  // namespace credence::cli
