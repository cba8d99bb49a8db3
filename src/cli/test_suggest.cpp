#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/test_output.hpp"

namespace credence::cli {

/// A rule file: what is not an example is a comment.
std::string suggestions_text(const TestResults& results) {
    std::string examples;
    std::string missing;
    std::size_t found = 0;
    for (const auto& one : *results.suggestions) {
        if (one.text.empty()) {
            missing += fmt::format("#   {} ({})\n", one.shows, results.sources.place_text(one.span));
        } else {
            examples += "\n" + one.text;
            ++found;
        }
    }
    if (results.suggestions->empty()) return "# Nothing is missing: the examples show every rule, case and condition.\n";
    std::string out = fmt::format("# {} for what no example shows. What each expects is what the rules come to now: whether that is right\n"
                                  "# is yours to say. Give what you keep a name and a reason.\n",
                                  counted(found, "example"));
    out += examples;
    if (!missing.empty()) out += "\n# Within the budget no example was found in which\n" + missing;
    return out;
}

}  // namespace credence::cli
