// They show in tables, and make two equal labels differ.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

std::string tidy(std::string_view text) {
    std::string out;
    for (const char c : trimmed(text))
        if (c != ' ' || out.back() != ' ') out += c;
    return out;
}

void find_stray_blanks(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto& label = syntax::head_of(declaration).label;
        if (!label) continue;
        const auto raw = subject.written(label->span);
        if (raw.size() < 2 || raw.find_first_of("\n\\") != std::string_view::npos) continue;
        const auto inner = raw.substr(1, raw.size() - 2);
        const auto better = tidy(inner);
        if (better == inner || better.empty()) continue;
        auto& d = findings.add(label->span, "this label has blanks at its ends or two in a row", "stray blanks");
        d.fixes.push_back({"take them out", {{label->span, fmt::format("\"{}\"", better)}}, true});
    }
}

}  // namespace

constinit const Lint stray_blanks{"L0510", "stray-blanks", Level::note, "blanks that a label does not need", find_stray_blanks};

}  // namespace credence::lint
