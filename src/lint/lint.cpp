#include "lint/lint.hpp"

#include <algorithm>

#include "lint/allow.hpp"
#include "lint/lints.hpp"

namespace credence::lint {

text::Level shown_level(Level level) {
    switch (level) {
        case Level::error: return text::Level::error;
        case Level::warning: return text::Level::warning;
        case Level::note:
        case Level::off: break;
    }
    return text::Level::note;
}

const Lint* find_lint(std::string_view code) {
    const auto all = lints();
    const auto at = std::find_if(all.begin(), all.end(), [&](const Lint* lint) { return lint->code == code; });
    return at == all.end() ? nullptr : *at;
}

std::vector<std::string> lint_codes() {
    std::vector<std::string> out;
    for (const auto* lint : lints()) out.emplace_back(lint->code);
    return out;
}

std::optional<Level> level_of(std::string_view word) {
    if (word == "off") return Level::off;
    if (word == "note") return Level::note;
    if (word == "warning") return Level::warning;
    if (word == "error") return Level::error;
    return std::nullopt;
}

std::vector<text::Diagnostic> lint(const Subject& subject, const Levels& levels) {
    std::vector<text::Diagnostic> found;
    const auto level = [&](const Lint& lint) {
        const auto at = levels.find(lint.code);
        return at == levels.end() ? lint.level : at->second;
    };
    const auto looked = [&](const Lint& lint) {
        return lint.look != nullptr && level(lint) != Level::off && (!lint.needs_day || subject.day());
    };
    Findings findings(found);
    for (const auto* lint : lints()) {
        if (!looked(*lint)) continue;
        findings.of(lint->code, shown_level(level(*lint)));
        lint->look(subject, findings);
    }
    // What a used rulebase declares is mended by its own authors.
    std::erase_if(found, [&](const text::Diagnostic& one) { return !subject.sources().own(one.primary.span); });
    std::vector<text::Diagnostic> about_allowances;
    Findings further(about_allowances);
    heed_allowances(subject, found, further, looked, [&](const Lint& lint) {
        if (level(lint) == Level::off) return false;
        further.of(lint.code, shown_level(level(lint)));
        return true;
    });
    found.insert(found.end(), about_allowances.begin(), about_allowances.end());
    text::sort_diagnostics(found);
    return found;
}

}  // namespace credence::lint
