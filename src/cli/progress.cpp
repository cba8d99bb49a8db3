#include "cli/progress.hpp"

#include <unistd.h>

#include "cli/output.hpp"
#include "cli/table.hpp"

namespace credence::cli {
namespace {

constexpr std::chrono::milliseconds at_first{1'000}, afterwards{200};
constexpr const char* start_of_line = "\r\x1b[K";  // and what stands there is wiped away

}  // namespace

Progress::Progress(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1), next_(Clock::now() + at_first) {}

void Progress::show(const std::string& line) {
    if (!wanted_) return;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + afterwards;
    shown_ = true;
    print_error(start_of_line + harmless(line));
}

void Progress::end() {
    if (shown_) print_error(start_of_line);
    shown_ = false;
}

}  // namespace credence::cli
