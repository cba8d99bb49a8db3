// What `credence lint` looks for beyond what is wrong: rules that work and that their authors would want to mend. A lint is a code, a
// level and a function over a checked rulebase; each stands in a file of its own, named after its code, and in the table of
// lints.cpp. Nothing here decides what a rulebase means: errors are the checker's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/findings.hpp"
#include "lint/subject.hpp"
#include "text/diagnostic.hpp"

namespace credence::lint {

enum class Level : std::uint8_t { off, note, warning, error };

struct Lint {
    std::string_view code;
    std::string_view slug;
    Level level = Level::warning;  // unless the rulebase says otherwise
    std::string_view title;        // of its page, docs/diagnostics/CODE.md: what is found, in one line
    void (*look)(const Subject& subject, Findings& findings) = nullptr;  // none: found in what the others found
    bool needs_day = false;
};

/// All of them, in the order of their codes.
[[nodiscard]] std::span<const Lint* const> lints();
/// Nothing for a code that no lint has.
[[nodiscard]] const Lint* find_lint(std::string_view code);
[[nodiscard]] std::vector<std::string> lint_codes();

/// As diagnostics bear it; of one that is off, what it is where a rulebase wants it.
[[nodiscard]] text::Level shown_level(Level level);

/// Of "off", "note", "warning" and "error"; nothing for another word.
[[nodiscard]] std::optional<Level> level_of(std::string_view word);

/// What a rulebase says of the levels, by code.
using Levels = std::map<std::string, Level, std::less<>>;

/// What all lints find that are not off in the rulebase's own files, less what comments allow, sorted.
[[nodiscard]] std::vector<text::Diagnostic> lint(const Subject& subject, const Levels& levels);

}  // namespace credence::lint
