// Rows of tables and links cannot be broken.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"
#include "text/display.hpp"

namespace credence::lint {
namespace {

void find_long_line(const Subject& subject, Findings& findings) {
    constexpr std::uint32_t most = 128;
    for (const auto& tree : subject.trees()) {
        const auto& file = subject.sources()[tree.file()];
        for (std::uint32_t number = 1; number <= file.line_count(); ++number) {
            const auto line = file.line(number);
            if (line.size() <= most || trimmed(line).starts_with('|') || line.find("://") != std::string_view::npos) continue;
            const auto width = text::display_width(line);
            if (width <= most) continue;
            const auto begin = file.line_start(number);
            findings.add({tree.file(), begin, begin + static_cast<std::uint32_t>(line.size())},
                         fmt::format("this line takes {} columns", width), "",
                         "break it: clauses, conditions and texts may go on in the next line");
        }
    }
}

}  // namespace

constinit const Lint long_line{"L0604", "long-line", Level::note, "a line that is too long to read", find_long_line};

}  // namespace credence::lint
