#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace credence::cli {

report::TerminalStyle terminal_style(const Context& context) {
    report::TerminalStyle style;
    style.colour = context.color_out;
    if (isatty(STDOUT_FILENO) != 1) return style;  // a file looks the same on every machine
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = size.ws_col;
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view locale(value);
        style.unicode = locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
        break;
    }
    return style;
}

}  // namespace credence::cli
